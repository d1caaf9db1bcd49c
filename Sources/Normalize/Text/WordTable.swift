/// What words speak for, by their hash: the kinds of `Lexicon`, and a trained weight for or against running text.
struct WordTable: Sendable {
  /// Open addressing: key, kinds and weight in one; zero is free.
  ///
  /// The lowest bit of a key says nothing here.
  private let entries: [UInt64]
  private let mask: Int
  /// A bit for each value of the highest 17 bits of a key, set where a key has it: most words that are not held end here.
  private let marks: [UInt64]

  /// Joins the lexicon with the count, the keys and the weights that `Benchmarks/reading/train.py` wrote.
  init(_ lexicon: Lexicon, weights: [UInt8]) {
    let words = lexicon.entries
    let count = Int(weights[0]) | Int(weights[1]) << 8
    var size = 1024
    while size < (count + words.count) * 2 { size *= 2 }
    var table = [UInt64](repeating: 0, count: size)
    func join(_ key: UInt32, _ value: UInt64) {
      var slot = Int(key >> 1) & (size - 1)
      while table[slot] != 0, UInt32(truncatingIfNeeded: table[slot]) >> 1 != key >> 1 {
        slot = (slot + 1) & (size - 1)
      }
      table[slot] |= UInt64(key | 1) | value
    }
    for word in words { join(word.key, UInt64(word.kinds.rawValue) << 32) }
    for index in 0..<count {
      let at = 2 + index * 4
      let key = (0..<4).reduce(UInt32(0)) { $0 | UInt32(weights[at + $1]) << UInt32($1 * 8) }
      join(key, UInt64(weights[2 + count * 4 + index]) << 48)
    }
    entries = table
    mask = size - 1
    var marks = [UInt64](repeating: 0, count: 1 << 11)
    for entry in table where entry != 0 {
      marks[Int(UInt32(truncatingIfNeeded: entry) >> 21)] |= 1 << (entry >> 15 & 63)
    }
    self.marks = marks
  }

  /// What the word with this hash speaks for, and how much for running text; negative for debris.
  @inline(__always)
  func meaning(of key: UInt32) -> (kinds: UInt16, weight: Int) {
    guard marks[Int(key >> 21)] & 1 << UInt64(key >> 15 & 63) != 0 else { return (0, 0) }
    var slot = Int(key >> 1) & mask
    while true {
      let entry = entries[slot]
      if entry == 0 { return (0, 0) }
      if UInt32(truncatingIfNeeded: entry) >> 1 == key >> 1 {
        let weight = Int8(truncatingIfNeeded: entry >> 48)
        return (UInt16(truncatingIfNeeded: entry >> 32), Int(weight))
      }
      slot = (slot &+ 1) & mask
    }
  }
}
