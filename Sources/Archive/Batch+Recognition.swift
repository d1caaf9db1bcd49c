internal import FeedModel
internal import GRDB

/// Which article a file is: by the keys it states, by where its bytes came from, by its place, by its words.
extension Batch {
  /// Finds the article of every entry, before anything is changed but for the files that vanished.
  func recognise() throws {
    let isLeaving =
      try files.hasMissing() || entries.contains { $0.file != nil && $0.bringsOtherContent }
    for position in entries.indices {
      let source = try source(of: entries[position], isLeaving: isLeaving)
      entries[position].source = source
      if let source { claimed.insert(source) }
    }
    // Those that were renamed first: one that states another identity gives its claim up again.
    for position in entries.indices.sorted(by: { isMoved($0) && !isMoved($1) }) {
      guard case .article(let article) = entries[position].content else { continue }
      let decision = try decision(entries[position], article)
      entries[position].decision = decision
      if let source = entries[position].source, source != decision {
        claimed.remove(source)
        entries[position].source = nil
      }
    }

    func isMoved(_ position: Int) -> Bool { entries[position].source != nil }
  }

  /// The article whose file was renamed to the entry's location: the same inode, or the same bytes, while the old location
  /// vanished or now holds other bytes.
  private func source(of entry: Entry, isLeaving: Bool) throws -> Int64? {
    guard let seen = entry.seen, entry.bringsOtherContent else { return nil }
    if case .seen = entry.content { return nil }
    if isLeaving, let row = try bestSource(of: entry, seen) { return row.article }
    guard case .article = entry.content else { return nil }
    return try articles.gone(digest: seen.digest).first { !claimed.contains($0) }
  }

  private func bestSource(of entry: Entry, _ seen: SourceSeen) throws -> FileRow? {
    func isInode(_ row: FileRow) -> Bool {
      row.stamp.inode == seen.stamp.inode && row.stamp.device == seen.stamp.device
    }
    func isCandidate(_ row: FileRow) throws -> Bool {
      guard let article = row.article, row.location != entry.location else { return false }
      return try !claimed.contains(article) && leaves(row, byInode: isInode(row))
    }
    let sameBytes = try files.withDigest(seen.digest).filter(isCandidate)
    if let best = sameBytes.min(by: { rank($0) < rank($1) }) { return best }
    return try files.withInode(of: seen.stamp).filter(isCandidate)
      .filter { try isRename($0, entry, seen) }.min { $0.location < $1.location }

    func rank(_ row: FileRow) -> (Int, Int, SourceLocation) {
      (isInode(row) ? 0 : 1, row.location.name == entry.location.name ? 0 : 1, row.location)
    }
  }

  /// Inodes are used again at once, so the inode alone proves nothing: size and mtime must agree, or the words.
  private func isRename(_ row: FileRow, _ entry: Entry, _ seen: SourceSeen) throws -> Bool {
    if row.stamp.size == seen.stamp.size && row.stamp.modified == seen.stamp.modified {
      return true
    }
    guard case .article(let article) = entry.content, let number = row.article,
      let known = try articles.number(number)
    else { return false }
    let text = try articles.content(known).article.comparedText
    return Likeness.share(text, article.comparedText) >= Likeness.nearSameInode
  }

  /// Whether the file's bytes are no longer at its location.
  private func leaves(_ row: FileRow, byInode: Bool) throws -> Bool {
    if row.missing != nil { return true }
    guard let position = arrivals[row.location], let seen = entries[position].seen,
      entries[position].bringsOtherContent
    else { return false }
    if byInode && seen.stamp.inode != row.stamp.inode { return true }
    // Edited in place after a copy was taken, or renamed away? Renamed if what came instead was itself renamed.
    return try files.withDigest(seen.digest).contains { other in
      guard other.location != row.location else { return false }
      return other.missing != nil
        || arrivals[other.location].map { entries[$0].bringsOtherContent } ?? false
    }
  }

  private func decision(_ entry: Entry, _ article: Article) throws -> Int64? {
    if let owner = try statedOwner(article) { return owner }
    let here = entry.file?.article.flatMap { claimed.contains($0) ? nil : $0 }
    for candidate in [entry.source, here].compactMap({ $0 })
    where try accepts(candidate, article, entry) {
      return candidate
    }
    // What was published with these words goes before what was withdrawn from this place.
    if try !claims.isEmpty, try !claims.worded(article.textDigest).isEmpty { return nil }
    let owner = try identities.path(entry.location) { try isFree($0, at: entry.location) }.owner
    guard let owner, try accepts(owner, article, entry) else { return nil }
    return owner
  }

  /// The article that has a key the article states.
  func statedOwner(_ article: Article) throws -> Int64? {
    if let id = article.explicitID, let owner = try identities.owner(of: .explicit(id)) {
      return owner
    }
    guard let url = article.canonicalURL, let owner = try identities.owner(of: .url(url)) else {
      return nil
    }
    // One URL under two explicit ids is two articles.
    if article.explicitID != nil, try hasKey(owner, "id:") { return nil }
    return owner
  }

  /// Whether a file that states no known key may still be the article: it doesn't state another identity.
  ///
  /// Another explicit id is another article. Another URL is, unless the text is near the same (the site moved).
  func accepts(_ candidate: Int64, _ article: Article, _ entry: Entry) throws -> Bool {
    if article.explicitID != nil, try hasKey(candidate, "id:") { return false }
    guard article.canonicalURL != nil, article.explicitID == nil, try hasKey(candidate, "url:"),
      let row = try articles.number(candidate), row.digest != entry.seen?.digest
    else { return true }
    let text = try articles.content(row).article.comparedText
    return Likeness.share(text, article.comparedText) >= Likeness.nearSame
  }

  private func hasKey(_ article: Int64, _ kind: String) throws -> Bool {
    try identities.keys(of: article).contains { $0.starts(with: kind.utf8) }
  }

  /// Whether the article that had this path is without a file and was here last.
  func isFree(_ number: Int64, at location: SourceLocation) throws -> Bool {
    guard !claimed.contains(number), let row = try articles.number(number) else { return false }
    // One that was buried without its file ever coming has no place: any file with its key is its own.
    return (row.missing != nil || (row.withdrawn != nil && !row.isBarred))
      && (row.location.stem == location.stem || row.location.directory.isEmpty)
  }
}

extension Batch {
  /// The article without a file whose text is near the same as that of a file which nothing else explains.
  func nearSame(_ article: Article, _ entry: Entry) throws -> Int64? {
    let sketches = try missingSketches ?? loadMissingSketches()
    missingSketches = sketches
    guard !sketches.isEmpty else { return nil }
    let text = article.comparedText
    let sketch = Sketch(text)
    // The guess is off by a tenth; three looks are enough for what it puts first.
    let likely = sketches.map { ($0.number, sketch.guess($0.sketch)) }
      .filter { $0.1 >= Likeness.nearSame - 0.2 }.sorted { $0.1 > $1.1 }.prefix(3)
    for (number, _) in likely {
      guard let row = try articles.number(number), row.missing != nil, !claimed.contains(number),
        !statesOtherDate(article, than: row), try accepts(number, article, entry)
      else { continue }
      let known = try articles.content(row).article.comparedText
      if Likeness.share(known, text) >= Likeness.nearSame { return number }
    }
    return nil
  }

  private func loadMissingSketches() throws -> [(number: Int64, sketch: Sketch)] {
    var found: [(Int64, Sketch)] = []
    try db.rows("SELECT number, sketch FROM article WHERE missing IS NOT NULL") { row in
      found.append((row.int(0), Sketch(bytes: row.bytes(1))))
    }
    return found
  }

  /// Daily texts from one template are alike in words, but say another day.
  private func statesOtherDate(_ article: Article, than row: ArticleRow) -> Bool {
    guard let claim = article.published, let known = row.dating.publishedInterval else {
      return false
    }
    return !known.overlaps(Dating.Interval(claim))
  }
}

extension SourceLocation {
  /// The last component of the path.
  var name: ArraySlice<UInt8> {
    path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
  }
}
