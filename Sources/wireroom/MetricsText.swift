import Archive
import FeedModel
import Gauges
import Pipeline

/// What `/metrics` answers: Prometheus text exposition of the daemon's state.
struct MetricsText {
  private(set) var text = ""

  /// - Throws: `ArchiveError` when the archive can't be read.
  init(_ daemon: Daemon) throws {
    self.init(withoutArchive: daemon)
    var counts = Exposition(prefix: "wireroom_")
    try Self.add(daemon.current.archive, to: &counts)
    text += counts.text
  }

  /// What can be told though the archive can't be read.
  init(withoutArchive daemon: Daemon) {
    var out = Exposition(prefix: "wireroom_")
    Self.add(daemon.board.state, to: &out)
    Self.add(daemon.board.meter, to: &out)
    text = out.text + Self.process
  }

  private static func add(_ state: NewsroomState, to out: inout Exposition) {
    out.gauge(
      "info", "The version, always 1.", [("version=\(Exposition.quoted(wireroomVersion))", 1)])
    out.gauge(
      "degraded", "1 while documents may be older than the input.", state.degraded == nil ? 0 : 1)
    out.gauge(
      "busy", "1 while the pipeline is at work.",
      state.activity == .idle || state.activity == .starting ? 0 : 1)
    out.gauge("deletions_held", "Deletions that the guard keeps back.", state.heldDeletions)
    out.gauge(
      "last_build_timestamp_seconds", "When the last build ended, 0 before the first.",
      Double(state.lastBuild?.seconds ?? 0))
  }

  private static func add(_ meter: Meter, to out: inout Exposition) {
    out.counter("builds_total", "Builds by result.", meter.builds)
    out.counter("files_total", "Files read, by what became of them.", meter.outcomes)
    out.counter("documents_written_total", "Documents written to the output.", meter.documents)
    out.counter(
      "deliveries_total", "Attempts to tell hubs, webhooks and subscribers, by kind and result.",
      meter.deliveries)
    out.histogram("batch_files", "Files taken in at once.", meter.batches)
    out.histogram("stage_seconds", "Time that a stage of the pipeline took.", meter.stages)
  }

  private static func add(_ archive: Archive, to out: inout Exposition) throws {
    let counts = try archive.counts()
    out.gauge("articles", "Live articles.", counts.articles)
    out.gauge("withdrawn", "Withdrawn articles.", counts.withdrawn)
    out.gauge("revisions", "Revisions in the archive.", counts.revisions)
    out.gauge("problems", "Source files that can't be published.", counts.problems)
    out.gauge("stories", "Stories.", counts.stories)
    out.gauge("missing", "Articles whose file is gone and whose grace runs.", counts.missing)
    out.gauge("queue_articles", "Articles to be published.", try archive.pending().items.count)
    out.gauge(
      "outbox_entries", "News that wait to be told to hubs.",
      try archive.outbox(limit: 10_000).count)
  }

  /// Under the names that every Prometheus client uses.
  private static var process: String {
    let report = ProcessReport()
    var out = Exposition(prefix: "process_")
    out.counter("cpu_seconds_total", "Processor time.", report.processorSeconds)
    out.gauge("resident_memory_bytes", "Resident memory.", report.memory)
    out.gauge("open_fds", "Open descriptors.", report.openFiles)
    out.gauge("max_fds", "Descriptors that the system grants.", report.maxFiles)
    return out.text
  }
}
