import FeedModel
import NIOCore

/// What all connections of a server share that were accepted under the same options.
struct ConnectionSettings: Sendable {
  let limits: ServeLimits
  let responder: Responder
  let accessLog: AccessLog
  /// Writes a line of the access log.
  let access: @Sendable (String) -> Void
  let traffic: TrafficReport
  /// The answers of endpoints in the making.
  let tasks: ConnectionTasks
  /// Nil when clients are not limited.
  let buckets: ClientBuckets?
  let trustedProxies: [IPNetwork]

  let headerTimeout: TimeAmount
  let bodyTimeout: TimeAmount
  let idleTimeout: TimeAmount
  let writeTimeout: TimeAmount
  let answerTimeout: TimeAmount
  /// How long an idle connection may stay where there are too many.
  var roomAfter = TimeAmount.seconds(1)
  /// How long a closed connection is still read from, so that its last answer isn't lost to a reset.
  let lingerTimeout = TimeAmount.seconds(2)
  /// How long a stopping server waits for the next request of a kept connection, to tell it that this was the last.
  let lastCall = TimeAmount.milliseconds(200)
  /// How many bytes are read and thrown away then.
  let lingerBytes = 1 << 20

  init(
    responder: Responder, options: ServeOptions, access: @escaping @Sendable (String) -> Void,
    traffic: TrafficReport, tasks: ConnectionTasks
  ) {
    self.responder = responder
    self.access = access
    self.traffic = traffic
    self.tasks = tasks
    limits = options.limits
    accessLog = options.accessLog
    buckets = ClientBuckets(
      perSecond: options.limits.clientRate, burst: options.limits.clientBurst)
    trustedProxies = options.trustedProxies
    headerTimeout = TimeAmount(options.limits.headerTimeout)
    bodyTimeout = TimeAmount(options.limits.bodyTimeout)
    idleTimeout = TimeAmount(options.limits.idleTimeout)
    writeTimeout = TimeAmount(options.limits.writeTimeout)
    answerTimeout = TimeAmount(options.limits.answerTimeout)
  }

  /// What `peer` is counted by where one client may have only so much; nil for whom no limit holds.
  ///
  /// This machine is exempt, and so is a trusted proxy: it asks for many.
  func limitedClient(_ peer: ClientAddress?) -> UInt64? {
    guard let peer, !peer.isLoopback, !peer.isTrusted(trustedProxies) else { return nil }
    return peer.key
  }
}
