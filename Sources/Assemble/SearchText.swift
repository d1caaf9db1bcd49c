/// A text as a phrase is looked for in it: lower case, everything between words one space.
///
/// Scripts that write no spaces between words are found anywhere; all others by whole words.
struct SearchText {
  private let scalars: [Unicode.Scalar]

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = [" "]
    scalars.reserveCapacity(text.utf8.count + 2)
    for scalar in text.lowercased().unicodeScalars {
      if Self.isOfWord(scalar) {
        scalars.append(scalar)
      } else if !Self.isIgnored(scalar), scalars.last != " " {
        scalars.append(" ")
      }
    }
    if scalars.last != " " { scalars.append(" ") }
    self.scalars = scalars
  }

  /// Whether the words of `phrase` stand in the text one after the other.
  func contain(_ phrase: String) -> Bool {
    let wished = SearchText(phrase).scalars.dropFirst().dropLast()
    guard let first = wished.first, let last = wished.last else { return false }
    let end = scalars.count - wished.count
    guard end > 0 else { return false }
    for start in 1..<end where scalars[start] == first {
      guard scalars[start..<start + wished.count].elementsEqual(wished) else { continue }
      if Self.isBoundary(scalars[start - 1], first),
        Self.isBoundary(last, scalars[start + wished.count])
      {
        return true
      }
    }
    return false
  }

  private static func isBoundary(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    a == " " || b == " " || isWithoutSpaces(a) || isWithoutSpaces(b)
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (97...122).contains(scalar.value) || (48...57).contains(scalar.value)
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// Soft hyphens, joiners and apostrophes part no word.
  private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2019, 0xAD, 0x200B...0x200D, 0x2060: true
    default: false
    }
  }

  private static func isWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
