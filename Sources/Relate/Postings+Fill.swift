extension Postings {
  /// Lays out the lists of terms that so many articles keep: `body` hands every entry of every term to its argument.
  mutating func fill(_ frequencies: [UInt32], _ body: ((UInt32, UInt32) -> Void) -> Void) {
    layOut(frequencies)
    // Where the next entry of each list goes; a term of one article has its entry for a head.
    var ends = heads
    counts.withUnsafeBufferPointer { counts in
      pool.withUnsafeMutableBufferPointer { pool in
        ends.withUnsafeMutableBufferPointer { ends in
          heads.withUnsafeMutableBufferPointer { heads in
            body { term, entry in
              let term = Int(term)
              let count = counts[term]
              if count == 1 {
                heads[term] = entry
              } else if count != Self.crowded {
                pool[Int(ends[term])] = entry
                ends[term] &+= 1
              }
            }
          }
        }
      }
    }
  }

  /// Gives every list its place in a pool of zeros.
  private mutating func layOut(_ frequencies: [UInt32]) {
    heads = [UInt32](repeating: 0, count: frequencies.count)
    counts = frequencies
    var end = 0
    for (term, frequency) in frequencies.enumerated() {
      if frequency > limit {
        counts[term] = Self.crowded
      } else if frequency > 1 {
        heads[term] = UInt32(end)
        end += Self.capacity(Self.size(Int(frequency)))
      }
    }
    pool = [UInt32](repeating: 0, count: end)
  }
}
