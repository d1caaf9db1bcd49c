extension Postings {
  /// What is to be known of a term for each of its entries: together, since every one is a way to memory.
  private struct Fill {
    /// Where its next entry goes, `head` for a term of one article, `crowded` for one without a list.
    var end: UInt32
    var weight: UInt16

    static let head = UInt32.max - 1
  }

  /// Lays out the lists of terms that so many articles keep and that weigh so much: `body` hands every term of every article to its
  /// argument, and how to make the entry from the weight.
  mutating func fill(
    _ frequencies: [UInt32], _ weights: [UInt16], slots: Int,
    _ body: ((UInt32, (UInt16) -> UInt32) -> Void) -> Void
  ) {
    width = slots > Self.wideSlot ? 4 : 3
    var fills = layOut(frequencies, weights)
    let width = width
    pool.withUnsafeMutableBytes { pool in
      fills.withUnsafeMutableBufferPointer { fills in
        heads.withUnsafeMutableBufferPointer { heads in
          body { term, entry in
            let term = Int(term)
            let fill = fills[term]
            if fill.end < Fill.head {
              Entries.store(entry(fill.weight), pool, Int(fill.end), width)
              fills[term].end = fill.end &+ 1
            } else if fill.end == Fill.head {
              heads[term] = entry(fill.weight)
            }
          }
        }
      }
    }
  }

  /// Gives every list its place in a pool of zeros.
  private mutating func layOut(_ frequencies: [UInt32], _ weights: [UInt16]) -> [Fill] {
    heads = [UInt32](repeating: 0, count: frequencies.count)
    counts = frequencies
    var fills: [Fill] = []
    fills.reserveCapacity(frequencies.count)
    var end = 0
    for (term, frequency) in frequencies.enumerated() {
      var fill = Fill(end: Fill.head, weight: weights[term])
      if frequency > limit {
        counts[term] = Self.crowded
        fill.end = Self.crowded
      } else if frequency > 1 {
        fill.end = UInt32(end)
        heads[term] = fill.end
        end += Self.capacity(Self.size(Int(frequency)))
      }
      fills.append(fill)
    }
    pool = [UInt8](repeating: 0, count: end * width + 1)
    return fills
  }
}
