/// What a word is indexed as.
struct Form: Sendable {
  /// Of the folded, stemmed word.
  var hash: UInt64
  /// Two bytes or fewer.
  var isShort: Bool
  /// False for a single letter.
  var isWord: Bool
}

/// A run of 1 to 15 ASCII letters and digits with something behind it that ends a word, read eight bytes at a time.
struct ShortRun {
  let count: Int
  /// The first eight bytes, in lower case, the first one lowest; zero where there are fewer.
  fileprivate let low: UInt64
  /// The others, and the family of endings in the highest byte.
  fileprivate let high: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The run that begins at `at`, of count 0 where there is none and within 16 bytes of the end of `text`.
  @inline(__always)
  static func read(_ text: UnsafeRawBufferPointer, _ at: Int, _ family: Stem.Family) -> ShortRun {
    guard text.count - at >= 16 else { return none }
    let tag = UInt64(family.rawValue) << 56
    let first = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    let ends = others(first)
    if ends != 0 {
      let count = ends.trailingZeroBitCount >> 3
      guard isEnd(first >> UInt64(8 * count)) else { return none }
      return ShortRun(count: count, low: lower(first, count), high: tag)
    }
    let second = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
    let more = others(second).trailingZeroBitCount >> 3
    guard more < 8, isEnd(second >> UInt64(8 * more)) else { return none }
    return ShortRun(count: 8 + more, low: first | 0x20 * ones, high: lower(second, more) | tag)
  }

  static let none = ShortRun(count: 0, low: 0, high: 0)

  /// A byte of it, in lower case.
  subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (index < 8 ? low : high) >> UInt64(8 * (index & 7)))
  }

  /// The highest bit of every byte that is no ASCII letter or digit.
  @inline(__always)
  private static func others(_ word: UInt64) -> UInt64 {
    let high = 0x80 * ones
    let bytes = word & ~high
    let folded = bytes | 0x20 * ones
    // Adding carries into the highest bit from the first code of a range on, and never beyond it.
    let letters = (folded + (0x80 - 0x61) * ones) & ~(folded + (0x80 - 0x7B) * ones)
    let digits = (bytes + (0x80 - 0x30) * ones) & ~(bytes + (0x80 - 0x3A) * ones)
    return (~(letters | digits) | word) & high
  }

  /// Whether the lowest byte ends a word: an apostrophe or a letter beyond ASCII makes it a longer one.
  @inline(__always)
  private static func isEnd(_ rest: UInt64) -> Bool {
    rest & 0x80 == 0 && rest & 0xFF != 0x27
  }

  @inline(__always)
  private static func lower(_ word: UInt64, _ count: Int) -> UInt64 {
    (word | 0x20 * ones) & ((1 &<< UInt64(8 * count)) &- 1)
  }
}

/// The forms of words met before, since most words of a text are common ones.
///
/// A place holds the last word that fell there.
struct FormCache: Sendable {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var form = Form(hash: 0, isShort: false, isWord: false)
  }

  private var entries = [Entry](repeating: Entry(), count: 1 << 12)

  subscript(run: ShortRun) -> Form? {
    @inline(__always)
    get {
      let entry = entries[Self.place(run)]
      return entry.low == run.low && entry.high == run.high ? entry.form : nil
    }
    set {
      if let newValue {
        entries[Self.place(run)] = Entry(low: run.low, high: run.high, form: newValue)
      }
    }
  }

  @inline(__always)
  private static func place(_ run: ShortRun) -> Int {
    let mix = (run.low ^ run.high &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mix >> 52)
  }
}
