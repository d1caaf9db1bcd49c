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
      for word in words where word & 1 == 0 {
        let slot = Self.slot(word)
        if counts[slot] < 255 { counts[slot] += 1 }
      }
    }
  }

  /// How much of a line's words is counted more than `own` times.
  func agreement(of words: ArraySlice<UInt32>, beyond own: UInt8 = 0) -> Agreement {
    counts.withUnsafeBufferPointer { counts in
      words.withUnsafeBufferPointer { words in
        var found = Agreement()
        for word in words where word & 1 == 0 {
          let used = counts[Self.slot(word)]
          found.content &+= 1
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
