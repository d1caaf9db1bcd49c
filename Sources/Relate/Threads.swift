import Dispatch
import Glibc
import Synchronization

/// The results of `body` for each of `0..<count`, in order, computed on all cores; for work that never waits.
///
/// A piece of work is `grain` elements or more: what takes much less than the waking of a thread stays on this one.
func inParallel<Result: Sendable>(
  _ count: Int, grain: Int = 16, _ body: @Sendable (Range<Int>) -> [Result]
) -> [Result] {
  // A few pieces a core even out work of different length.
  let pieces = min(count / grain, 8 * cores)
  guard pieces > 1, cores > 1 else { return body(0..<count) }
  let parts = Parts<Result>(pieces)
  DispatchQueue.concurrentPerform(iterations: pieces) { piece in
    parts.set(piece, body(count * piece / pieces..<count * (piece + 1) / pieces))
  }
  return parts.joined
}

/// What the threads found, each part set once.
private final class Parts<Result: Sendable>: Sendable {
  private let parts: Mutex<[[Result]]>

  init(_ count: Int) { parts = Mutex([[Result]](repeating: [], count: count)) }

  func set(_ index: Int, _ part: [Result]) { parts.withLock { $0[index] = part } }

  var joined: [Result] { parts.withLock { $0.flatMap(\.self) } }
}

/// Processors that this process may use.
private let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
