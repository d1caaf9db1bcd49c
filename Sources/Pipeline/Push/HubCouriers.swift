import Archive
import FeedModel
import Publish
import Settings

/// Asks subscribers whether they really want what was asked in their name, and keeps or ends the subscription.
struct HubVerifier: Courier {
  let kind = PushKind.verification
  let restsDestination = false

  let hub: Hub
  let caller: SubscriberCaller
  /// A fresh challenge that nobody can guess.
  let challenge: @Sendable () -> String

  /// Tries before a subscriber that does not answer counts as one that does not confirm.
  private static let tries = 3

  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery {
    guard let intent = HubIntent(entry) else { return .unreadable }
    do {
      if let reason = try refusal(of: intent) {
        return Delivery(
          .accepted,
          [
            .enqueue(
              Hub.denial(
                hub.baseURL + intent.path, callback: intent.callback, because: reason, at: now))
          ])
      }
    } catch { return .failed(error) }
    let confirmation = await caller.confirm(
      intent.mode, topic: hub.baseURL + intent.path, at: intent.callback, challenge: challenge(),
      leaseSeconds: intent.mode == .subscribe ? intent.leaseSeconds : nil)
    switch confirmation {
    case .confirmed: return Delivery(.accepted, consequences(of: intent, at: now))
    case .rejected(let reason): return Delivery(.refused(reason: reason))
    case .unanswered(let reason):
      return entry.attempts + 1 < Self.tries
        ? Delivery(.retry(reason: reason, notBeforeSeconds: nil))
        : Delivery(.refused(reason: reason))
    }
  }

  /// Why there can be no such subscription; nil when there can.
  private func refusal(of intent: HubIntent) throws(ArchiveError) -> String? {
    guard intent.mode == .subscribe else { return nil }
    guard try hub.document(ofTopic: hub.baseURL + intent.path) != nil else {
      return "there is no such feed"
    }
    let isRenewal =
      try hub.archive.subscription(topic: intent.path, callback: intent.callback.text) != nil
    return try isRenewal ? nil : hub.overflow(host: intent.callback.host)
  }

  private func consequences(of intent: HubIntent, at now: Instant) -> [Settlement.Consequence] {
    guard intent.mode == .subscribe else {
      return [.unsubscribe(topic: intent.path, callback: intent.callback.text)]
    }
    let subscription = Subscription(
      topic: intent.path, callback: intent.callback.text, host: intent.callback.host,
      secret: intent.secret, since: now, expires: now + Int64(intent.leaseSeconds),
      delivered: intent.etag)
    // What changed between the request and its confirmation must not be missed.
    return [.subscribe(subscription)] + Hub.news([intent.path], at: now).map { .enqueue($0) }
  }
}

/// Finds out which subscribers a changed topic must be sent to.
struct HubFanOut: Courier {
  let kind = PushKind.update
  let restsDestination = false

  let hub: Hub

  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery {
    guard let path = entry.json?["path"]?.string else { return .unreadable }
    do {
      guard let etag = try hub.archive.document(at: path)?.etag else { return Delivery(.accepted) }
      let subscriptions = try hub.archive.subscriptions(to: path, lacking: etag, at: now)
      return Delivery(
        .accepted, subscriptions.map { .enqueue(HubDistributor.entry($0, at: now)) })
    } catch { return .failed(error) }
  }
}

/// Sends a topic's content to a subscriber.
struct HubDistributor: Courier {
  let kind = PushKind.delivery
  let restsDestination = false

  let hub: Hub
  let caller: SubscriberCaller
  let contents: TopicContents

  /// The latest state is sent whenever it comes to it, so a subscriber in trouble keeps its place in the back-off.
  static func entry(_ subscription: Subscription, at now: Instant) -> OutboxEntry {
    var entry = OutboxEntry(
      kind: PushKind.delivery, key: "\(subscription.number)", destination: subscription.host,
      payload: JSON(["subscription": .int(Int(subscription.number))]).bytes, since: now)
    entry.keepsPace = true
    return entry
  }

  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery {
    guard let number = entry.json?["subscription"]?.int else { return .unreadable }
    do {
      // A lease that has ended, or a feed that is gone, needs no delivery.
      guard let subscription = try hub.archive.subscription(Int64(number), at: now),
        let document = try hub.archive.document(at: subscription.topic),
        document.etag != subscription.delivered
      else { return Delivery(.accepted) }
      guard let content = contents.content(of: document, for: subscription) else {
        return Delivery(.notYet(reason: "\(document.path) is being written"))
      }
      return await deliver(content, of: document, to: subscription, at: now)
    } catch { return .failed(error) }
  }

  private func deliver(
    _ content: [UInt8], of document: LedgerEntry, to subscription: Subscription, at now: Instant
  ) async -> Delivery {
    let verdict = await caller.distribute(
      content, mediaType: document.mediaType, topic: hub.baseURL + document.path, hub: hub.url,
      to: subscription.callback, secret: subscription.secret,
      method: .init(rawValue: hub.settings.signature.rawValue) ?? .sha256, now: now)
    switch verdict {
    case .accepted:
      return Delivery(
        verdict, [.delivered(subscription: subscription.number, etag: document.etag)])
    case .ended:
      return Delivery(
        verdict, [.unsubscribe(topic: subscription.topic, callback: subscription.callback)])
    case .refused, .retry, .notYet: return Delivery(verdict)
    }
  }
}

/// Tells subscribers that their subscription is over.
struct HubDenier: Courier {
  let kind = PushKind.denial
  let restsDestination = false

  let caller: SubscriberCaller

  private static let tries = 3

  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery {
    guard let topic = entry.json?["topic"]?.string, let reason = entry.json?["reason"]?.string,
      let callback = entry.json?["callback"]?.string.flatMap({ CallbackURL($0) })
    else { return .unreadable }
    let verdict = await caller.deny(topic, at: callback, because: reason, now: now)
    if case .retry(let reason, _) = verdict, entry.attempts + 1 >= Self.tries {
      return Delivery(.refused(reason: reason))
    }
    return Delivery(verdict)
  }
}
