import Synchronization

/// A sleep that another task can end early; one sleeper at a time.
final class Alarm: Sendable {
  private struct State {
    var sleeper: Task<Void, Never>?
    /// Rung while nobody slept: the next sleep is over at once.
    var hasRung = false
  }

  private let state = Mutex(State())

  /// Returns after `duration`, after `ring`, or when the task is cancelled.
  func sleep(_ duration: Duration) async {
    let sleeper = Task {
      // Cancelled is as good as over.
      do { try await Task.sleep(for: duration) } catch { return }
    }
    state.withLock { state in
      if state.hasRung { sleeper.cancel() } else { state.sleeper = sleeper }
      state.hasRung = false
    }
    await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
    state.withLock { $0.sleeper = nil }
  }

  func ring() {
    state.withLock { state in
      if let sleeper = state.sleeper { sleeper.cancel() } else { state.hasRung = true }
    }
  }
}
