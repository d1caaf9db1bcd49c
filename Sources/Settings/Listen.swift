/// An address to listen on, as settings write it.
package enum Listen: Hashable, Sendable {
  case tcp(host: String, port: Int)
  case unix(path: String)

  /// Reads `HOST:PORT`, `[IPv6]:PORT`, `:PORT` (all addresses) or `unix:PATH`; nil when it is none of them.
  package init?(_ text: String) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard path.hasPrefix("/") else { return nil }
      self = .unix(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
    } else if host.contains(":") {
      return nil
    }
    self = .tcp(host: host.isEmpty ? "::" : host, port: port)
  }

  /// The address for a reader on this machine; nil for a Unix socket.
  package var url: String? {
    guard case .tcp(let host, let port) = self else { return nil }
    let reachable = ["::", "0.0.0.0"].contains(host) ? "localhost" : host
    return "http://\(reachable.contains(":") ? "[\(reachable)]" : reachable):\(port)/"
  }

  /// The host of an absolute URL, lower case, without user and port.
  static func host(ofURL url: String) -> String {
    let afterScheme = url.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2)
    guard let authority = afterScheme.dropFirst().first else { return "localhost" }
    let host = authority.split(separator: UInt8(ascii: "@")).last ?? authority
    if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) {
      return String(Substring(host[...end])).lowercased()
    }
    return String(Substring(host.prefix { $0 != UInt8(ascii: ":") })).lowercased()
  }
}
