import FeedModel

/// Where the server listens.
///
/// A TCP address is public: documents and probes. A Unix-domain socket is the control socket, guarded by its file mode, with
/// status, rebuild and metrics; or, with `isControl` false, public for a reverse proxy.
package enum ListenAddress: Hashable, Sendable {
  /// Host name or address, `*` or empty for every one; port 0 takes a free one.
  case tcp(host: String, port: Int)
  /// Path of the socket file, replaced when stale, and its permission bits.
  case unix(path: String, mode: UInt32 = 0o660, isControl: Bool = true)
  /// A bound and listening socket, as systemd passes it; it stays open for the next process.
  ///
  /// Public when it is a TCP one or `name`, its FileDescriptorName=, is `http`; else the control socket.
  case inherited(Int32, name: String = "")
}

/// Where the server really listens.
package struct BoundAddress: Hashable, Sendable, CustomStringConvertible {
  package enum Place: Hashable, Sendable {
    case tcp(host: String, port: Int)
    case unix(path: String)
  }

  package var place: Place
  /// Whether it answers control requests instead of documents.
  package var isControl: Bool

  package init(_ place: Place, isControl: Bool) {
    self.place = place
    self.isControl = isControl
  }

  /// The TCP port, nil for a Unix-domain socket.
  package var port: Int? {
    if case .tcp(_, let port) = place { port } else { nil }
  }

  /// `127.0.0.1:8080`, `[::1]:8080` or the socket's path.
  package var description: String {
    switch place {
    case .tcp(let host, let port):
      (host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host) + ":\(port)"
    case .unix(let path): path
    }
  }
}

/// What a server may spend on its clients.
package struct ServeLimits: Hashable, Sendable {
  /// Public connections at a time; one more is told 503, and idle ones are closed.
  package var connections = 4096
  /// Public connections of one client at a time; one more is told 429.
  package var clientConnections = 256
  /// Bytes of a request's head, request line included; more is 431.
  package var headerBytes = 16 << 10
  /// Field lines of a request; more is 431.
  package var headerLines = 100
  /// Bytes of a request target; more is 414.
  package var targetBytes = 8 << 10
  /// Bytes of a request's content; more is 413.
  package var bodyBytes = 64 << 10
  /// From the first byte of a head to its last.
  package var headerTimeout: Duration = .seconds(15)
  /// For the content of a request.
  package var bodyTimeout: Duration = .seconds(15)
  /// Between requests on a kept connection, and before the first.
  package var idleTimeout: Duration = .seconds(60)
  /// Without a byte taken by the client.
  package var writeTimeout: Duration = .seconds(60)
  /// For an endpoint's answer; later is 503.
  package var answerTimeout: Duration = .seconds(30)
  /// Full answers a second that a client may have in the long run, 0 for any number; more is 429.
  ///
  /// A client is an IPv4 address or an IPv6 /64. Answers to conditional requests are nearly free, this machine is exempt.
  package var clientRate = 20
  /// Full answers that a client may have at once.
  package var clientBurst = 1000

  package init() {}
}

/// The form of the access log.
package enum AccessLog: String, Hashable, Sendable, CaseIterable {
  case off, common, json
}

/// How the server listens and what it says beside the documents.
package struct ServeOptions: Sendable {
  package var listen: [ListenAddress]
  /// How long caches may keep a document.
  package var maxAge: Duration
  package var limits: ServeLimits
  /// WebSub hubs to name in feeds' `Link` headers, absolute URLs.
  package var hubs: [String]
  /// Absolute URL of the output folder, ends in a slash; what `rel="self"` links start with.
  package var baseURL: String
  package var accessLog: AccessLog
  /// Proxies whose X-Forwarded-For is believed.
  package var trustedProxies: [IPNetwork] = []
  /// Where documents stand that had other addresses, and what is gone for good.
  package var redirects = Redirects()
  /// Event loops, each a thread.
  package var threads: Int

  package init(
    listen: [ListenAddress], maxAge: Duration = .seconds(300), limits: ServeLimits = ServeLimits(),
    hubs: [String] = [], baseURL: String = "", accessLog: AccessLog = .off, threads: Int = 2
  ) {
    self.listen = listen
    self.maxAge = maxAge
    self.limits = limits
    self.hubs = hubs
    self.baseURL = baseURL
    self.accessLog = accessLog
    self.threads = threads
  }
}
