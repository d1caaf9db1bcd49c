package import FeedModel
internal import GRDB

extension Archive {
  /// Takes what happened to source files, in one transaction, and what fell due meanwhile.
  ///
  /// Files are recognised first and applied then, so chains and swaps of names inside one intake come out right; of several
  /// entries for one location the last counts. `now` is the clock: nothing is dated after it. While published articles are
  /// to be recovered, a first look defers files that meet one of them only perhaps, until those that do for certain are in.
  /// - Returns: An outcome for each intake, in order; after them one for each file that it concerned besides:
  ///   held articles that fell due, and files that lost their article to a better claim and are articles of their own now.
  /// - Throws: `full`, `readOnly` and the like; then nothing of the intake is kept. Cost: in proportion to the intake.
  package func accept(
    _ intake: [Intake], at now: Instant, isFirstLook: Bool = false
  ) throws(ArchiveError) -> [Outcome] {
    let named = Set(intake.map(\.location))
    return try write { db in
      let batch = try batch(db, now, isFirstLook: isFirstLook)
      var outcomes = try batch.run(intake)
      let due = try batch.due().filter { !named.contains($0.location) }
      var more = batch.followUps + due
      while !more.isEmpty {
        let next = try self.batch(db, now)
        outcomes += try next.run(more)
        more = next.followUps
      }
      return outcomes
    }
  }

  /// Publishes what was held until a time that has come: see `nextDue`.
  package func release(at now: Instant) throws(ArchiveError) -> [Outcome] {
    try accept([], at: now)
  }

  /// When the next held article falls due; nil when none waits for a time.
  package func nextDue() throws(ArchiveError) -> Instant? {
    try read { db in
      try db.first("SELECT min(due) FROM waiting") { $0.instantIfAny(0) } ?? nil
    }
  }

  /// Whether the file at `location` had this content when it was last read: then it needs no second reading.
  package func isKnown(
    _ location: SourceLocation, digest: [UInt8]
  ) throws(ArchiveError) -> Bool {
    try read { try Files(db: $0, folders: Folders($0)).at(location)?.digest == digest }
  }

  /// The capture time that was accepted for this content at this location, for a second reading of it.
  package func captureTime(
    _ location: SourceLocation, digest: [UInt8]
  ) throws(ArchiveError) -> Instant? {
    try read { db in
      let file = try Files(db: db, folders: Folders(db)).at(location)
      return file?.digest == digest ? file?.captured : nil
    }
  }

  func batch(_ db: Database, _ now: Instant, isFirstLook: Bool = false) throws -> Batch {
    try Batch(
      db, authority: authority, significant: significant, now: now, isFirstLook: isFirstLook)
  }
}

extension Batch {
  /// What waits for a time that has come, as intake.
  func due() throws -> [Intake] {
    var waiting: [(file: Int64, content: [UInt8])] = []
    try db.rows(
      "SELECT file, content FROM waiting WHERE due <= ? ORDER BY due, file", .int(now.seconds)
    ) { waiting.append(($0.int(0), $0.bytes(1))) }
    return try waiting.compactMap { try self.intake($0.file, $0.content) }
  }

  /// A file with the article that waits in it, as it was read.
  func intake(_ file: Int64, _ content: [UInt8]) throws -> Intake? {
    guard let file = try files.number(file) else { return nil }
    let seen = SourceSeen(location: file.location, stamp: file.stamp, digest: file.digest)
    return .article(seen, try ArticleCodec.article(content))
  }
}
