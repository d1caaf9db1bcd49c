import Archive
import Control
import FeedModel
import Foundation
import Logging
import Pipeline
import Serve
import Settings

/// What the server asks of the daemon.
struct ServiceHooks: Sendable {
  let daemon: Daemon
  let log: Logger
  let traffic: TrafficReport
  /// What `POST /rebuild` has to show over public HTTP; nil refuses it.
  var rebuildToken: RebuildToken?
  /// When the daemon started.
  let started = now()

  var hooks: ServeHooks {
    ServeHooks(
      isReady: { daemon.board.state.stands && daemon.board.state.degraded == nil },
      health: { "ok\n" },
      metrics: { metrics() },
      status: { status().bytes },
      rebuild: { rebuild($0) },
      log: { level, message, metadata in
        log.log(level: level.loggerLevel, "\(message)", metadata: metadata.mapValues { "\($0)" })
      },
      endpoints: [.hub(of: daemon)] + (rebuildToken.map { [$0.endpoint(rebuild: rebuild)] } ?? []))
  }

  /// The daemon's state as `GET /status` answers it.
  private func status() -> JSON {
    let newsroom = daemon.current
    let state = daemon.board.state
    let settings = newsroom.settings
    var json: [JSON.Member] = [
      .init("state", .string(state.degraded == nil ? state.activity.rawValue : "degraded")),
      .init("degraded", JSON(state.degraded)), .init("version", .string(wireroomVersion)),
      .init("base_url", .string(settings.site.baseURL)),
      .init("started", .string(started.rfc3339)),
      .init("progress", state.event.map { RebuildEvent($0).json } ?? .null),
      .init("process", Self.process), .init("deletions_held", .int(state.heldDeletions)),
      .init(
        "last_build",
        state.lastBuild.map { at in
          JSON(["at": .string(at.rfc3339), "summary": JSON(state.lastSummary?.text)])
        } ?? .null),
      .init(
        "feeds",
        .array(
          settings.feeds.map { feed in
            JSON([
              "name": .string(feed.label),
              "url": .string(settings.site.baseURL + SiteLayout.feed(feed.name) + "feed.atom"),
            ])
          })),
    ]
    do {
      let counts = try newsroom.archive.counts()
      json += try PushStatus(
        settings: settings, archive: newsroom.archive, board: daemon.pushBoard
      ).members()
      json.append(.init("counts", counts.json))
      json.append(.init("queue", .int(try newsroom.archive.pending().items.count)))
      json.append(.init("problems", .array(try newsroom.archive.problems().map(\.json))))
    } catch {
      json.append(.init("archive_error", .string(describe(error))))
    }
    json += traffic.json(maxAge: settings.server.maxAge)
    return .object(json)
  }

  private static var process: JSON {
    let report = ProcessReport()
    return JSON([
      "pid": .int(Int(getpid())), "memory_bytes": .int(report.memory),
      "open_files": .int(report.openFiles), "cpu_seconds": .double(report.processorSeconds),
    ])
  }

  private func rebuild(_ request: Serve.RebuildRequest) -> AsyncStream<[UInt8]> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(64))
    func tell(_ event: RebuildEvent) { continuation.yield(event.json.bytes) }
    tell(RebuildEvent(.waiting))
    // Before the work begins: who does not wait hears of none of it.
    if !request.wait { continuation.finish() }
    var order = BuildOrder()
    order.full = request.full
    order.feeds = request.feeds
    order.sparesOthers = !request.feeds.isEmpty
    order.acceptDeletions = request.acceptDeletions
    let daemon = daemon
    let asked = order
    // The daemon goes on though the client leaves.
    Task {
      do {
        let summary = try await daemon.rebuild(asked) {
          continuation.yield(RebuildEvent($0).json.bytes)
        }
        tell(RebuildEvent(summary))
      } catch {
        var event = RebuildEvent(.failed, message: describe(error))
        event.isUsage = (error as? PipelineError)?.reason == .badSettings
        continuation.yield(event.json.bytes)
      }
      continuation.finish()
    }
    return stream
  }

  private func metrics() -> String {
    let served = traffic.metrics.map { $0 + "\n" }.joined()
    do {
      return try MetricsText(daemon).text + served
    } catch {
      log.error("archive unreadable", metadata: ["reason": "\(describe(error))"])
      return MetricsText(withoutArchive: daemon).text + served
    }
  }
}

extension RebuildEvent {
  /// The last event of a rebuild.
  init(_ summary: BuildSummary) {
    guard summary.rejected.isEmpty else {
      self.init(.failed, message: summary.rejected.joined(separator: "\n"))
      isBadData = true
      return
    }
    self.init(.done, message: summary.text)
  }

  init(_ event: NewsroomEvent) {
    switch event {
    case .scanning(let files): self.init(.scanning, finished: files)
    case .reading(let finished, let total): self.init(.reading, finished: finished, total: total)
    case .publishing(let finished, let total):
      self.init(.publishing, finished: finished, total: total)
    }
  }
}

extension Counts {
  fileprivate var json: JSON {
    JSON([
      "articles": .int(articles), "withdrawn": .int(withdrawn), "revisions": .int(revisions),
      "problems": .int(problems), "stories": .int(stories), "missing": .int(missing),
      "held": .int(held),
    ])
  }
}

extension ServeLogLevel {
  fileprivate var loggerLevel: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .notice: .notice
    case .warning: .warning
    case .error: .error
    }
  }
}
