package import FeedModel
internal import GRDB

extension Archive {
  /// The current revisions of the articles that there are, each with what its page keeps for the day this archive is lost.
  ///
  /// Cost: as `revisions`, and two look-ups each.
  package func recorded(
    _ ids: [ItemID]
  ) throws(ArchiveError) -> [ItemID: (revision: Revision, record: ItemRecord)] {
    try read { db in
      let articles = Articles(db: db, folders: try Folders(db))
      let identities = Identities(db: db, authority: authority)
      var found: [ItemID: (revision: Revision, record: ItemRecord)] = [:]
      found.reserveCapacity(ids.count)
      for id in ids {
        guard let row = try articles.id(id) else { continue }
        let revision = try articles.revision(row)
        found[id] = (revision, try ItemRecord(row, revision, identities))
      }
      return found
    }
  }
}

extension ItemRecord {
  fileprivate init(_ row: ArticleRow, _ revision: Revision, _ identities: Identities) throws {
    self.init(
      id: row.id, slug: row.slug, headline: row.headline, published: row.dating.published,
      updated: row.dating.updated)
    (publishedPrecision, updatedPrecision) =
      (row.dating.publishedPrecision, row.dating.updatedPrecision)
    captured = revision.captured
    number = row.revision
    keys = try identities.names(of: row.number).filter { $0 != row.id }
    text = revision.article.textDigest
    sketch = row.sketch.bytes
    story = row.story
    links = try identities.db.links(from: row.number)
    withdrawn = row.withdrawn
  }
}

extension Identities {
  /// The ids that the article's keys give, ascending.
  fileprivate func names(of article: Int64) throws -> [ItemID] {
    Set(
      try keys(of: article).map { bytes in
        let key = IdentityKey(bytes: bytes)
        return key.name ?? key.id(authority: authority)
      }
    ).sorted()
  }
}

extension Database {
  fileprivate func links(from article: Int64) throws -> [ItemRecord.Link] {
    var found: [ItemRecord.Link] = []
    try rows(
      """
      SELECT article.id, link.same_story FROM link JOIN article ON article.number = link.target
      WHERE link.source = ? ORDER BY link.rank
      """, .int(article)
    ) { found.append(.init(to: try $0.id(0), isSameStory: $0.int(1) != 0)) }
    return found
  }
}
