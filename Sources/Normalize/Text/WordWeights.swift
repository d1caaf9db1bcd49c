/// How much each word speaks for running text, by its hash.
struct WordWeights: Sendable {
  /// Open addressing; a zero key is free.
  private let keys: [UInt32]
  private let weights: [Int8]
  private let mask: Int

  /// Reads the count, the keys and the weights that `Benchmarks/reading/train.py` wrote.
  init(_ table: [UInt8]) {
    let count = Int(table[0]) | Int(table[1]) << 8
    var size = 1024
    while size < count * 3 { size *= 2 }
    var keys = [UInt32](repeating: 0, count: size)
    var weights = [Int8](repeating: 0, count: size)
    for index in 0..<count {
      let at = 2 + index * 4
      let key =
        UInt32(table[at]) | UInt32(table[at + 1]) << 8 | UInt32(table[at + 2]) << 16
        | UInt32(table[at + 3]) << 24
      var slot = Self.slot(key, size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      weights[slot] = Int8(bitPattern: table[2 + count * 4 + index])
    }
    self.keys = keys
    self.weights = weights
    mask = size - 1
  }

  /// What the words together weigh; negative for debris.
  @inline(__always)
  func weight(of words: ArraySlice<UInt32>) -> Int {
    var sum = 0
    for word in words where word != 0 {
      var slot = Self.slot(word, mask)
      while keys[slot] != 0 {
        if keys[slot] == word {
          sum += Int(weights[slot])
          break
        }
        slot = (slot + 1) & mask
      }
    }
    return sum
  }

  @inline(__always)
  private static func slot(_ key: UInt32, _ mask: Int) -> Int { Int(key >> 1) & mask }
}
