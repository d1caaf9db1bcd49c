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
      guard let number = try files.at(entry.location)?.article else { return nil }
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
    let content = try articles.content(row).article
    try labels.remove(number)
    try labels.add(Labels.names(of: content, at: entry.location), to: moved)
    try articles.markPending(number)
    return number
  }

  private func found(_ article: Int64) throws {
    try db.run("UPDATE article SET missing = NULL WHERE number = ?", .int(article))
  }
}

/// Two files that claim one identity key.
extension Batch {
  /// The location of the file that keeps the article against the entry; nil when the entry may have it.
  func winningRival(of entry: Entry, for row: ArticleRow) throws -> SourceLocation? {
    guard let holder = try files.holding(row.number), holder.location != entry.location,
      holder.missing == nil
    else { return nil }
    if let position = arrivals[holder.location], !entries[position].isApplied {
      let rival = entries[position]
      guard case .article = rival.content, rival.decision == row.number else {
        // Its own content goes elsewhere, unless it merely can't be read now.
        if case .problem = rival.content, rival.source == nil, entry.source != row.number {
          return holder.location
        }
        if case .seen = rival.content { return isNewer(entry, holder) ? nil : holder.location }
        return nil
      }
      return entry.captured.instant > rival.captured.instant ? nil : holder.location
    }
    return isNewer(entry, holder) ? nil : holder.location
  }

  private func isNewer(_ entry: Entry, _ holder: FileRow) -> Bool {
    entry.captured.instant > holder.captured
  }

  /// Keeps what the entry says for the day its rival goes, and lists it.
  func lose(
    _ entry: Entry, _ seen: SourceSeen, _ article: Article, to winner: SourceLocation,
    _ row: ArticleRow
  ) throws -> Outcome {
    let own = try files.at(entry.location)?.article
    try occupy(entry, seen, by: own == row.number ? nil : own)
    if let file = try files.at(entry.location) { try wait(file.number, for: row.number, article) }
    let problem = rivalry(entry.location, with: winner, try identities.keys(of: row.number))
    try problems.keep(problem, at: now)
    return .problem(problem)
  }

  func wait(_ file: Int64, for article: Int64, _ content: Article) throws {
    try db.run(
      "INSERT OR REPLACE INTO waiting (file, article, content) VALUES (?, ?, ?)", .int(file),
      .int(article), .bytes(ArticleCodec.bytes(of: content)))
  }

  func rivalry(
    _ loser: SourceLocation, with winner: SourceLocation, _ keys: [[UInt8]]
  ) -> Problem {
    let stated = keys.first { !$0.starts(with: "path:".utf8) } ?? []
    let key = String(decoding: stated.drop { $0 != UInt8(ascii: ":") }.dropFirst(), as: UTF8.self)
    return Problem(
      location: loser,
      reason: "\(loser.relative) and \(winner.relative) both claim the identity \(key), and "
        + "\(winner.relative) is newer; remove one of them or give it another id")
  }
}
