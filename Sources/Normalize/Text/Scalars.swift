/// What single Unicode scalars are, as far as reading lines needs it.
enum Scalars {
  enum Class: UInt8 {
    case space, lower, upper, digit, ideograph, punctuation, symbol
  }

  /// The scalar at `index` of valid UTF-8 and its length in bytes.
  @inline(__always)
  static func decode(_ bytes: Span<UInt8>, at index: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    let left = bytes.count - index
    if first < 0xE0 {
      guard left > 1 else { return (0xFFFD, 1) }
      return ((first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
    }
    if first < 0xF0 {
      guard left > 2 else { return (0xFFFD, 1) }
      let middle = UInt32(bytes[index + 1] & 0x3F) << 6
      return ((first & 0x0F) << 12 | middle | UInt32(bytes[index + 2] & 0x3F), 3)
    }
    guard left > 3 else { return (0xFFFD, 1) }
    let high = UInt32(bytes[index + 1] & 0x3F) << 12 | UInt32(bytes[index + 2] & 0x3F) << 6
    return ((first & 0x07) << 18 | high | UInt32(bytes[index + 3] & 0x3F), 4)
  }

  /// Lower case of the alphabets whose capitals lie a fixed step away.
  @inline(__always)
  static func folded(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 32
    case 0...0xBF: scalar
    case 0xC0...0xDE: scalar == 0xD7 ? scalar : scalar + 32
    case 0x100...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x391...0x3A9, 0x410...0x42F: scalar + 32
    case 0x400...0x40F: scalar + 80
    default: scalar
    }
  }

  @inline(__always)
  static func classify(_ scalar: UInt32) -> Class {
    if scalar < 0x80 { return ascii(UInt8(truncatingIfNeeded: scalar)) }
    return wide(scalar)
  }

  private static func wide(_ scalar: UInt32) -> Class {
    switch scalar {
    case 0x80...0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
      .space
    case 0xAA, 0xB5, 0xBA: .lower
    case 0xAB, 0xB7, 0xBB, 0xBF, 0xA1, 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3003,
      0x3008...0x3011, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0x60C, 0x61B, 0x61F, 0x6D4, 0x964, 0x965:
      .punctuation
    case 0xA2...0xBE, 0xD7, 0xF7, 0x20A0...0x2BFF, 0x3004...0x3020, 0xE000...0xF8FF,
      0xFE00...0xFE0F, 0x1F000...0x1FAFF:
      .symbol
    case 0x660...0x669, 0x6F0...0x6F9, 0x966...0x96F, 0xFF10...0xFF19: .digit
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xE00...0xE7F, 0x20000...0x2FFFF:
      .ideograph
    default: folded(scalar) == scalar ? .lower : .upper
    }
  }

  /// The lower case of a letter of ASCII, a digit itself, else 0.
  @inline(__always)
  static func plain(_ byte: UInt8) -> UInt8 {
    let lower = byte | 0x20
    if lower &- 97 < 26 { return lower }
    return byte &- 48 < 10 ? byte : 0
  }

  @inline(__always)
  private static func ascii(_ byte: UInt8) -> Class {
    switch byte {
    case 0...32, 127: .space
    case 48...57: .digit
    case 65...90: .upper
    case 97...122: .lower
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "&"), UInt8(ascii: "/"):
      .punctuation
    default: .symbol
    }
  }
}
