import Archive
import FeedModel
import Publish
import Settings

/// Answers those who ask the embedded hub for something; what they ask is in the outbox before they are told so.
///
/// Works on a thread of its own, for it waits for the disk.
package actor HubDesk {
  /// What a request is answered with.
  package struct Answer: Hashable, Sendable {
    package var status: Int
    /// One sentence, plain text.
    package var text: String
    package var retryAfter: Int?
  }

  private let hub: Hub
  private let clock: @Sendable () -> Instant
  /// Requests that wait to be verified: more than these are turned away for a while.
  private static let mostWaiting = 2000
  private static let mostWaitingOnHost = 200
  private nonisolated let thread = PipelineThread()
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: thread)
  }

  init(hub: Hub, clock: @escaping @Sendable () -> Instant) {
    self.hub = hub
    self.clock = clock
  }

  /// Takes a request to the hub (WebSub §5.1): 202 and the outbox, or what is wrong with it.
  package func answer(body: [UInt8], contentType: String?) -> Answer {
    do {
      switch try HubRequest(body: body, contentType: contentType) {
      case .subscribe(let request): try subscribe(request)
      case .unsubscribe(let topic, let callback):
        let path = try document(ofTopic: topic).path
        try enqueue(HubIntent(mode: .unsubscribe, path: path, callback: callback))
      case .publish(let topic):
        let path = try document(ofTopic: topic).path
        try hub.archive.enqueue(Hub.news([path], at: clock()))
        return Answer(status: 204, text: "")
      }
      return Answer(status: 202, text: "The request will be verified.\n")
    } catch let refusal as HubRefusal {
      return Answer(
        status: refusal.status, text: refusal.message + "\n", retryAfter: refusal.retryAfter)
    } catch {
      return Answer(
        status: 503, text: "The hub can't note the request now; try again.\n", retryAfter: 60)
    }
  }

  /// Forgets leases that have ended, and ends subscriptions to feeds that are no more.
  package func tidy() throws {
    let now = clock()
    try hub.archive.dropExpiredSubscriptions(at: now)
    for path in try hub.archive.subscribedTopics()
    where try hub.document(ofTopic: hub.baseURL + path) == nil {
      let gone = try hub.archive.subscriptions(to: path, lacking: nil, at: now)
      try hub.archive.end(
        gone,
        enqueuing: gone.compactMap { subscription in
          CallbackURL(subscription.callback).map {
            Hub.denial(
              hub.baseURL + path, callback: $0, because: "the feed is no more", at: now)
          }
        })
    }
  }
}

extension HubDesk {
  private func subscribe(_ request: SubscriptionRequest) throws {
    let document = try document(ofTopic: request.topic)
    let known = try hub.archive.subscription(
      topic: document.path, callback: request.callback.text)
    if known == nil, let reason = try hub.overflow(host: request.callback.host) {
      throw HubRefusal(503, reason, retryAfter: 3600)
    }
    let longest = Int(hub.settings.longestLease.components.seconds)
    let lease = request.leaseSeconds ?? Int(hub.settings.lease.components.seconds)
    // An existing subscriber has what was delivered to it; a new one has what it has just fetched.
    try enqueue(
      HubIntent(
        mode: .subscribe, path: document.path, callback: request.callback, secret: request.secret,
        leaseSeconds: min(max(lease, Self.shortestLease), longest), etag: document.etag))
  }

  /// Seconds; shorter ones would be verified all the time.
  private static let shortestLease = 60

  private func enqueue(_ intent: HubIntent) throws {
    let waiting = try hub.archive.outboxCounts(
      PushKind.verification, destination: intent.callback.host)
    guard waiting.all < Self.mostWaiting, waiting.there < Self.mostWaitingOnHost else {
      throw HubRefusal(503, "too many requests wait to be verified", retryAfter: 60)
    }
    try hub.archive.enqueue([intent.entry(at: clock())])
  }

  private func document(ofTopic topic: String) throws -> LedgerEntry {
    guard let document = try hub.document(ofTopic: topic) else {
      throw HubRefusal(
        404, "hub.topic is not one of this site's feeds; take the feed's rel=\"self\" address")
    }
    return document
  }
}
