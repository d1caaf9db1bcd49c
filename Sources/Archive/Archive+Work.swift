internal import FeedModel
internal import GRDB

extension Archive {
  /// The items whose documents must still be written or withdrawn: marked in the transaction that changed them.
  package func pending() throws(ArchiveError) -> Pending {
    try read { db in
      var pending = Pending()
      try db.rows(
        """
        SELECT pending.serial, article.id, article.slug, article.withdrawn, pending.event,
          pending.elsewhere
        FROM pending JOIN article ON article.number = pending.article ORDER BY article.id
        """
      ) { row in
        pending.serials.append(row.int(0))
        if let kind = ItemEvent.Kind(code: row.int(4)) {
          pending.events.append(ItemEvent(kind: kind, id: try row.id(1), serial: row.int(0)))
        }
        if row.int(5) != 0 { pending.shownElsewhere.append(try row.id(1)) }
        if let withdrawn = row.instantIfAny(3) {
          pending.withdrawn.append(
            Tombstone(id: try row.id(1), slug: row.text(2), when: withdrawn))
        } else {
          pending.items.append(try row.id(1))
        }
      }
      return pending
    }
  }

  /// Forgets exactly these, when their documents stand, and keeps what to tell the world of it, in one transaction.
  ///
  /// An item that was marked again meanwhile stays pending.
  package func settle(
    _ pending: Pending, enqueuing entries: [OutboxEntry] = []
  ) throws(ArchiveError) {
    try write { db in
      for serial in pending.serials {
        try db.run("DELETE FROM pending WHERE serial = ?", .int(serial))
      }
      for entry in entries { try db.enqueue(entry) }
    }
  }

  /// The documents that stand in the output folder, by path.
  package func documents() throws(ArchiveError) -> [LedgerEntry] {
    try read { try $0.documents() }
  }

  /// The document at a path, as it was last written; nil when there is none.
  package func document(at path: String) throws(ArchiveError) -> LedgerEntry? {
    try read { db in
      try db.first("SELECT path, type, etag, modified FROM document WHERE path = ?", .text(path)) {
        LedgerEntry(
          path: $0.text(0), mediaType: $0.text(1), etag: $0.text(2),
          modified: Instant(seconds: $0.int(3)))
      }
    }
  }

  /// Notes documents that were written and paths that were removed, and what to tell the world of it, in one transaction.
  package func record(
    _ written: [LedgerEntry], removed: [String], enqueuing entries: [OutboxEntry] = []
  ) throws(ArchiveError) {
    try write { db in
      for entry in entries { try db.enqueue(entry) }
      for path in removed { try db.run("DELETE FROM document WHERE path = ?", .text(path)) }
      for entry in written {
        try db.run(
          "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", .text(entry.path),
          .text(entry.mediaType), .text(entry.etag), .int(entry.modified.seconds))
      }
    }
  }
}

extension Database {
  func documents() throws -> [LedgerEntry] {
    var found: [LedgerEntry] = []
    try rows("SELECT path, type, etag, modified FROM document ORDER BY path") { row in
      found.append(
        LedgerEntry(
          path: row.text(0), mediaType: row.text(1), etag: row.text(2),
          modified: Instant(seconds: row.int(3))))
    }
    return found
  }
}
