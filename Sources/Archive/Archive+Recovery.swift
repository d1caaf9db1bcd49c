package import FeedModel
internal import GRDB

/// What `recover` made of the records it was given.
package struct RecoveryResult: Hashable, Sendable {
  /// Records that wait for their files.
  package var waiting = 0
  /// Articles that had their id already, and got their old times back where these differed.
  package var redated = 0
  /// Articles that had come under another id and have their old one again; where their pages stood meanwhile.
  package var renamed: [String] = []
  /// Tombstones that are known again.
  package var withdrawn = 0
}

extension Archive {
  /// Whether nothing was ever taken in.
  package func isBlank() throws(ArchiveError) -> Bool {
    try read { db in
      try db.first(
        "SELECT EXISTS (SELECT 1 FROM article) OR EXISTS (SELECT 1 FROM file) OR EXISTS (SELECT 1 FROM claim)"
      ) { $0.int(0) == 0 } ?? true
    }
  }

  /// Takes what published pages say, in one transaction: each article keeps or gets the id and the times it was published with.
  ///
  /// Records of articles that the archive lacks wait for their files, which `accept` recognises by key, words or place.
  /// Articles that the archive has under another id, because their files came before the records, get the old id.
  /// Cost: O(records), and where records are left over, one reading of every article they might be.
  package func recover(
    _ records: [ItemRecord], at now: Instant
  ) throws(ArchiveError) -> RecoveryResult {
    try write { db in
      let recovery = Recovery(batch: try batch(db, now))
      var result = RecoveryResult()
      var seen: Set<ItemID> = []
      for record in records where seen.insert(record.id).inserted {
        try recovery.take(record, into: &result)
      }
      if result.waiting > 0 { try recovery.rename(published: seen, into: &result) }
      return result
    }
  }

  /// Restores the links of the articles whose files came, when all that can come are in.
  package func finishRecovery(at now: Instant) throws(ArchiveError) {
    let isUnderWay = try read { db in
      try db.first("SELECT 1 FROM claim WHERE article IS NOT NULL LIMIT 1") { _ in true } ?? false
    }
    guard isUnderWay else { return }
    try write { try Recovery(batch: batch($0, now)).restoreLinks() }
  }

  /// How many published articles still wait for their files.
  package func awaited() throws(ArchiveError) -> Int {
    try read { db in
      Int(try db.first("SELECT count(*) FROM claim WHERE article IS NULL") { $0.int(0) } ?? 0)
    }
  }
}

/// One recovery, on the tables of a batch.
private struct Recovery {
  let batch: Batch

  private var db: Database { batch.db }

  func take(_ record: ItemRecord, into result: inout RecoveryResult) throws {
    if let row = try batch.articles.id(record.id) {
      if record.withdrawn == nil, try redate(row, as: record) { result.redated += 1 }
    } else if let withdrawn = record.withdrawn {
      try batch.bury(record, at: withdrawn)
      result.withdrawn += 1
    } else {
      try batch.claims.add(record, since: batch.now)
      result.waiting += 1
    }
  }

  /// Gives the article the times it was published with; what has changed since keeps its `updated`.
  private func redate(_ row: ArticleRow, as record: ItemRecord) throws -> Bool {
    let article = try batch.articles.content(row).article
    var dating = Dating(record, stating: article)
    let isSaidOtherwise = !record.text.isEmpty && article.textDigest != record.text
    if isSaidOtherwise, row.dating.updated.instant > dating.updated.instant {
      dating.updated = row.dating.updated
      dating.updatedPrecision = row.dating.updatedPrecision
    }
    guard dating.published != row.dating.published || dating.updated != row.dating.updated else {
      return false
    }
    var new = row
    new.dating = dating
    new.revision = max(row.revision, record.number)
    try replace(row, by: new)
    return true
  }

  /// Articles under ids that no page knows, whose words a waiting record has: they came before the records did.
  func rename(published: Set<ItemID>, into result: inout RecoveryResult) throws {
    var numbers: [Int64] = []
    try db.rows("SELECT number, id FROM article WHERE withdrawn IS NULL ORDER BY number") {
      if try !published.contains($0.id(1)) { numbers.append($0.int(0)) }
    }
    for number in numbers {
      guard let row = try batch.articles.number(number) else { continue }
      let article = try batch.articles.content(row).article
      guard let record = try batch.claim(for: article, at: row.location) else { continue }
      var new = row
      new.id = record.id
      new.slug = record.slug.isEmpty ? row.slug : record.slug
      new.dating = Dating(record, stating: article)
      new.revision = max(row.revision, record.number)
      new.story = record.story
      try replace(row, by: new)
      for key in [record.id] + record.keys {
        try batch.identities.give(.named(key), to: number)
      }
      try batch.claims.meet(record.id, by: number)
      result.waiting -= 1
      result.renamed.append(row.slug)
    }
  }

  /// Writes also what otherwise never changes: id, slug and first times.
  private func replace(_ old: ArticleRow, by new: ArticleRow) throws {
    let dating = new.dating
    try db.run(
      """
      UPDATE article SET
        id = ?, slug = ?, published = ?, published_offset = ?, published_precision = ?,
        story = ?, revision = ? WHERE number = ?
      """, .bytes(new.id.bytes), .text(new.slug), .int(dating.published.instant.seconds),
      Value(dating.published.offsetMinutes), .precision(dating.publishedPrecision),
      Value(new.story?.item.bytes), Value(new.revision),
      .int(old.number))
    try db.run(
      "UPDATE revision SET number = ? WHERE article = ? AND number = ?", Value(new.revision),
      .int(old.number), Value(old.revision))
    try batch.articles.save(new)
    try batch.articles.markPending(old.number, showsElsewhere: true)
  }

  /// Links lead from articles to articles, so they come back when all of these are there.
  func restoreLinks() throws {
    let met = try batch.claims.met()
    // A record without a story is of a feed, which tells of no links: they are found anew.
    for (record, number) in met where record.story != nil {
      try db.run("DELETE FROM link WHERE source = ?", .int(number))
      for (rank, link) in record.links.enumerated() {
        try db.run(
          "INSERT INTO link (source, rank, target, same_story) SELECT ?, ?, number, ? FROM article WHERE id = ?",
          .int(number), Value(rank), Value(link.isSameStory ? 1 : 0), .bytes(link.to.bytes))
      }
      let related = try record.links.compactMap {
        try frozen($0, in: record)
      }
      try db.run(
        "UPDATE article SET related = ? WHERE number = ?", .bytes(RelatedCodec.bytes(of: related)),
        .int(number))
    }
    for (record, _) in met { try batch.claims.remove(record.id) }
  }

  /// What looks back was frozen in the article's body; what is newer stands beside it.
  private func frozen(_ link: ItemRecord.Link, in record: ItemRecord) throws -> RelatedLink? {
    try db.first(
      """
      SELECT slug, headline FROM article WHERE id = ?1 AND published < ?2
      UNION ALL SELECT slug, headline FROM claim WHERE id = ?1 AND published < ?2 LIMIT 1
      """, .bytes(link.to.bytes), .int(record.published.instant.seconds)
    ) {
      RelatedLink(
        id: link.to, slug: $0.text(0), title: record.titles[link.to] ?? $0.text(1),
        isSameStory: link.isSameStory)
    }
  }
}

extension Batch {
  /// An article that is known only by its tombstone, or by a page whose file never came.
  @discardableResult
  func bury(_ record: ItemRecord, at when: Instant) throws -> Tombstone {
    let article = record.notice ?? Article(withdrawn: record.headline)
    var row = ArticleRow(
      number: 0, id: record.id, location: .unknown,
      slug: try slug(ofBuried: record), headline: record.headline,
      dating: Dating(record), firstSeen: record.published.instant,
      digest: [UInt8](repeating: 0, count: 32), sketch: Sketch(bytes: record.sketch))
    row.revision = record.number
    if record.file.count == row.digest.count {
      row.digest = record.file
      row.isBarred = record.isBarred
    }
    row.number = try articles.add(
      row, article, captured: record.captured ?? record.published.instant, at: now)
    row.withdrawn = max(when, record.updated.instant)
    try articles.save(row)
    for key in [record.id] + record.keys { try identities.give(.named(key), to: row.number) }
    try articles.put(row.number, in: record.story)
    for feed in record.feeds { try enter(row.number, feed, withdrawn: row.withdrawn ?? when) }
    try articles.markPending(row.number, showsElsewhere: true)
    try claims.remove(record.id)
    return Tombstone(id: row.id, slug: row.slug, when: row.withdrawn ?? when)
  }

  /// Notes that a feed tells of the withdrawal; its rule is chosen when the settings are known.
  private func enter(_ article: Int64, _ feed: String, withdrawn: Instant) throws {
    let name = Value.text(feed == ItemRecord.mainFeed ? "" : feed)
    try db.run(
      "INSERT OR IGNORE INTO feed (name, rule, by_update) VALUES (?, '', 0)", name)
    try db.run(
      """
      INSERT INTO member (article, feed, id, published, updated, rank, live, withdrawn)
      SELECT article.number, feed.number, id, published, updated, published, 0, ?
      FROM article, feed WHERE article.number = ? AND feed.name = ?
      """, .int(withdrawn.seconds), .int(article), name)
  }

  private func slug(ofBuried record: ItemRecord) throws -> String {
    let slug = record.slug.isEmpty ? "withdrawn-" + record.id.uuid : record.slug
    return try articles.slugIsTaken(slug) ? slug + "-" + record.id.uuid : slug
  }
}
