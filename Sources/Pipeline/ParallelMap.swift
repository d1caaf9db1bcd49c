import Dispatch
import Glibc
import Synchronization

extension Array where Element: Sendable {
  /// The results of `transform` in order, computed on all cores; for work that never waits.
  package func parallelMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result]
  {
    guard count > 1 else { return map(transform) }
    // Four pieces a core even out articles of different length.
    let pieces = Swift.min(count, 4 * activeCores)
    let results = Pieces<Result>(count: pieces)
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      let range = count * piece / pieces..<count * (piece + 1) / pieces
      results.set(piece, self[range].map(transform))
    }
    return results.joined
  }
}

/// Results of a parallel map, each piece set once by the thread that made it.
private final class Pieces<Result: Sendable>: Sendable {
  private let parts: Mutex<[[Result]]>

  init(count: Int) { parts = Mutex([[Result]](repeating: [], count: count)) }

  func set(_ piece: Int, _ part: [Result]) { parts.withLock { $0[piece] = part } }

  var joined: [Result] { parts.withLock { $0.flatMap(\.self) } }
}

/// Processors that this process may use.
private let activeCores = Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
