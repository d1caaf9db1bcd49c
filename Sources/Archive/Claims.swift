internal import Digest
internal import FeedModel
internal import GRDB

/// The table of published articles that wait for their files, since the archive that knew them was lost.
final class Claims {
  private let db: Database
  /// Whether none waits, once it was asked.
  private var known: Bool?
  /// The sketches of those that wait, once they were asked for.
  private var sketches: SketchTable?

  init(db: Database) { self.db = db }

  var isEmpty: Bool {
    get throws {
      if let known { return known }
      let found = try db.first("SELECT 1 FROM claim WHERE article IS NULL LIMIT 1") { _ in true }
      known = found == nil
      return found == nil
    }
  }

  private static let columns =
    "id, slug, headline, published, published_offset, updated, updated_offset, detail"

  /// The one that waits under the id, or under a key that gives this id.
  func named(_ id: ItemID) throws -> ItemRecord? {
    try first("id = ?", .bytes(id.bytes))
      ?? first("id = (SELECT id FROM claim_key WHERE key = ?)", .bytes(id.bytes))
  }

  /// Those whose pages hold these very words, ascending by id: copies of a text are articles of their own.
  func worded(_ text: [UInt8]) throws -> [ItemRecord] {
    try all("article IS NULL AND text = ?", .bytes(text)).map(\.record)
  }

  /// The only one with this headline.
  func headed(_ headline: String) throws -> ItemRecord? {
    let count = try db.first(
      "SELECT count(*) FROM claim WHERE article IS NULL AND headline = ?", .text(headline)
    ) { $0.int(0) }
    return count == 1 ? try first("headline = ?", .text(headline)) : nil
  }

  /// The one whose words are most like those of `sketch`, if they are near the same.
  func near(_ sketch: Sketch) throws -> ItemRecord? {
    let table = try sketches ?? loadSketches()
    sketches = table
    return try table.nearest(to: sketch, atLeast: Likeness.nearSame).flatMap { id in
      try first("id = ?", .bytes(id.bytes))
    }
  }

  /// A claim is met by an article; it no longer waits.
  func meet(_ id: ItemID, by article: Int64) throws {
    try db.run("UPDATE claim SET article = ? WHERE id = ?", .int(article), .bytes(id.bytes))
    sketches?.remove(id)
    known = nil
  }

  /// Keeps a record until its file comes.
  func add(_ record: ItemRecord, since: Instant) throws {
    try db.run(
      """
      INSERT OR IGNORE INTO claim (
        id, slug, headline, published, published_offset, updated, updated_offset, text, sketch,
        detail, since)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, .bytes(record.id.bytes), .text(record.slug), .text(record.headline),
      .int(record.published.instant.seconds), Value(record.published.offsetMinutes),
      .int(record.updated.instant.seconds), Value(record.updated.offsetMinutes),
      record.text.isEmpty ? .null : .bytes(record.text),
      record.sketch.isEmpty ? .null : .bytes(record.sketch), .text(record.detail),
      .int(since.seconds))
    for key in record.keys {
      try db.run(
        "INSERT OR IGNORE INTO claim_key VALUES (?, ?)", .bytes(key.bytes), .bytes(record.id.bytes))
    }
    known = false
  }

  /// Those that still wait, since `before` or longer, ascending by id.
  func waiting(before: Instant) throws -> [ItemRecord] {
    try all("article IS NULL AND since <= ?", .int(before.seconds)).map(\.record)
  }

  /// Those that were met, with their articles.
  func met() throws -> [(record: ItemRecord, article: Int64)] {
    try all("article IS NOT NULL AND ? = 0", .int(0)).compactMap { found in
      found.article.map { (found.record, $0) }
    }
  }

  func remove(_ id: ItemID) throws {
    try db.run("DELETE FROM claim WHERE id = ?", .bytes(id.bytes))
    sketches?.remove(id)
    known = nil
  }

  private func first(_ condition: String, _ value: Value) throws -> ItemRecord? {
    try db.first(
      "SELECT \(Self.columns) FROM claim WHERE article IS NULL AND \(condition) ORDER BY id LIMIT 1",
      value
    ) { try ItemRecord($0) }
  }

  private func all(
    _ condition: String, _ value: Value
  ) throws -> [(record: ItemRecord, article: Int64?)] {
    var found: [(ItemRecord, Int64?)] = []
    try db.rows(
      "SELECT \(Self.columns), article FROM claim WHERE \(condition) ORDER BY id", value
    ) { found.append((try ItemRecord($0), $0.intIfAny(8))) }
    return found
  }

  private func loadSketches() throws -> SketchTable {
    var table = SketchTable()
    try db.rows("SELECT id, sketch FROM claim WHERE article IS NULL AND sketch IS NOT NULL") {
      table.add(Sketch(bytes: $0.bytes(1)), of: try $0.id(0))
    }
    return table
  }
}

extension ItemRecord {
  /// A row of `Claims.columns`.
  fileprivate init(_ row: borrowing Columns) throws {
    self.init(
      id: try row.id(0), slug: row.text(1), headline: row.text(2), published: row.timestamp(3, 4),
      updated: row.timestamp(5, 6))
    take(detail: row.text(7))
  }
}

extension Article {
  /// The first 16 bytes of SHA-256 over headline and text.
  var textDigest: [UInt8] { Array(sha256(Array(comparedText.utf8)).prefix(16)) }
}

/// Many sketches side by side, to find the nearest of: some ten nanoseconds each.
struct SketchTable {
  private var ids: [ItemID?] = []
  private var places: [ItemID: Int] = [:]
  private var minima: [UInt32] = []

  mutating func add(_ sketch: Sketch, of id: ItemID) {
    let values = sketch.minima
    guard values.count == Sketch.classes else { return }
    places[id] = ids.count
    ids.append(id)
    minima += values
  }

  mutating func remove(_ id: ItemID) {
    if let place = places.removeValue(forKey: id) { ids[place] = nil }
  }

  /// The id of the sketch that is most like `sketch`, of equals the first, if `Sketch.guess` is at least `share`.
  func nearest(to sketch: Sketch, atLeast share: Double) -> ItemID? {
    let wanted = sketch.minima
    guard wanted.count == Sketch.classes else { return nil }
    let filled = wanted.count { $0 != .max }
    guard filled > 0 else { return nil }
    var best: (id: ItemID, equal: Int)?
    for (place, id) in ids.enumerated() {
      guard let id else { continue }
      var equal = 0
      for index in 0..<Sketch.classes
      where wanted[index] != .max && minima[place * Sketch.classes + index] == wanted[index] {
        equal += 1
      }
      if Double(equal) >= share * Double(filled), equal > best?.equal ?? 0 { best = (id, equal) }
    }
    return best?.id
  }
}
