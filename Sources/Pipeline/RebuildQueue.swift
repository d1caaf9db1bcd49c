import Synchronization

/// Rebuilds that people ask for: one runs at a time, and all that are asked for meanwhile share the next.
///
/// A request never joins the one that runs: that one may have passed by the file that the request is about.
final class RebuildQueue: Sendable {
  typealias Work =
    @Sendable (BuildOrder, @escaping @Sendable (NewsroomEvent) -> Void) async throws -> BuildSummary

  /// Requests that will be answered by one build.
  private struct Round {
    var order: BuildOrder
    var listeners: [@Sendable (NewsroomEvent) -> Void]
  }

  private struct State {
    /// The round that has not begun yet, and the task that will run it.
    var open: (round: Round, task: Task<BuildSummary, any Error>)?
    var last: Task<BuildSummary, any Error>?
  }

  private let state = Mutex(State())
  private let work: Work

  init(work: @escaping Work) { self.work = work }

  /// Does what `order` asks, perhaps together with others; events are those of the build that does it.
  ///
  /// It goes on though the caller is cancelled.
  func run(
    _ order: BuildOrder, onEvent: @escaping @Sendable (NewsroomEvent) -> Void
  ) async throws -> BuildSummary {
    let task = state.withLock { state in
      if state.open != nil {
        state.open?.round.order.join(order)
        state.open?.round.listeners.append(onEvent)
      } else {
        let task = Task { [previous = state.last, self] in
          _ = await previous?.result
          return try await self.begin()
        }
        state.open = (Round(order: order, listeners: [onEvent]), task)
        state.last = task
      }
      return state.open?.task
    }
    guard let task else { throw CancellationError() }
    return try await task.value
  }

  /// Requests that share the next build.
  var waiting: Int { state.withLock { $0.open?.round.listeners.count ?? 0 } }

  /// Ends what runs and what waits, as far as it has not been done.
  func cancel() {
    let tasks = state.withLock { [$0.open?.task, $0.last] }
    for task in tasks { task?.cancel() }
  }

  private func begin() async throws -> BuildSummary {
    let round = state.withLock { state in
      defer { state.open = nil }
      return state.open?.round
    }
    guard let round else { throw CancellationError() }
    try Task.checkCancellation()
    return try await work(round.order) { event in for tell in round.listeners { tell(event) } }
  }
}

extension BuildOrder {
  /// Asks for what `other` asks for, too.
  mutating func join(_ other: BuildOrder) {
    full = full || other.full
    acceptDeletions = acceptDeletions || other.acceptDeletions
    checksOutput = checksOutput || other.checksOutput
    sparesOthers = sparesOthers && other.sparesOthers
    feeds += other.feeds.filter { !feeds.contains($0) }
    deleteGrace = [deleteGrace, other.deleteGrace].compactMap { $0 }.min()
  }
}
