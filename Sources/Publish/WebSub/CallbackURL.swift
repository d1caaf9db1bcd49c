/// Where a subscriber wants to be called: an absolute `http` or `https` URL, as it came.
package struct CallbackURL: Hashable, Sendable {
  package let text: String
  /// Lower case, without brackets, user and port.
  package let host: String
  package let port: Int

  /// Bytes that a callback may have.
  static let longest = 2048

  /// Nil when `text` is no such URL, names a user, has a fragment, or a port that other protocols own.
  ///
  /// Ports below 1024 but 80 and 443 are refused: what is posted there could be taken for another protocol's commands.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longest,
      text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"\"<>\\^`{|}#".utf8.contains($0) })
    else { return nil }
    let lower = text.lowercased()
    guard
      let (scheme, standard) = [("http://", 80), ("https://", 443)].first(where: {
        lower.hasPrefix($0.0)
      })
    else { return nil }
    let authority = lower.utf8.dropFirst(scheme.utf8.count).prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
    }
    guard let (host, port) = Self.split(Array(authority), standard: standard) else { return nil }
    guard port == 80 || port == 443 || (1024...65_535).contains(port) else { return nil }
    (self.text, self.host, self.port) = (text, host, port)
  }

  /// The URL with fields added to its query, before which what it has stays as it is (WebSub §5.3).
  func adding(_ fields: [(name: String, value: String)]) -> String {
    let joint = !text.utf8.contains(UInt8(ascii: "?")) ? "?" : text.hasSuffix("?") ? "" : "&"
    return text + joint + String(decoding: formEncoded(fields), as: UTF8.self)
  }

  private static func split(_ authority: [UInt8], standard: Int) -> (host: String, port: Int)? {
    var host = authority[...]
    var port: ArraySlice<UInt8>?
    if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) {
      let rest = host[(end + 1)...]
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { return nil }
      port = rest.isEmpty ? nil : rest.dropFirst()
      host = host[1..<end]
    } else if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
      port = host[(colon + 1)...]
      host = host[..<colon]
    }
    guard !host.isEmpty, !host.contains(UInt8(ascii: "@")) else { return nil }
    let name = String(decoding: host, as: UTF8.self)
    guard let port, !port.isEmpty else { return (name, standard) }
    guard port.allSatisfy({ (48...57).contains($0) }), port.count <= 5,
      let number = Int(String(decoding: port, as: UTF8.self))
    else { return nil }
    return (name, number)
  }
}
