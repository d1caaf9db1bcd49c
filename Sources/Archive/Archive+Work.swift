internal import FeedModel
internal import GRDB

extension Archive {
  /// The items whose documents must still be written or withdrawn: marked in the transaction that changed them.
  package func pending() throws(ArchiveError) -> Pending {
    try read { db in
      var pending = Pending()
      try db.rows(
        """
        SELECT pending.serial, article.id, article.slug, article.withdrawn
        FROM pending JOIN article ON article.number = pending.article ORDER BY article.id
        """
      ) { row in
        pending.serials.append(row.int(0))
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
    try read { db in
      var found: [LedgerEntry] = []
      try db.rows("SELECT path, type, etag, modified FROM document ORDER BY path") { row in
        found.append(
          LedgerEntry(
            path: row.text(0), mediaType: row.text(1), etag: row.text(2),
            modified: Instant(seconds: row.int(3))))
      }
      return found
    }
  }

  /// Notes documents that were written and paths that were removed, in one transaction.
  package func record(_ written: [LedgerEntry], removed: [String]) throws(ArchiveError) {
    try write { db in
      for path in removed { try db.run("DELETE FROM document WHERE path = ?", .text(path)) }
      for entry in written {
        try db.run(
          "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", .text(entry.path),
          .text(entry.mediaType), .text(entry.etag), .int(entry.modified.seconds))
      }
    }
  }
}
