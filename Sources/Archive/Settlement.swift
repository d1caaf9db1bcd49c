package import FeedModel

/// An entry of the outbox that may be tried: enough to choose by.
package struct OutboxTicket: Hashable, Sendable {
  package var number: Int64
  package var kind: String
  package var destination: String
  package var attempts: Int
}

/// What waits for one destination.
package struct OutboxQueue: Hashable, Sendable {
  package var kind: String
  package var destination: String
  package var count: Int
  /// The most tries that an entry has had; the two below are that entry's.
  package var attempts: Int
  package var nextAttempt: Instant
  package var lastError: String?
  /// When the oldest entry was made.
  package var since: Instant
}

/// What became of one try to tell the world.
package struct Settlement: Sendable {
  package enum Result: Sendable {
    /// Told, or never to be told.
    case done
    case again(Instant, error: String)
  }

  /// What else changes in the archive with it.
  package enum Consequence: Sendable {
    case enqueue(OutboxEntry)
    case subscribe(Subscription)
    case unsubscribe(topic: String, callback: String)
    /// The subscription has the document's bytes of this entity tag.
    case delivered(subscription: Int64, etag: String)
  }

  /// The entry's.
  package var number: Int64
  package var result: Result
  package var consequences: [Consequence]

  package init(number: Int64, result: Result, consequences: [Consequence] = []) {
    self.number = number
    self.result = result
    self.consequences = consequences
  }
}
