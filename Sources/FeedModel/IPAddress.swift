import Glibc

/// An IPv4 or IPv6 address, IPv4 ones as mapped into IPv6 (RFC 4291 §2.5.5.2): both spellings are one address.
package struct IPAddress: Hashable, Sendable {
  /// The first eight bytes in network order: what an IPv6 site is given (RFC 6177).
  package let high: UInt64
  package let low: UInt64

  /// The address that `text` spells, without brackets, port or zone; nil when it is none.
  package init?(_ text: String) {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      bytes = Array(repeating: 0, count: 10) + [0xFF, 0xFF] + bytes.prefix(4)
    } else if inet_pton(AF_INET6, text, &bytes) != 1 {
      return nil
    }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The address of 4 or 16 bytes in network order; nil for any other count.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    let whole = bytes.count == 16 ? bytes : Array(repeating: 0, count: 10) + [0xFF, 0xFF] + bytes
    high = whole.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = whole.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// 127.0.0.0/8 or ::1.
  package var isLoopback: Bool {
    isIPv4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1
  }
}

/// A range of addresses, such as `10.0.0.0/8`, or one of them.
package struct IPNetwork: Hashable, Sendable {
  /// As it was spelt.
  package let text: String
  private let address: IPAddress
  /// Leading bits that count, of 128.
  private let bits: Int

  /// The network that `text` spells as `ADDRESS` or `ADDRESS/BITS`; nil when it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
    let width = address.isIPv4 ? 32 : 128
    var bits = width
    if parts.count == 2 {
      guard let given = Int(parts[1]), (0...width).contains(given) else { return nil }
      bits = given
    }
    self.text = text
    self.address = address
    self.bits = bits + 128 - width
  }

  package func contains(_ other: IPAddress) -> Bool {
    let high = min(bits, 64)
    let low = bits - high
    return (address.high ^ other.high) >> (64 - high) == 0
      && (address.low ^ other.low) >> (64 - low) == 0
  }
}
