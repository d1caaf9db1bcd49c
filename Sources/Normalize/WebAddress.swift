internal import FeedModel

/// Absolute `http(s)` addresses, checked and written one way.
enum WebAddress {
  /// `text` as an absolute `http(s)` URL: scheme and host in lower case, no default port, no fragment, nothing
  /// that tracks readers, a path at least; nil when it is none.
  static func normalised(_ text: String) -> String? {
    let bytes = Array(text.utf8).drop { $0 <= 32 }
    guard let end = bytes.lastIndex(where: { $0 > 32 }) else { return nil }
    let address = Array(bytes[...end])
    guard address.count <= 4096, address.allSatisfy(isAllowed), let scheme = scheme(of: address)
    else { return nil }
    let rest = address[(scheme.utf8.count + 3)...]
    let stop = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    guard let host = host(rest[..<stop], scheme: scheme) else { return nil }
    var path = rest[stop...]
    if let fragment = path.firstIndex(of: UInt8(ascii: "#")) { path = path[..<fragment] }
    let slash = path.first == UInt8(ascii: "/") ? "" : "/"
    return TrackingParameters.removed(
      from: scheme + "://" + host + slash + String(decoding: path, as: UTF8.self))
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte > 32 && byte != 127 && !"\"<>\\^`{|}".utf8.contains(byte)
  }

  private static func scheme(of address: [UInt8]) -> String? {
    let start = address.prefix(8).map(lower)
    if start.starts(with: "https://".utf8) { return "https" }
    return start.starts(with: "http://".utf8) ? "http" : nil
  }

  private static func host(_ authority: ArraySlice<UInt8>, scheme: String) -> String? {
    // Credentials in an address are never wanted in a feed.
    guard !authority.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return nil }
    var host = authority.map(lower)
    let standard = scheme == "https" ? ":443" : ":80"
    if host.count > standard.utf8.count,
      host.suffix(standard.utf8.count).elementsEqual(standard.utf8)
    {
      host.removeLast(standard.utf8.count)
    }
    guard let first = host.first, first != UInt8(ascii: "."), first != UInt8(ascii: ":") else {
      return nil
    }
    return String(decoding: host, as: UTF8.self)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
