package import FeedModel
internal import GRDB

/// The durable queue of things to tell the world.
extension Archive {
  /// Keeps the entries; each replaces an earlier one of its kind and key, whose attempts it forgets.
  package func enqueue(_ entries: [OutboxEntry]) throws(ArchiveError) {
    try write { db in
      for entry in entries { try db.enqueue(entry) }
    }
  }

  /// What is to be tried at `now`, the longest waiting first.
  package func due(at now: Instant, limit: Int) throws(ArchiveError) -> [OutboxEntry] {
    try read { db in
      var found: [OutboxEntry] = []
      try db.rows(
        """
        SELECT number, kind, key, payload, attempts, next, error FROM outbox
        WHERE next <= ? ORDER BY next, number LIMIT ?
        """, .int(now.seconds), Value(limit)
      ) { row in
        var entry = OutboxEntry(
          kind: row.text(1), key: row.text(2), payload: row.bytes(3),
          nextAttempt: Instant(seconds: row.int(5)))
        entry.number = row.int(0)
        entry.attempts = Int(row.int(4))
        entry.lastError = row.textIfAny(6)
        found.append(entry)
      }
      return found
    }
  }

  /// When the next entry is to be tried; nil when the queue is empty.
  package func nextAttempt() throws(ArchiveError) -> Instant? {
    try read { try $0.first("SELECT min(next) FROM outbox") { $0.instantIfAny(0) } ?? nil }
  }

  /// Counts an attempt that failed and sets the time of the next, unless a later entry has taken its place.
  package func reschedule(
    _ entry: OutboxEntry, at next: Instant, error: String
  ) throws(ArchiveError) {
    try write { db in
      try db.run(
        "UPDATE outbox SET attempts = attempts + 1, next = ?, error = ? WHERE number = ?",
        .int(next.seconds), .text(error), .int(entry.number))
    }
  }

  /// Forgets entries that were told, but not later ones that have taken their place.
  package func done(_ entries: [OutboxEntry]) throws(ArchiveError) {
    try write { db in
      for entry in entries {
        try db.run("DELETE FROM outbox WHERE number = ?", .int(entry.number))
      }
    }
  }
}

extension Database {
  func enqueue(_ entry: OutboxEntry) throws {
    try run(
      """
      INSERT OR REPLACE INTO outbox (kind, key, payload, attempts, next, error)
      VALUES (?, ?, ?, 0, ?, NULL)
      """, .text(entry.kind), .text(entry.key), .bytes(entry.payload),
      .int(entry.nextAttempt.seconds))
  }
}
