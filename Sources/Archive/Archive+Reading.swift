package import FeedModel
internal import GRDB

extension Archive {
  /// The current revision of an article, withdrawn or not; nil for an unknown id.
  package func revision(_ id: ItemID) throws(ArchiveError) -> Revision? {
    try revisions([id])[id]
  }

  /// The current revisions of the articles that there are.
  package func revisions(_ ids: [ItemID]) throws(ArchiveError) -> [ItemID: Revision] {
    try read { db in
      let articles = Articles(db: db, folders: try Folders(db))
      var found: [ItemID: Revision] = [:]
      found.reserveCapacity(ids.count)
      for id in ids { found[id] = try articles.id(id).map(articles.revision) }
      return found
    }
  }

  /// Every revision of an article, oldest first; empty for an unknown id.
  package func history(_ id: ItemID) throws(ArchiveError) -> [HistoryEntry] {
    try read { db in
      let folders = try Folders(db)
      guard let row = try Articles(db: db, folders: folders).id(id) else { return [] }
      var entries: [HistoryEntry] = []
      try db.rows(
        """
        SELECT number, folder, path, published_precision, updated, updated_offset,
          updated_precision, captured, change, accepted, content
        FROM revision WHERE article = ? ORDER BY number
        """, .int(row.number)
      ) { entries.append(try HistoryEntry($0, row, folders)) }
      return entries
    }
  }

  /// Walks the current revisions of all articles that are not withdrawn, ascending by id, from the one after `after`.
  ///
  /// It reads in small steps, so what is accepted meanwhile may be met or not. Cost: O(limit), memory for 256 at most.
  package func forEach(
    after: ItemID? = nil, limit: Int = .max, _ body: (Revision) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    var last = after
    var left = limit
    while left > 0 {
      let page = try page(after: last, limit: min(left, 256))
      for revision in page { try body(revision) }
      guard let end = page.last else { return }
      last = end.id
      left -= page.count
    }
  }

  /// The next current revisions after an id, ascending by id, withdrawn ones left out.
  package func page(after: ItemID?, limit: Int) throws(ArchiveError) -> [Revision] {
    try read { db in
      let articles = Articles(db: db, folders: try Folders(db))
      var rows: [ArticleRow] = []
      try db.rows(
        """
        SELECT \(ArticleRow.columns) FROM article WHERE id > ? AND withdrawn IS NULL
        ORDER BY id LIMIT ?
        """, .bytes(after?.bytes ?? []), Value(limit)
      ) { rows.append(try ArticleRow($0, articles.folders)) }
      return try rows.map(articles.revision)
    }
  }

  /// Every article, withdrawn ones included, newest first by publication.
  package func summaries() throws(ArchiveError) -> [ArticleSummary] {
    try read { db in
      let folders = try Folders(db)
      var found: [ArticleSummary] = []
      try db.rows(
        """
        SELECT id, folder, path, headline, slug, published, published_offset, updated,
          updated_offset, revision, withdrawn, story
        FROM article ORDER BY published DESC, id
        """
      ) { row in
        found.append(
          ArticleSummary(
            id: try row.id(0), location: folders.location(row.int(1), row.bytes(2)),
            headline: row.text(3), slug: row.text(4), published: row.timestamp(5, 6),
            updated: row.timestamp(7, 8), number: Int(row.int(9)),
            withdrawn: row.instantIfAny(10),
            story: row.isNull(11) ? nil : StoryID(try row.id(11))))
      }
      return found
    }
  }
}

extension HistoryEntry {
  fileprivate init(_ row: borrowing Columns, _ article: ArticleRow, _ folders: Folders) throws {
    var state = article
    state.revision = Int(row.int(0))
    state.location = folders.location(row.int(1), row.bytes(2))
    state.dating.publishedPrecision = try row.precision(3)
    state.dating.updated = row.timestamp(4, 5)
    state.dating.updatedPrecision = try row.precision(6)
    let content = try ArticleCodec.article(row.bytes(10))
    self.init(
      revision: Revision(state, content, captured: Instant(seconds: row.int(7))),
      change: try Codes.changes.value(of: UInt8(truncatingIfNeeded: row.int(8))),
      at: Instant(seconds: row.int(9)))
  }
}
