import FeedModel
import Synchronization

/// How the newsroom fares, readable at any moment, also while it is at work; only the newsroom writes it.
package final class Board: Sendable {
  private let current = Mutex(NewsroomState())
  package let meter = Meter()

  package init() {}

  package var state: NewsroomState {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}

/// One moment of the newsroom.
package struct NewsroomState: Sendable {
  package enum Activity: String, Sendable { case starting, idle, scanning, reading, publishing }

  package var activity = Activity.starting
  /// The last event of the work under way.
  package var event: NewsroomEvent?
  /// Whether feeds stand in the output folder: from an earlier run, or since the first publication of this one.
  package var stands = false
  package var lastBuild: Instant?
  package var lastSummary: BuildSummary?
  /// Why the last work failed, while it does: documents may be older than the input.
  package var degraded: String?
  /// Deletions that the guard keeps back.
  package var heldDeletions = 0
  /// Something was lost in a failure: only a scan of all folders tells what.
  package var needsScan = false
  /// Grows with every step of work: a stalled pipeline stops counting.
  package var progress = 0
}
