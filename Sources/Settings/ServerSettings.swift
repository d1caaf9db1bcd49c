import FeedModel

/// Where and how documents are served.
package struct ServerSettings: Hashable, Sendable {
  /// `HOST:PORT`, `[IPv6]:PORT` or `unix:PATH`; empty serves nothing.
  package var listen: [String] = []
  /// How long readers may use a document without asking again.
  package var maxAge: Duration = .seconds(300)
  package var accessLog: AccessLog = .off
  package var maxConnections = 4096
  /// Connections of one client at a time; this machine and trusted proxies are exempt.
  package var clientConnections = 256
  /// Whole documents a second that a client may have in the long run; 0 for any number.
  package var clientRate = 20
  /// Whole documents that a client may have at once.
  package var clientBurst = 1000
  package var headerTimeout: Duration = .seconds(15)
  package var bodyTimeout: Duration = .seconds(15)
  package var idleTimeout: Duration = .seconds(60)
  package var writeTimeout: Duration = .seconds(60)
  /// Proxies whose X-Forwarded-For is believed.
  package var trustedProxies: [IPNetwork] = Self.thisMachine
  package var redirects: [Redirect] = []
  /// Paths, each with a leading slash, that are gone for good.
  package var gone: [String] = []
  /// Absolute path of a file that holds the token of `POST /rebuild`; nil refuses such requests.
  package var rebuildTokenFile: String?

  package enum AccessLog: String, Hashable, Sendable, CaseIterable { case off, common, json }

  /// An address that moved.
  package struct Redirect: Hashable, Sendable {
    /// With a leading slash; one that ends in a slash stands for everything below it.
    package var path: String
    /// A path with a leading slash, or an absolute http(s) URL.
    package var target: String
  }

  private static let thisMachine = ["127.0.0.0/8", "::1"].compactMap(IPNetwork.init)

  init() {}

  /// The settings of the mapping `server`; what it does not name has its default.
  ///
  /// `absolute` completes relative paths.
  init(_ fields: SettingsFields, absolute: (String) -> String) {
    let duration = "a duration such as `5s` or `2m`"
    let time = { (text: String) in Units.duration(text).flatMap { $0 > .zero ? $0 : nil } }
    listen = fields.strings("listen") ?? []
    maxAge = fields.value("max_age", duration, Units.duration) ?? maxAge
    accessLog = fields.choice("access_log") ?? accessLog
    maxConnections =
      fields.value("max_connections", "a whole number from 1 to 100000", whole(1...100_000))
      ?? maxConnections
    clientConnections =
      fields.value("client_connections", "a whole number from 1 to 100000", whole(1...100_000))
      ?? clientConnections
    clientRate =
      fields.value("client_rate", "a whole number from 0 to 1000000", whole(0...1_000_000))
      ?? clientRate
    clientBurst =
      fields.value("client_burst", "a whole number from 1 to 1000000", whole(1...1_000_000))
      ?? clientBurst
    headerTimeout = fields.value("header_timeout", duration, time) ?? headerTimeout
    bodyTimeout = fields.value("body_timeout", duration, time) ?? bodyTimeout
    idleTimeout = fields.value("idle_timeout", duration, time) ?? idleTimeout
    writeTimeout = fields.value("write_timeout", duration, time) ?? writeTimeout
    trustedProxies = Self.networks(fields) ?? trustedProxies
    redirects = Self.redirects(fields)
    gone = fields.strings("gone") ?? []
    rebuildTokenFile = fields.string("rebuild_token_file").map(absolute)
    for path in gone where !isPath(path) {
      fields.fail("gone", because: "`\(path)` is not a path; write `/old/feed.xml` or `/old/`")
    }
    fields.finish()
  }

  private static func networks(_ fields: SettingsFields) -> [IPNetwork]? {
    fields.strings("trusted_proxies")?.compactMap { text in
      let network = IPNetwork(text)
      if network == nil {
        fields.fail(
          "trusted_proxies",
          because: "`\(text)` is not an address or a network; write `192.0.2.1` or `10.0.0.0/8`")
      }
      return network
    }
  }

  private static func redirects(_ fields: SettingsFields) -> [Redirect] {
    fields.texts("redirects").compactMap { path, target in
      guard isPath(path), isPath(target) || isWebURL(target, allowingQuery: true) else {
        fields.fail(
          "redirects",
          because: "`\(path): \(target)` is not a path and where it moved; "
            + "write `/old.xml: /feed.rss` or `/old.xml: https://…`")
        return nil
      }
      guard !leadsToItself(path, target) else {
        fields.fail(
          "redirects",
          because: "`\(path): \(target)` leads to itself without end; name another place")
        return nil
      }
      return Redirect(path: path, target: target)
    }
  }
}

/// Whether a path that nothing stands at would be redirected again and again: to itself, or ever deeper into one folder.
private func leadsToItself(_ path: String, _ target: String) -> Bool {
  let areFolders = path != "/" && path.hasSuffix("/") && target.hasSuffix("/")
  return target == path || areFolders && target.hasPrefix(path)
}

/// Whether it is an absolute path of a URL that needs no escapes.
private func isPath(_ text: String) -> Bool {
  text.hasPrefix("/") && !text.hasPrefix("//")
    && !text.utf8.contains { $0 <= 32 || $0 >= 127 || "\"%<>\\^`{|}#?".utf8.contains($0) }
}
