/// A quick look at a line, so that lines without a date cost next to nothing.
enum DatePrefilter {
  /// Lines without a digit hold a date only in a few words ("yesterday", "an hour ago").
  private static let longestWordy = 80

  /// Whether the line has a digit, or is short enough to hold a date in words.
  static func mayHoldDate(_ bytes: [UInt8]) -> Bool {
    hasDigit(bytes) || bytes.count <= longestWordy && holdsTimeWord(bytes)
  }

  /// Whether the line has a digit of ASCII, or a byte of another script that may be one.
  static func hasDigit(_ bytes: [UInt8]) -> Bool {
    for byte in bytes where (48...57).contains(byte) { return true }
    var at = 0
    while at + 1 < bytes.count {
      // U+0660 and U+06F0 begin with D9 and DB; U+0966, U+09E6, U+0E50 and U+FF10 with E0 and EF.
      switch (bytes[at], bytes[at + 1]) {
      case (0xD9, 0xA0...0xA9), (0xDB, 0xB0...0xB9), (0xE0, 0xA5), (0xE0, 0xA7), (0xE0, 0xB9),
        (0xEF, 0xBC):
        return true
      default: at += 1
      }
    }
    return false
  }

  private static func holdsTimeWord(_ bytes: [UInt8]) -> Bool {
    DateText(bytes, vocabulary: .shared).tokens.contains { $0.meanings & timeWords != 0 }
  }

  private static let timeWords = [
    DateSense.Meaning.agoBefore, .agoAfter, .dayOffset, .now, .last, .lastAfter,
  ]
  .reduce(0 as UInt64) { $0 | $1.bit }
}
