/// Finds the marks in running text that point to numbered sources.
struct CitationMarks {
  /// A mark: where it stands in the text's UTF-8, and the numbers it names.
  struct Mark: Equatable {
    var bytes: Range<Int>
    var numbers: [Int]
  }

  /// The numbers that sources bear; everything else stays text.
  let numbers: Set<Int>

  /// The marks of `text`, in order, none overlapping.
  ///
  /// Cost: O(bytes).
  func marks(in text: [UInt8]) -> [Mark] {
    guard !numbers.isEmpty else { return [] }
    var found: [Mark] = []
    var index = 0
    while index < text.count {
      if let mark = mark(text, at: index) {
        found.append(mark)
        index = mark.bytes.upperBound
      } else {
        index += 1
      }
    }
    return found
  }
}

extension CitationMarks {
  private func mark(_ text: [UInt8], at index: Int) -> Mark? {
    switch text[index] {
    case 48...57: glued(text, index)
    case UInt8(ascii: "["): bracketed(text, index, close: UInt8(ascii: "]"))
    case UInt8(ascii: "("): rounded(text, index)
    case 0xC2, 0xE2: superscript(text, index)
    default: nil
    }
  }

  /// `citing.2`, `disclosed in a:3`, `said”4`, `word5`.
  private func glued(_ text: [UInt8], _ start: Int) -> Mark? {
    guard start > 0 else { return nil }
    let before = text[start - 1]
    var end = start
    while end < text.count, (48...57).contains(text[end]), end - start < 4 { end += 1 }
    guard let number = Self.number(text[start..<end]), numbers.contains(number) else { return nil }
    // A mark ends its sentence, word or line: `2.5`, `2nd`, `2%` and `10:30` are no marks.
    if end < text.count {
      let next = text[end]
      let closes = next <= 32 || ",;)".utf8.contains(next) || next == 0xE2 || next == 0xC2
      let stop = next == UInt8(ascii: ".") && (end + 1 == text.count || text[end + 1] <= 32)
      guard closes || stop else { return nil }
    }
    if Self.isLetter(before) {
      return followsLongWord(text, start) ? Mark(bytes: start..<end, numbers: [number]) : nil
    }
    guard start > 1 else { return nil }
    switch before {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "!"), UInt8(ascii: "?"):
      guard follows(text, start - 1) else { return nil }
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): break
    default:
      // ” ’ » …
      guard start > 2,
        text[start - 3] == 0xE2 && text[start - 2] == 0x80 && [0x9D, 0x99, 0xA6].contains(before)
          || text[start - 2] == 0xC2 && before == 0xBB
      else { return nil }
    }
    return Mark(bytes: start..<end, numbers: [number])
  }

  /// Whether the punctuation at `index` ends a word rather than an abbreviation or a number.
  private func follows(_ text: [UInt8], _ index: Int) -> Bool {
    var start = index
    while start > 0, Self.isLetter(text[start - 1]) { start -= 1 }
    let word = text[start..<index]
    if word.isEmpty {
      return index > 0 && !(48...57).contains(text[index - 1]) && text[index - 1] > 32
    }
    guard text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ":") else { return true }
    // A domain or a name such as `Web 2.0` has no space before its word's stop; `No.3` is an abbreviation.
    let abbreviations = [
      "no", "nr", "vol", "fig", "p", "pp", "v", "ch", "art", "sec", "ver", "op", "n",
    ]
    let folded = String(decoding: word.map { $0 | 32 }, as: UTF8.self)
    return text[index] == UInt8(ascii: ":") || !abbreviations.contains(folded)
  }

  /// Whether a lower-case word of four letters or more ends right before `index`.
  private func followsLongWord(_ text: [UInt8], _ index: Int) -> Bool {
    var start = index
    while start > 0, (97...122).contains(text[start - 1]) || text[start - 1] >= 128 { start -= 1 }
    guard index - start >= 4 else { return false }
    return start == 0 || text[start - 1] <= 32 || text[start - 1] == 45 || text[start - 1] == 40
  }

  /// `[4]`, `[4, 5]`, `[2-4]`.
  private func bracketed(_ text: [UInt8], _ start: Int, close: UInt8) -> Mark? {
    var named: [Int] = []
    var at = start + 1
    var from: Int?
    while at < text.count, at - start < 32 {
      var end = at
      while end < text.count, (48...57).contains(text[end]), end - at < 4 { end += 1 }
      guard let number = Self.number(text[at..<end]), numbers.contains(number) else { return nil }
      if let low = from {
        guard low < number else { return nil }
        named += (low + 1...number).filter(numbers.contains)
        from = nil
      } else {
        named.append(number)
      }
      guard end < text.count else { return nil }
      switch text[end] {
      case close: return Mark(bytes: start..<end + 1, numbers: named)
      case UInt8(ascii: ","), UInt8(ascii: ";"): end += 1
      case UInt8(ascii: "-"):
        from = number
        end += 1
      default:
        guard text[end...].starts(with: [0xE2, 0x80, 0x93]) else { return nil }
        from = number
        end += 3
      }
      while end < text.count, text[end] == 32 { end += 1 }
      at = end
    }
    return nil
  }

  /// `(5)` at the end of a word or sentence; `(1) first, (2) second` are list numbers.
  private func rounded(_ text: [UInt8], _ start: Int) -> Mark? {
    guard start > 0, let mark = bracketed(text, start, close: UInt8(ascii: ")")) else { return nil }
    let end = mark.bytes.upperBound
    let ends = end == text.count || ".,;:".utf8.contains(text[end])
    let before = text[start - 1]
    let closesSentence = ".!?".utf8.contains(before)
    guard ends || closesSentence || before > 32 && text[end] == 32 && Self.isLetter(before) else {
      return nil
    }
    return mark
  }

  /// `¹²` behind a word or a year; not the exponents of `m²` and `10³`.
  private func superscript(_ text: [UInt8], _ start: Int) -> Mark? {
    guard start > 0, let (number, end) = SuperscriptNumber.read(text[start...]),
      numbers.contains(number)
    else { return nil }
    var word = start
    while word > 0, Self.isLetter(text[word - 1]) { word -= 1 }
    let isUnit = start - word > 0 && start - word <= 2
    guard !isUnit, !(48...57).contains(text[start - 1]) || followsYear(text, start) else {
      return nil
    }
    return Mark(bytes: start..<end, numbers: [number])
  }

  /// Whether four digits of a year end right before `index`.
  private func followsYear(_ text: [UInt8], _ index: Int) -> Bool {
    var start = index
    while start > 0, (48...57).contains(text[start - 1]) { start -= 1 }
    guard index - start == 4, [UInt8(ascii: "1"), UInt8(ascii: "2")].contains(text[start]) else {
      return false
    }
    return start == 0 || !".,".utf8.contains(text[start - 1])
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 32) || byte >= 0xC3 && byte < 0xE2
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 3, digits.first != 48 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}

/// Numbers in superscript digits, `¹²`.
enum SuperscriptNumber {
  /// The number of one to three digits that `text` begins with, and the index behind it; nil where it begins otherwise.
  static func read(_ text: ArraySlice<UInt8>) -> (number: Int, end: Int)? {
    var index = text.startIndex
    var number = 0
    while index < text.endIndex, number < 100, let (digit, length) = digit(text, index) {
      number = number * 10 + digit
      index += length
    }
    return number > 0 ? (number, index) : nil
  }

  private static func digit(_ text: ArraySlice<UInt8>, _ index: Int) -> (Int, Int)? {
    guard index + 1 < text.endIndex else { return nil }
    if text[index] == 0xC2 {
      switch text[index + 1] {
      case 0xB9: return (1, 2)
      case 0xB2: return (2, 2)
      case 0xB3: return (3, 2)
      default: return nil
      }
    }
    guard index + 2 < text.endIndex, text[index] == 0xE2, text[index + 1] == 0x81 else {
      return nil
    }
    let value = Int(text[index + 2]) - 0xB0
    return value == 0 || (4...9).contains(value) ? (value, 3) : nil
  }
}
