/// The head of a request: its bytes, and where the parts lie that this server reads.
struct RequestHead {
  enum Method {
    case get, head, options
    /// Any other: documents have none, an endpoint looks at the name.
    case other
  }

  /// How the content is delimited (RFC 9112 §6.3).
  enum Framing: Equatable {
    case none
    case length(Int)
    case chunked
  }

  /// The fields that mean something here; all others are checked for form and dropped.
  enum Field: UInt8 {
    case host, connection, contentLength, transferEncoding, expect, ifMatch, ifNoneMatch
    case ifModifiedSince, ifUnmodifiedSince, ifRange, range, acceptEncoding, acceptManipulation
    case userAgent, referer, forwardedFor, forwarded, via, contentType, authorization
  }

  /// The whole head, with its last empty line.
  let bytes: [UInt8]
  var method = Method.other
  var methodName = 0..<0
  /// The request target as it came.
  var target = 0..<0
  /// The path of the target, without authority and query; empty for `OPTIONS *`.
  var path = 0..<0
  /// What stands behind the `?` of the target; empty without one.
  var query = 0..<0
  /// HTTP/1.`minorVersion`.
  var minorVersion = 1
  var framing = Framing.none
  var keepsAlive = true
  var expectsContinue = false
  private(set) var fields: [(name: Field, value: Range<Int>)] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
    fields.reserveCapacity(8)
  }

  mutating func append(_ name: Field, _ value: Range<Int>) { fields.append((name, value)) }

  func count(of name: Field) -> Int {
    var count = 0
    for field in fields where field.name == name { count += 1 }
    return count
  }

  /// The value of a field that may stand once; nil when it is missing or doubled.
  func single(_ name: Field) -> ArraySlice<UInt8>? {
    var found: Range<Int>?
    for field in fields where field.name == name {
      guard found == nil else { return nil }
      found = field.value
    }
    return found.map { bytes[$0] }
  }

  /// The value of a list field, its lines joined by commas (RFC 9110 §5.3); nil when it is missing.
  func combined(_ name: Field) -> ArraySlice<UInt8>? {
    if let value = single(name) { return value }
    let lines = fields.filter { $0.name == name }
    guard !lines.isEmpty else { return nil }
    return Array(lines.map { bytes[$0.value] }.joined(separator: [UInt8(ascii: ",")]))[...]
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func text(_ name: Field) -> String? { single(name).map { String(decoding: $0, as: UTF8.self) } }
}

/// What is wrong with a request, as the status that says so.
enum RequestFault: Error {
  case malformed, targetTooLong, headTooLarge, contentTooLarge, expectationUnknown

  var status: Status {
    switch self {
    case .malformed: .badRequest
    case .targetTooLong: .targetTooLong
    case .headTooLarge: .headTooLarge
    case .contentTooLarge: .contentTooLarge
    case .expectationUnknown: .expectationFailed
    }
  }
}
