import Curl
import FeedModel
import Logging
import Pipeline
import Publish
import Settings

extension PushRoom {
  /// What tells the world for `newsroom`, over clients of its own.
  init(
    _ newsroom: Newsroom, board: PushBoard, log: Logger,
    changes: @escaping @Sendable (_ path: String, _ etag: String) -> [UInt8]? = { _, _ in nil }
  ) throws {
    self.init(
      newsroom: newsroom, senders: try Senders(newsroom.settings), board: board, log: log,
      challenge: Self.challenge, changes: changes)
  }

  /// 256 bits of the system's randomness, as hex digits.
  private static let challenge: @Sendable () -> String = {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension Senders {
  /// The ways out that settings allow.
  fileprivate init(_ settings: WireroomSettings) throws(CurlError) {
    let push = settings.push
    let operators = try HTTPClient(maxTransfers: push.parallel, maxPerHost: push.perHost)
    let operatorSender = operators.sender(timeout: push.timeout, usesProxies: push.usesProxy)
    var subscribers = operatorSender
    if let hub = push.embeddedHub {
      let allowed = hub.allowedNetworks
      let client = try HTTPClient(
        maxTransfers: push.parallel, maxPerHost: push.perHost,
        addresses: .publicOnly { bytes in
          IPAddress(bytes: bytes).map { address in allowed.contains { $0.contains(address) } }
            ?? false
        })
      subscribers = client.sender(timeout: push.timeout)
    }
    var store = operatorSender
    if let upload = settings.upload {
      let client = try HTTPClient(maxTransfers: upload.parallel, maxPerHost: upload.parallel)
      store = client.sender(timeout: upload.timeout, usesProxies: upload.usesProxy)
    }
    self.init(operators: operatorSender, subscribers: subscribers, store: store)
  }
}
