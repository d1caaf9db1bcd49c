import FeedModel

/// Who is at the other end of a public connection, as limits and logs know it.
struct ClientAddress: Hashable, Sendable {
  /// What one client has: an IPv4 address, or the 64 bits of IPv6 that a site is given (RFC 6177).
  let key: UInt64
  /// As text, for the access log.
  let text: String
  /// Nil for a Unix-domain socket.
  let address: IPAddress?

  /// A reverse proxy on a Unix-domain socket: its word on the client is believed.
  static let unixSocket = ClientAddress()

  /// The address that `text` spells; nil when it is none.
  init?(_ text: String) {
    guard let address = IPAddress(text) else { return nil }
    self.address = address
    self.text = text
    // The upper half of an IPv4 key is one that no IPv6 site has.
    key = address.isIPv4 ? 0xFFFF_FFFF_0000_0000 | address.low & 0xFFFF_FFFF : address.high
  }

  private init() {
    address = nil
    text = "unix:"
    key = 0
  }

  var isLoopback: Bool { address?.isLoopback ?? false }

  /// Whether it is one of `proxies` or on a Unix-domain socket.
  func isTrusted(_ proxies: [IPNetwork]) -> Bool {
    guard let address else { return true }
    return proxies.contains { $0.contains(address) }
  }

  /// The client of a request that came from `self`: itself, or, when it is a trusted proxy, whom that one names.
  ///
  /// Of X-Forwarded-For only the last address that is no trusted proxy counts: what stands before it the client may have
  /// made up.
  func client(of head: RequestHead, trusting proxies: [IPNetwork]) -> ClientAddress {
    guard head.count(of: .forwardedFor) > 0, isTrusted(proxies),
      let field = head.combined(.forwardedFor)
    else { return self }
    for element in field.listElements.reversed() {
      guard let address = ClientAddress(Self.withoutPort(element)) else { break }
      if !address.isTrusted(proxies) { return address }
    }
    return self
  }

  /// `192.0.2.1:4711` and `[2001:db8::1]:4711`, as some proxies write them, without port and brackets.
  private static func withoutPort(_ element: ArraySlice<UInt8>) -> String {
    var host = element
    if host.first == UInt8(ascii: "[") {
      host = host.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    } else if let colon = host.firstIndex(of: UInt8(ascii: ":")),
      host.lastIndex(of: UInt8(ascii: ":")) == colon
    {
      host = host[..<colon]
    }
    return String(decoding: host, as: UTF8.self)
  }
}
