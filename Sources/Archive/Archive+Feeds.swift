package import FeedModel
internal import GRDB

/// Which feeds take one article.
package struct Membership: Hashable, Sendable {
  package var id: ItemID
  /// The names of the feeds; those without a record are passed over.
  package var feeds: Set<String>

  package init(id: ItemID, feeds: Set<String>) {
    self.id = id
    self.feeds = feeds
  }
}

/// A feed that the archive keeps a record of.
package struct FeedRecord: Hashable, Sendable {
  /// As in the settings, empty for the main feed; `threads/UUID` for a story's.
  package var name: String
  /// Title of an automatic feed or a story's: as it was when first made.
  package var title: String?
  /// What its members were chosen by: they are chosen anew when that changes.
  package var rule: String
  /// Whether items are ranked by `updated` rather than by `published`.
  package var byUpdate: Bool

  package init(name: String, title: String? = nil, rule: String = "", byUpdate: Bool = false) {
    self.name = name
    self.title = title
    self.rule = rule
    self.byUpdate = byUpdate
  }
}

/// An item that a live document may show.
package struct LiveItem: Hashable, Sendable {
  package var id: ItemID
  /// Whether an archive page has it already, in the state before its last significant change.
  package var isCorrection: Bool
}

extension Archive {
  /// Every feed on record, by name.
  package func feedRecords() throws(ArchiveError) -> [FeedRecord] {
    try read { db in
      var found: [FeedRecord] = []
      try db.rows("SELECT name, title, rule, by_update FROM feed ORDER BY name") { row in
        found.append(
          FeedRecord(
            name: row.text(0), title: row.textIfAny(1), rule: row.text(2),
            byUpdate: row.int(3) != 0))
      }
      return found
    }
  }

  /// Keeps records of feeds; of one that is known, rule, order and title are replaced, its members and pages stay.
  package func register(_ records: [FeedRecord]) throws(ArchiveError) {
    try write { db in
      for record in records {
        try db.run(
          """
          INSERT INTO feed (name, title, rule, by_update) VALUES (?, ?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET
            title = excluded.title, rule = excluded.rule, by_update = excluded.by_update
          """, .text(record.name), Value(record.title), .text(record.rule),
          Value(record.byUpdate ? 1 : 0))
      }
    }
  }

  /// Forgets feeds with their members; those that have archive pages are kept, for a page's address is given only once, and
  /// those that had a withdrawn article, for its note names them.
  package func forget(feeds names: [String]) throws(ArchiveError) {
    try write { db in
      for name in names {
        guard let feed = try db.feed(name), try db.pageCount(feed) == 0 else { continue }
        let tells = try db.first(
          "SELECT 1 FROM member WHERE feed = ? AND withdrawn IS NOT NULL LIMIT 1", .int(feed)
        ) { _ in true }
        guard tells == nil else { continue }
        try db.run("DELETE FROM member WHERE feed = ?", .int(feed))
        try db.run("DELETE FROM feed WHERE number = ?", .int(feed))
      }
    }
  }

  /// Notes which feeds take each article, in one transaction; with `among`, other feeds than those are left as they are.
  ///
  /// An article that a feed no longer takes leaves its live document; what lies on a page stays there. Unknown ids are
  /// passed over. Cost: O(memberships), before and after.
  /// - Returns: The names of the feeds that have, or had, any of the articles.
  package func enrol(
    _ memberships: [Membership], among: Set<String>? = nil
  ) throws(ArchiveError) -> Set<String> {
    try write { db in
      var touched: Set<String> = []
      for membership in memberships {
        let number = try db.first(
          "SELECT number FROM article WHERE id = ?", .bytes(membership.id.bytes)
        ) { $0.int(0) }
        guard let number else { continue }
        var before: Set<String> = []
        try db.rows(
          """
          SELECT feed.name FROM member JOIN feed ON feed.number = member.feed
          WHERE member.article = ?
          """, .int(number)
        ) { before.insert($0.text(0)) }
        let after = membership.feeds
        for name in before.subtracting(after) where among?.contains(name) ?? true {
          try db.leave(number, name)
        }
        for name in after { try db.enter(number, name) }
        touched.formUnion(before.union(after))
      }
      return touched
    }
  }

  /// The names of the feeds that any of these articles is or was a member of.
  package func feeds(of ids: [ItemID]) throws(ArchiveError) -> Set<String> {
    try read { db in
      var found: Set<String> = []
      for id in ids {
        try db.rows(
          """
          SELECT feed.name FROM article JOIN member ON member.article = article.number
          JOIN feed ON feed.number = member.feed WHERE article.id = ?
          """, .bytes(id.bytes)
        ) { found.insert($0.text(0)) }
      }
      return found
    }
  }

  /// What the live document of a feed may show, newest first, at most `limit`.
  ///
  /// That is every member that lies on no page in its present state: those that wait for a page are among them.
  /// Cost: O(limit).
  package func live(_ name: String, limit: Int) throws(ArchiveError) -> [LiveItem] {
    try items(name, "ORDER BY rank DESC, id LIMIT ?", Value(limit))
  }

  /// The other end of `live`: oldest first.
  package func oldestLive(_ name: String, limit: Int) throws(ArchiveError) -> [LiveItem] {
    try items(name, "ORDER BY rank, id DESC LIMIT ?", Value(limit))
  }

  /// How many items `live` has in all.
  package func liveCount(_ name: String) throws(ArchiveError) -> Int {
    try read { db in
      guard let feed = try db.feed(name) else { return 0 }
      let count = try db.first(
        "SELECT count(*) FROM member WHERE feed = ? AND live = 1", .int(feed)
      ) { Int($0.int(0)) }
      return count ?? 0
    }
  }

  /// Takes articles published before `instant` out of a feed's live document; whether there were any.
  @discardableResult
  package func expire(_ name: String, before instant: Instant) throws(ArchiveError) -> Bool {
    try write { db in
      guard let feed = try db.feed(name) else { return false }
      return try db.run(
        "DELETE FROM member WHERE feed = ? AND live = 1 AND published < ?", .int(feed),
        .int(instant.seconds)) > 0
    }
  }

  /// When the oldest item of a feed's live document was published; nil for an empty one.
  package func oldestPublication(_ name: String) throws(ArchiveError) -> Instant? {
    try read { db in
      guard let feed = try db.feed(name) else { return nil }
      return try db.first(
        "SELECT min(published) FROM member WHERE feed = ? AND live = 1", .int(feed)
      ) { $0.instantIfAny(0) } ?? nil
    }
  }

  /// The withdrawn articles that a feed had, newest first by withdrawal.
  package func tombstones(of name: String, limit: Int) throws(ArchiveError) -> [Tombstone] {
    try read { db in
      guard let feed = try db.feed(name) else { return [] }
      var found: [Tombstone] = []
      try db.rows(
        """
        SELECT article.id, article.slug, member.withdrawn FROM member
        JOIN article ON article.number = member.article
        WHERE member.feed = ? AND member.withdrawn IS NOT NULL
        ORDER BY member.withdrawn DESC, member.id LIMIT ?
        """, .int(feed), Value(limit)
      ) {
        found.append(
          Tombstone(id: try $0.id(0), slug: $0.text(1), when: Instant(seconds: $0.int(2))))
      }
      return found
    }
  }

  private func items(
    _ name: String, _ order: String, _ limit: Value
  ) throws(ArchiveError) -> [LiveItem] {
    try read { db in
      guard let feed = try db.feed(name) else { return [] }
      var found: [LiveItem] = []
      try db.rows(
        "SELECT id, paged FROM member WHERE feed = ? AND live = 1 " + order, .int(feed), limit
      ) { found.append(LiveItem(id: try $0.id(0), isCorrection: !$0.isNull(1))) }
      return found
    }
  }
}

extension Database {
  /// The number of a feed on record.
  func feed(_ name: String) throws -> Int64? {
    try first("SELECT number FROM feed WHERE name = ?", .text(name)) { $0.int(0) }
  }

  func pageCount(_ feed: Int64) throws -> Int {
    try first("SELECT max(page) FROM page_item WHERE feed = ?", .int(feed)) {
      Int($0.intIfAny(0) ?? 0)
    } ?? 0
  }

  /// An item that lies on a page comes again when it has changed since, and is ranked by that change.
  fileprivate func enter(_ article: Int64, _ feed: String) throws {
    try run(
      """
      INSERT INTO member (article, feed, id, published, updated, rank, live)
      SELECT article.number, feed.number, id, published, updated,
        iif(feed.by_update, updated, published), 1
      FROM article, feed WHERE article.number = ?1 AND feed.name = ?2
      ON CONFLICT (article, feed) DO UPDATE SET
        published = excluded.published, updated = excluded.updated, withdrawn = NULL,
        rank = iif(paged IS NULL, excluded.rank, excluded.updated),
        live = paged IS NULL OR excluded.updated > paged
      """, .int(article), .text(feed))
  }

  fileprivate func leave(_ article: Int64, _ feed: String) throws {
    let number = try self.feed(feed)
    try run(
      "DELETE FROM member WHERE article = ? AND feed = ? AND paged IS NULL", .int(article),
      Value(number))
    try run(
      "UPDATE member SET live = 0 WHERE article = ? AND feed = ? AND live = 1", .int(article),
      Value(number))
  }
}

extension Schema {
  /// Which feed takes which article, and which archive page has it.
  static let feeds = """
    CREATE TABLE feed (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      title TEXT,
      rule TEXT NOT NULL,
      by_update INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE member (
      article INTEGER NOT NULL REFERENCES article,
      feed INTEGER NOT NULL REFERENCES feed,
      id BLOB NOT NULL,
      published INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      live INTEGER NOT NULL,
      paged INTEGER,
      withdrawn INTEGER,
      PRIMARY KEY (article, feed)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX member_live ON member (feed, rank DESC, id) WHERE live = 1;
    CREATE INDEX member_live_by_published ON member (feed, published) WHERE live = 1;
    CREATE INDEX member_withdrawn ON member (feed, withdrawn DESC, id)
      WHERE withdrawn IS NOT NULL;

    CREATE TABLE page_item (
      feed INTEGER NOT NULL REFERENCES feed,
      page INTEGER NOT NULL CHECK (page >= 1),
      place INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES article,
      revision INTEGER NOT NULL,
      PRIMARY KEY (feed, page, place)
    ) WITHOUT ROWID, STRICT;
    """
}
