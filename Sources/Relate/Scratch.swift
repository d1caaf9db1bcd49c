import Synchronization

/// The working memory of one query; kept, so that a query allocates little.
struct Scratch: Sendable {
  var bounds = Bounds()
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
