import Glibc

/// Who is at the other end of a public connection, as limits and logs know it.
struct ClientAddress: Hashable, Sendable {
  /// What one client has: an IPv4 address, or the 64 bits of IPv6 that a site is given (RFC 6177).
  let key: UInt64
  /// As text, for the access log.
  let text: String
  /// 127.0.0.0/8, ::1, or either mapped into IPv6 (RFC 4291 §2.5.5.2).
  let isLoopback: Bool

  /// A reverse proxy on a Unix-domain socket: its word on the client is believed.
  static let unixSocket = ClientAddress(key: 0, text: "unix:", isLoopback: false)

  /// The address that `text` spells; nil when it is none.
  init?(_ text: String) {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self.init(v4: bytes.prefix(4), text)
    } else if inet_pton(AF_INET6, text, &bytes) == 1 {
      if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
        self.init(v4: bytes.suffix(4), text)
      } else {
        self.init(
          key: Self.number(bytes.prefix(8)), text: text,
          isLoopback: bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1)
      }
    } else {
      return nil
    }
  }

  private init(v4 bytes: ArraySlice<UInt8>, _ text: String) {
    // The upper half is one that no IPv6 site has.
    let key = 0xFFFF_FFFF_0000_0000 | Self.number(bytes)
    self.init(key: key, text: text, isLoopback: bytes.first == 127)
  }

  private init(key: UInt64, text: String, isLoopback: Bool) {
    self.key = key
    self.text = text
    self.isLoopback = isLoopback
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The client of a request that came from `self`: itself, or, when it is a trusted proxy, whom that one names.
  ///
  /// Of X-Forwarded-For only the last address that is no trusted proxy counts: what stands before it the client may have
  /// made up.
  func client(of head: RequestHead, trusting proxies: Set<UInt64>) -> ClientAddress {
    guard proxies.contains(key), let field = head.combined(.forwardedFor) else { return self }
    for element in field.listElements.reversed() {
      guard let address = ClientAddress(String(decoding: element, as: UTF8.self)) else { break }
      if !proxies.contains(address.key) { return address }
    }
    return self
  }
}
