package import FeedModel
internal import GRDB

extension Archive {
  /// Withdraws articles that have had no file for `grace` or longer, in one transaction.
  ///
  /// An article whose identity key another file also claims goes on with that file instead. Where more than `guardShare`
  /// (0…1) of the articles, of all or of one incoming folder, and more than `guardCount` of them miss their files at once,
  /// that looks like a folder that isn't mounted: those are kept and one problem names the folder, unless `accepting`. This
  /// is judged once the grace of one of them is over, for until then files may still come back.
  /// Published articles whose files are awaited since the archive was lost are kept as well while `awaitsFiles`: while not
  /// all of the input could be seen.
  /// - Throws: `full`, `readOnly` and the like; then nothing is withdrawn. Cost: in proportion to what is missing.
  package func sweep(
    at now: Instant, grace: Duration, guardShare: Double, guardCount: Int, accepting: Bool,
    awaitsFiles: Bool = false
  ) throws(ArchiveError) -> SweepResult {
    let (seconds, fraction) = grace.components
    let before = now - (seconds + (fraction > 0 ? 1 : 0))
    return try write { db in
      try Sweep(batch: batch(db, now), guardShare: guardShare, guardCount: guardCount)
        .run(before: before, accepting: accepting, awaitsFiles: awaitsFiles) { try batch(db, now) }
    }
  }

  /// Withdraws an article at once, as its publisher asks; its file, as it is, doesn't bring it back.
  ///
  /// It returns when its file changes significantly, or vanishes and comes again.
  /// - Returns: Nil when there is no such article or it is withdrawn already.
  package func withdraw(_ id: ItemID, at now: Instant) throws(ArchiveError) -> Tombstone? {
    try write { db in
      let batch = try batch(db, now)
      guard let row = try batch.articles.id(id), row.withdrawn == nil else { return nil }
      return try batch.withdraw(row, byHand: true)
    }
  }
}

extension Archive {
  /// What came of asking to undo a withdrawal.
  package enum Restoration: Hashable, Sendable {
    /// The next build takes its file in again, under the old id and with a newer `updated`.
    case due(SourceLocation)
    /// It has no file: only a file brings it back.
    case withoutFile
    /// It is not withdrawn.
    case live
  }

  /// Undoes `withdraw`: forgets what was read of the article's file, so that the next build reads it anew.
  /// - Returns: Nil when there is no such article.
  package func restore(_ id: ItemID) throws(ArchiveError) -> Restoration? {
    try write { db in
      let folders = try Folders(db)
      guard let row = try Articles(db: db, folders: folders).id(id) else { return nil }
      guard row.withdrawn != nil else { return .live }
      let files = Files(db: db, folders: folders)
      guard let file = try files.holding(row.number), file.missing == nil else {
        return .withoutFile
      }
      try db.run("UPDATE article SET barred = 0 WHERE number = ?", .int(row.number))
      try db.run(
        "UPDATE file SET digest = zeroblob(32), modified = 0, changed = 0 WHERE number = ?",
        .int(file.number))
      return .due(file.location)
    }
  }
}

/// One sweep, with its guard.
private struct Sweep {
  let batch: Batch
  let guardShare: Double
  let guardCount: Int

  func run(
    before: Instant, accepting: Bool, awaitsFiles: Bool, batchForHeir: () throws -> Batch
  ) throws -> SweepResult {
    var result = SweepResult()
    let missing = try missingByFolder()
    let due = try rows(before: before)
    let guarded = try accepting || due.isEmpty ? [] : guardedFolders(missing)
    try note(guarded, missing)
    result.held = guarded.reduce(0) { $0 + (missing[$1] ?? 0) }
    try buryClaims(before: before, accepting: accepting, awaitsFiles, into: &result)
    for row in due {
      guard !guarded.contains(try batch.folders.number(row.location.directory)) else { continue }
      if let heir = try batch.heir(of: row.number) {
        result.succeeded += try batchForHeir().run([heir])
      } else {
        result.withdrawn.append(try batch.withdraw(row, byHand: false))
      }
    }
    return result
  }

  /// Published articles whose files did not come after the archive was lost: theirs are gone as well.
  private func buryClaims(
    before: Instant, accepting: Bool, _ awaitsFiles: Bool, into result: inout SweepResult
  ) throws {
    guard try !batch.claims.isEmpty else { return }
    let waiting = try batch.claims.waiting(before: before)
    let live =
      try batch.db.first("SELECT count(*) FROM article WHERE withdrawn IS NULL") { $0.int(0) } ?? 0
    let share = Double(waiting.count) / Double(Int(live) + max(1, waiting.count))
    let isFew = waiting.count <= guardCount || share <= guardShare
    guard accepting || (isFew && !awaitsFiles) else {
      result.held += waiting.count
      return
    }
    for record in waiting { result.withdrawn.append(try batch.bury(record, at: batch.now)) }
  }

  private func missingByFolder() throws -> [Int64: Int] {
    var counts: [Int64: Int] = [:]
    try batch.db.rows(
      "SELECT folder, count(*) FROM article WHERE missing IS NOT NULL GROUP BY folder"
    ) { counts[$0.int(0)] = Int($0.int(1)) }
    return counts
  }

  private func guardedFolders(_ missing: [Int64: Int]) throws -> Set<Int64> {
    let all = missing.values.reduce(0, +)
    guard all > guardCount else { return [] }
    let live =
      try batch.db.first("SELECT count(*) FROM article WHERE withdrawn IS NULL") { $0.int(0) } ?? 0
    if Double(all) > guardShare * Double(live) { return Set(missing.keys) }
    return try Set(
      missing.filter { folder, count in
        guard count > guardCount else { return false }
        let files = try batch.db.first(
          "SELECT count(*) FROM file WHERE folder = ?", .int(folder)
        ) { $0.int(0) }
        return Double(count) > guardShare * Double(files ?? 0)
      }.keys)
  }

  /// Lists guarded folders, each since it was first guarded, and no longer those that are whole again.
  private func note(_ guarded: Set<Int64>, _ missing: [Int64: Int]) throws {
    let setting = "guarded"
    var known: [Int64: Int64] = [:]
    for pair in try (batch.db.setting(setting) ?? "").split(separator: " ") {
      let numbers = pair.split(separator: "=").compactMap { Int64($0) }
      if numbers.count == 2 { known[numbers[0]] = numbers[1] }
    }
    if guarded.isEmpty && known.isEmpty { return }
    for folder in known.keys where !guarded.contains(folder) {
      try batch.problems.clear(batch.folders.location(folder, []))
    }
    for folder in guarded {
      let problem = Problem(
        location: batch.folders.location(folder, []),
        reason: "\(missing[folder] ?? 0) articles lost their files at once and are kept; bring the "
          + "files back, or run wireroom rebuild --accept-deletions to withdraw them")
      let since = known[folder].map { Instant(seconds: $0) } ?? batch.now
      try batch.problems.keep(problem, at: since, keepingSince: true)
      known[folder] = since.seconds
    }
    let kept = guarded.sorted().map { "\($0)=\(known[$0] ?? 0)" }.joined(separator: " ")
    try batch.db.setSetting(setting, kept.isEmpty ? nil : kept)
  }

  private func rows(before: Instant) throws -> [ArticleRow] {
    var found: [ArticleRow] = []
    try batch.db.rows(
      "SELECT \(ArticleRow.columns) FROM article WHERE missing <= ? ORDER BY missing, number",
      .int(before.seconds)
    ) { found.append(try ArticleRow($0, batch.folders)) }
    return found
  }
}

extension Batch {
  /// Makes the article a tombstone; nothing of it is forgotten.
  func withdraw(_ row: ArticleRow, byHand: Bool) throws -> Tombstone {
    let holder = try files.holding(row.number)
    if let holder, holder.missing != nil {
      try problems.clear(holder.location)
      try files.remove(holder.number)
    }
    // A tombstone that is older than the item would be outranked by it (RFC 6721 §3).
    let when = max(now, row.dating.updated.instant)
    var new = row
    new.withdrawn = when
    new.missing = nil
    new.isBarred = byHand && holder.map { $0.missing == nil } ?? false
    try articles.save(new)
    // At once, also when another process than the daemon withdraws: a feed counts its live members to see whether they fit.
    try db.run(
      "UPDATE member SET live = 0, withdrawn = ? WHERE article = ?", .int(when.seconds),
      .int(row.number))
    try articles.markPending(row.number, .withdrawn, showsElsewhere: true)
    return Tombstone(id: row.id, slug: row.slug, when: when)
  }
}
