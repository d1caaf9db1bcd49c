import Archive
import FeedModel
import Gauges
import Glibc
import Ingest
import Logging
import Settings

/// What a build is asked to do beyond "what changed".
package struct BuildOrder: Sendable {
  /// Read every file again and render every document again.
  package var full = false
  /// Names of feeds to write again, whether they changed or not.
  package var feeds: [String] = []
  /// Leave every other feed alone, unless something changed that it has to follow.
  package var sparesOthers = false
  /// Obey deletions that the guard holds back.
  package var acceptDeletions = false
  /// Look whether every page still stands as it was written, and write it again if not.
  package var checksOutput = true
  /// How long a file must be gone; nil for the setting's grace.
  package var deleteGrace: Duration?

  package init() {}
}

extension Newsroom {
  /// Scans the incoming folders, takes in what changed, and publishes; the same work however it is asked for.
  package func build(
    _ order: BuildOrder = BuildOrder(),
    onEvent listener: @Sendable (NewsroomEvent) -> Void = { _ in }
  ) throws -> BuildSummary {
    try checkStanding()
    defer {
      state.activity = .idle
      state.event = nil
    }
    func onEvent(_ event: NewsroomEvent) {
      state.event = event
      listener(event)
    }
    try check(order.feeds)
    var summary = BuildSummary()
    let version = "\(readingVersion)"
    let rereads = try order.full || archive.setting("reading") != version
    let scan = try board.meter.time(.scan) {
      try self.scan(order, rereads: rereads, onEvent: onEvent)
    }
    var waiting = try takeIn(
      scan.changed, vanished: scan.vanished, rereads: rereads,
      isFirstLook: archive.awaited() > 0, into: &summary, onEvent: onEvent)
    let again = deferred
    deferred = []
    waiting += try takeIn(again, vanished: [], rereads: rereads, into: &summary, onEvent: onEvent)
    // A file that changes while it is read is nearly always finished a moment later.
    for _ in 0..<3 where !waiting.isEmpty {
      waiting = try takeIn(
        waiting, vanished: [], rereads: rereads, into: &summary, onEvent: onEvent)
    }
    unsettled.formUnion(waiting)
    summary.unreadable = scan.unreadable
    if try archive.setting("reading") != version { try archive.setSetting("reading", version) }
    try sweep(
      grace: order.deleteGrace ?? settings.input.deleteGrace, accepting: order.acceptDeletions,
      into: &summary)
    try publish(order, into: &summary, onEvent: onEvent)
    state.needsScan = false
    state.lastBuild = clock()
    state.lastSummary = summary
    board.meter.builds.add("result=\"done\"")
    return summary
  }

  /// Takes in what a watcher saw, and publishes.
  package func take(_ change: FolderChange) throws -> BuildSummary {
    try checkStanding()
    if let warning = change.warning { log.warning("\(warning)") }
    guard !change.needsScan else { return try build() }
    defer { state.activity = .idle }
    var summary = BuildSummary()
    let waiting = try takeIn(
      change.changed, vanished: change.vanished, rereads: false, into: &summary, onEvent: { _ in })
    unsettled.formUnion(waiting)
    try sweep(grace: settings.input.deleteGrace, accepting: false, into: &summary)
    var order = BuildOrder()
    order.checksOutput = false
    try publish(order, into: &summary, onEvent: { _ in })
    state.lastBuild = clock()
    state.lastSummary = summary
    return summary
  }

  /// Work whose time has come without a file changing: files that were unsettled, graces that ended, dates that came due.
  package func tick() throws -> BuildSummary {
    try checkStanding()
    defer { state.activity = .idle }
    state.progress += 1
    var summary = BuildSummary()
    // One that is still written to is left alone: between two pieces it would be read in part.
    let again = unsettled.filter { files.isQuiet($0, at: clock()) }.sorted()
    unsettled.subtract(again)
    if !again.isEmpty {
      unsettled.formUnion(
        try takeIn(again, vanished: [], rereads: false, into: &summary, onEvent: { _ in }))
    }
    note(try archive.release(at: clock()), into: &summary)
    try sweep(grace: settings.input.deleteGrace, accepting: false, into: &summary)
    let expiry = try nextExpiry()
    if try !archive.pending().isEmpty || expiry.map({ $0 <= clock() }) ?? false {
      try publish(BuildOrder(), into: &summary, onEvent: { _ in })
    }
    return summary
  }

  /// How long nothing has to be done, if no file changes: zero when something is due now.
  package func pauseUntilDue() -> Duration {
    let far = Duration.seconds(3600)
    do {
      if !unsettled.isEmpty { return .milliseconds(200) }
      let now = clock()
      let (seconds, fraction) = settings.input.deleteGrace.components
      let grace = seconds + (fraction > 0 ? 1 : 0)
      // What the last sweep held back waits for a person, not for the clock.
      let missing = try archive.earliestMissing(after: swept - grace).map { $0 + grace }
      let instants = try [archive.nextDue(), missing, nextExpiry()].compactMap { $0 }
      guard let next = instants.min() else { return far }
      return .seconds(max(0, min(3600, next.seconds - now.seconds)))
    } catch {
      // The work that is begun then meets the same error, and tells of it.
      return .zero
    }
  }

  /// - Throws: `PipelineError.badSettings` for a name that no feed has.
  func check(_ names: [String]) throws {
    let known = settings.feeds.map(\.label)
    for name in names where !known.contains(name) {
      throw PipelineError(
        .badSettings, "\(name): no such feed; the feeds are \(known.joined(separator: ", "))")
    }
  }

  /// A look through the incoming folders.
  private struct Scan {
    /// What the archive knows and no folder has shown yet, of folders that could be read.
    var known: [SourceLocation: KnownFile]
    /// What is listed as a problem and no folder has shown yet, likewise: links, pipes and folders are no files that are known.
    var listed: Set<SourceLocation>
    /// Files seen.
    var count = 0
    var changed: [SourceLocation] = []
    var vanished: [SourceLocation] = []
    var unreadable: [String] = []

    /// Leaves what `isOpen` does not hold for as it was, whether it is seen or not.
    mutating func keep(_ isOpen: (SourceLocation) -> Bool) {
      known = known.filter { isOpen($0.key) }
      listed = listed.filter(isOpen)
    }
  }

  /// What differs between the folders and what the archive knows of them, by stamp.
  private func scan(
    _ order: BuildOrder, rereads: Bool, onEvent: (NewsroomEvent) -> Void
  ) throws -> Scan {
    state.activity = .scanning
    let files = try archive.knownFiles().map { ($0.location, $0) }
    var scan = Scan(
      known: Dictionary(files, uniquingKeysWith: { first, _ in first }),
      listed: Set(try archive.problems().map(\.problem.location)))
    for directory in settings.input.directories {
      do {
        try look(into: directory, order, rereads: rereads, &scan, onEvent: onEvent)
      } catch let error as IngestError {
        try passOver(directory, because: error, &scan)
      }
    }
    // A folder that is not there may be a misspelt one: then nothing is known of folders that are no longer named either.
    if !scan.unreadable.isEmpty {
      scan.keep { settings.input.directories.contains($0.directory) }
    }
    // An empty input may be one that isn't mounted.
    isInputWhole = scan.unreadable.isEmpty && scan.count > 0
    let gone = scan.known.values.filter { !$0.isMissing }.map(\.location)
    scan.vanished = scan.listed.union(gone).sorted()
    onEvent(.scanning(files: scan.count))
    return scan
  }

  private func look(
    into directory: String, _ order: BuildOrder, rereads: Bool, _ scan: inout Scan,
    onEvent: (NewsroomEvent) -> Void
  ) throws {
    let before = scan.count
    let summary = try FolderScan.walk(directory, rules: rules) { location, stamp in
      scan.count += 1
      if scan.count.isMultiple(of: 10_000) {
        state.progress += 1
        onEvent(.scanning(files: scan.count))
      }
      let file = scan.known.removeValue(forKey: location)
      if file?.isProblem ?? true { scan.listed.remove(location) }
      if rereads || file == nil || file?.stamp != stamp || file?.isMissing == true {
        scan.changed.append(location)
      }
    }
    if scan.count == before, !order.acceptDeletions { try refuseUnmounted(directory, scan.known) }
    try noteProblems(summary, in: directory)
    // Nothing is called gone that the scan could not see.
    let unread = Set(summary.problems.map(\.location))
    scan.keep { place in
      place.directory != directory || summary.covers(place.path) && !unread.contains(place)
    }
  }

  /// A folder that is not there says nothing of its files: they are kept as they were.
  private func passOver(
    _ directory: String, because error: IngestError, _ scan: inout Scan
  ) throws {
    scan.keep { $0.directory != directory }
    scan.unreadable.append("\(directory): \(error.message)")
    try note(
      Problem(location: SourceLocation(directory: directory, path: ""), reason: error.message))
    log.error(
      "incoming folder unreadable",
      metadata: ["folder": "\(directory)", "reason": "\(error.message)"])
  }

  /// An empty folder on another file system than the files that it held is a mount point without its mount: they are not gone.
  private func refuseUnmounted(
    _ directory: String, _ known: [SourceLocation: KnownFile]
  ) throws(IngestError) {
    let held = known.values.filter { $0.location.directory == directory && !$0.isMissing }
    var status = stat()
    guard !held.isEmpty, stat(directory, &status) == 0,
      held.allSatisfy({ $0.stamp.device != UInt64(status.st_dev) })
    else { return }
    throw IngestError(
      reason: .folderMissing,
      message:
        "the incoming folder \(directory) is empty, and the file system that its \(held.count) files lay on is not mounted; mount it, or run wireroom rebuild --accept-deletions"
    )
  }

  private func noteProblems(_ summary: ScanSummary, in directory: String) throws {
    let folder = SourceLocation(directory: directory, path: "")
    let problems = summary.problems.map { Intake.problem(nil, $0) }
    _ = try archive.accept([.vanished(folder)] + problems, at: clock())
  }

  private func note(_ problem: Problem) throws {
    _ = try archive.accept([.problem(nil, problem)], at: clock())
  }

  private func sweep(grace: Duration, accepting: Bool, into summary: inout BuildSummary) throws {
    swept = clock()
    let result = try archive.sweep(
      at: swept, grace: grace, guardShare: settings.input.guardShare,
      guardCount: settings.input.guardCount, accepting: accepting,
      awaitsFiles: !isInputWhole && !accepting)
    for tombstone in result.withdrawn {
      relations.remove(tombstone.id)
      if journal != nil, let last = try archive.revision(tombstone.id) {
        journal?.append(BuildStep(gone: last))
      }
      log.notice(
        "article withdrawn",
        metadata: ["item.id": "\(tombstone.id.uuid)", "slug": "\(tombstone.slug)"])
    }
    if result.held > 0, result.held != state.heldDeletions {
      log.error(
        "deletions held back; obey them with `wireroom rebuild --accept-deletions`",
        metadata: ["articles": "\(result.held)"])
    } else if result.held == 0, state.heldDeletions > 0 {
      log.notice(
        accepting
          ? "deletions are obeyed that were held back"
          : "deletions are held back no longer, the files are back",
        metadata: ["articles": "\(state.heldDeletions)"])
    }
    note(result.succeeded, into: &summary)
    board.meter.outcomes.add("outcome=\"withdrawn\"", result.withdrawn.count)
    state.heldDeletions = result.held
    summary.withdrawn += result.withdrawn.count
    summary.heldDeletions = result.held
  }
}
