import Synchronization

/// The working memory of one query; kept, so that a query allocates little.
struct Scratch: Sendable {
  var sums = Sums()
  /// Weights of the query's terms.
  var weights = TermSums()
  /// Products that have been computed for this query, by slot.
  var known = WeightTable()

  init() {}
}

/// Scratches for as many threads as work at a time, never more.
final class ScratchPool: Sendable {
  private let idle = Mutex<[Scratch]>([])

  /// Runs `body` with a scratch that no other thread has.
  func with<Answer>(_ body: (inout Scratch) -> Answer) -> Answer {
    var scratch = idle.withLock { $0.popLast() } ?? Scratch()
    let answer = body(&scratch)
    let used = scratch
    idle.withLock { $0.append(used) }
    return answer
  }
}

/// Partial products by slot, empty between queries.
struct Sums: Sendable {
  /// By slot; all zero between queries.
  private var values: [Int32] = []
  /// Slots whose sum is not zero, the first `count` of them.
  private var touched: [UInt32] = []
  private var count = 0

  /// Makes room for slots below `bound`.
  mutating func reserve(_ bound: Int) {
    guard values.count < bound else { return }
    let room = bound + bound / 4
    values += repeatElement(0, count: room - values.count)
    // One more: `add` writes the next place before it knows whether it is taken.
    touched += repeatElement(0, count: room + 1 - touched.count)
  }

  /// Adds `product` times what the level counts to the sum of every entry's slot.
  mutating func add(_ entries: UnsafeBufferPointer<UInt32>, _ product: Int32) {
    var count = count
    values.withUnsafeMutableBufferPointer { values in
      touched.withUnsafeMutableBufferPointer { touched in
        for entry in entries {
          let slot = Int(entry >> 8)
          let sum = values[slot]
          // Branch-free: every other article shares several terms, which no predictor learns.
          touched[count] = entry >> 8
          count &+= sum == 0 ? 1 : 0
          values[slot] = sum &+ product &* Int32(truncatingIfNeeded: entry & 0xFF)
        }
      }
    }
    self.count = count
  }

  /// Hands on every slot with its sum and forgets them.
  mutating func drain(_ body: (Int, Int32) -> Void) {
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<count {
        let slot = Int(touched[index])
        let sum = values[slot]
        values[slot] = 0
        body(slot, sum)
      }
    }
    count = 0
  }
}
