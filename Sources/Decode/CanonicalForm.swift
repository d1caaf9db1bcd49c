// The standard library normalises for its own comparisons and shows it to the toolchain's libraries only. The
// other ways to NFC are a table of our own beside its table, or a dependency on ICU.
@_spi(_Unicode) import Swift

/// Unicode Normalization Form C (UAX #15).
enum CanonicalForm {
  /// `bytes`, valid UTF-8, in NFC.
  ///
  /// Nothing composes across a line end, so only the lines that may change are looked at closely.
  /// - Complexity: O(bytes); text without marks that could compose costs one pass over its bytes.
  static func composed(_ bytes: [UInt8]) -> [UInt8] {
    guard mayChange(bytes[...]) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
      let line = bytes[start..<end]
      if mayChange(line) {
        var scalars = String.UnicodeScalarView()
        for scalar in String(decoding: line, as: UTF8.self)._nfc { scalars.append(scalar) }
        out += String(scalars).utf8
      } else {
        out += line
      }
      start = end
    }
    return out
  }

  /// Whether a character occurs that NFC may replace, compose or reorder; may say so in vain, not for the scripts most used.
  private static func mayChange(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      // Below 0xC0 one of the two highest bits is clear.
      !bytes.forEachBlock(except: { 1 &- ($0 & $0 &<< 1) &>> 7 }) { block in
        for index in block where bytes[index] >= 0xCC {
          let next = index + 1 < bytes.count ? bytes[index + 1] : 0
          let third = index + 2 < bytes.count ? bytes[index + 2] : 0
          if mayChange(bytes[index], next, third) { return false }
        }
        return true
      }
    }
  }

  private static func mayChange(_ lead: UInt8, _ next: UInt8, _ third: UInt8) -> Bool {
    switch lead {
    case 0xCE: next == 0x87
    case 0xCF...0xD1, 0xE4...0xE9, 0xEB...0xEE: false
    case 0xE1: !(0xB8...0xBB).contains(next)
    case 0xE2:
      next == 0x80 ? third <= 0x81 : [0x83, 0x84, 0x8C, 0xAB, 0xB3, 0xB5, 0xB7].contains(next)
    case 0xE3:
      next == 0x80 && (0xAA...0xAF).contains(third) || next == 0x82 && (0x99...0x9A).contains(third)
    case 0xEA: next < 0xB0
    case 0xEF: (0xA4...0xAD).contains(next) || next == 0xB8
    case 0xF0: next <= 0x9D || next == 0xAF
    default: lead != 0x80 && lead >= 0xC0
    }
  }
}
