/// Upper bounds of one article's similarity to all others, by slot, in 16384ths: what tells the few that must be looked at.
///
/// Most articles share one word with the searched one and are near to it in nothing else. Each sum starts where the
/// article itself says (`Holding.starts`), so that it crosses `edge` as soon as the article may matter; only those that do
/// are ever touched again.
struct Bounds: Sendable {
  /// The bound of equal articles.
  static let whole: Float = 16384
  /// A sum that has come to here makes its article a candidate.
  static let edge: UInt16 = 0x8000

  private var sums: [UInt16] = []
  /// The candidates, the first `count` of them.
  private var reached: [UInt32] = []
  private var count = 0
  /// Of the starts that `sums` was copied from; 0 when they were changed since.
  private var version = 0
  private var added = 0
  /// Of no meaning.
  private var warmth: UInt32 = 0

  /// Begins a search in which the sums start at `starts`; equal versions promise equal starts.
  mutating func begin(_ starts: [UInt16], version: Int) {
    count = 0
    added = 0
    guard version != self.version || sums.count != starts.count else { return }
    self.version = version
    if sums.count == starts.count {
      sums.withUnsafeMutableBufferPointer { _ = $0.update(from: starts) }
      return
    }
    sums = starts
    // One more: `add` writes the next place before it knows whether it is taken. Untouched, it takes no memory.
    reached = [UInt32](unsafeUninitializedCapacity: starts.count + 1) { $1 = starts.count + 1 }
  }

  /// Reads one entry of every 64 bytes of a list, so that all are on their way from memory before they are added.
  @inline(__always)
  mutating func warm(_ postings: borrowing Postings, _ term: UInt32) {
    postings.with(term) { entries in
      for place in stride(from: 0, to: entries.count, by: 16) { warmth ^= entries[place] }
    }
  }

  /// Adds `factor` times the impact to the sum of every entry's slot, rounded up.
  mutating func add(_ entries: UnsafeBufferPointer<UInt32>, _ factor: UInt32) {
    var count = count
    sums.withUnsafeMutableBufferPointer { sums in
      reached.withUnsafeMutableBufferPointer { reached in
        for entry in entries {
          let slot = Int(entry >> 8)
          let old = sums[slot]
          let new = old &+ UInt16(truncatingIfNeeded: (factor &* (entry & 0xFF) &+ 1023) >> 10)
          sums[slot] = new
          // Rarely so, which the processor learns.
          if new & ~old >= Self.edge {
            reached[count] = entry >> 8
            count &+= 1
          }
        }
      }
    }
    self.count = count
    added += entries.count
  }

  /// Ends a search: what the entries of its lists have changed is undone, or all is copied anew by the next one.
  mutating func end(_ starts: [UInt16], _ lists: ((UnsafeBufferPointer<UInt32>) -> Void) -> Void) {
    guard added < sums.count / 8 else {
      version = 0
      return
    }
    sums.withUnsafeMutableBufferPointer { sums in
      lists { for entry in $0 { sums[Int(entry >> 8)] = starts[Int(entry >> 8)] } }
    }
  }

  /// Makes every article that shares a term a candidate.
  mutating func reachAll(_ starts: [UInt16]) {
    var count = 0
    starts.withUnsafeBufferPointer { starts in
      sums.withUnsafeBufferPointer { sums in
        reached.withUnsafeMutableBufferPointer { reached in
          for slot in starts.indices {
            reached[count] = UInt32(truncatingIfNeeded: slot)
            count &+= sums[slot] != starts[slot] ? 1 : 0
          }
        }
      }
    }
    self.count = count
  }

  /// Calls `body` with every candidate and its bound.
  @inline(__always)
  func each(_ starts: [UInt16], _ body: (Int, UInt16) -> Void) {
    for place in 0..<count {
      let slot = Int(reached[place])
      body(slot, sums[slot] &- starts[slot])
    }
  }

  /// The `limit` candidates with the greatest bounds, or all there are, in no order; ties by chance.
  func greatest(_ limit: Int, _ starts: [UInt16], where isWanted: (Int) -> Bool) -> [Int] {
    var best: [(bound: UInt16, slot: Int)] = []
    best.reserveCapacity(limit + 1)
    each(starts) { slot, bound in
      guard best.count < limit || bound > best[limit - 1].bound, isWanted(slot) else { return }
      if best.count == limit { best.removeLast() }
      var place = best.count
      while place > 0, best[place - 1].bound < bound { place -= 1 }
      best.insert((bound, slot), at: place)
    }
    return best.map(\.slot)
  }
}
