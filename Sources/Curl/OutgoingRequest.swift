/// One HTTP request to another machine.
package struct OutgoingRequest: Hashable, Sendable {
  /// A header field; the name is a token of RFC 9110 §5.1, the value has no line break.
  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Upper-case, such as `POST`.
  package var method: String
  /// Absolute, `http` or `https`; anything else is refused.
  package var url: String
  package var headers: [Header]
  package var body: [UInt8]
  /// From the start of the transfer to the last byte of the response.
  package var timeout: Duration
  /// For name, connection and TLS together; part of `timeout`.
  package var connectTimeout: Duration
  /// Bytes of response body, after decompression; a larger one is an error.
  package var maxResponseSize: Int
  /// How many redirects are followed; none by default.
  package var maxRedirects: Int
  /// Whether `http_proxy` and its kin in the environment are obeyed.
  package var usesProxyEnvironment: Bool

  package init(
    _ method: String = "GET", url: String, headers: [Header] = [], body: [UInt8] = [],
    timeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(10),
    maxResponseSize: Int = 1024 * 1024, maxRedirects: Int = 0, usesProxyEnvironment: Bool = false
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.connectTimeout = connectTimeout
    self.maxResponseSize = maxResponseSize
    self.maxRedirects = maxRedirects
    self.usesProxyEnvironment = usesProxyEnvironment
  }
}

extension OutgoingRequest {
  /// Why the request can't be sent as it is; nil when it can.
  ///
  /// A line break in a header would begin another header, a NUL would cut the rest off.
  var defect: String? {
    if method.isEmpty || !method.utf8.allSatisfy({ (65...90).contains($0) }) {
      return "the method '\(method)' is not one of upper-case letters"
    }
    if url.utf8.contains(where: { $0 <= 32 || $0 == 127 }) {
      return "the address has a space or a control character"
    }
    for header in headers {
      if header.name.isEmpty || !header.name.utf8.allSatisfy(isTokenByte) {
        return "'\(header.name)' is not the name of a header field"
      }
      if header.value.utf8.contains(where: { $0 < 32 && $0 != 9 || $0 == 127 }) {
        return "the header field \(header.name) has a line break or control character"
      }
    }
    return nil
  }
}

/// Whether a byte may stand in a token (RFC 9110 §5.6.2).
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 48...57, 65...90, 97...122: true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}
