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
    guard mayHoldTimeWord(bytes) else { return false }
    return DateText(bytes, vocabulary: .shared).tokens.contains { $0.meanings & timeWords != 0 }
  }

  /// Whether some ASCII word is likely to be a word of time, by a small table of hashes; always so
  /// where the line has other letters.
  private static func mayHoldTimeWord(_ bytes: [UInt8]) -> Bool {
    var hash = DateVocabulary.seed
    var previous: UInt8 = 0
    for byte in bytes {
      if byte >= 128 { return true }
      let isUpper = (65...90).contains(byte)
      let isLetter = isUpper || (97...122).contains(byte)
      if !isLetter || isUpper && (97...122).contains(previous) {
        if hashes[Int(truncatingIfNeeded: hash >> 6 & 63)] & 1 << (hash & 63) != 0 { return true }
        hash = DateVocabulary.seed
      }
      if isLetter { hash = DateVocabulary.step(hash, byte | 0x20) }
      previous = byte
    }
    return hashes[Int(truncatingIfNeeded: hash >> 6 & 63)] & 1 << (hash & 63) != 0
  }

  private static let timeWords = [
    DateSense.Meaning.agoBefore, .agoAfter, .dayOffset, .now, .last, .lastAfter,
  ].reduce(0 as UInt64) { $0 | $1.bit }

  /// 4,096 bits: the low bits of the hashes of the first words of all phrases of time.
  private static let hashes: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 64)
    for (entry, meanings) in zip(DateVocabulary.shared.entries, DateVocabulary.shared.meanings)
    where meanings & timeWords != 0 {
      let word = entry.key.prefix { $0 != UInt8(ascii: "_") }
      let hash = word.reduce(DateVocabulary.seed, DateVocabulary.step)
      bits[Int(truncatingIfNeeded: hash >> 6 & 63)] |= 1 << (hash & 63)
    }
    return bits
  }()
}
