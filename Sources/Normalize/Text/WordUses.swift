/// How often the content words of some lines occur, by fourteen bits of their hashes; function words are passed over.
struct WordUses {
  private var counts = [UInt8](repeating: 0, count: 1 << 14)

  /// How much of a line's content occurs.
  struct Agreement {
    /// Content words, and those of them that are counted.
    var content = 0
    var shared = 0
    /// Counts of all of them, none above 15.
    var sum = 0
  }

  /// Counts the content words among the hashes of a line's words.
  mutating func add(_ words: ArraySlice<UInt32>) {
    counts.withUnsafeMutableBufferPointer { counts in
      words.withUnsafeBufferPointer { words in
        for word in words {
          let slot = Self.slot(word)
          let isCounted = word & 1 == 0 && counts[slot] < 255
          counts[slot] &+= isCounted ? 1 : 0
        }
      }
    }
  }

  /// How much of a line's words is counted more than `own` times.
  func agreement(of words: ArraySlice<UInt32>, beyond own: UInt8 = 0) -> Agreement {
    counts.withUnsafeBufferPointer { counts in
      words.withUnsafeBufferPointer { words in
        var found = Agreement()
        // Without a branch: which words are function words can't be foreseen.
        for word in words {
          let isContent = word & 1 == 0
          let used = isContent ? counts[Self.slot(word)] : 0
          found.content &+= isContent ? 1 : 0
          found.shared &+= used > own ? 1 : 0
          found.sum &+= Int(min(used, 15))
        }
        return found
      }
    }
  }

  @inline(__always)
  private static func slot(_ word: UInt32) -> Int { Int(word &>> 1 & 0x3FFF) }
}
