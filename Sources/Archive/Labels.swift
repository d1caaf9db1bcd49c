internal import FeedModel
internal import GRDB

/// What feeds select by, as sortable rows: categories, authors, folders and languages of each article that is not withdrawn.
struct Labels {
  let db: Database

  static func category(_ name: String) -> [UInt8] { named("c", folded(name)) }
  static func author(_ name: String) -> [UInt8] { named("a", folded(name)) }
  static func language(_ tag: String) -> [UInt8] { named("l", Array(tag.lowercased().utf8)) }

  /// A folder below the incoming folder, without slashes at its ends.
  static func folder(_ path: ArraySlice<UInt8>) -> [UInt8] { named("f", Array(path)) }

  static func folder(_ path: String) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    let start = path.utf8.drop { $0 == slash }
    return named("f", start.reversed().drop { $0 == slash }.reversed())
  }

  /// Every label of an article at a location: of languages and folders also those that enclose its own.
  static func names(of article: Article, at location: SourceLocation) -> Set<[UInt8]> {
    var names = Set(article.categories.map(category))
    names.formUnion(article.authors.map { author($0.name) })
    for (index, byte) in location.path.enumerated() where byte == UInt8(ascii: "/") {
      names.insert(folder(location.path[..<index]))
    }
    let tag = Array((article.language ?? "").lowercased().utf8)
    for (index, byte) in tag.enumerated() where byte == UInt8(ascii: "-") {
      names.insert(named("l", Array(tag[..<index])))
    }
    if !tag.isEmpty { names.insert(named("l", tag)) }
    return names
  }

  private static func named(_ kind: Character, _ name: [UInt8]) -> [UInt8] {
    Array(kind.utf8) + name
  }

  /// Without case and with single spaces.
  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.split { $0 <= 0x20 }.map { Array($0) }
      .joined(separator: [UInt8(ascii: " ")]).map { $0 }
  }
}

extension Labels {
  func add(_ names: Set<[UInt8]>, to row: ArticleRow) throws {
    for name in names {
      try db.run(
        "INSERT INTO label (name, published, id, updated, article) VALUES (?, ?, ?, ?, ?)",
        .bytes(name), .int(row.dating.published.instant.seconds), .bytes(row.id.bytes),
        .int(row.dating.updated.instant.seconds), .int(row.number))
    }
  }

  func remove(_ article: Int64) throws {
    try db.run("DELETE FROM label WHERE article = ?", .int(article))
  }

  func move(_ row: ArticleRow) throws {
    try db.run(
      "UPDATE label SET updated = ? WHERE article = ?",
      .int(row.dating.updated.instant.seconds), .int(row.number))
  }
}
