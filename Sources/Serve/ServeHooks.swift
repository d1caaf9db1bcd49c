/// What a client asks of the running daemon with `POST /rebuild`.
package struct RebuildRequest: Hashable, Sendable {
  /// Names of feeds; empty for all.
  package var feeds: [String]
  /// Whether everything is made anew instead of what changed.
  package var full: Bool
  /// Whether a sudden shrink of a feed is meant.
  package var acceptDeletions: Bool
  /// Whether the answer goes on until the result is published.
  package var wait: Bool

  package init(
    feeds: [String] = [], full: Bool = false, acceptDeletions: Bool = false, wait: Bool = true
  ) {
    self.feeds = feeds
    self.full = full
    self.acceptDeletions = acceptDeletions
    self.wait = wait
  }
}

/// How much a message of the server matters to an operator.
package enum ServeLogLevel: String, Hashable, Sendable, CaseIterable {
  case debug, info, notice, warning, error
}

/// What the server asks of the rest of the program.
///
/// All closures are called on event loops: they must not block.
package struct ServeHooks: Sendable {
  /// Whether documents stand and are fresh: `/readyz`.
  package var isReady: @Sendable () -> Bool
  /// The text of `/healthz`.
  package var health: @Sendable () -> String
  /// Prometheus text: on the control socket and for loopback peers only.
  package var metrics: @Sendable () -> String
  /// The JSON of `GET /status`, on the control socket only.
  package var status: @Sendable () async -> [UInt8]
  /// Starts a rebuild; the stream's elements are JSON lines of progress, without their line feed.
  package var rebuild: @Sendable (RebuildRequest) -> AsyncStream<[UInt8]>
  /// A message for the operator: constant text, variable metadata.
  package var log: @Sendable (ServeLogLevel, String, [String: String]) -> Void
  /// A line of the access log, without its line feed; nil for standard output.
  package var access: (@Sendable (String) -> Void)?
  /// What is answered beside documents, such as a hub.
  package var endpoints: [Endpoint]

  package init(
    isReady: @escaping @Sendable () -> Bool = { true },
    health: @escaping @Sendable () -> String = { "ok\n" },
    metrics: @escaping @Sendable () -> String = { "" },
    status: @escaping @Sendable () async -> [UInt8] = { Array("{}".utf8) },
    rebuild: @escaping @Sendable (RebuildRequest) -> AsyncStream<[UInt8]> = { _ in
      AsyncStream { $0.finish() }
    },
    log: @escaping @Sendable (ServeLogLevel, String, [String: String]) -> Void = { _, _, _ in },
    access: (@Sendable (String) -> Void)? = nil, endpoints: [Endpoint] = []
  ) {
    self.isReady = isReady
    self.health = health
    self.metrics = metrics
    self.status = status
    self.rebuild = rebuild
    self.log = log
    self.access = access
    self.endpoints = endpoints
  }
}
