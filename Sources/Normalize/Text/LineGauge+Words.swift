extension LineGauge {
  /// Counts the words and marks of a line behind its list marker.
  mutating func scan(_ bytes: Span<UInt8>, _ line: inout Line) {
    var hash: UInt32 = 0x811C_9DC5
    var word = Word()
    var index = line.bytes.lowerBound + line.markerLength
    let end = line.bytes.upperBound
    var previous: UInt32 = 32
    if index < end {
      let (scalar, _) = Scalars.decode(bytes, at: index)
      line.start = Self.start(Scalars.classify(scalar), scalar)
    }
    while index < end {
      let plain = scanPlain(bytes, index..<end, &word, &hash)
      if plain > 0 {
        line.width += plain
        index += plain
        previous = UInt32(bytes[index - 1])
        continue
      }
      let (scalar, length) = Scalars.decode(bytes, at: index)
      let kind = Scalars.classify(scalar)
      switch kind {
      case .lower, .upper, .digit, .ideograph:
        if kind == .ideograph ? !word.isIdeographic : word.isIdeographic {
          finish(&word, &line)
        }
        let folded = Scalars.folded(scalar)
        hash = (hash ^ folded) &* 0x0100_0193
        word.add(folded, kind)
        if kind == .ideograph {
          if word.length > 1 { addPair(previous, scalar, &line) }
          line.ideographs += 1
          line.width += 1
        }
        line.width += 1
      default:
        finish(&word, &line)
        if kind != .space {
          line.width += 1
          count(scalar, kind, &line, next: index + length < end ? bytes[index + length] : 0)
        }
      }
      previous = scalar
      index += length
    }
    finish(&word, &line)
    line.end = Self.end(previous)
    line.hash = hash ^ (hash >> 15)
  }

  /// Takes the letters and digits of ASCII that `range` begins with, none behind an ideograph; how many they are.
  @inline(__always)
  private func scanPlain(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ word: inout Word, _ hash: inout UInt32
  ) -> Int {
    if word.isIdeographic, word.length > 0 { return 0 }
    var at = range.lowerBound
    var capitals = 0
    var digits = 0
    var letters = word.hash
    var run = hash
    while at < range.upperBound {
      let byte = bytes[unchecked: at]
      let folded = Scalars.plain(byte)
      if folded == 0 { break }
      run = (run ^ UInt32(folded)) &* 0x0100_0193
      letters.add(UInt32(folded))
      // A letter of ASCII differs from its capital in the sixth bit, and from a digit in the seventh.
      capitals &+= Int((byte ^ folded) &>> 5)
      digits &+= Int(~folded &>> 6 & 1)
      at &+= 1
    }
    guard at > range.lowerBound else { return 0 }
    if word.length == 0 {
      word.opensCapital = (65...90).contains(bytes[unchecked: range.lowerBound])
      word.isIdeographic = false
    }
    word.length &+= at &- range.lowerBound
    word.capitals &+= capitals
    word.digits &+= digits
    word.hash = letters
    hash = run
    return at - range.lowerBound
  }

  private mutating func addPair(_ first: UInt32, _ second: UInt32, _ line: inout Line) {
    let key = WordHash.pair(first, second) & ~1
    words.append(key)
    line.weight += table.meaning(of: key).weight
  }

  private func count(_ scalar: UInt32, _ kind: Scalars.Class, _ line: inout Line, next: UInt8) {
    switch scalar {
    case 0x2C, 0x3B, 0x3001, 0xFF0C, 0x60C, 0xFF1B: line.commas += 1
    case 0x2E, 0x21, 0x3F, 0x2026: if next == 32 { line.inner += 1 }
    case 0x3002, 0xFF01, 0xFF1F, 0x964, 0x61F, 0x6D4: if next != 0 { line.inner += 1 }
    case 0x7C, 0xB7, 0x2F, 0xBB, 0x3E, 0x2022, 0x203A, 0x2192, 0xFF0F: line.separators += 1
    case 0x3A:
      line.colons += 1
      if next == UInt8(ascii: "/") { line.hasAddress = true }
    case 0x40: line.hasAddress = true
    case 0x22, 0x201C, 0x201D, 0x201E, 0xAB, 0x300C, 0x300D: line.quotes += 1
    default: if kind == .symbol { line.symbols += 1 }
    }
  }

  private mutating func finish(_ word: inout Word, _ line: inout Line) {
    guard word.length > 0 else { return }
    let key = word.hash.finished
    let (kinds, weight) = table.meaning(of: key)
    if kinds != 0 {
      var rest = kinds
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        if line.kinds[bit] < 255 { line.kinds[bit] += 1 }
        rest &= rest - 1
      }
    }
    if word.isIdeographic {
      line.words += max(1, word.length / 2)
      line.letters += word.length
    } else {
      line.words += 1
      line.digits += word.digits
      line.letters += word.length - word.digits
      if word.opensCapital { line.capitalised += 1 }
      if word.capitals > 1, word.capitals == word.length { line.shouted += 1 }
      words.append(kinds & 1 == 1 ? key | 1 : key & ~1)
      line.weight += weight
    }
    word = Word()
  }

  private static func start(_ kind: Scalars.Class, _ scalar: UInt32) -> Line.Start {
    switch kind {
    case .lower: .letter
    case .upper: .capital
    case .digit: .digit
    case .ideograph: .ideograph
    case .symbol, .space: .symbol
    case .punctuation:
      switch scalar {
      case 0x22, 0x27, 0x2018, 0x201C, 0x201E, 0xAB, 0x300C: .quote
      default: .punctuation
      }
    }
  }

  private static func end(_ scalar: UInt32) -> Line.End {
    switch scalar {
    case 0x2E, 0x3002, 0x964, 0x6D4, 0xFF0E: .stop
    case 0x3F, 0xFF1F, 0x61F: .question
    case 0x21, 0xFF01: .exclamation
    case 0x3A, 0xFF1A: .colon
    case 0x2026: .ellipsis
    case 0x29, 0x5D, 0xFF09: .bracket
    case 0x22, 0x27, 0x2019, 0x201D, 0xBB, 0x201C, 0x300D: .quote
    case 0x2C, 0x3B, 0x3001: .comma
    case 0x2D, 0x2013, 0x2014: .dash
    default:
      switch Scalars.classify(scalar) {
      case .lower, .upper, .ideograph: .letter
      case .digit: .digit
      default: .other
      }
    }
  }

  /// A word as it grows.
  private struct Word {
    var hash = WordHash()
    var length = 0
    var digits = 0
    var capitals = 0
    var opensCapital = false
    var isIdeographic = false

    @inline(__always)
    mutating func add(_ folded: UInt32, _ kind: Scalars.Class) {
      if length == 0 {
        opensCapital = kind == .upper
        isIdeographic = kind == .ideograph
      }
      hash.add(folded)
      length += 1
      if kind == .digit { digits += 1 } else if kind == .upper { capitals += 1 }
    }
  }
}

extension WordHash {
  /// The hash of two neighbouring ideographs.
  static func pair(_ a: UInt32, _ b: UInt32) -> UInt32 {
    var hash = WordHash()
    hash.add(a)
    hash.add(b)
    return hash.finished
  }
}
