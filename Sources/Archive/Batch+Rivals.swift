internal import FeedModel
internal import GRDB

/// What an entry may do with the article it was recognised as.
enum Contest {
  /// No other file holds it, or holds it with less right.
  case won
  /// The file at the location keeps it: it is newer, or as new and there first.
  case lost(to: SourceLocation)
  /// Another file states the article's key, which the entry doesn't: it is an article of its own.
  case outranked
}

/// Two files that claim one identity: a stated key goes before a place, then the newer capture wins.
extension Batch {
  func contest(_ entry: Entry, _ article: Article, _ row: ArticleRow) throws -> Contest {
    let isStated = try states(article, row.number)
    let heir = try heir(of: row.number).flatMap { arrivals[$0.location] == nil ? $0 : nil }
    if !isStated, let heir {
      followUps.append(heir)
      return .outranked
    }
    guard let holder = try files.holding(row.number), holder.location != entry.location,
      holder.missing == nil
    else {
      // The winner is gone, and a loser that waited is newer than this one.
      guard let heir, let file = try files.at(heir.location), file.location != entry.location,
        file.captured > entry.captured.instant
      else { return .won }
      followUps.append(heir)
      return .lost(to: file.location)
    }
    let rival = arrivals[holder.location].map { entries[$0] }.flatMap { $0.isApplied ? nil : $0 }
    // The old place of a renamed file is no rival.
    if rival != nil && entry.source == row.number { return .won }
    guard isStated else { return .outranked }
    var held = try articles.content(row).article
    var captured = holder.captured
    switch rival?.content {
    case .article(let next):
      guard rival?.decision == row.number else { return .won }
      // A draft leaves what is published as it was.
      if hold(next, holder.location) == nil { held = next }
      captured = rival?.captured.instant ?? captured
    case .problem:
      // It merely can't be read now, unless it was renamed to here.
      return rival?.source == nil ? .lost(to: holder.location) : .won
    case .seen, .vanished, nil: break
    }
    if entry.captured.instant > captured { return .won }
    return try states(held, row.number) ? .lost(to: holder.location) : .won
  }

  /// Whether the article states a key that belongs to the archived one.
  private func states(_ article: Article, _ number: Int64) throws -> Bool {
    try article.statedKeys.contains { try identities.owner(of: $0) == number }
  }

  /// The newest of the files that wait for the article, as intake.
  func heir(of article: Int64) throws -> Intake? {
    let heir = try db.first(
      """
      SELECT file, content FROM waiting JOIN file ON file.number = waiting.file
      WHERE waiting.article = ? AND file.missing IS NULL ORDER BY file.captured DESC, file LIMIT 1
      """, .int(article)
    ) { ($0.int(0), $0.bytes(1)) }
    return try heir.flatMap { try intake($0.0, $0.1) }
  }

  /// Keeps what the entry says for the day its rival goes, and lists it.
  func lose(
    _ entry: Entry, _ seen: SourceSeen, _ article: Article, to winner: SourceLocation,
    _ row: ArticleRow
  ) throws -> Outcome {
    let own = try files.at(entry.location)?.article
    try occupy(entry, seen, by: own == row.number ? nil : own)
    guard let file = try files.at(entry.location) else { return .ignored }
    let captured = try files.at(winner)?.captured
    return .problem(try wait(file, with: article, for: row.number, winner, captured))
  }

  /// Makes room: the file that held the article until now is forgotten if it is missing, else it holds nothing.
  ///
  /// If it states the article's key too it waits as a rival; if it doesn't, it is taken in anew, as an article of its own.
  func replaceHolder(of row: ArticleRow, by entry: Entry) throws {
    guard let holder = try files.holding(row.number), holder.location != entry.location else {
      return
    }
    if holder.missing != nil {
      try problems.clear(holder.location)
      return try files.remove(holder.number)
    }
    try files.detach(holder.number)
    // A file with a problem says something else by now than the article it held on to.
    guard try !isYetToSpeak(holder.location) && problems.at(holder.location) == nil else { return }
    let content = try articles.content(row).article
    if try states(content, row.number) {
      _ = try wait(
        holder, with: content, for: row.number, entry.location, entry.captured.instant)
    } else {
      followUps.append(
        .article(
          SourceSeen(location: holder.location, stamp: holder.stamp, digest: holder.digest), content
        ))
    }
  }

  private func wait(
    _ file: FileRow, with content: Article, for article: Int64, _ winner: SourceLocation,
    _ captured: Instant?
  ) throws -> Problem {
    try db.run(
      "INSERT OR REPLACE INTO waiting (file, article, content) VALUES (?, ?, ?)",
      .int(file.number), .int(article), .bytes(ArticleCodec.bytes(of: content)))
    let key = try content.statedKeys.first { try identities.owner(of: $0) == article }
    let (loser, winner) = (file.location.relative, winner.relative)
    let why = captured.map { $0 > file.captured } ?? false ? "is newer" : "was there first"
    let problem = Problem(
      location: file.location,
      reason: "\(loser) and \(winner) both claim the identity \(key?.value ?? ""), and \(winner) "
        + "\(why); remove one of them or give it another id")
    try problems.keep(problem, at: now)
    return problem
  }

  /// Whether an entry that is still to be applied says what the file at the location holds now.
  private func isYetToSpeak(_ location: SourceLocation) -> Bool {
    guard let position = arrivals[location], !entries[position].isApplied else { return false }
    return switch entries[position].content {
    case .article, .problem: true
    case .seen, .vanished: false
    }
  }
}
