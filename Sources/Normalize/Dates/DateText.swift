/// A word, a number or a mark of a date line.
struct DateToken {
  enum Kind { case word, number, mark, address }

  var kind: Kind
  /// In bytes of the line's UTF-8.
  var bytes: Range<Int>
  /// A number's value, −1 when it is longer than 14 digits; a mark's ASCII character.
  var value = 0
  /// How many digits a number is written with.
  var digits = 0
  /// The index of a word's entry in the vocabulary, −1 when it is not there.
  var entry = -1
  /// A bit for each meaning that the entry has in some language.
  var meanings: UInt64 = 0
  var spaceBefore: Bool
  /// Written in capitals throughout, as zones are.
  var isCapital = false
  /// Begins with a capital, or is of a script that has none; small letters are known of ASCII, Cyrillic and Greek.
  var isTitle = true
  /// Part of a script without spaces: a letter of it rather than a word where it is not known.
  var isSyllabic = false

  func isMark(_ character: Unicode.Scalar) -> Bool {
    kind == .mark && value == Int(character.value)
  }
}

/// A line taken apart: words known by their entry in the vocabulary, numbers in any script's digits.
///
/// Cost: linear in the bytes of the line.
struct DateText {
  private(set) var tokens: [DateToken] = []
  private let vocabulary: DateVocabulary
  private let source: [UInt8]
  /// The folded bytes of the word at hand.
  private var word: [UInt8] = []

  init(_ source: [UInt8], vocabulary: DateVocabulary) {
    self.source = source
    self.vocabulary = vocabulary
    tokens.reserveCapacity(source.count / 4)
    takeApart()
    if tokens.contains(where: { $0.entry >= 0 && vocabulary.entries[$0.entry].opensPhrase }) {
      joinPhrases()
    }
    for index in tokens.indices where tokens[index].entry >= 0 {
      tokens[index].meanings = vocabulary.meanings[tokens[index].entry]
    }
  }
}

extension DateText {
  private struct Scalar {
    var value: UInt32
    var start: Int
    var end: Int
    var folded: FoldedScalar { FoldedScalar(value) }
  }

  /// The scalar at `at`; ill-formed bytes count as U+FFFD, a byte each.
  private func scalar(at: Int) -> Scalar? {
    guard at < source.count else { return nil }
    let lead = source[at]
    if lead < 0x80 { return Scalar(value: UInt32(lead), start: at, end: at + 1) }
    let size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, at + size <= source.count else {
      return Scalar(value: 0xFFFD, start: at, end: at + 1)
    }
    var value = UInt32(lead) & (0x7F >> UInt32(size))
    for byte in source[(at + 1)..<(at + size)] { value = value << 6 | UInt32(byte & 0x3F) }
    return Scalar(value: value, start: at, end: at + size)
  }

  private mutating func takeApart() {
    var at = 0
    var space = true
    while let scalar = scalar(at: at) {
      switch scalar.folded {
      case .space, .nothing:
        if scalar.folded == .space { space = true }
        at = scalar.end
        continue
      case .mark(let mark):
        at = scalar.end
        if joins(mark, scalar, space: space) { continue }
        tokens.append(
          DateToken(kind: .mark, bytes: scalar.start..<at, value: Int(mark), spaceBefore: space))
      case .digit: at = takeNumber(from: at, space: space)
      case .letter: at = takeWord(from: at, space: space)
      case .syllable: at = takeSyllables(from: at, space: space)
      }
      space = false
    }
  }

  /// Whether a hyphen or an apostrophe stands within a word: `avant-hier`, `aujourd'hui`.
  private func joins(_ mark: UInt8, _ scalar: Scalar, space: Bool) -> Bool {
    guard !space, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "'"),
      tokens.last?.kind == .word, case .letter = self.scalar(at: scalar.end)?.folded
    else { return false }
    return true
  }

  private mutating func takeNumber(from start: Int, space: Bool) -> Int {
    var token = DateToken(kind: .number, bytes: start..<start, spaceBefore: space)
    var at = start
    while let scalar = scalar(at: at), case .digit(let digit) = scalar.folded {
      token.digits += 1
      token.value = token.digits > 14 ? -1 : token.value * 10 + digit
      at = scalar.end
    }
    token.bytes = start..<at
    tokens.append(token)
    return at
  }

  private mutating func takeWord(from start: Int, space: Bool) -> Int {
    if space, let end = addressEnd(from: start) {
      tokens.append(DateToken(kind: .address, bytes: start..<end, spaceBefore: true))
      return end
    }
    word.removeAll(keepingCapacity: true)
    var at = start
    var isCapital = true
    var previous: UInt8 = 0
    while at < source.count {
      let lead = source[at]
      if (97...122).contains(lead) {
        word.append(lead)
        isCapital = false
        previous = lead
        at += 1
        continue
      }
      guard let scalar = scalar(at: at) else { break }
      let isUpper = (65...90).contains(lead)
      // A page's text often lacks the space between two of its parts: "QuillUpdated".
      if isUpper && (97...122).contains(previous) || isCapital && endsCapitals(at, from: start) {
        break
      }
      guard scalar.folded != .nothing else {
        at = scalar.end
        continue
      }
      guard case .letter(let letter) = scalar.folded else { break }
      word.append(scalar: letter)
      isCapital = isCapital && isUpper
      previous = lead
      at = scalar.end
    }
    tokens.append(
      DateToken(
        kind: .word, bytes: start..<at, entry: vocabulary.index(of: word[...]), spaceBefore: space,
        isCapital: isCapital, isTitle: !Self.isSmall(source[start...])))
    return at
  }

  private static func isSmall(_ word: ArraySlice<UInt8>) -> Bool {
    guard let lead = word.first, lead >= 0x80 else {
      return word.first.map { (97...122).contains($0) } ?? false
    }
    let next = word.dropFirst().first ?? 0
    return switch lead {
    case 0xD0: next >= 0xB0
    case 0xD1: next <= 0x9F
    case 0xCE: next >= 0xAC
    case 0xCF: next >= 0x80 && next <= 0x8E
    default: false
    }
  }

  /// Whether a capitalised word begins at `at`, right behind an abbreviation: "UTCUpdated".
  private func endsCapitals(_ at: Int, from start: Int) -> Bool {
    at - start > 1 && at + 1 < source.count && (65...90).contains(source[at])
      && (97...122).contains(source[at + 1])
  }

  /// Where an address such as `example.com/a` or `https://…` that starts here ends.
  private func addressEnd(from start: Int) -> Int? {
    var at = start
    var dot = -1
    var isAddress = false
    while at < source.count, source[at] > 32 {
      switch source[at] {
      case UInt8(ascii: "."): dot = at
      case UInt8(ascii: "/"):
        if at > start, source[at - 1] == UInt8(ascii: ":") { isAddress = true }
        if dot > start, at - dot > 2, !(48...57).contains(source[at - 1]) { isAddress = true }
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "|"):
        if !isAddress { dot = -1 }
        if !isAddress && source[at] > 57 { return nil }
      default: break
      }
      at += 1
    }
    return isAddress ? at : nil
  }

  /// The longest known word of a script without spaces, or one letter of it.
  private mutating func takeSyllables(from start: Int, space: Bool) -> Int {
    word.removeAll(keepingCapacity: true)
    var at = start
    var length = 0
    var best = -1
    var end = start
    while length < 14, let scalar = scalar(at: at), case .syllable(let letter) = scalar.folded {
      word.append(scalar: letter)
      at = scalar.end
      length += 1
      let entry = vocabulary.index(of: word[...])
      if length == 1 { end = at }
      if entry >= 0 { (best, end) = (entry, at) }
    }
    tokens.append(
      DateToken(
        kind: .word, bytes: start..<end, entry: best, spaceBefore: space, isSyllabic: true))
    return end
  }
}

extension DateText {
  /// Replaces words that make a known phrase by one; a dot within is passed over (`p. m.`).
  private mutating func joinPhrases() {
    var joined: [DateToken] = []
    joined.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      var token = tokens[index]
      var next = index + 1
      if token.entry >= 0, vocabulary.entries[token.entry].opensPhrase,
        let phrase = phrase(from: index)
      {
        token.entry = phrase.entry
        token.bytes = token.bytes.lowerBound..<tokens[phrase.end - 1].bytes.upperBound
        token.isCapital = false
        next = phrase.end
      }
      joined.append(token)
      index = next
    }
    tokens = joined
  }

  private func phrase(from start: Int) -> (entry: Int, end: Int)? {
    var key = vocabulary.entries[tokens[start].entry].key
    var best: (entry: Int, end: Int)?
    var index = start + 1
    for _ in 0..<4 {
      if index < tokens.count, tokens[index].isMark("."), !tokens[index].spaceBefore { index += 1 }
      guard index < tokens.count, tokens[index].kind == .word else { break }
      key.append(UInt8(ascii: "_"))
      key += Self.folded(source[tokens[index].bytes])
      let entry = vocabulary.index(of: key[...])
      guard entry >= 0 else { break }
      index += 1
      if !vocabulary.entries[entry].senses.isEmpty { best = (entry, index) }
      guard vocabulary.entries[entry].opensPhrase else { break }
    }
    return best
  }

  private static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    DateVocabulary.folded(Substring(decoding: bytes, as: UTF8.self))
  }
}
