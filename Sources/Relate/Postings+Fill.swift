extension Postings {
  /// Lays out the lists of terms that so many articles keep: `body` hands every entry of every term to its argument.
  mutating func fill(
    _ frequencies: [UInt32], slots: Int, _ body: ((UInt32, UInt32) -> Void) -> Void
  ) {
    width = slots > 1 << 18 ? 4 : 3
    layOut(frequencies)
    let width = width
    // Where the next entry of each list goes; a term of one article has its entry for a head.
    var ends = heads
    counts.withUnsafeBufferPointer { counts in
      pool.withUnsafeMutableBytes { pool in
        ends.withUnsafeMutableBufferPointer { ends in
          heads.withUnsafeMutableBufferPointer { heads in
            body { term, entry in
              let term = Int(term)
              let count = counts[term]
              if count == 1 {
                heads[term] = entry
              } else if count != Self.crowded {
                Entries.store(entry, pool, Int(ends[term]), width)
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
    pool = [UInt8](repeating: 0, count: end * width + 1)
  }
}
