import FeedModel
import Synchronization

/// How telling the world fares, readable at any moment; since the start of the program.
package final class PushBoard: Sendable {
  /// How one destination fared.
  package struct Entry: Hashable, Sendable {
    package var lastSuccess: Instant?
    package var lastFailure: Instant?
    package var lastError: String?
    /// Told so far.
    package var told = 0
  }

  /// How the upload fares.
  package struct Upload: Hashable, Sendable {
    /// Objects that still have to be sent.
    package var waiting = 0
    package var sent = 0
    package var deleted = 0
    package var lastSuccess: Instant?
    /// While it fails.
    package var error: String?
    package var nextAttempt: Instant?
  }

  private let entries = Mutex<[OutboxDesk.Place: Entry]>([:])
  private let uploadState = Mutex(Upload())
  /// Destinations remembered: subscribers come and go.
  private static let limit = 10_000

  package init() {}

  package var upload: Upload {
    get { uploadState.withLock { $0 } }
    set { uploadState.withLock { $0 = newValue } }
  }

  /// Of a kind of news and its destination; empty when nothing was tried yet.
  package func entry(_ kind: String, _ destination: String) -> Entry {
    entries.withLock { $0[.init(kind: kind, destination: destination)] ?? Entry() }
  }

  func succeeded(_ place: OutboxDesk.Place, at now: Instant) {
    change(place) {
      $0.lastSuccess = now
      $0.told += 1
    }
  }

  func failed(_ place: OutboxDesk.Place, because reason: String, at now: Instant) {
    change(place) {
      $0.lastFailure = now
      $0.lastError = reason
    }
  }

  private func change(_ place: OutboxDesk.Place, _ body: (inout Entry) -> Void) {
    entries.withLock { entries in
      if entries.count > Self.limit { entries = [:] }
      body(&entries[place, default: Entry()])
    }
  }
}
