import NIOCore
import Synchronization

/// The tasks of connections that are answered asynchronously: each ends with its connection and can be waited for.
///
/// Unstructured because connections begin in a callback of the event loop; bounded by the connection limit.
final class ConnectionTasks: Sendable {
  private struct State {
    var next = 0
    var running: [Int: Task<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  /// Runs `operation`, cancelled when `closed` completes: a client that goes leaves no work behind.
  func run(until closed: EventLoopFuture<Void>, _ operation: @escaping @Sendable () async -> Void) {
    let task = state.withLock { state in
      let number = state.next
      state.next += 1
      let task = Task {
        await operation()
        self.remove(number)
      }
      state.running[number] = task
      return task
    }
    closed.whenComplete { _ in task.cancel() }
  }

  /// Returns when every task has ended.
  func finished() async {
    for task in state.withLock({ Array($0.running.values) }) { await task.value }
  }

  private func remove(_ number: Int) {
    state.withLock { state in _ = state.running.removeValue(forKey: number) }
  }
}
