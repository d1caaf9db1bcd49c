package import FeedModel
internal import GRDB

/// Somebody who is told of a topic's changes until a time (WebSub §5).
package struct Subscription: Hashable, Sendable {
  /// Its number in the archive, 0 before it is kept; a renewal keeps it.
  package var number: Int64 = 0
  /// The topic's path below the output folder.
  package var topic: String
  /// Absolute URL that the subscriber gave.
  package var callback: String
  /// The callback's host, lower case: what limits count by.
  package var host: String
  /// What distributions are signed with, at most 199 bytes; nil for none.
  package var secret: [UInt8]?
  /// When it was first verified.
  package var since: Instant
  /// When the lease ends.
  package var expires: Instant
  /// Entity tag of the bytes that the subscriber has, as far as is known.
  package var delivered: String?

  package init(
    topic: String, callback: String, host: String, secret: [UInt8]? = nil, since: Instant,
    expires: Instant, delivered: String? = nil
  ) {
    self.topic = topic
    self.callback = callback
    self.host = host
    self.secret = secret
    self.since = since
    self.expires = expires
    self.delivered = delivered
  }
}

extension Archive {
  /// The subscription with this number, if its lease runs at `now`.
  package func subscription(_ number: Int64, at now: Instant) throws(ArchiveError) -> Subscription?
  {
    try read { db in
      try db.first(
        "SELECT \(Subscription.columns) FROM subscription WHERE number = ? AND expires > ?",
        .int(number), .int(now.seconds)
      ) { Subscription($0) }
    }
  }

  /// The subscription of this callback to a topic, expired or not.
  package func subscription(
    topic: String, callback: String
  ) throws(ArchiveError) -> Subscription? {
    try read { db in
      try db.first(
        "SELECT \(Subscription.columns) FROM subscription WHERE topic = ? AND callback = ?",
        .text(topic), .text(callback)
      ) { Subscription($0) }
    }
  }

  /// The running subscriptions to a topic whose subscribers do not have the bytes of `etag` yet, oldest first.
  package func subscriptions(
    to topic: String, lacking etag: String?, at now: Instant
  ) throws(ArchiveError) -> [Subscription] {
    try read { db in
      var found: [Subscription] = []
      try db.rows(
        """
        SELECT \(Subscription.columns) FROM subscription
        WHERE topic = ? AND expires > ? AND (delivered IS NULL OR delivered IS NOT ?)
        ORDER BY number
        """, .text(topic), .int(now.seconds), Value(etag)
      ) { found.append(Subscription($0)) }
      return found
    }
  }

  /// Every topic that somebody is subscribed to, sorted.
  package func subscribedTopics() throws(ArchiveError) -> [String] {
    try read { db in
      var found: [String] = []
      try db.rows("SELECT DISTINCT topic FROM subscription ORDER BY topic") {
        found.append($0.text(0))
      }
      return found
    }
  }

  /// How many subscriptions there are: all, and those whose callbacks are on `host`.
  package func subscriptionCounts(
    host: String
  ) throws(ArchiveError) -> (all: Int, onHost: Int) {
    try read { db in
      let all = try db.first("SELECT count(*) FROM subscription") { $0.int(0) }
      let onHost = try db.first(
        "SELECT count(*) FROM subscription WHERE host = ?", .text(host)
      ) { $0.int(0) }
      return (Int(all ?? 0), Int(onHost ?? 0))
    }
  }

  /// Forgets subscriptions, and keeps what their subscribers are to be told of it, in one transaction.
  package func end(
    _ subscriptions: [Subscription], enqueuing entries: [OutboxEntry]
  ) throws(ArchiveError) {
    try write { db in
      for subscription in subscriptions {
        try db.run("DELETE FROM subscription WHERE number = ?", .int(subscription.number))
      }
      for entry in entries { try db.enqueue(entry) }
    }
  }

  /// Forgets subscriptions whose lease has ended; how many there were.
  @discardableResult
  package func dropExpiredSubscriptions(at now: Instant) throws(ArchiveError) -> Int {
    try write { db in
      try db.run("DELETE FROM subscription WHERE expires <= ?", .int(now.seconds))
    }
  }

  /// When the next lease ends; nil when nobody is subscribed.
  package func nextExpiry() throws(ArchiveError) -> Instant? {
    try read { try $0.first("SELECT min(expires) FROM subscription") { $0.instantIfAny(0) } ?? nil }
  }
}

extension Subscription {
  fileprivate static let columns =
    "number, topic, callback, host, secret, since, expires, delivered"

  fileprivate init(_ row: borrowing Columns) {
    self.init(
      topic: row.text(1), callback: row.text(2), host: row.text(3), secret: row.bytesIfAny(4),
      since: Instant(seconds: row.int(5)), expires: Instant(seconds: row.int(6)),
      delivered: row.textIfAny(7))
    number = row.int(0)
  }
}

extension Database {
  /// Keeps a verified subscription; a renewal takes the new secret and lease, and keeps what was delivered.
  func subscribe(_ subscription: Subscription) throws {
    try run(
      """
      INSERT INTO subscription (topic, callback, host, secret, since, expires, delivered)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (topic, callback) DO UPDATE SET
        secret = excluded.secret, expires = excluded.expires
      """, .text(subscription.topic), .text(subscription.callback), .text(subscription.host),
      Value(subscription.secret), .int(subscription.since.seconds),
      .int(subscription.expires.seconds), Value(subscription.delivered))
  }
}
