package import FeedModel
internal import GRDB

extension Archive {
  /// The newest articles of a selection that are not withdrawn, newest first, ties by id.
  ///
  /// Cost: O(limit · log n) for one condition; further conditions pass over what they don't take.
  package func latest(
    _ selection: Selection, order: FeedDefinition.Order, limit: Int
  ) throws(ArchiveError) -> [Revision] {
    try read { db in
      let articles = Articles(db: db, folders: try Folders(db))
      let numbers = try SelectionQuery(db, selection, order, limit).run()
      return try numbers.map { number in
        guard let row = try articles.number(number) else {
          throw MalformedBytes(what: "a label without its article")
        }
        return try articles.revision(row)
      }
    }
  }
}

/// A selection as statements: one that drives, in index order, and conditions on its rows.
private struct SelectionQuery {
  let db: Database
  let column: String
  let limit: Int
  let story: StoryID?
  /// The labels of each condition: an article must have one of each.
  let conditions: [[[UInt8]]]

  private struct Hit {
    var time: Int64
    var id: [UInt8]
    var article: Int64
  }

  init(_ db: Database, _ selection: Selection, _ order: FeedDefinition.Order, _ limit: Int) {
    self.db = db
    self.limit = limit
    column = order.rawValue
    story = selection.story
    let folders = selection.folders.map(Labels.folder)
    conditions = [
      selection.authors.map(Labels.author), selection.categories.map(Labels.category),
      // The incoming folder itself holds everything.
      folders.contains { $0.count == 1 } ? [] : folders,
      selection.languages.map(Labels.language),
    ].filter { !$0.isEmpty }
  }

  func run() throws -> [Int64] {
    if let story {
      return try hits(
        "SELECT article.\(column), id, number FROM article WHERE story = ? AND withdrawn IS NULL",
        [.bytes(story.item.bytes)], table: "article", conditions[...]
      ).map(\.article)
    }
    guard let names = conditions.first else {
      return try hits(
        "SELECT \(column), id, number FROM article WHERE withdrawn IS NULL", [],
        table: "article", []
      ).map(\.article)
    }
    var found: [Hit] = []
    for name in Set(names) {
      found += try hits(
        "SELECT label.\(column), id, article FROM label WHERE name = ?", [.bytes(name)],
        table: "label", conditions.dropFirst())
    }
    found.sort { $0.time == $1.time ? $0.id.lexicographicallyPrecedes($1.id) : $0.time > $1.time }
    var taken: Set<Int64> = []
    // An article under two of the names comes once.
    return Array(found.map(\.article).filter { taken.insert($0).inserted }.prefix(limit))
  }

  private func hits(
    _ select: String, _ values: [Value], table: String, _ conditions: ArraySlice<[[UInt8]]>
  ) throws -> [Hit] {
    var sql = select
    var values = values
    for names in conditions {
      let marks = names.map { _ in "?" }.joined(separator: ",")
      sql += """
         AND EXISTS (SELECT 1 FROM label AS other WHERE other.name IN (\(marks))
          AND other.published = \(table).published AND other.id = \(table).id)
        """
      values += names.map { .bytes($0) }
    }
    sql += " ORDER BY \(table).\(column) DESC, \(table).id LIMIT ?"
    values.append(Value(limit))
    var found: [Hit] = []
    try db.rows(sql, values: values) {
      found.append(Hit(time: $0.int(0), id: $0.bytes(1), article: $0.int(2)))
    }
    return found
  }
}
