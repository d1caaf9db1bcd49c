internal import FeedModel
internal import GRDB

/// One transaction of intake: every file is recognised against the state before, then all are applied.
///
/// Recognising first makes chains and swaps of names come out right, whatever order they are told in.
final class Batch {
  let db: Database
  let folders: Folders
  let files: Files
  let articles: Articles
  let identities: Identities
  let claims: Claims
  let problems: Problems
  let authority: String
  let significant: Set<ChangeClass>
  let now: Instant
  /// Whether files that might meet a published claim, but not for certain, wait for a second look.
  let isFirstLook: Bool

  var entries: [Entry] = []
  /// Which entry speaks of a location.
  var arrivals: [SourceLocation: Int] = [:]
  /// Articles that another file than theirs now holds.
  var claimed: Set<Int64> = []
  /// Articles that lost their file to another article in this batch.
  var orphans: Set<Int64> = []
  /// Files that lost their article to one with a better right, to be taken in anew by another batch.
  var followUps: [Intake] = []
  /// The sketches of articles without a file, once they were asked for.
  var missingSketches: [(number: Int64, sketch: Sketch)]?

  init(
    _ db: Database, authority: String, significant: Set<ChangeClass>, now: Instant,
    isFirstLook: Bool = false
  ) throws {
    self.db = db
    self.isFirstLook = isFirstLook
    folders = try Folders(db)
    files = Files(db: db, folders: folders)
    articles = Articles(db: db, folders: folders)
    identities = Identities(db: db, authority: authority)
    claims = Claims(db: db)
    problems = Problems(db: db, folders: folders)
    self.authority = authority
    self.significant = significant
    self.now = now
  }

  /// What becomes of each intake, in order; of several for one location only the last counts, the others are ignored.
  func run(_ intake: [Intake]) throws -> [Outcome] {
    var outcomes = [Outcome](repeating: .ignored, count: intake.count)
    try enter(intake)
    for entry in entries {
      if case .vanished = entry.content { outcomes[entry.index] = try vanish(entry) }
    }
    try recognise()
    for position in order() {
      outcomes[entries[position].index] = try apply(entries[position])
      entries[position].isApplied = true
    }
    try settleOrphans()
    return outcomes
  }
}

/// One intake on its way through a batch.
struct Entry {
  enum Content {
    case article(Article)
    case problem(Problem)
    case seen
    case vanished
  }

  /// Its place in the intake.
  let index: Int
  let location: SourceLocation
  let seen: SourceSeen?
  let content: Content
  /// The file at the location, as it was before the batch.
  let file: FileRow?
  /// Accepted capture time.
  let captured: Timestamp
  /// The article that moved here from another location.
  var source: Int64?
  /// The article it was recognised as.
  var decision: Int64?
  var isApplied = false

  /// Whether the file's content is new to its location.
  var bringsOtherContent: Bool {
    guard let seen else { return false }
    return file.map { $0.digest != seen.digest } ?? true
  }
}

extension Batch {
  private func enter(_ intake: [Intake]) throws {
    var last: [SourceLocation: Int] = [:]
    for (index, item) in intake.enumerated() { last[item.location] = index }
    for (index, item) in intake.enumerated() where last[item.location] == index {
      arrivals[item.location] = entries.count
      entries.append(try entry(item, index))
    }
  }

  private func entry(_ item: Intake, _ index: Int) throws -> Entry {
    let file = try files.at(item.location)
    let (seen, content): (SourceSeen?, Entry.Content) =
      switch item {
      case .article(let seen, let article): (seen, .article(article))
      case .problem(let seen, let problem): (seen, .problem(problem))
      case .seen(let seen): (seen, .seen)
      case .vanished: (nil, .vanished)
      }
    return Entry(
      index: index, location: item.location, seen: seen, content: content, file: file,
      captured: captured(content, seen, file))
  }

  private func captured(_ content: Entry.Content, _ seen: SourceSeen?, _ file: FileRow?)
    -> Timestamp
  {
    var stated: Timestamp?
    if case .article(let article) = content { stated = article.captured }
    let believed = CaptureTime.believed(
      stated: stated, modified: seen?.stamp.modifiedInstant ?? now, now: now)
    if let stated, believed == stated { return stated }
    // A touch moves the file's time, not the time at which its text was taken.
    guard let file, let seen, file.digest == seen.digest else { return believed }
    return Timestamp(file.captured, offsetMinutes: believed.offsetMinutes)
  }

  private func vanish(_ entry: Entry) throws -> Outcome {
    let wasProblem = try problems.clear(entry.location)
    guard let file = entry.file else { return wasProblem ? .vanished : .ignored }
    guard let article = file.article else {
      try files.remove(file.number)
      return .vanished
    }
    try files.setMissing(file.number, since: now)
    try db.run("DELETE FROM waiting WHERE file = ?", .int(file.number))
    guard let row = try articles.number(article), row.withdrawn != nil else {
      try db.run(
        "UPDATE article SET missing = ifnull(missing, ?) WHERE number = ?", .int(now.seconds),
        .int(article))
      return .vanished
    }
    // What was withdrawn by hand stays so when its file only moves; once it is gone, it may come again.
    if row.isBarred {
      guard !entries.contains(where: { $0.seen?.digest == file.digest }) else { return .vanished }
      try db.run("UPDATE article SET barred = 0 WHERE number = ?", .int(article))
      try articles.markPending(article, showsElsewhere: false)
    }
    try files.remove(file.number)
    return .vanished
  }

  /// Of rivals for a key the newest capture comes first, of equals the present holder; articles that go by their path come in
  /// the order in which they would have come one by one.
  private func order() -> [Int] {
    func rank(_ position: Int) -> (Int, Int64, Int, Int) {
      let entry = entries[position]
      guard case .article(let article) = entry.content, !article.statedKeys.isEmpty else {
        return (1, entry.captured.instant.seconds, 0, position)
      }
      let holds = entry.decision != nil && entry.file?.article == entry.decision
      return (0, -entry.captured.instant.seconds, holds ? 0 : 1, position)
    }
    return entries.indices.map { ($0, rank($0)) }.sorted { $0.1 < $1.1 }.map { $0.0 }
      .filter { if case .vanished = entries[$0].content { false } else { true } }
  }

  private func apply(_ entry: Entry) throws -> Outcome {
    switch entry.content {
    case .article(let article): try accept(entry, article)
    case .problem(let problem): try note(problem, entry)
    case .seen: try touch(entry)
    case .vanished: .vanished
    }
  }

  private func touch(_ entry: Entry) throws -> Outcome {
    guard let seen = entry.seen, let file = try files.at(entry.location),
      file.digest == seen.digest
    else { return .ignored }
    try files.refresh(file.number, seen.stamp)
    guard let number = file.article else { return .ignored }
    try db.run("UPDATE article SET missing = NULL WHERE number = ?", .int(number))
    guard let row = try articles.number(number) else { return .ignored }
    return .unchanged(row.id)
  }

  private func settleOrphans() throws {
    for orphan in orphans {
      try db.run(
        """
        UPDATE article SET missing = ? WHERE number = ? AND missing IS NULL AND withdrawn IS NULL
        """, .int(now.seconds), .int(orphan))
    }
  }
}
