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
    sketch = row.sketch.bytes
    story = row.story
    if row.withdrawn != nil {
      try withdraw(row, revision.article, identities.db)
    } else {
      text = revision.article.textDigest
      links = try identities.db.links(from: row.number)
      titles = try identities.db.titles(in: row.related ?? [])
    }
  }

  /// What the note of a withdrawn article says is no more than what is known again when it has been recovered from its note.
  private mutating func withdraw(_ row: ArticleRow, _ article: Article, _ db: Database) throws {
    withdrawn = row.withdrawn
    file = row.digest
    isBarred = row.isBarred
    feeds = try db.feeds(of: row.number).map { $0.isEmpty ? Self.mainFeed : $0 }
    notice = Article(withdrawn: article.headline, of: article)
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
  /// The names of the feeds that the article is or was a member of, ascending.
  fileprivate func feeds(of article: Int64) throws -> [String] {
    var found: [String] = []
    try rows(
      "SELECT name FROM member JOIN feed ON number = feed WHERE article = ? ORDER BY name",
      .int(article)
    ) { found.append($0.text(0)) }
    return found
  }

  /// The frozen titles that are no longer the headlines of what they name.
  fileprivate func titles(in frozen: [RelatedLink]) throws -> [ItemID: String] {
    var found: [ItemID: String] = [:]
    for link in frozen {
      let headline = try first("SELECT headline FROM article WHERE id = ?", .bytes(link.id.bytes)) {
        $0.text(0)
      }
      if headline != link.title { found[link.id] = link.title }
    }
    return found
  }

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
