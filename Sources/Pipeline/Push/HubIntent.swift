import Archive
import FeedModel
import Publish
import Settings

/// A wish to be verified: what a subscriber asked for, as the outbox keeps it.
struct HubIntent {
  var mode: SubscriberCaller.Intent
  /// The topic's path below the output folder.
  var path: String
  var callback: CallbackURL
  var secret: [UInt8]?
  var leaseSeconds: Int
  /// Of the topic's bytes when it was asked for: later ones are news to the subscriber.
  var etag: String?

  init(
    mode: SubscriberCaller.Intent, path: String, callback: CallbackURL, secret: [UInt8]? = nil,
    leaseSeconds: Int = 0, etag: String? = nil
  ) {
    self.mode = mode
    self.path = path
    self.callback = callback
    self.secret = secret
    self.leaseSeconds = leaseSeconds
    self.etag = etag
  }

  /// Nil for a payload that is none.
  init?(_ entry: OutboxEntry) {
    guard let json = entry.json,
      let mode = json["mode"]?.string.flatMap({ SubscriberCaller.Intent(rawValue: $0) }),
      let path = json["path"]?.string,
      let callback = json["callback"]?.string.flatMap({ CallbackURL($0) })
    else { return nil }
    self.init(
      mode: mode, path: path, callback: callback,
      secret: json["secret"]?.string.map { Array($0.utf8) },
      leaseSeconds: json["lease"]?.int ?? 0, etag: json["etag"]?.string)
  }

  /// A later wish of the same subscriber replaces an earlier one that is not verified yet.
  func entry(at now: Instant) -> OutboxEntry {
    let payload = JSON([
      "mode": .string(mode.rawValue), "path": .string(path), "callback": .string(callback.text),
      "secret": secret.map { .string(String(decoding: $0, as: UTF8.self)) },
      "lease": .int(leaseSeconds), "etag": JSON(etag),
    ])
    return OutboxEntry(
      kind: PushKind.verification, key: path + " " + callback.text, destination: callback.host,
      payload: payload.bytes, since: now)
  }
}

extension Hub {
  /// Why there is no room for another subscription of a host; nil when there is.
  func overflow(host: String) throws(ArchiveError) -> String? {
    let counts = try archive.subscriptionCounts(host: host)
    if counts.all >= settings.maxSubscriptions {
      return "this hub has all the subscriptions it takes"
    }
    if counts.onHost >= settings.maxPerHost {
      return "this hub has all the subscriptions it takes of \(host)"
    }
    return nil
  }
}
