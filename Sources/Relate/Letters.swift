/// What a Unicode scalar is to the segmenter.
enum LetterClass: UInt8 {
  /// Ends a word.
  case separator
  /// Part of a word.
  case letter
  case digit
  /// Combining mark or joiner: dropped, the word goes on.
  case mark
  /// Of a script written without spaces: indexed as pairs.
  case unspaced
  /// ' or ’: kept back until the word is known.
  case apostrophe
}

/// Case and diacritic folding and word classes of the Basic Multilingual Plane, computed once from the Unicode
/// tables of the standard library.
///
/// Latin and Greek letters lose their diacritics (by the letter's Unicode name, "… E WITH ACUTE"); other scripts only
/// their case. Scalars beyond the plane: ideographs are `unspaced`, all others separators.
struct Letters: Sendable {
  private let classes: [UInt8]
  private let folded: [UInt16]

  static let table = Letters()

  /// The class of a scalar value.
  func letterClass(_ value: UInt32) -> LetterClass {
    guard value < 0x10000 else {
      return (0x20000..<0x40000).contains(value) ? .unspaced : .separator
    }
    return LetterClass(rawValue: classes[Int(value)]) ?? .separator
  }

  /// The scalar value to index; ß and ligatures count as their first letter.
  func fold(_ value: UInt32) -> UInt32 {
    value < 0x10000 ? UInt32(folded[Int(value)]) : value
  }

  private init() {
    var classes = [UInt8](repeating: LetterClass.separator.rawValue, count: 0x10000)
    var folded = [UInt16](repeating: 0, count: 0x10000)
    for value in 0..<0x10000 {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let kind = Self.kind(scalar)
      classes[value] = kind.rawValue
      guard kind != .separator else { continue }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      let base = kind == .letter ? Self.base(lower) : lower
      folded[value] = UInt16(truncatingIfNeeded: base.value < 0x10000 ? base.value : scalar.value)
    }
    self.classes = classes
    self.folded = folded
  }

  private static func kind(_ scalar: Unicode.Scalar) -> LetterClass {
    let value = scalar.value
    if value == 0x27 || value == 0x2019 { return .apostrophe }
    if value == 0xAD || (0x200B...0x200D).contains(value) || value == 0xFEFF { return .mark }
    if isUnspaced(value) { return .unspaced }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return .letter
    case .decimalNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .separator
    }
  }

  /// Thai to Tibetan and Khmer letters, kana, ideographs, hangul (whose particles are glued to the words).
  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E01...0x0E30, 0x0E32...0x0E33, 0x0E40...0x0E46, 0x0E81...0x0EB0, 0x0EC0...0x0EC6,
      0x1000...0x102A, 0x1780...0x17B3, 0x3005...0x3007, 0x3041...0x3096, 0x30A1...0x30FA,
      0x30FC...0x30FE, 0x3105...0x312F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFF66...0xFF9D:
      true
    default: false
    }
  }

  /// The letter without its diacritic.
  private static func base(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = scalar.value
    guard value >= 0xC0,
      value < 0x250 || (0x370..<0x400).contains(value) || (0x1E00..<0x2000).contains(value),
      let name = scalar.properties.name
    else { return scalar }
    let words = name.split(separator: " ")
    guard words.count > 3, words[0] == "LATIN" || words[0] == "GREEK", words[1] == "SMALL",
      words[2] == "LETTER"
    else { return scalar }
    if words[0] == "LATIN" {
      let letter = words[3].utf8
      if words.count > 4, words[4] == "WITH", letter.count == 1, let first = letter.first {
        return Unicode.Scalar(first | 0x20)
      }
      return [0xE6: "a", 0x153: "o", 0xDF: "s", 0xF0: "d", 0xFE: "t", 0x131: "i"][value] ?? scalar
    }
    guard words.count > 4, words[4] == "WITH" else { return value == 0x3C2 ? "\u{3C3}" : scalar }
    return greek[String(words[3])] ?? scalar
  }

  private static let greek: [String: Unicode.Scalar] = [
    "ALPHA": "\u{3B1}", "EPSILON": "\u{3B5}", "ETA": "\u{3B7}", "IOTA": "\u{3B9}",
    "OMICRON": "\u{3BF}", "UPSILON": "\u{3C5}", "OMEGA": "\u{3C9}", "RHO": "\u{3C1}",
  ]
}
