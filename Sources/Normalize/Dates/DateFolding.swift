/// What a scalar of a date line counts as, once case, accents and width are set aside.
enum FoldedScalar: Equatable {
  /// A letter of a script that puts spaces between words.
  case letter(UInt32)
  /// A letter of a script that does not (Han, kana, Hangul, Thai): words are found by the vocabulary.
  case syllable(UInt32)
  case digit(Int)
  case space
  /// Punctuation, as the ASCII character that stands for it.
  case mark(UInt8)
  /// Invisible, or a mark on a letter.
  case nothing

  init(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: self = Self.ascii(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x250: self = Self.latin(scalar)
    case 0x300..<0x370: self = .nothing
    case 0x370..<0x400: self = .letter(Self.greek(scalar))
    case 0x400..<0x530: self = .letter(Self.cyrillic(scalar))
    case 0x591...0x5C7: self = .nothing
    case 0x5F3, 0x5F4: self = .mark(UInt8(ascii: "'"))
    case 0x600..<0x700: self = Self.arabic(scalar)
    case 0x900..<0xE00: self = Self.indic(scalar)
    case 0xE00..<0xE80:
      self = (0xE50...0xE59).contains(scalar) ? .digit(Int(scalar - 0xE50)) : .syllable(scalar)
    case 0x1EA0..<0x1F00:
      self = .letter(UInt32(Self.vietnamese[min(Int(scalar - 0x1EA0), Self.vietnamese.count - 1)]))
    case 0x2000..<0x3040: self = Self.punctuation(scalar)
    case 0x3040..<0xA000, 0xAC00..<0xD7B0, 0xF900..<0xFB00:
      self = scalar == 0x30FB ? .mark(UInt8(ascii: "|")) : .syllable(scalar)
    case 0xFF5E: self = .mark(UInt8(ascii: "-"))
    case 0xFF01..<0xFF5E: self = Self.ascii(UInt8(truncatingIfNeeded: scalar - 0xFEE0))
    case 0xFE00..<0xFE10, 0xFEFF: self = .nothing
    case 0xFE30..<0xFE50, 0xFF5F..<0x1_0000, 0x1_F000...: self = .mark(UInt8(ascii: "*"))
    default: self = .letter(scalar)
    }
  }
}

extension FoldedScalar {
  private static func ascii(_ byte: UInt8) -> Self {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .letter(UInt32(byte))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter(UInt32(byte | 0x20))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit(Int(byte - 48))
    case 0...32, 127: .space
    default: .mark(byte)
    }
  }

  private static func latin(_ scalar: UInt32) -> Self {
    switch scalar {
    case 0x80...0xA0: .space
    case 0xAA: .letter(UInt32(UInt8(ascii: "a")))
    case 0xBA: .letter(UInt32(UInt8(ascii: "o")))
    case 0xA9: .mark(UInt8(ascii: "c"))
    case 0xAD: .nothing
    case 0xB7: .mark(UInt8(ascii: "|"))
    case 0xA1..<0xC0: .mark(UInt8(ascii: "*"))
    case 0xC0..<0x180: .letter(UInt32(plainLatin[Int(scalar - 0xC0)]))
    case 0x1A0, 0x1A1: .letter(UInt32(UInt8(ascii: "o")))
    case 0x1AF, 0x1B0: .letter(UInt32(UInt8(ascii: "u")))
    case 0x218, 0x219: .letter(UInt32(UInt8(ascii: "s")))
    case 0x21A, 0x21B: .letter(UInt32(UInt8(ascii: "t")))
    default: .letter(scalar)
    }
  }

  private static func greek(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x391...0x3A9: scalar + 0x20
    case 0x386, 0x3AC: 0x3B1
    case 0x388, 0x3AD: 0x3B5
    case 0x389, 0x3AE: 0x3B7
    case 0x38A, 0x390, 0x3AA, 0x3AF, 0x3CA: 0x3B9
    case 0x38C, 0x3CC: 0x3BF
    case 0x38E, 0x3AB, 0x3B0, 0x3CB, 0x3CD: 0x3C5
    case 0x38F, 0x3CE: 0x3C9
    case 0x3C2: 0x3C3
    default: scalar
    }
  }

  private static func cyrillic(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x401, 0x451: 0x435
    case 0x407, 0x457: 0x456
    case 0x419, 0x439: 0x438
    case 0x410...0x42F: scalar + 0x20
    case 0x400...0x40F: scalar + 0x50
    case 0x490: 0x491
    default: scalar
    }
  }

  private static func arabic(_ scalar: UInt32) -> Self {
    switch scalar {
    case 0x60C, 0x61B: .mark(UInt8(ascii: ","))
    case 0x600...0x61F, 0x66A...0x66D, 0x6D4: .mark(UInt8(ascii: "*"))
    case 0x640, 0x64B...0x65F, 0x670: .nothing
    case 0x660...0x669: .digit(Int(scalar - 0x660))
    case 0x6F0...0x6F9: .digit(Int(scalar - 0x6F0))
    case 0x622, 0x623, 0x625, 0x671: .letter(0x627)
    case 0x649, 0x6CC: .letter(0x64A)
    case 0x6A9: .letter(0x643)
    case 0x629, 0x6C0, 0x6D5: .letter(0x647)
    default: .letter(scalar)
    }
  }

  private static func indic(_ scalar: UInt32) -> Self {
    switch scalar {
    case 0x93C: .nothing
    case 0x964, 0x965: .mark(UInt8(ascii: "."))
    case 0x966...0x96F: .digit(Int(scalar - 0x966))
    case 0x9E6...0x9EF: .digit(Int(scalar - 0x9E6))
    default: .letter(scalar)
    }
  }

  private static func punctuation(_ scalar: UInt32) -> Self {
    switch scalar {
    case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: .nothing
    case 0x2010...0x2015, 0x2212, 0x301C: .mark(UInt8(ascii: "-"))
    case 0x2018...0x201B, 0x2032: .mark(UInt8(ascii: "'"))
    case 0x201C...0x201F: .mark(UInt8(ascii: "\""))
    case 0x2022, 0x2027, 0x25CF, 0x25AA, 0x3005: .mark(UInt8(ascii: "|"))
    case 0x2026: .mark(UInt8(ascii: "~"))
    case 0x2116: .mark(UInt8(ascii: "#"))
    case 0x2C00..<0x2E00: .letter(scalar)
    case 0x3001: .mark(UInt8(ascii: ","))
    case 0x3002: .mark(UInt8(ascii: "."))
    default: .mark(UInt8(ascii: "*"))
    }
  }

  /// U+00C0…U+017F without accents and case, a letter each.
  private static let plainLatin = Array(
    ("aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
      + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// U+1EA0…U+1EF9 likewise.
  private static let vietnamese = Array(
    (String(repeating: "a", count: 24) + String(repeating: "e", count: 16) + "iiii"
      + String(repeating: "o", count: 24) + String(repeating: "u", count: 14)
      + String(repeating: "y", count: 8)).utf8)
}

extension [UInt8] {
  /// Appends `scalar` as UTF-8.
  mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      if scalar < 0x1_0000 {
        append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      } else {
        append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
        append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      }
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
