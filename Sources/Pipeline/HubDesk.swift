import Archive
import FeedModel
import Gauges
import Logging
import Publish
import Settings

/// Tells WebSub hubs what was published, from the outbox: nothing is forgotten by a crash, a hub's failure or a restart.
package struct HubDesk: Sendable {
  static let kind = "hub-ping"

  private let archive: Archive
  private let output: OutputFolder
  private let baseURL: String
  private let pinger: HubPinger
  private let log: Logger
  private let schedule = RetrySchedule()
  private let meter: Meter

  package init(newsroom: Newsroom, pinger: HubPinger, log: Logger) {
    archive = newsroom.archive
    output = newsroom.output
    baseURL = newsroom.settings.site.baseURL
    meter = newsroom.board.meter
    self.pinger = pinger
    self.log = log
  }

  /// The news of changed documents for every hub; equal news that still wait are one.
  static func news(_ paths: [String], site: Site, at now: Instant) -> [OutboxEntry] {
    site.hubs.flatMap { hub in
      paths.map { path in
        let payload = JSON([
          "hub": .string(hub), "path": .string(path), "since": .int(Int(now.seconds)),
        ])
        return OutboxEntry(
          kind: kind, key: hub + " " + path, payload: payload.bytes, nextAttempt: now)
      }
    }
  }

  /// Delivers what is due, several at once; what fails is put off.
  ///
  /// - Throws: `ArchiveError` when the outbox can't be read or written.
  package func deliver(at now: Instant) async throws {
    let due = try archive.due(at: now, limit: 64)
    let verdicts = await withTaskGroup(of: (Int, PingVerdict).self) { group in
      for (index, entry) in due.enumerated() {
        group.addTask { (index, await verdict(on: entry, now: now)) }
      }
      var verdicts: [Int: PingVerdict] = [:]
      for await (index, verdict) in group { verdicts[index] = verdict }
      return verdicts
    }
    for (index, entry) in due.enumerated() {
      try settle(
        entry, verdicts[index] ?? .retry(reason: "interrupted", notBeforeSeconds: nil), at: now)
    }
  }

  private func verdict(on entry: OutboxEntry, now: Instant) async -> PingVerdict {
    guard let news = News(entry) else { return .refused(reason: "the outbox entry is unreadable") }
    let topic = baseURL + news.path
    guard let (digest, size) = output.digest(of: news.path) else {
      return .refused(reason: "the document is gone")
    }
    if let reason = await pinger.delay(ofTopic: topic, digest: digest, size: size) {
      return .retry(reason: reason, notBeforeSeconds: nil)
    }
    return await pinger.ping(HubPing(hub: news.hub, topic: topic), now: now)
  }

  private func settle(_ entry: OutboxEntry, _ verdict: PingVerdict, at now: Instant) throws {
    let names: Logger.Metadata = ["news": "\(entry.key)", "attempt": "\(entry.attempts + 1)"]
    switch verdict {
    case .accepted:
      log.info("hub pinged", metadata: names)
      count("accepted")
      try archive.done([entry])
    case .refused(let reason):
      log.error("hub refused", metadata: names.merging(["reason": "\(reason)"]) { $1 })
      count("refused")
      try archive.done([entry])
    case .retry(let reason, let notBefore):
      let age = Int(now.seconds) - (News(entry)?.since ?? Int(now.seconds))
      let wait = schedule.delay(
        failures: entry.attempts + 1, ageSeconds: age, notBeforeSeconds: notBefore,
        chance: Double.random(in: 0..<1))
      guard let wait else {
        log.error("hub given up", metadata: names.merging(["reason": "\(reason)"]) { $1 })
        count("given_up")
        return try archive.done([entry])
      }
      log.warning(
        "hub not reached",
        metadata: names.merging(["reason": "\(reason)", "again_seconds": "\(wait)"]) { $1 })
      count("retry")
      try archive.reschedule(entry, at: now + Int64(wait), error: reason)
    }
  }

  private func count(_ result: String) { meter.pings.add("result=\"\(result)\"") }

  private struct News {
    var hub: String
    var path: String
    var since: Int

    init?(_ entry: OutboxEntry) {
      do throws(JSON.SyntaxError) {
        let json = try JSON(parsing: entry.payload)
        guard let hub = json["hub"]?.string, let path = json["path"]?.string else { return nil }
        self.hub = hub
        self.path = path
        since = json["since"]?.int ?? 0
      } catch {
        return nil
      }
    }
  }
}
