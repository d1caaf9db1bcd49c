internal import FeedModel
internal import GRDB

/// What can't be published, or not yet.
extension Batch {
  /// Lists a problem; what the file held before stays published as it was, also under a new name.
  func note(_ problem: Problem, _ entry: Entry) throws -> Outcome {
    if let seen = entry.seen {
      try occupy(entry, seen, by: try keepArticle(of: entry))
    } else if let file = entry.file {
      // There, but not to be read: not missing.
      try files.clearMissing(file.number)
      if let article = file.article { try found(article) }
    }
    try problems.keep(problem, at: now)
    return .problem(problem)
  }

  /// Why the article has to wait, and until when: drafts wait for their author.
  func hold(_ article: Article, _ location: SourceLocation) -> (Problem, Instant?)? {
    if article.hold == .draft {
      return (Problem(location: location, reason: "it is a draft; unmark it to publish it"), nil)
    }
    var due = article.published.map(\.point)
    if case .future(let instant) = article.hold { due = max(due ?? instant, instant) }
    guard let due, due > now else { return nil }
    let reason = "it is dated in the future; it is published on \(due.rfc3339)"
    return (Problem(location: location, reason: reason), due)
  }

  func hold(
    _ entry: Entry, _ seen: SourceSeen, _ article: Article, _ problem: Problem, due: Instant?
  ) throws -> Outcome {
    try occupy(entry, seen, by: try keepArticle(of: entry))
    if let due, let file = try files.at(entry.location) {
      try db.run(
        "INSERT INTO waiting (file, due, content) VALUES (?, ?, ?)", .int(file.number),
        .int(due.seconds), .bytes(ArticleCodec.bytes(of: article)))
    }
    try problems.keep(problem, at: now)
    return .held(problem)
  }

  /// The article that the entry's file goes on holding, moved along if the file was renamed.
  private func keepArticle(of entry: Entry) throws -> Int64? {
    guard let number = entry.source else {
      guard let number = try files.at(entry.location)?.article, !claimed.contains(number) else {
        return nil
      }
      try found(number)
      return number
    }
    guard let row = try articles.number(number), row.withdrawn == nil else { return nil }
    try replaceHolder(of: row, by: entry)
    try found(number)
    guard row.location != entry.location else { return number }
    var moved = row
    moved.location = entry.location
    moved.missing = nil
    try articles.save(moved)
    try articles.markPending(number, showsElsewhere: false)
    return number
  }

  private func found(_ article: Int64) throws {
    try db.run("UPDATE article SET missing = NULL WHERE number = ?", .int(article))
  }
}
