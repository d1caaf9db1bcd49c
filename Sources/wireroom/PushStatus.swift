import Archive
import FeedModel
import Pipeline
import Settings

/// What `status` says of hubs, webhooks, the embedded hub and the upload.
struct PushStatus {
  let settings: WireroomSettings
  let archive: Archive
  let board: PushBoard

  /// - Throws: `ArchiveError` when the outbox can't be read.
  func members() throws(ArchiveError) -> [JSON.Member] {
    let queues = try archive.outboxQueues()
    let push = settings.push
    var members: [JSON.Member] = [
      .init("hubs", .array(push.hubs.map { receiver($0, PushKind.ping, queues) })),
      .init("webhooks", .array(push.webhooks.map { receiver($0.url, PushKind.webhook, queues) })),
    ]
    if let hub = try embeddedHub(queues) { members.append(.init("embedded_hub", hub)) }
    if let upload { members.append(.init("upload", upload)) }
    members.append(.init("outbox", .array(try archive.outbox(limit: 50).map(\.json))))
    members.append(.init("outbox_waiting", .int(queues.reduce(0) { $0 + $1.count })))
    return members
  }

  private func receiver(_ url: String, _ kind: String, _ queues: [OutboxQueue]) -> JSON {
    let queue = queues.first { $0.kind == kind && $0.destination == url }
    let entry = board.entry(kind, url)
    let failure = queue?.lastError ?? (isFailing(entry) ? entry.lastError : nil)
    return JSON([
      "url": .string(url),
      "state": .string(failure != nil ? "failing" : queue == nil ? "idle" : "waiting"),
      "waiting": .int(queue?.count ?? 0),
      "waiting_since": queue.map { .string($0.since.rfc3339) },
      "attempts": queue.map { .int($0.attempts) },
      "next_attempt": queue.map { .string($0.nextAttempt.rfc3339) },
      "last_success": entry.lastSuccess.map { .string($0.rfc3339) },
      "error": failure.map { .string($0) },
    ])
  }

  private func isFailing(_ entry: PushBoard.Entry) -> Bool {
    guard let failure = entry.lastFailure else { return false }
    return entry.lastSuccess.map { $0 < failure } ?? true
  }

  private func embeddedHub(_ queues: [OutboxQueue]) throws(ArchiveError) -> JSON? {
    guard settings.push.embeddedHub != nil else { return nil }
    func sum(_ kind: String, _ value: (OutboxQueue) -> Int) -> JSON {
      .int(queues.filter { $0.kind == kind }.reduce(0) { $0 + value($1) })
    }
    return JSON([
      "url": .string(settings.site.baseURL + "hub"),
      "subscriptions": .int(try archive.subscriptionCounts(host: "").all),
      "verifications_waiting": sum(PushKind.verification) { $0.count },
      "deliveries_waiting": sum(PushKind.delivery) { $0.count },
      "hosts_failing": sum(PushKind.delivery) { $0.attempts > 0 ? 1 : 0 },
    ])
  }

  private var upload: JSON? {
    guard let target = settings.upload else { return nil }
    let state = board.upload
    return JSON([
      "target": .string("\(target.endpoint)/\(target.bucket)/\(target.prefix)"),
      "state": .string(state.error != nil ? "failing" : state.waiting > 0 ? "waiting" : "idle"),
      "waiting": .int(state.waiting), "sent": .int(state.sent), "deleted": .int(state.deleted),
      "last_success": state.lastSuccess.map { .string($0.rfc3339) },
      "next_attempt": state.nextAttempt.map { .string($0.rfc3339) },
      "error": state.error.map { .string($0) },
    ])
  }
}

extension OutboxEntry {
  fileprivate var json: JSON {
    JSON([
      "kind": .string(kind), "news": .string(key), "attempts": .int(attempts),
      "since": .string(since.rfc3339), "next_attempt": .string(nextAttempt.rfc3339),
      "error": JSON(lastError),
    ])
  }
}
