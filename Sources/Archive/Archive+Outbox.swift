package import FeedModel
internal import GRDB

/// The durable queue of things to tell the world.
extension Archive {
  /// Keeps the entries; each replaces an earlier one of its kind and key, and forgets its attempts unless it `keepsPace`.
  package func enqueue(_ entries: [OutboxEntry]) throws(ArchiveError) {
    try write { db in
      for entry in entries { try db.enqueue(entry) }
    }
  }

  /// What may be tried at `now`: first tries before repeated ones, then the longest waiting first.
  ///
  /// Of one destination at most `perDestination` entries, of one lane the first, and of nothing else than `kinds`, so that
  /// no destination hides another. Cost: O(entries that are due).
  package func due(
    at now: Instant, kinds: [String], perDestination: Int, limit: Int
  ) throws(ArchiveError) -> [OutboxTicket] {
    try read { db in
      var found: [OutboxTicket] = []
      let names = kinds.map { _ in "?" }.joined(separator: ", ")
      try db.rows(
        """
        SELECT number, kind, destination, attempts FROM (
          SELECT number, kind, destination, attempts, next, row_number() OVER (
            PARTITION BY kind, destination ORDER BY attempts > 0, next, number) AS place
          FROM outbox AS entry WHERE next <= ? AND kind IN (\(names)) AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier WHERE earlier.kind = entry.kind
            AND earlier.lane = entry.lane AND earlier.number < entry.number)
        ) WHERE place <= ? ORDER BY attempts > 0, next, number LIMIT ?
        """,
        values: [.int(now.seconds)] + kinds.map { .text($0) } + [
          Value(perDestination), Value(limit),
        ]
      ) { row in
        found.append(
          OutboxTicket(
            number: row.int(0), kind: row.text(1), destination: row.text(2),
            attempts: Int(row.int(3))))
      }
      return found
    }
  }

  /// The entry with this number; nil once it is told or replaced.
  package func outboxEntry(_ number: Int64) throws(ArchiveError) -> OutboxEntry? {
    try read { db in
      try db.first(
        "SELECT \(OutboxEntry.columns) FROM outbox WHERE number = ?", .int(number)
      ) { OutboxEntry($0) }
    }
  }

  /// What waits, due or not: the next to be tried first, at most `limit` entries.
  package func outbox(limit: Int) throws(ArchiveError) -> [OutboxEntry] {
    try read { db in
      var found: [OutboxEntry] = []
      try db.rows(
        "SELECT \(OutboxEntry.columns) FROM outbox ORDER BY next, number LIMIT ?", Value(limit)
      ) { found.append(OutboxEntry($0)) }
      return found
    }
  }

  /// How much waits for each destination of a kind, and why.
  package func outboxQueues() throws(ArchiveError) -> [OutboxQueue] {
    try read { db in
      var found: [OutboxQueue] = []
      // With one min or max, SQLite takes the bare columns from the row that has it.
      try db.rows(
        """
        SELECT kind, destination, count(*), max(attempts), next, error, (
          SELECT min(since) FROM outbox AS other
          WHERE other.kind = outbox.kind AND other.destination = outbox.destination)
        FROM outbox GROUP BY kind, destination ORDER BY kind, destination
        """
      ) { row in
        found.append(
          OutboxQueue(
            kind: row.text(0), destination: row.text(1), count: Int(row.int(2)),
            attempts: Int(row.int(3)), nextAttempt: Instant(seconds: row.int(4)),
            lastError: row.textIfAny(5), since: Instant(seconds: row.int(6))))
      }
      return found
    }
  }

  /// How much of a kind waits: for all destinations, and for one.
  package func outboxCounts(
    _ kind: String, destination: String
  ) throws(ArchiveError) -> (all: Int, there: Int) {
    try read { db in
      let all = try db.first("SELECT count(*) FROM outbox WHERE kind = ?", .text(kind)) {
        $0.int(0)
      }
      let there = try db.first(
        "SELECT count(*) FROM outbox WHERE kind = ? AND destination = ?", .text(kind),
        .text(destination)
      ) { $0.int(0) }
      return (Int(all ?? 0), Int(there ?? 0))
    }
  }

  /// When the next entry of these kinds is to be tried, among those that are due after `now`; nil when there is none.
  package func nextAttempt(
    after now: Instant, kinds: [String]
  ) throws(ArchiveError) -> Instant? {
    try read { db in
      let names = kinds.map { _ in "?" }.joined(separator: ", ")
      var found: Instant?
      try db.rows(
        "SELECT min(next) FROM outbox WHERE next > ? AND kind IN (\(names))",
        values: [.int(now.seconds)] + kinds.map { .text($0) }
      ) { found = $0.instantIfAny(0) }
      return found
    }
  }

  /// Notes what became of tries, and what follows from it, in one transaction.
  ///
  /// An entry that was replaced meanwhile is left alone.
  package func settle(_ settlements: [Settlement]) throws(ArchiveError) {
    try write { db in
      for settlement in settlements {
        let number = Value.int(settlement.number)
        switch settlement.result {
        case .done: try db.run("DELETE FROM outbox WHERE number = ?", number)
        case .again(let next, let error):
          try db.run(
            "UPDATE outbox SET attempts = attempts + 1, next = ?, error = ? WHERE number = ?",
            .int(next.seconds), .text(error), number)
        }
        for consequence in settlement.consequences { try db.apply(consequence) }
      }
    }
  }

  /// Puts off all that waits for a destination and would be tried before `next`; these are no attempts.
  package func postpone(
    _ kind: String, to destination: String, until next: Instant, because reason: String
  ) throws(ArchiveError) {
    try write { db in
      try db.run(
        "UPDATE outbox SET next = ?, error = ? WHERE kind = ? AND destination = ? AND next < ?",
        .int(next.seconds), .text(reason), .text(kind), .text(destination), .int(next.seconds))
    }
  }

  /// Makes everything of a kind due at `now`.
  package func hurry(_ kind: String, at now: Instant) throws(ArchiveError) {
    try write { db in
      try db.run(
        "UPDATE outbox SET next = ? WHERE kind = ? AND next > ?", .int(now.seconds), .text(kind),
        .int(now.seconds))
    }
  }
}

extension OutboxEntry {
  fileprivate static let columns =
    "number, kind, key, payload, attempts, next, error, lane, destination, since"

  fileprivate init(_ row: borrowing Columns) {
    self.init(
      kind: row.text(1), key: row.text(2), lane: row.text(7), destination: row.text(8),
      payload: row.bytes(3), since: Instant(seconds: row.int(9)))
    number = row.int(0)
    attempts = Int(row.int(4))
    nextAttempt = Instant(seconds: row.int(5))
    lastError = row.textIfAny(6)
  }
}

extension Database {
  func enqueue(_ entry: OutboxEntry) throws {
    let former =
      try entry.keepsPace
      ? first(
        "SELECT attempts, next, error FROM outbox WHERE kind = ? AND key = ?", .text(entry.kind),
        .text(entry.key)
      ) { ($0.int(0), $0.int(1), $0.textIfAny(2)) } : nil
    try run(
      """
      INSERT OR REPLACE INTO outbox (
        kind, key, payload, attempts, next, error, lane, destination, since)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, .text(entry.kind), .text(entry.key), .bytes(entry.payload), .int(former?.0 ?? 0),
      .int(former?.1 ?? entry.nextAttempt.seconds), Value(former?.2), .text(entry.lane),
      .text(entry.destination), .int(entry.since.seconds))
  }

  fileprivate func apply(_ consequence: Settlement.Consequence) throws {
    switch consequence {
    case .enqueue(let entry): try enqueue(entry)
    case .subscribe(let subscription): try subscribe(subscription)
    case .unsubscribe(let topic, let callback):
      try run(
        "DELETE FROM subscription WHERE topic = ? AND callback = ?", .text(topic), .text(callback))
    case .delivered(let number, let etag):
      try run(
        "UPDATE subscription SET delivered = ? WHERE number = ?", .text(etag), .int(number))
    }
  }
}
