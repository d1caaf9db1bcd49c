import Glibc

/// Whether an address belongs to the public internet: those of IANA's special-purpose registries do not.
///
/// Asked of the address that is about to be connected to, so neither a name that resolves differently the second time nor
/// any odd spelling of an address gets around it. Addresses that carry an IPv4 address (mapped, NAT64, 6to4) are
/// judged by that.
///
/// - Parameter bytes: 4 or 16 bytes in network order.
/// - Returns: False also for anything that is no address.
package func isPublicAddress(_ bytes: [UInt8]) -> Bool {
  switch bytes.count {
  case 4: isPublicIPv4(bytes)
  case 16: isPublicIPv6(bytes)
  default: false
  }
}

private func isPublicIPv4(_ a: [UInt8]) -> Bool {
  switch (a[0], a[1], a[2]) {
  case (0, _, _), (10, _, _), (127, _, _): false  // this network, private, loopback
  case (100, 64...127, _): false  // shared by carriers
  case (169, 254, _): false  // link-local; cloud metadata
  case (172, 16...31, _), (192, 168, _): false  // private
  case (192, 0, 0), (192, 0, 2), (198, 51, 100), (203, 0, 113): false  // protocols, documentation
  case (192, 88, 99), (198, 18...19, _): false  // old relays, benchmarks
  case (224..., _, _): false  // multicast, reserved, broadcast
  default: true
  }
}

private func isPublicIPv6(_ a: [UInt8]) -> Bool {
  let isZero = { (range: Range<Int>) in a[range].allSatisfy { $0 == 0 } }
  // ::ffff:0:0/96 mapped and 64:ff9b::/96 NAT64.
  if isZero(0..<10), a[10] == 0xFF, a[11] == 0xFF { return isPublicIPv4(Array(a[12...])) }
  if a[0] == 0, a[1] == 0x64, a[2] == 0xFF, a[3] == 0x9B, isZero(4..<12) {
    return isPublicIPv4(Array(a[12...]))
  }
  // All that is handed out lies in 2000::/3: not loopback, unique local, link-local, multicast.
  guard a[0] & 0xE0 == 0x20 else { return false }
  if a[0] == 0x20, a[1] == 0x02 { return isPublicIPv4(Array(a[2..<6])) }  // 2002::/16, 6to4
  if a[0] == 0x20, a[1] == 0x01, a[2] < 0x02 { return false }  // 2001::/23: Teredo, protocols
  if a[0] == 0x20, a[1] == 0x01, a[2] == 0x0D, a[3] == 0xB8 { return false }  // documentation
  if a[0] == 0x3F, a[1] == 0xFF, a[2] < 0x10 { return false }  // 3fff::/20, documentation
  return true
}

/// The address in a socket address as 4 or 16 bytes; empty for other families.
func addressBytes(_ address: UnsafeRawPointer, family: Int32) -> [UInt8] {
  switch family {
  case AF_INET:
    let part = address.loadUnaligned(as: sockaddr_in.self).sin_addr
    return withUnsafeBytes(of: part) { Array($0) }
  case AF_INET6:
    let part = address.loadUnaligned(as: sockaddr_in6.self).sin6_addr
    return withUnsafeBytes(of: part) { Array($0) }
  default: return []
  }
}
