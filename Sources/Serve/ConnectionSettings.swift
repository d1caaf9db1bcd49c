import NIOCore

/// What all connections of a server share.
struct ConnectionSettings: Sendable {
  let limits: ServeLimits
  let responder: Responder
  let accessLog: AccessLog
  let hooks: ServeHooks
  let readers: ReaderReport
  /// Nil when clients are not limited.
  let buckets: ClientBuckets?
  let trustedProxies: Set<UInt64>

  let headerTimeout: TimeAmount
  let bodyTimeout: TimeAmount
  let idleTimeout: TimeAmount
  let writeTimeout: TimeAmount
  /// How long a closed connection is still read from, so that its last answer isn't lost to a reset.
  let lingerTimeout = TimeAmount.seconds(2)
  /// How long a stopping server waits for the next request of a kept connection, to tell it that this was the last.
  let lastCall = TimeAmount.milliseconds(200)
  /// How many bytes are read and thrown away then.
  let lingerBytes = 1 << 20

  init(
    responder: Responder, options: ServeOptions, hooks: ServeHooks, readers: ReaderReport
  ) {
    self.readers = readers
    self.responder = responder
    self.hooks = hooks
    limits = options.limits
    accessLog = options.accessLog
    buckets = ClientBuckets(
      perSecond: options.limits.clientRate, burst: options.limits.clientBurst)
    trustedProxies = Set(options.trustedProxies.compactMap { ClientAddress($0)?.key })
      .union([ClientAddress.unixSocket.key])
    headerTimeout = TimeAmount(options.limits.headerTimeout)
    bodyTimeout = TimeAmount(options.limits.bodyTimeout)
    idleTimeout = TimeAmount(options.limits.idleTimeout)
    writeTimeout = TimeAmount(options.limits.writeTimeout)
  }
}
