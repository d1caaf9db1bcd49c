internal import FeedModel
import Synchronization

/// What the watching thread has seen and nobody has taken yet.
///
/// Bounded: events of one file coalesce to the last, and beyond `capacity` files the list gives way to `needsScan`.
final class Outbox: Sendable {
  private struct State {
    /// True for changed, false for vanished.
    var files: [SourceLocation: Bool] = [:]
    var needsScan = false
    var warnings: [String] = []
    var isFinished = false
    var waiting: CheckedContinuation<FolderChange?, Never>?
  }

  private let state = Mutex(State())
  private let capacity: Int

  init(capacity: Int = 50_000) { self.capacity = capacity }

  /// Adds what one sweep of events told; the later word on a file holds.
  func post(_ news: WatchNews) {
    guard !news.isEmpty else { return }
    let capacity = capacity
    let ready = state.withLock {
      state -> (CheckedContinuation<FolderChange?, Never>, FolderChange)? in
      guard !state.isFinished else { return nil }
      for (location, isThere) in news.files { state.files[location] = isThere }
      state.needsScan = state.needsScan || news.needsScan
      for warning in news.warnings where state.warnings.last != warning && state.warnings.count < 16
      {
        state.warnings.append(warning)
      }
      if state.files.count > capacity {
        state.files = [:]
        state.needsScan = true
      }
      guard let waiting = state.waiting else { return nil }
      state.waiting = nil
      return (waiting, Self.take(&state))
    }
    if let ready { ready.0.resume(returning: ready.1) }
  }

  /// The next change, as soon as there is one; nil when the watch has ended, or when another waits already.
  func next() async -> FolderChange? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer = state.withLock { state -> FolderChange?? in
          if !state.files.isEmpty || state.needsScan || !state.warnings.isEmpty {
            return Self.take(&state)
          }
          if state.isFinished || state.waiting != nil || Task.isCancelled { return .some(nil) }
          state.waiting = continuation
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      release { _ in }
    }
  }

  /// Ends the watch: what was seen may still be taken, then `next` answers nil.
  func finish() { release { $0.isFinished = true } }

  private func release(_ change: (inout State) -> Void) {
    let waiting = state.withLock { state in
      change(&state)
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: nil)
  }

  private static func take(_ state: inout State) -> FolderChange {
    let change = FolderChange(
      changed: state.files.filter { $0.value }.keys.sorted(),
      vanished: state.files.filter { !$0.value }.keys.sorted(),
      needsScan: state.needsScan,
      warning: state.warnings.isEmpty ? nil : state.warnings.joined(separator: "; "))
    state.files = [:]
    state.needsScan = false
    state.warnings = []
    return change
  }
}

/// What one sweep of events told.
struct WatchNews {
  /// In the order of the events; true for changed, false for vanished.
  var files: [(SourceLocation, Bool)] = []
  var needsScan = false
  var warnings: [String] = []

  var isEmpty: Bool { files.isEmpty && !needsScan && warnings.isEmpty }
}
