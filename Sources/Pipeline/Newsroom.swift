import Archive
import Assemble
import FeedModel
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
  /// Why a feed's last good documents stay, by the feed's folder.
  var rejections: [String: String] = [:]

  private nonisolated let thread: PipelineThread
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: thread)
  }

  /// Opens the archive and the output folder; the caller holds the state folder's lock.
  ///
  /// A damaged archive is set aside, never deleted, and a new one is begun: ids come back from the input.
  package static func open(
    settings: WireroomSettings, log: Logger, clock: @escaping @Sendable () -> Instant,
    onPublication: @escaping @Sendable (Publication) -> Void
  ) throws -> Newsroom {
    guard let folder = settings.stateDirectory else {
      throw PipelineError(.badSettings, "state.directory: not set; give it with --state")
    }
    let archive = try openArchive(
      StateFolder(folder), authority: settings.site.authority, now: clock(), log: log)
    return try Newsroom(
      settings: settings, archive: archive,
      relations: try Relations(
        archive: archive, settings: settings.related, snapshot: StateFolder(folder).snapshot),
      board: Board(),
      log: log, clock: clock, onPublication: onPublication)
  }

  private init(
    settings: WireroomSettings, archive: Archive, relations: Relations, board: Board, log: Logger,
    clock: @escaping @Sendable () -> Instant,
    onPublication: @escaping @Sendable (Publication) -> Void
  ) throws {
    guard let folder = settings.outputDirectory else {
      throw PipelineError(.badSettings, "output.directory: not set; give it with --output")
    }
    self.settings = settings
    self.log = log
    self.clock = clock
    self.onPublication = onPublication
    self.archive = archive
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
    output = try OutputFolder(directory: folder)
    ledger = try DocumentLedger(archive: archive, folder: output)
  }

  /// A newsroom with other settings on the same archive; this one must not be used afterwards.
  ///
  /// - Throws: `PipelineError.badSettings` for settings that need a restart: folders and the authority.
  package func successor(settings new: WireroomSettings) throws -> Newsroom {
    for (name, isSame) in [
      ("state.directory", new.stateDirectory == settings.stateDirectory),
      ("output.directory", new.outputDirectory == settings.outputDirectory),
      ("site.authority", new.site.authority == settings.site.authority),
    ] where !isSame {
      throw PipelineError(.badSettings, "\(name): can't change while the daemon runs; restart it")
    }
    return try Newsroom(
      settings: new, archive: archive, relations: relations.limited(to: new.related), board: board,
      log: log, clock: clock, onPublication: onPublication)
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
    let withdrawn = try archive.tombstones(limit: 100_000).map { Self.page(of: $0.slug) }
    return Publication(
      written: ledger.published, withdrawn: withdrawn,
      moved: Self.moves(try archive.redirects()))
  }

  private static func openArchive(
    _ folder: StateFolder, authority: String, now: Instant, log: Logger
  ) throws -> Archive {
    do throws(ArchiveError) {
      return try Archive(path: folder.archive, authority: authority)
    } catch {
      guard error.reason == .corrupt else { throw error }
      let kept = try Archive.setAside(path: folder.archive, suffix: "damaged-\(now.seconds)")
      log.error(
        "archive damaged, set aside, begun anew",
        metadata: ["archive": "\(folder.archive)", "kept": "\(kept)", "reason": "\(error)"])
      return try Archive(path: folder.archive, authority: authority)
    }
  }

  static func page(of slug: String) -> String { "stories/\(slug)/index.html" }
}
