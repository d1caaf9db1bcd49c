/// An article as the index sees it: its heaviest terms, how often it has them, and fingerprints of its text.
struct Profile: Sendable {
  struct Term: Sendable {
    var hash: UInt64
    /// How often, in eight steps; see `Level`.
    var level: UInt8
    /// By the shipped prior, in 32nds; independent of the archive.
    var weight: UInt16
    /// The first form it has in the text, in `surfaces`.
    var surface: Range<Int>
  }

  /// Heaviest first.
  var terms: [Term]
  var surfaces: [UInt8]
  /// Eight bytes that copies of the text share mostly; 0 when the text is too short to say.
  var fingerprint: UInt64
  /// Of the headline's words.
  var title: UInt32
  /// Titles that the page names, as `title`.
  var named: [UInt32]
}

/// Term frequencies in eight steps, roughly 1 + ln of the count.
enum Level {
  /// In 16ths, for counts 1, 2, 3, 4, 6, 9, 14, 24.
  @inline(__always)
  static func value(_ level: Int) -> Int64 {
    Int64(truncatingIfNeeded: 0x433A_332D_2622_1B10 as UInt64 >> UInt64(level * 8) & 0xFF)
  }

  static func of(_ count: UInt32) -> UInt8 {
    switch count {
    case 0...1: 0
    case 2: 1
    case 3: 2
    case 4: 3
    case 5...7: 4
    case 8...11: 5
    case 12...18: 6
    default: 7
    }
  }
}
