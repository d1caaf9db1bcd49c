internal import FeedModel
internal import GRDB

/// The articles' table with their revisions and keys.
struct Articles {
  private static let selectNumber = "SELECT \(ArticleRow.columns) FROM article WHERE number = ?"
  private static let selectID = "SELECT \(ArticleRow.columns) FROM article WHERE id = ?"

  let db: Database
  let folders: Folders

  func number(_ number: Int64) throws -> ArticleRow? {
    try db.first(Self.selectNumber, .int(number)) {
      try ArticleRow($0, folders)
    }
  }

  func id(_ id: ItemID) throws -> ArticleRow? {
    try db.first(Self.selectID, .bytes(id.bytes)) {
      try ArticleRow($0, folders)
    }
  }

  /// The articles without a live file whose file had this content, the latest first; of those that were withdrawn by hand only
  /// what was recovered, whose file has not come yet.
  func gone(digest: [UInt8]) throws -> [Int64] {
    var found: [Int64] = []
    try db.rows(
      """
      SELECT number FROM article
      WHERE digest = ? AND (withdrawn IS NOT NULL OR missing IS NOT NULL)
        AND (barred = 0 OR NOT EXISTS (SELECT 1 FROM file WHERE file.article = article.number))
      ORDER BY withdrawn IS NOT NULL, withdrawn DESC, number
      """, .bytes(digest)
    ) { found.append($0.int(0)) }
    return found
  }

  /// What the article says now, and when that was taken.
  func content(_ row: ArticleRow) throws -> (article: Article, captured: Instant) {
    let found = try db.first(
      "SELECT content, captured FROM revision WHERE article = ? AND number = ?",
      .int(row.number), Value(row.revision)
    ) { (try ArticleCodec.article($0.bytes(0)), Instant(seconds: $0.int(1))) }
    guard let found else { throw MalformedBytes(what: "an article without its revision") }
    return found
  }

  func revision(_ row: ArticleRow) throws -> Revision {
    let (article, captured) = try content(row)
    return Revision(row, article, captured: captured)
  }
}

extension Articles {
  /// Adds the article with its first revision; its number.
  func add(
    _ row: ArticleRow, _ article: Article, captured: Instant, change: ChangeClass = .none,
    at now: Instant
  ) throws -> Int64 {
    let dating = row.dating
    try db.run(
      """
      INSERT INTO article (
        id, folder, path, slug, headline, published, published_offset, published_precision, updated,
        updated_offset, updated_precision, published_earliest, published_latest, updated_earliest,
        updated_latest, first_seen, revision, digest, sketch)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, .bytes(row.id.bytes), .int(try folders.number(row.location.directory)),
      .bytes(row.location.path), .text(row.slug), .text(row.headline),
      .int(dating.published.instant.seconds), Value(dating.published.offsetMinutes),
      .precision(dating.publishedPrecision), .int(dating.updated.instant.seconds),
      Value(dating.updated.offsetMinutes), .precision(dating.updatedPrecision),
      .instant(dating.publishedInterval?.earliest), .instant(dating.publishedInterval?.latest),
      .instant(dating.updatedInterval?.earliest), .instant(dating.updatedInterval?.latest),
      .int(row.firstSeen.seconds), Value(row.revision), .bytes(row.digest),
      .bytes(row.sketch.bytes))
    let number = db.lastInsertedRowID
    var added = row
    added.number = number
    try addRevision(added, article, captured: captured, change: change, at: now)
    return number
  }

  func addRevision(
    _ row: ArticleRow, _ article: Article, captured: Instant, change: ChangeClass, at now: Instant
  ) throws {
    try db.run(
      """
      INSERT INTO revision (
        article, number, folder, path, published_precision, updated, updated_offset,
        updated_precision, captured, change, accepted, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, .int(row.number), Value(row.revision), .int(try folders.number(row.location.directory)),
      .bytes(row.location.path), .precision(row.dating.publishedPrecision),
      .int(row.dating.updated.instant.seconds), Value(row.dating.updated.offsetMinutes),
      .precision(row.dating.updatedPrecision), .int(captured.seconds),
      .int(Int64(Codes.changes.code(of: change))), .int(now.seconds),
      .bytes(ArticleCodec.bytes(of: article)))
  }

  /// Puts other words into the current revision: for what no reader sees.
  func replaceContent(_ row: ArticleRow, _ article: Article) throws {
    try db.run(
      "UPDATE revision SET content = ? WHERE article = ? AND number = ?",
      .bytes(ArticleCodec.bytes(of: article)), .int(row.number), Value(row.revision))
  }

  /// Writes what of a row may change; `published`, id and slug never do.
  func save(_ row: ArticleRow) throws {
    let dating = row.dating
    try db.run(
      """
      UPDATE article SET
        folder = ?, path = ?, headline = ?, published_precision = ?, updated = ?,
        updated_offset = ?, updated_precision = ?, published_earliest = ?, published_latest = ?,
        updated_earliest = ?, updated_latest = ?, revision = ?, digest = ?, sketch = ?,
        missing = ?, withdrawn = ?, barred = ?
      WHERE number = ?
      """, .int(try folders.number(row.location.directory)), .bytes(row.location.path),
      .text(row.headline), .precision(dating.publishedPrecision),
      .int(dating.updated.instant.seconds), Value(dating.updated.offsetMinutes),
      .precision(dating.updatedPrecision), .instant(dating.publishedInterval?.earliest),
      .instant(dating.publishedInterval?.latest), .instant(dating.updatedInterval?.earliest),
      .instant(dating.updatedInterval?.latest), Value(row.revision), .bytes(row.digest),
      .bytes(row.sketch.bytes), .instant(row.missing), .instant(row.withdrawn),
      .int(row.isBarred ? 1 : 0), .int(row.number))
  }

  func put(_ number: Int64, in story: StoryID?) throws {
    try db.run(
      "UPDATE article SET story = ? WHERE number = ?", Value(story?.item.bytes), .int(number))
  }

  func slugIsTaken(_ slug: String) throws -> Bool {
    try db.first("SELECT 1 FROM article WHERE slug = ?", .text(slug)) { _ in true } ?? false
  }

  /// Marks the article's documents as to be written (or withdrawn), and what happened to it.
  ///
  /// `showsElsewhere`: whether pages that link to it change as well, since its headline did, or its address, or whether it
  /// is there at all. An event joins the one that nobody was told of yet: what was published and changed since is published.
  func markPending(
    _ number: Int64, _ event: ItemEvent.Kind? = nil, showsElsewhere: Bool
  ) throws {
    let earlier = try db.first(
      "SELECT event, elsewhere FROM pending WHERE article = ?", .int(number)
    ) { (kind: ItemEvent.Kind(code: $0.int(0)), isElsewhere: $0.int(1) != 0) }
    let joined = ItemEvent.Kind.joined(earlier?.kind, event)
    try db.run(
      "INSERT OR REPLACE INTO pending (article, event, elsewhere) VALUES (?, ?, ?)", .int(number),
      .int(joined?.code ?? 0), .int(showsElsewhere || earlier?.isElsewhere ?? false ? 1 : 0))
  }
}

extension ItemEvent.Kind {
  /// As the database has it; 0 is none.
  var code: Int64 {
    switch self {
    case .published: 1
    case .updated: 2
    case .withdrawn: 3
    }
  }

  init?(code: Int64) {
    guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = kind
  }

  /// What two events in a row are to somebody who was told of neither.
  static func joined(_ first: Self?, _ second: Self?) -> Self? {
    switch (first, second) {
    case (let first, nil): first
    case (.published?, .withdrawn?): nil
    case (.published?, _), (nil, .published?): .published
    case (.withdrawn?, .published?): .updated
    case (_, let second): second
    }
  }
}

extension Value {
  static func precision(_ precision: Precision) -> Self {
    .int(Int64(Codes.precisions.code(of: precision)))
  }

  static func instant(_ instant: Instant?) -> Self { Self(instant?.seconds) }
}

extension Revision {
  /// The current revision of an article.
  init(_ row: ArticleRow, _ article: Article, captured: Instant) {
    self.init(
      id: row.id, number: row.revision, location: row.location, slug: row.slug, article: article,
      published: row.dating.published, publishedPrecision: row.dating.publishedPrecision,
      updated: row.dating.updated, updatedPrecision: row.dating.updatedPrecision,
      captured: captured, firstSeen: row.firstSeen)
    story = row.story
    related = row.related ?? []
    withdrawn = row.withdrawn
  }
}
