internal import FeedModel
internal import GRDB

/// New articles, new revisions, moves and returns.
extension Batch {
  func accept(_ entry: Entry, _ article: Article) throws -> Outcome {
    guard let seen = entry.seen else { return .ignored }
    if let (problem, due) = hold(article, entry.location) {
      return try hold(entry, seen, article, problem, due: due)
    }
    var article = article
    article.hold = nil
    let found =
      try statedOwner(article) ?? entry.decision ?? nearSame(article, entry)
    guard let number = found, let row = try articles.number(number) else {
      return try publish(entry, seen, article)
    }
    return switch try contest(entry, article, row) {
    case .won: try revise(row, entry, seen, article)
    case .lost(let winner): try lose(entry, seen, article, to: winner, row)
    case .outranked: try publish(entry, seen, article)
    }
  }

  private func publish(_ entry: Entry, _ seen: SourceSeen, _ article: Article) throws -> Outcome {
    if try !claims.isEmpty {
      if let claim = try claim(for: article, at: entry.location) {
        return try meet(claim, entry, seen, article)
      }
      if isFirstLook { return .deferred }
    }
    let stated = article.statedKeys
    let key = try stated.first ?? identities.path(entry.location) { _ in false }.key
    let id = key.id(authority: authority)
    var row = ArticleRow(
      number: 0, id: id, location: entry.location, slug: try slug(article, id),
      headline: article.headline,
      dating: Dating(first: article, captured: entry.captured, now: now),
      firstSeen: now, digest: seen.digest, sketch: Sketch(article.comparedText))
    row.number = try articles.add(row, article, captured: entry.captured.instant, at: now)
    for key in [key] + stated { try identities.give(key, to: row.number) }
    try occupy(entry, seen, by: row.number)
    try problems.clear(entry.location)
    try articles.markPending(row.number, .published, showsElsewhere: true)
    return .published(Revision(row, article, captured: entry.captured.instant))
  }

  func slug(_ article: Article, _ id: ItemID) throws -> String {
    for digits in [8, 12, 16] {
      let slug = Slug.segment(
        wished: article.slug, headline: article.headline, id: id, digits: digits)
      if try !articles.slugIsTaken(slug) { return slug }
    }
    return Slug.segment(wished: article.slug, headline: article.headline, id: id, digits: 32)
  }

  /// Takes a reading of a known article.
  func revise(
    _ row: ArticleRow, _ entry: Entry, _ seen: SourceSeen, _ article: Article
  ) throws -> Outcome {
    let (old, oldCaptured) = try articles.content(row)
    let changes = Changes(from: old, to: article, datesMoved: row.dating.isMoved(by: article))
    let isSignificant = !changes.classes.isDisjoint(with: significant)
    for key in article.statedKeys { try identities.give(key, to: row.number) }
    try replaceHolder(of: row, by: entry)
    try occupy(entry, seen, by: row.number)
    try problems.clear(entry.location)
    // Of what was recovered from its note the words aren't known: then it is the same while the file is.
    let isBarred = row.isBarred && (!isSignificant || row.digest == seen.digest)
    if isBarred && row.withdrawn != nil {
      var moved = row
      moved.location = entry.location
      if row.location != entry.location { try articles.save(moved) }
      return .unchanged(row.id)
    }

    var new = row
    new.dating.revise(
      with: article, isSignificant: isSignificant, captured: entry.captured, now: now)
    if let withdrawn = row.withdrawn { new.dating.restore(after: withdrawn, now: now) }
    (new.withdrawn, new.isBarred, new.missing) = (nil, false, nil)
    (new.location, new.digest) = (entry.location, seen.digest)
    guard changes.isVisible || row.withdrawn != nil else {
      if changes.heaviest == .debris {
        try articles.replaceContent(row, article.withTimes(of: old))
      }
      return try move(row, to: new, Revision(new, old, captured: oldCaptured))
    }
    return try renew(row, to: &new, article, changes, captured: entry.captured.instant)
  }

  /// What nobody could see a change of, except that its file may lie elsewhere.
  private func move(
    _ row: ArticleRow, to new: ArticleRow, _ revision: Revision
  ) throws -> Outcome {
    try articles.save(new)
    guard new.location != row.location else { return .unchanged(row.id) }
    try articles.markPending(row.number, showsElsewhere: false)
    return .moved(revision, from: row.location)
  }

  /// Another revision, of an article that changed or is back.
  private func renew(
    _ row: ArticleRow, to new: inout ArticleRow, _ article: Article, _ changes: Changes,
    captured: Instant
  ) throws -> Outcome {
    new.revision += 1
    new.headline = article.headline
    new.sketch = Sketch(article.comparedText)
    try articles.addRevision(
      new, article, captured: captured, change: changes.heaviest, at: now)
    try articles.save(new)
    let isBack = row.withdrawn != nil
    try articles.markPending(
      row.number, isBack ? .published : .updated,
      showsElsewhere: isBack || new.headline != row.headline)
    let revision = Revision(new, article, captured: captured)
    return isBack ? .restored(revision) : .changed(revision, changes.heaviest)
  }
}

/// Files and the articles they hold.
extension Batch {
  /// Writes the entry's file down as the one that holds the article.
  func occupy(_ entry: Entry, _ seen: SourceSeen, by article: Int64?) throws {
    if entry.file != nil, let held = try files.at(entry.location) {
      if let other = held.article, other != article { orphans.insert(other) }
      try db.run("DELETE FROM waiting WHERE file = ?", .int(held.number))
    }
    try files.keep(seen, captured: entry.captured.instant, article: article)
    if let article { orphans.remove(article) }
  }
}

extension Article {
  /// This article with the times that `old` states: a reading without visible change moves none.
  fileprivate func withTimes(of old: Article) -> Article {
    var article = self
    article.published = old.published
    article.updated = old.updated
    article.captured = old.captured
    return article
  }
}
