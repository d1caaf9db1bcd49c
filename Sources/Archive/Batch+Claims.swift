internal import FeedModel
internal import GRDB

/// Files that meet what published pages say, after the archive was lost.
extension Batch {
  /// The published article that a new file is: by the keys it states, by its words, by its place; and at a second look also by
  /// words that are near the same, or by its headline.
  ///
  /// Words go before the place, so that files which changed their names are told apart.
  func claim(for article: Article, at location: SourceLocation) throws -> ItemRecord? {
    for key in article.statedKeys {
      if let claim = try claims.named(key.id(authority: authority)) { return claim }
    }
    let worded = try claims.worded(article.textDigest)
    if let claim = choice(among: worded, at: location) { return claim }
    // One of several copies that moved: those that did not take theirs first.
    if isFirstLook && !worded.isEmpty { return nil }
    let sketch = Sketch(article.comparedText)
    if let claim = try placed(location, sketch, article) { return claim }
    guard !isFirstLook else { return nil }
    for claim in [try claims.near(sketch), try claims.headed(article.headline)] {
      guard let claim, !statesOtherDate(article, than: claim) else { continue }
      return claim
    }
    return nil
  }

  /// Of copies of one text the one that lay here; where none did, the only one, or at a second look the first.
  private func choice(among copies: [ItemRecord], at location: SourceLocation) -> ItemRecord? {
    let place = IdentityKey.path(location).id(authority: authority)
    return copies.first { $0.id == place || $0.keys.contains(place) }
      ?? (copies.count == 1 || !isFirstLook ? copies.first : nil)
  }

  /// The published article that lay here: at a first look only if its words are much the same.
  private func placed(
    _ location: SourceLocation, _ sketch: Sketch, _ article: Article
  ) throws -> ItemRecord? {
    guard article.statedKeys.isEmpty else { return nil }
    let plain = IdentityKey.path(location)
    var key = plain
    var count = 1
    while true {
      let claim = try claims.named(key.id(authority: authority))
      if let claim {
        let isLike =
          claim.sketch.isEmpty
          || sketch.guess(Sketch(bytes: claim.sketch)) >= Likeness.nearSameInode
        if isLike || !isFirstLook { return claim }
      }
      guard try claim != nil || identities.owner(of: key) != nil else { return nil }
      count += 1
      key = plain.again(count)
    }
  }

  /// The article goes on as it was published; what its file says otherwise by now is a change.
  func meet(
    _ claim: ItemRecord, _ entry: Entry, _ seen: SourceSeen, _ article: Article
  ) throws -> Outcome {
    let captured = claim.captured ?? entry.captured.instant
    var row = ArticleRow(
      number: 0, id: claim.id, location: entry.location, slug: try slug(of: claim, article),
      headline: article.headline, dating: Dating(claim, stating: article), firstSeen: now,
      digest: seen.digest, sketch: Sketch(article.comparedText))
    row.revision = claim.number
    let change = change(from: claim, to: article)
    if let change {
      row.revision += 1
      row.dating.revise(
        with: article, isSignificant: significant.contains(change), captured: entry.captured,
        now: now)
    }
    row.number = try articles.add(
      row, article, captured: change == nil ? captured : entry.captured.instant,
      change: change ?? .none, at: now)
    try give(keys(of: claim, article, at: entry.location), to: row.number)
    row.story = claim.story
    try articles.put(row.number, in: claim.story)
    try occupy(entry, seen, by: row.number)
    if change == nil {
      try db.run(
        "UPDATE file SET captured = ? WHERE article = ?", .int(captured.seconds), .int(row.number))
    }
    try problems.clear(entry.location)
    try articles.markPending(row.number, showsElsewhere: true)
    try claims.meet(claim.id, by: row.number)
    return .recovered(Revision(row, article, captured: captured))
  }

  /// What the file says otherwise than its page; nil when nothing.
  private func change(from claim: ItemRecord, to article: Article) -> ChangeClass? {
    if claim.text.isEmpty || claim.text == article.textDigest { return nil }
    let likeness = Sketch(article.comparedText).guess(Sketch(bytes: claim.sketch))
    // Without the old words, what few of them differ in can't be told from a slip that was mended.
    return likeness >= 0.9 ? .typo : .body
  }

  private func keys(
    of claim: ItemRecord, _ article: Article, at location: SourceLocation
  ) -> [IdentityKey] {
    let known = [claim.id] + claim.keys
    var keys = article.statedKeys
    let place = IdentityKey.path(location)
    if known.contains(place.id(authority: authority)) { keys.append(place) }
    let told = Set(keys.map { $0.id(authority: authority) })
    return keys + known.filter { !told.contains($0) }.map { IdentityKey.named($0) }
  }

  private func give(_ keys: [IdentityKey], to number: Int64) throws {
    for key in keys { try identities.give(key, to: number) }
  }

  private func slug(of claim: ItemRecord, _ article: Article) throws -> String {
    guard try claim.slug.isEmpty || articles.slugIsTaken(claim.slug) else { return claim.slug }
    return try slug(article, claim.id)
  }

  /// Daily texts from one template are alike in words, but say another day.
  private func statesOtherDate(_ article: Article, than claim: ItemRecord) -> Bool {
    guard let stated = article.published else { return false }
    let known = Dating.Interval(around: claim.published.instant, claim.publishedPrecision)
    return !known.overlaps(Dating.Interval(stated))
  }
}
