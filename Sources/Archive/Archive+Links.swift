package import FeedModel
internal import GRDB

/// One link that an article's arrival found.
package struct ArticleLink: Hashable, Sendable {
  package var to: ItemID
  /// Of the same story, or only of the same topic.
  package var isSameStory: Bool

  package init(to: ItemID, isSameStory: Bool) {
    self.to = to
    self.isSameStory = isSameStory
  }
}

/// What stands beside an article's body: what is not frozen in it.
package struct ItemRelations: Hashable, Sendable {
  /// Same story first, then newest first.
  package var later: [RelatedLink] = []
  /// The article of the same story that came right before this one.
  package var inReplyTo: RelatedLink?
  /// Which of the articles that are frozen in the body are withdrawn by now.
  package var withdrawn: Set<ItemID> = []
}

/// What a link shows of its target.
package struct ArticleName: Hashable, Sendable {
  package var slug: String
  package var headline: String
  package var published: Instant
}

extension Archive {
  /// Keeps what the arrival of articles found, best first; what was found for them before is replaced.
  package func link(_ links: [ItemID: [ArticleLink]]) throws(ArchiveError) {
    try write { db in
      for (id, targets) in links {
        try db.run(
          "DELETE FROM link WHERE source = (SELECT number FROM article WHERE id = ?)",
          .bytes(id.bytes))
        for (rank, target) in targets.enumerated() {
          try db.run(
            """
            INSERT INTO link (source, rank, target, same_story)
            SELECT a.number, ?, b.number, ? FROM article a, article b WHERE a.id = ? AND b.id = ?
            """, Value(rank), Value(target.isSameStory ? 1 : 0), .bytes(id.bytes),
            .bytes(target.to.bytes))
        }
      }
    }
  }

  /// What stands beside the body of each article, at most `limit` links each; withdrawn articles are left out.
  package func relations(
    of ids: [ItemID], limit: Int
  ) throws(ArchiveError) -> [ItemID: ItemRelations] {
    try read { db in
      var relations: [ItemID: ItemRelations] = [:]
      for id in ids { relations[id] = try Self.relations(of: id, limit: limit, db) }
      return relations
    }
  }

  /// What links to these articles show.
  package func names(_ ids: Set<ItemID>) throws(ArchiveError) -> [ItemID: ArticleName] {
    try read { db in
      var names: [ItemID: ArticleName] = [:]
      for id in ids {
        names[id] = try db.first(
          "SELECT slug, headline, published FROM article WHERE id = ?", .bytes(id.bytes)
        ) { row in
          ArticleName(
            slug: row.text(0), headline: row.text(1), published: Instant(seconds: row.int(2)))
        }
      }
      return names
    }
  }

  /// The articles whose pages show a link to `id`.
  package func linking(to id: ItemID) throws(ArchiveError) -> [ItemID] {
    try read { db in
      var ids: [ItemID] = []
      let sql = """
        SELECT a.id FROM link l JOIN article a ON a.number = l.source
        WHERE l.target = (SELECT number FROM article WHERE id = ?1) AND a.withdrawn IS NULL
        UNION
        SELECT a.id FROM link l JOIN article a ON a.number = l.target
        WHERE l.source = (SELECT number FROM article WHERE id = ?1) AND a.withdrawn IS NULL
        """
      try db.rows(sql, .bytes(id.bytes)) { row in
        if let id = ItemID(bytes: row.bytes(0)) { ids.append(id) }
      }
      return ids
    }
  }

  private static func relations(
    of id: ItemID, limit: Int, _ db: Database
  ) throws -> ItemRelations {
    let own = try db.first(
      "SELECT number, published FROM article WHERE id = ?", .bytes(id.bytes)
    ) { ($0.int(0), $0.int(1)) }
    guard let (number, published) = own else { return ItemRelations() }
    var relations = ItemRelations()
    // Newer than the article, whichever of the two arrived first: what is older is frozen in its body.
    let later = """
      SELECT b.id, b.slug, b.headline, max(l.same_story) FROM (
        SELECT target AS other, same_story FROM link WHERE source = ?1
        UNION ALL SELECT source, same_story FROM link WHERE target = ?1
      ) l JOIN article b ON b.number = l.other
      WHERE b.withdrawn IS NULL AND (b.published > ?2 OR (b.published = ?2 AND b.id > ?4))
      GROUP BY b.number ORDER BY max(l.same_story) DESC, b.published DESC, b.id LIMIT ?3
      """
    try db.rows(later, .int(number), .int(published), Value(limit), .bytes(id.bytes)) { row in
      if let link = relatedLink(row) { relations.later.append(link) }
    }
    let before = """
      SELECT b.id, b.slug, b.headline, 1 FROM link l JOIN article b ON b.number = l.target
      WHERE l.source = ?1 AND l.same_story = 1 AND b.withdrawn IS NULL AND b.published < ?2
      ORDER BY b.published DESC, b.id LIMIT 1
      """
    try db.rows(before, .int(number), .int(published)) { row in
      relations.inReplyTo = relatedLink(row)
    }
    let gone = """
      SELECT b.id FROM link l JOIN article b ON b.number = l.target
      WHERE l.source = ? AND b.withdrawn IS NOT NULL
      """
    try db.rows(gone, .int(number)) { relations.withdrawn.insert(try $0.id(0)) }
    return relations
  }

  private static func relatedLink(_ row: borrowing Columns) -> RelatedLink? {
    ItemID(bytes: row.bytes(0)).map {
      RelatedLink(id: $0, slug: row.text(1), title: row.text(2), isSameStory: row.int(3) != 0)
    }
  }
}

extension Schema {
  /// What each article's arrival found: read both ways.
  static let links = """
    CREATE TABLE link (
      source INTEGER NOT NULL REFERENCES article,
      rank INTEGER NOT NULL,
      target INTEGER NOT NULL REFERENCES article,
      same_story INTEGER NOT NULL,
      PRIMARY KEY (source, rank)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX link_by_target ON link (target, source, same_story);
    """
}
