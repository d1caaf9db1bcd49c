import FeedModel
import Foundation
import Serve
import Settings

extension ServeOptions {
  /// One for each processor this process may run on, eight at most; `taskset` and `CPUAffinity=` count, for two event loops on
  /// one processor only take turns.
  private static let eventLoops = min(8, ProcessReport.processors)

  /// What the settings say of the server, on the addresses given.
  init(_ settings: WireroomSettings, listen: [ListenAddress]) {
    let server = settings.server
    self.init(
      listen: listen, maxAge: server.maxAge, hubs: settings.site.hubs,
      baseURL: settings.site.baseURL,
      accessLog: AccessLog(rawValue: server.accessLog.rawValue) ?? .off, threads: Self.eventLoops)
    limits.connections = server.maxConnections
    limits.clientConnections = server.clientConnections
    limits.clientRate = server.clientRate
    limits.clientBurst = server.clientBurst
    limits.headerTimeout = server.headerTimeout
    limits.bodyTimeout = server.bodyTimeout
    limits.idleTimeout = server.idleTimeout
    limits.writeTimeout = server.writeTimeout
    trustedProxies = server.trustedProxies
    redirects = Redirects(settings)
  }
}

extension Redirects {
  /// The redirects of the settings, and the former names of feeds.
  fileprivate init(_ settings: WireroomSettings) {
    self.init()
    for redirect in settings.server.redirects {
      let target = redirect.target
      add(
        String(redirect.path.dropFirst()),
        target.hasPrefix("/") ? .path(String(target.dropFirst())) : .url(target))
    }
    for path in settings.server.gone { add(String(path.dropFirst()), .gone) }
    for feed in settings.feeds {
      let folder = SiteLayout.feed(feed.name)
      for name in feed.formerly { add(SiteLayout.feed(name), .path(folder)) }
    }
  }
}

extension ListenAddress {
  /// The address that a setting spells.
  init?(_ text: String) {
    switch Listen(text) {
    case .tcp(let host, let port): self = .tcp(host: host, port: port)
    case .unix(let path): self = .unix(path: path, mode: 0o666, isControl: false)
    case nil: return nil
    }
  }
}
