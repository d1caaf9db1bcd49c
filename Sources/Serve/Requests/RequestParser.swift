/// Reads request heads strictly (RFC 9112): what two parsers could read differently is refused, never repaired.
///
/// Bare line feeds, folded lines, white space before a colon, doubled lengths and a length beside a coding are the stuff
/// of request smuggling; each is a 400. Cost: O(bytes).
struct RequestParser {
  private let bytes: [UInt8]
  private let limits: ServeLimits
  private var at = 0
  private var head: RequestHead

  /// The head that `bytes` holds, which must end with the empty line and have CRLF line ends alone.
  static func head(of bytes: [UInt8], limits: ServeLimits) throws(RequestFault) -> RequestHead {
    var parser = RequestParser(bytes: bytes, limits: limits)
    try parser.readRequestLine()
    try parser.readFields()
    try parser.checkHost()
    try parser.settleFraming()
    parser.settleConnection()
    return parser.head
  }

  private init(bytes: [UInt8], limits: ServeLimits) {
    self.bytes = bytes
    self.limits = limits
    head = RequestHead(bytes: bytes)
  }
}

extension RequestParser {
  fileprivate mutating func readRequestLine() throws(RequestFault) {
    while bytes[at].isTokenCharacter { at += 1 }
    guard at > 0, bytes[at] == .space else { throw .malformed }
    head.methodName = 0..<at
    head.method = Self.method(bytes[0..<at])
    at += 1
    let start = at
    while bytes[at] > .space, bytes[at] != 127 { at += 1 }
    head.target = start..<at
    guard bytes[at] == .space, !head.target.isEmpty else { throw .malformed }
    guard head.target.count <= limits.targetBytes else { throw .targetTooLong }
    at += 1
    try readVersion()
    try settlePath()
  }

  fileprivate mutating func readVersion() throws(RequestFault) {
    let version = bytes[at...].prefix { $0 != .carriageReturn }
    let index = version.startIndex
    guard version.count == 8, version.prefix(5).equals("HTTP/"), version[index + 5].isDigit,
      version[index + 6] == UInt8(ascii: "."), version[index + 7].isDigit
    else { throw .malformed }
    guard version[index + 5] == UInt8(ascii: "1"), bytes[version.endIndex + 1] == .lineFeed else {
      throw .malformed
    }
    head.minorVersion = version[index + 7] == UInt8(ascii: "0") ? 0 : 1
    at = version.endIndex + 2
  }

  /// The path of an origin-form, absolute-form or asterisk-form target (RFC 9112 §3.2).
  fileprivate mutating func settlePath() throws(RequestFault) {
    let target = bytes[head.target]
    if target.first == UInt8(ascii: "/") {
      split(target)
    } else if target.begins(with: "http://") || target.begins(with: "https://") {
      let scheme = target[target.startIndex + 4] == UInt8(ascii: ":") ? 7 : 8
      let authority = target.dropFirst(scheme).prefix {
        $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
      }
      // A URL of these schemes has a host (RFC 9110 §4.2.1).
      guard let first = authority.first, first != UInt8(ascii: ":"), Self.isHost(authority) else {
        throw .malformed
      }
      split(target[authority.endIndex...])
    } else if target.elementsEqual("*".utf8), case .options = head.method {
      head.path = head.target.upperBound..<head.target.upperBound
    } else if bytes[head.methodName].equals("CONNECT") {
      head.path = head.target
    } else {
      throw .malformed
    }
  }

  /// Parts a target's path from its query; a fragment, which no client should send, is dropped.
  private mutating func split(_ target: ArraySlice<UInt8>) {
    let path = target.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    head.path = path.startIndex..<path.endIndex
    let rest = target[path.endIndex...]
    guard rest.first == UInt8(ascii: "?") else { return }
    let query = rest.dropFirst().prefix { $0 != UInt8(ascii: "#") }
    head.query = query.startIndex..<query.endIndex
  }

  fileprivate mutating func readFields() throws(RequestFault) {
    var lines = 0
    while bytes[at] != .carriageReturn {
      lines += 1
      guard lines <= limits.headerLines else { throw .headTooLarge }
      let start = at
      while bytes[at].isTokenCharacter { at += 1 }
      let name = start..<at
      guard !name.isEmpty, bytes[at] == UInt8(ascii: ":") else { throw .malformed }
      at += 1
      while bytes[at].isOptionalSpace { at += 1 }
      let value = try readValue()
      if let field = Self.field(bytes[name]) { head.append(field, value) }
    }
    guard at == bytes.count - 2 else { throw .malformed }
  }

  /// The value from here to the line's end, without white space at its end; the place moves to the next line.
  private mutating func readValue() throws(RequestFault) -> Range<Int> {
    let start = at
    while bytes[at] != .carriageReturn {
      guard bytes[at] >= .space || bytes[at] == .tab, bytes[at] != 127 else { throw .malformed }
      at += 1
    }
    guard bytes[at + 1] == .lineFeed else { throw .malformed }
    var end = at
    while end > start, bytes[end - 1].isOptionalSpace { end -= 1 }
    at += 2
    return start..<end
  }

  /// One Host field, well-formed, on HTTP/1.1; at most one before (RFC 9112 §3.2).
  fileprivate func checkHost() throws(RequestFault) {
    let count = head.count(of: .host)
    guard count <= 1, count == 1 || head.minorVersion == 0 else { throw .malformed }
    if let host = head.single(.host), !Self.isHost(host) { throw .malformed }
  }

  fileprivate mutating func settleFraming() throws(RequestFault) {
    if head.count(of: .transferEncoding) > 0 {
      guard head.minorVersion > 0, head.count(of: .contentLength) == 0 else { throw .malformed }
      // Any other coding, before or after, is one that another program could read otherwise.
      var codings = (head.combined(.transferEncoding) ?? []).listElements
      guard let coding = codings.next(), coding.spells("chunked"), codings.next() == nil else {
        throw .malformed
      }
      head.framing = .chunked
    } else if head.count(of: .contentLength) > 0 {
      guard let length = head.single(.contentLength), length.allSatisfy(\.isDigit),
        !length.isEmpty
      else { throw .malformed }
      guard let count = length.decimal, count <= limits.bodyBytes else { throw .contentTooLarge }
      head.framing = count == 0 ? .none : .length(count)
    }
    guard let expectation = head.combined(.expect), head.minorVersion > 0 else { return }
    guard expectation.spells("100-continue") else { throw .expectationUnknown }
    head.expectsContinue = head.framing != .none
  }

  /// Whether the connection outlives the request (RFC 9112 §9.3).
  fileprivate mutating func settleConnection() {
    let options = (head.combined(.connection) ?? []).listElements
    let closes = options.contains { $0.spells("close") }
    let keeps = head.minorVersion > 0 || options.contains { $0.spells("keep-alive") }
    head.keepsAlive = keeps && !closes
  }
}

extension RequestParser {
  /// Whether it is a host with or without a port (RFC 3986 §3.2.2): nothing in it another parser could read otherwise.
  fileprivate static func isHost(_ host: ArraySlice<UInt8>) -> Bool {
    var name = host
    if let colon = host.lastIndex(of: UInt8(ascii: ":")), host.last != UInt8(ascii: "]") {
      guard host[(colon + 1)...].allSatisfy(\.isDigit) else { return false }
      name = host[..<colon]
    }
    if name.first == UInt8(ascii: "[") {
      return name.count > 3 && name.last == UInt8(ascii: "]")
        && name.dropFirst().dropLast().allSatisfy {
          $0.hexValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        }
    }
    return name.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "%"), UInt8(ascii: "!"),
        UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: "+"), UInt8(ascii: ";"),
        UInt8(ascii: "="):
        true
      default: false
      }
    }
  }

  /// Methods are case-sensitive (RFC 9110 §9.1).
  fileprivate static func method(_ name: ArraySlice<UInt8>) -> RequestHead.Method {
    if name.equals("GET") { return .get }
    if name.equals("HEAD") { return .head }
    return name.equals("OPTIONS") ? .options : .other
  }

  /// Sorted by length first, so that most names cost one comparison.
  fileprivate static func field(_ name: ArraySlice<UInt8>) -> RequestHead.Field? {
    switch name.count {
    case 3: name.spells("via") ? .via : nil
    case 4: name.spells("host") ? .host : name.spells("a-im") ? .acceptManipulation : nil
    case 5: name.spells("range") ? .range : nil
    case 6: name.spells("expect") ? .expect : nil
    case 7: name.spells("referer") ? .referer : nil
    case 8:
      name.spells("if-match") ? .ifMatch : name.spells("if-range") ? .ifRange : nil
    case 9: name.spells("forwarded") ? .forwarded : nil
    case 10:
      name.spells("connection")
        ? .connection : name.spells("user-agent") ? .userAgent : nil
    case 12: name.spells("content-type") ? .contentType : nil
    case 13:
      name.spells("if-none-match")
        ? .ifNoneMatch : name.spells("authorization") ? .authorization : nil
    case 14: name.spells("content-length") ? .contentLength : nil
    case 15:
      name.spells("accept-encoding")
        ? .acceptEncoding : name.spells("x-forwarded-for") ? .forwardedFor : nil
    case 17:
      name.spells("if-modified-since")
        ? .ifModifiedSince : name.spells("transfer-encoding") ? .transferEncoding : nil
    case 19: name.spells("if-unmodified-since") ? .ifUnmodifiedSince : nil
    default: nil
    }
  }
}
