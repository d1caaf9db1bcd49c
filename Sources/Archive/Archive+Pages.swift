package import FeedModel
internal import GRDB

/// An item of an archive page: which article, and in which of its states.
package struct PageItem: Hashable, Sendable {
  package var id: ItemID
  package var revision: Int
  /// When it had last changed significantly, where that is not what the archive says now.
  package var updated: Instant?

  package init(id: ItemID, revision: Int, updated: Instant? = nil) {
    self.id = id
    self.revision = revision
    self.updated = updated
  }
}

/// The durable record of archive pages (RFC 5005 §4): a page once closed never changes.
extension Archive {
  /// How many pages of a feed are closed; the newest has that number.
  package func pageCount(_ name: String) throws(ArchiveError) -> Int {
    try read { db in try db.feed(name).map(db.pageCount) ?? 0 }
  }

  /// The items of a page, in its order; empty for one that is not closed.
  package func page(_ number: Int, of name: String) throws(ArchiveError) -> [PageItem] {
    try read { db in
      guard let feed = try db.feed(name) else { return [] }
      var found: [PageItem] = []
      try db.rows(
        """
        SELECT article.id, page_item.revision FROM page_item
        JOIN article ON article.number = page_item.article
        WHERE feed = ? AND page = ? ORDER BY place
        """, .int(feed), Value(number)
      ) { found.append(PageItem(id: try $0.id(0), revision: Int($0.int(1)))) }
      return found
    }
  }

  /// Closes pages `first`, `first + 1`… of a feed in one transaction: their items leave its live document.
  ///
  /// Items are the present states of members. A page that is closed already is left as it is. Of a feed that is not on
  /// record, a record is made first; of articles that are no members, a membership, with their tombstone where they were
  /// withdrawn.
  package func close(
    _ pages: [[PageItem]], of name: String, first: Int
  ) throws(ArchiveError) {
    try write { db in
      if try db.feed(name) == nil {
        try db.run(
          "INSERT INTO feed (name, rule, by_update) VALUES (?, '', 0)", .text(name))
      }
      guard let feed = try db.feed(name) else { return }
      let closed = try db.pageCount(feed)
      for (index, items) in pages.enumerated() where first + index > closed {
        for (place, item) in items.enumerated() {
          try db.close(item, feed: feed, page: first + index, place: place)
        }
      }
    }
  }

  /// The states of articles that a page has, in the order given; those that are not on record are left out.
  ///
  /// Each bears the related block that was frozen in it, and no withdrawal.
  package func states(of items: [PageItem]) throws(ArchiveError) -> [Revision] {
    var found: [Revision] = []
    for item in items {
      let state = try history(item.id).first { $0.revision.number == item.revision }
      guard var revision = state?.revision else { continue }
      revision.withdrawn = nil
      found.append(revision)
    }
    return found
  }
}

extension Database {
  fileprivate func close(_ item: PageItem, feed: Int64, page: Int, place: Int) throws {
    let article = try first("SELECT number FROM article WHERE id = ?", .bytes(item.id.bytes)) {
      $0.int(0)
    }
    guard let article else { return }
    try run(
      "INSERT INTO page_item VALUES (?, ?, ?, ?, ?)", .int(feed), Value(page), Value(place),
      .int(article), Value(item.revision))
    try run(
      """
      INSERT INTO member (article, feed, id, published, updated, rank, live, paged, withdrawn)
      SELECT number, ?2, id, published, updated, published, 0, ifnull(?3, updated), withdrawn
      FROM article WHERE number = ?1
      ON CONFLICT (article, feed) DO UPDATE SET paged = ifnull(?3, member.updated)
      """, .int(article), .int(feed), Value(item.updated?.seconds))
    try run(
      """
      UPDATE member SET live = withdrawn IS NULL AND updated > paged,
        rank = iif(updated > paged, updated, rank) WHERE article = ? AND feed = ?
      """, .int(article), .int(feed))
  }
}
