import FeedModel

/// Who is told of news, and how patiently.
package struct PushSettings: Hashable, Sendable {
  /// WebSub hubs of others that are pinged, absolute URLs; feeds name them, and the embedded one.
  package var hubs: [String] = []
  package var webhooks: [WebhookSettings] = []
  /// Nil when there is none.
  package var embeddedHub: HubSettings?
  /// Whether a hub is pinged only once the site serves the new bytes under its public address.
  package var checksSite = true
  /// Whether hubs, webhooks and subscribers are reached by the proxies that the environment names.
  package var usesProxy = false
  /// For one request, from the name to the last byte.
  package var timeout: Duration = .seconds(30)
  /// Requests at a time.
  package var parallel = 256
  /// Requests at a time to one hub, webhook or subscriber's host.
  package var perHost = 8
  package var retry = RetrySettings()

  package init() {}
}

/// When what failed is tried again: waits that double from `first` to `longest`, until the news is older than `giveUp`.
package struct RetrySettings: Hashable, Sendable {
  package var first: Duration = .seconds(10)
  package var longest: Duration = .seconds(3600)
  package var giveUp: Duration = .seconds(7 * 86_400)

  package init() {}
}

/// A URL that is told of each item's changes.
package struct WebhookSettings: Hashable, Sendable {
  package enum Event: String, Hashable, Sendable, CaseIterable {
    case published, updated, withdrawn
  }

  package var url: String
  /// As written: `whsec_` and base 64, or any other text; nil sends unsigned.
  package var secret: String?
  package var events: Set<Event> = Set(Event.allCases)

  package init(url: String) { self.url = url }
}

/// The hub for the site's own feeds.
package struct HubSettings: Hashable, Sendable {
  package enum Signature: String, Hashable, Sendable, CaseIterable { case sha256, sha1 }
  package enum Content: String, Hashable, Sendable, CaseIterable { case full, changed }

  /// For subscribers that ask for none.
  package var lease: Duration = .seconds(10 * 86_400)
  package var longestLease: Duration = .seconds(30 * 86_400)
  package var maxSubscriptions = 10_000
  /// Subscriptions whose callbacks are on one host.
  package var maxPerHost = 1000
  package var signature = Signature.sha256
  package var content = Content.full
  /// Networks outside the public internet that callbacks may be in.
  package var allowedNetworks: [IPNetwork] = []

  package init() {}
}

/// Where the output folder is copied to.
package struct UploadSettings: Hashable, Sendable {
  package enum Addressing: String, Hashable, Sendable, CaseIterable { case auto, path, virtual }
  package enum Coding: String, Hashable, Sendable, CaseIterable { case identity, gzip, br }

  /// Absolute URL of the store, without the bucket.
  package var endpoint: String
  package var bucket: String
  package var region = "us-east-1"
  /// Before every key: empty, or ends in a slash.
  package var prefix = ""
  package var addressing = Addressing.auto
  package var accessKey: String
  package var secretKey: String
  package var sessionToken: String?
  package var cacheControl: String
  /// In which coding text is stored; a store negotiates none.
  package var coding = Coding.identity
  /// Whether objects of documents that are gone are deleted.
  package var deletes = false
  /// Requests at a time.
  package var parallel = 16
  package var timeout: Duration = .seconds(60)
  package var usesProxy = false

  package init(
    endpoint: String, bucket: String, accessKey: String, secretKey: String, cacheControl: String
  ) {
    self.endpoint = endpoint
    self.bucket = bucket
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.cacheControl = cacheControl
  }
}
