import Archive
import FeedModel
import Publish
import Settings

/// Pings WebSub hubs of others, once they would get the new bytes.
struct PingCourier: Courier {
  let kind = PushKind.ping
  let restsDestination = true

  private let output: OutputFolder
  private let baseURL: String
  private let settings: PushSettings
  private let pinger: HubPinger

  init(_ newsroom: Newsroom, pinger: HubPinger) {
    output = newsroom.output
    baseURL = newsroom.settings.site.baseURL
    settings = newsroom.settings.push
    self.pinger = pinger
  }

  /// The news of changed documents for every hub; equal news that still wait are one.
  static func news(_ paths: [String], hubs: [String], at now: Instant) -> [OutboxEntry] {
    hubs.flatMap { hub in
      paths.map { path in
        let payload = JSON(["hub": .string(hub), "path": .string(path)])
        return OutboxEntry(
          kind: PushKind.ping, key: hub + " " + path, destination: hub, payload: payload.bytes,
          since: now)
      }
    }
  }

  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery {
    guard let hub = entry.json?["hub"]?.string, let path = entry.json?["path"]?.string else {
      return .unreadable
    }
    guard settings.hubs.contains(hub) else {
      return Delivery(.refused(reason: "the hub is no longer in push.hubs"))
    }
    guard let (digest, size) = output.digest(of: path) else {
      return Delivery(.refused(reason: "the document is gone"))
    }
    let topic = baseURL + path
    if settings.checksSite,
      let reason = await pinger.delay(ofTopic: topic, digest: digest, size: size)
    {
      return Delivery(.notYet(reason: reason))
    }
    return Delivery(await pinger.ping(HubPing(hub: hub, topic: topic), now: now))
  }
}
