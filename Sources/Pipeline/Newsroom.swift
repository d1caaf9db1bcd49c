import Archive
import Assemble
import FeedModel
import Glibc
import Ingest
import Logging
import Publish
import Relate
import Render
import Settings

/// The one writer: takes files in, keeps the archive, and publishes what changed. Works on a thread of its own.
///
/// Every step that must survive a crash is in the archive before it is in the output folder, and what is not yet in the
/// output folder is marked there (`pending`): a start after any crash publishes the rest.
package actor Newsroom {
  package nonisolated let settings: WireroomSettings
  let log: Logger
  nonisolated let clock: @Sendable () -> Instant
  package nonisolated let archive: Archive
  let articles: ArticleReader
  let files: SourceReader
  let rules: IntakeRules
  let relations: Relations
  let assembler: Assembler
  let renderer: Renderer
  let gate: Gate
  nonisolated let output: OutputFolder
  /// Nil in a rehearsal.
  var outputLock: OutputLock?
  var ledger: DocumentLedger
  /// Told of every publication after its files stand.
  let onPublication: @Sendable (Publication) -> Void
  package nonisolated let board: Board
  var state: NewsroomState {
    get { board.state }
    set { board.state = newValue }
  }
  /// Files that were changing when they were read.
  var unsettled: Set<SourceLocation> = []
  /// Whether the last scan saw every incoming folder, and a file in them.
  var isInputWhole = false
  /// Files that may be published articles which are to be recovered: see `Outcome.deferred`.
  var deferred: [SourceLocation] = []
  /// Pages of articles that have their old id and page again, to be removed.
  var outdated: [String]
  /// When missing files were last judged.
  var swept = Instant(seconds: 0)
  /// What became of each file; nil where nobody wants to know.
  var journal: [BuildStep]?
  /// Why a feed's last good documents stay, by the feed's folder.
  var rejections: [String: String] = [:]
  /// Whether another newsroom works on the archive in the place of this one.
  private var hasEnded = false
  /// Articles whose pages could not be rendered in this publication.
  var rejected: Set<ItemID> = []

  private nonisolated let thread: PipelineThread
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: thread)
  }

  /// Opens the archive and the output folder; the caller holds the state folder's lock.
  ///
  /// A damaged archive is set aside, never deleted, and a new one is begun. A new archive beside an output folder with pages in
  /// it was lost: ids and times come back from those pages, or from `records` where they are given.
  package static func open(
    settings: WireroomSettings, recovering records: [ItemRecord]? = nil, log: Logger,
    clock: @escaping @Sendable () -> Instant,
    onPublication: @escaping @Sendable (Publication) -> Void
  ) throws -> Newsroom {
    let (_, output) = try folders(settings)
    return try furnished(
      settings: settings, records: records, lock: try OutputLock(output), board: Board(), log: log,
      clock: clock, onPublication: onPublication)
  }

  /// This newsroom on a new archive, since its own turned out to be damaged; this one does nothing any more.
  ///
  /// The damaged archive is set aside, never deleted; ids and times come back from the output folder.
  package func replacement(
    because reason: ArchiveError, takeOver: @Sendable (Newsroom) throws -> Void = { _ in }
  ) throws -> Newsroom {
    try checkStanding()
    let (folder, _) = try Self.folders(settings)
    guard let outputLock else {
      throw PipelineError(.badArchive, "\(folder.archive): \(reason.message)")
    }
    try archive.abandon()
    try Self.setAside(folder, because: reason, at: clock(), log: log)
    let next = try Self.furnished(
      settings: settings, records: nil, lock: outputLock, board: board, log: log, clock: clock,
      onPublication: onPublication)
    try takeOver(next)
    hasEnded = true
    return next
  }

  /// - Throws: `PipelineError.ended` when another newsroom took the place of this one: two at work would not see what the other
  ///   wrote.
  func checkStanding() throws(PipelineError) {
    guard hasEnded else { return }
    throw PipelineError(.ended, "the daemon works on with other settings; ask it again")
  }

  private static func furnished(
    settings: WireroomSettings, records: [ItemRecord]?, lock: OutputLock, board: Board,
    log: Logger, clock: @escaping @Sendable () -> Instant,
    onPublication: @escaping @Sendable (Publication) -> Void
  ) throws -> Newsroom {
    let (folder, output) = try folders(settings)
    let archive = try openArchive(folder, settings, now: clock(), log: log)
    let outdated = try recover(archive, records, from: output, at: clock(), log: log)
    return try Newsroom(
      settings: settings, archive: archive, output: OutputFolder(directory: output),
      outputLock: lock, outdated: outdated,
      relations: try Relations(
        archive: archive, settings: settings.related, snapshot: folder.snapshot),
      board: board, log: log, clock: clock, onPublication: onPublication)
  }

  /// A newsroom that works on a copy of the archive in `scratch` and writes no document: what it publishes is only told.
  ///
  /// Works beside a daemon; the caller removes `scratch` afterwards. Cost: a copy of the archive.
  package static func rehearsal(
    settings: WireroomSettings, scratch: String, log: Logger,
    clock: @escaping @Sendable () -> Instant,
    onPublication: @escaping @Sendable (Publication) -> Void
  ) throws -> Newsroom {
    let (folder, output) = try folders(settings)
    let copy = StateFolder(scratch)
    if access(folder.archive, F_OK) == 0 {
      try Archive.copy(from: folder.archive, to: copy.archive)
    }
    let archive = try openArchive(copy, settings, now: clock(), log: log)
    _ = try recover(archive, nil, from: output, at: clock(), log: log)
    var settings = settings
    settings.stateDirectory = scratch
    return try Newsroom(
      settings: settings, archive: archive, output: OutputFolder(inspecting: output),
      outputLock: nil,
      relations: try Relations(
        archive: archive, settings: settings.related, snapshot: folder.snapshot),
      board: Board(), log: log, clock: clock, onPublication: onPublication)
  }

  private static func folders(
    _ settings: WireroomSettings
  ) throws(PipelineError) -> (StateFolder, String) {
    guard let folder = settings.stateDirectory else {
      throw PipelineError(.badSettings, "state.directory: not set; give it with --state")
    }
    guard let output = settings.outputDirectory else {
      throw PipelineError(.badSettings, "output.directory: not set; give it with --output")
    }
    return (StateFolder(folder), output)
  }

  /// Gives the archive what published pages say of its articles; where pages of articles stand that had other ids meanwhile.
  private static func recover(
    _ archive: Archive, _ records: [ItemRecord]?, from output: String, at now: Instant,
    log: Logger
  ) throws -> [String] {
    guard try records != nil || archive.isBlank() else { return [] }
    let found = records ?? StandingPages(directory: output).records()
    guard !found.isEmpty else { return [] }
    let result = try archive.recover(found, at: now)
    log.notice(
      "recovering ids and times from published pages",
      metadata: [
        "articles": "\(found.count)", "awaiting_files": "\(result.waiting)",
        "times_restored": "\(result.redated)", "ids_restored": "\(result.renamed.count)",
      ])
    return result.renamed.map(SiteLayout.articlePage)
  }

  private init(
    settings: WireroomSettings, archive: Archive, output: OutputFolder, outputLock: OutputLock?,
    outdated: [String] = [], relations: Relations, board: Board, log: Logger,
    clock: @escaping @Sendable () -> Instant,
    onPublication: @escaping @Sendable (Publication) -> Void
  ) throws {
    self.settings = settings
    self.log = log
    self.clock = clock
    self.onPublication = onPublication
    self.archive = archive
    self.output = output
    self.outputLock = outputLock
    self.outdated = outdated
    self.relations = relations
    self.board = board
    thread = PipelineThread()
    rules = IntakeRules(
      include: settings.input.include, exclude: settings.input.exclude,
      maxFileSize: settings.input.maxFileSize, followSymlinks: settings.input.followSymlinks)
    files = SourceReader(rules: rules)
    articles = ArticleReader(site: settings.site)
    assembler = Assembler(site: settings.site)
    renderer = try Renderer(
      site: settings.site, version: wireroomVersion,
      minutesToLive: max(1, Int(settings.server.maxAge.components.seconds / 60)))
    gate = Gate(site: settings.site)
    ledger = try DocumentLedger(archive: archive, folder: output, writes: outputLock != nil)
    board.state.stands = ledger.contains("feed.atom")
  }

  /// Gives a newsroom with other settings on the same archive to `takeOver`; unless that throws, this one does nothing any more.
  ///
  /// - Throws: `PipelineError.badSettings` for settings that need a restart: folders, the authority, and which changes are significant.
  ///   `CancellationError` when its caller was cancelled while it waited for the work in hand.
  package func goOn(
    with new: WireroomSettings, takeOver: @Sendable (Newsroom) throws -> Void
  ) throws {
    try Task.checkCancellation()
    try checkStanding()
    for (name, isSame) in [
      ("state.directory", new.stateDirectory == settings.stateDirectory),
      ("output.directory", new.outputDirectory == settings.outputDirectory),
      ("site.authority", new.site.authority == settings.site.authority),
      ("archive.significant", new.archive.significant == settings.archive.significant),
    ] where !isSame {
      throw PipelineError(.badSettings, "\(name): can't change while the daemon runs; restart it")
    }
    let next = try Newsroom(
      settings: new, archive: archive, output: output, outputLock: outputLock,
      relations: relations.limited(to: new.related), board: board,
      log: log, clock: clock, onPublication: onPublication)
    try takeOver(next)
    hasEnded = true
  }

  /// Notes that work failed: documents may be older than the input, and only a full scan makes up for it.
  func degrade(because reason: String) {
    state.degraded = reason
    state.needsScan = true
  }

  /// Closes the archive cleanly; nothing works afterwards.
  package func close() throws {
    try saveIndex(always: true)
    try archive.close()
  }

  /// Keeps the related index for the next start; that it can't be kept costs time then, and nothing else.
  func saveIndex(always: Bool) throws {
    guard let folder = settings.stateDirectory else { return }
    do {
      try relations.save(to: StateFolder(folder).snapshot, always: always)
    } catch let error as PipelineError {
      log.warning("related index not saved", metadata: ["reason": "\(error.message)"])
    }
  }

  /// What stands in the output folder from earlier runs, for a server to begin with.
  package func standing() throws -> Publication {
    let withdrawn = try archive.tombstones(limit: 100_000).map { SiteLayout.articlePage($0.slug) }
    return Publication(
      written: ledger.published, withdrawn: withdrawn,
      moved: Self.moves(try archive.redirects()))
  }

  private static func openArchive(
    _ folder: StateFolder, _ settings: WireroomSettings, now: Instant, log: Logger
  ) throws -> Archive {
    func open() throws(ArchiveError) -> Archive {
      try Archive(
        path: folder.archive, authority: settings.site.authority,
        significant: settings.archive.significant)
    }
    do throws(ArchiveError) {
      return try open()
    } catch {
      guard error.reason == .corrupt else { throw error }
      try setAside(folder, because: error, at: now, log: log)
      return try open()
    }
  }

  private static func setAside(
    _ folder: StateFolder, because reason: ArchiveError, at now: Instant, log: Logger
  ) throws {
    let kept = try Archive.setAside(path: folder.archive, suffix: "damaged-\(now.seconds)")
    log.error(
      "archive damaged, set aside, begun anew",
      metadata: ["archive": "\(folder.archive)", "kept": "\(kept)", "reason": "\(reason)"])
  }
}
