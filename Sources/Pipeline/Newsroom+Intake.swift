import Archive
import Digest
import FeedModel
import Gauges
import Ingest
import Logging

extension Newsroom {
  /// Files taken in at once: bounds memory and the length of a transaction.
  private static let batchFiles = 512

  /// Reads the files at `places`, notes those that are gone, and keeps what they say in the archive.
  ///
  /// With `rereads`, files are read anew though their content is known (after a change of how files are read). Returns
  /// the files that were changing while they were read: they are to be read again soon. On a first look, `deferred` gets those
  /// that the archive wants to see again when the others are in.
  func takeIn(
    _ places: [SourceLocation], vanished: [SourceLocation], rereads: Bool,
    isFirstLook: Bool = false, into summary: inout BuildSummary, onEvent: (NewsroomEvent) -> Void
  ) throws -> [SourceLocation] {
    var unsettled: [SourceLocation] = []
    var gone = vanished
    state.activity = .reading
    let known = rereads ? try capturesByLocation() : [:]
    for (number, chunk) in places.chunked(Self.batchFiles).enumerated() {
      // The batch in hand is finished or not begun: a daemon that is told to stop does so between two.
      try Task.checkCancellation()
      let files = files
      board.meter.batches.observe(Double(chunk.count))
      let read = board.meter.time(.read) { chunk.parallelMap { files.read($0) } }
      var intake: [Intake] = gone.map { .vanished($0) }
      gone = []
      var fresh: [(file: SourceFile, captured: Instant?)] = []
      for (place, result) in zip(chunk, read) {
        switch result {
        case .vanished: intake.append(.vanished(place))
        case .unsettled: unsettled.append(place)
        case .problem(let problem): intake.append(.problem(nil, problem))
        case .file(let file):
          let isKnown = try archive.isKnown(place, digest: file.digest)
          if isKnown && !rereads {
            intake.append(
              .seen(SourceSeen(location: place, stamp: file.stamp, digest: file.digest)))
          } else {
            fresh.append((file, isKnown ? known[place] : nil))
          }
        }
      }
      let now = clock()
      let articles = articles
      intake += board.meter.time(.read) {
        fresh.parallelMap { articles.intake($0.file, capturedAt: $0.captured, now: now) }
      }
      try keep(intake, at: now, isFirstLook: isFirstLook, into: &summary)
      onEvent(
        .reading(finished: min((number + 1) * Self.batchFiles, places.count), total: places.count))
    }
    if !gone.isEmpty { try keep(gone.map { .vanished($0) }, at: clock(), into: &summary) }
    return unsettled
  }

  /// One transaction, then its outcomes: counted, logged, and told to the related index.
  private func keep(
    _ intake: [Intake], at now: Instant, isFirstLook: Bool = false, into summary: inout BuildSummary
  ) throws {
    let outcomes = try board.meter.time(.archive) {
      try archive.accept(intake, at: now, isFirstLook: isFirstLook)
    }
    deferred += zip(intake, outcomes).filter { $1 == .deferred }.map(\.0.location)
    journal? += outcomes.compactMap { BuildStep($0) }
    note(outcomes, into: &summary)
    state.progress += 1
  }

  /// Counts and logs what the archive made of an intake, and tells the related index.
  func note(_ outcomes: [Outcome], into summary: inout BuildSummary) {
    var refreshed: [Revision] = []
    for outcome in outcomes {
      board.meter.outcomes.add("outcome=\"\(outcome.name)\"")
      switch outcome {
      case .published(let revision):
        summary.published += 1
        log.info("article published", metadata: Self.metadata(revision))
      case .restored(let revision):
        summary.published += 1
        refreshed.append(revision)
        log.info("article back", metadata: Self.metadata(revision))
      case .recovered(let revision):
        summary.recovered += 1
        refreshed.append(revision)
        log.info("article recovered", metadata: Self.metadata(revision))
      case .changed(let revision, let change):
        summary.changed += 1
        refreshed.append(revision)
        log.info("article changed", metadata: Self.metadata(revision, "change", change.rawValue))
      case .moved(let revision, let from):
        summary.moved += 1
        refreshed.append(revision)
        log.info("article moved", metadata: Self.metadata(revision, "from", from.display))
      case .unchanged, .ignored, .vanished, .deferred: summary.unchanged += 1
      case .held(let problem):
        summary.held += 1
        log.info("article held", metadata: Self.metadata(problem))
      case .problem(let problem):
        summary.problems += 1
        log.warning("item rejected", metadata: Self.metadata(problem))
      }
    }
    relations.refresh(refreshed)
  }

  private func capturesByLocation() throws -> [SourceLocation: Instant] {
    Dictionary(try archive.knownFiles().map { ($0.location, $0.captured) }) { first, _ in first }
  }

  private static func metadata(
    _ revision: Revision, _ name: String? = nil, _ value: String = ""
  ) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "item.id": "\(revision.id.uuid)", "source.path": "\(revision.location.display)",
      "revision": "\(revision.number)",
    ]
    if let name { metadata[name] = "\(value)" }
    return metadata
  }

  private static func metadata(_ problem: Problem) -> Logger.Metadata {
    ["source.path": "\(problem.location.display)", "reason": "\(problem.reason)"]
  }
}

extension Outcome {
  /// The name under which it is counted.
  fileprivate var name: String {
    switch self {
    case .published: "published"
    case .restored: "restored"
    case .recovered: "recovered"
    case .changed: "changed"
    case .moved: "moved"
    case .unchanged, .ignored: "unchanged"
    case .vanished: "vanished"
    case .held: "held"
    case .problem: "problem"
    case .deferred: "deferred"
    }
  }
}
