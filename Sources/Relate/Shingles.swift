/// A one-permutation min-hash of a text's runs of three words (Li, Owen and Zhang 2012).
struct Shingles: Sendable {
  private var least = InlineArray<8, UInt64>(repeating: .max)
  private var before: (UInt64, UInt64) = (0, 0)
  private var count = 0

  mutating func add(_ word: UInt64) {
    let hash = mixed(word &+ before.1 &* 3 &+ before.0 &* 5)
    before = (before.1, word)
    count += 1
    guard count > 2 else { return }
    let bucket = Int(hash >> 61)
    least[bucket] = min(least[bucket], hash & (.max >> 3))
  }

  /// One byte a bucket; 0 below 40 words, where chance decides too much.
  var fingerprint: UInt64 {
    guard count >= 40 else { return 0 }
    return least.indices.reduce(0) { $0 << 8 | mixed(least[$1]) & 0xFF }
  }

  /// The share of equal bytes of two fingerprints, 0…1.
  static func agreement(_ a: UInt64, _ b: UInt64) -> Double {
    guard a != 0, b != 0 else { return 0 }
    var difference = a ^ b
    var equal = 0
    for _ in 0..<8 {
      if difference & 0xFF == 0 { equal += 1 }
      difference >>= 8
    }
    return Double(equal) / 8
  }
}
