/// The statuses this server answers with (RFC 9110 §15, RFC 6585).
enum Status: Int {
  case ok = 200, noContent = 204, partialContent = 206, delta = 226
  case notModified = 304, permanentRedirect = 308
  case badRequest = 400, notFound = 404, methodNotAllowed = 405, notAcceptable = 406
  case requestTimeout = 408, gone = 410, preconditionFailed = 412, contentTooLarge = 413
  case targetTooLong = 414, rangeNotSatisfiable = 416, expectationFailed = 417
  case tooManyRequests = 429, headTooLarge = 431
  case notImplemented = 501, unavailable = 503, versionUnsupported = 505

  var line: StaticString {
    switch self {
    case .ok: "HTTP/1.1 200 OK\r\n"
    case .noContent: "HTTP/1.1 204 No Content\r\n"
    case .partialContent: "HTTP/1.1 206 Partial Content\r\n"
    case .delta: "HTTP/1.1 226 IM Used\r\n"
    case .notModified: "HTTP/1.1 304 Not Modified\r\n"
    case .permanentRedirect: "HTTP/1.1 308 Permanent Redirect\r\n"
    case .badRequest: "HTTP/1.1 400 Bad Request\r\n"
    case .notFound: "HTTP/1.1 404 Not Found\r\n"
    case .methodNotAllowed: "HTTP/1.1 405 Method Not Allowed\r\n"
    case .notAcceptable: "HTTP/1.1 406 Not Acceptable\r\n"
    case .requestTimeout: "HTTP/1.1 408 Request Timeout\r\n"
    case .gone: "HTTP/1.1 410 Gone\r\n"
    case .preconditionFailed: "HTTP/1.1 412 Precondition Failed\r\n"
    case .contentTooLarge: "HTTP/1.1 413 Content Too Large\r\n"
    case .targetTooLong: "HTTP/1.1 414 URI Too Long\r\n"
    case .rangeNotSatisfiable: "HTTP/1.1 416 Range Not Satisfiable\r\n"
    case .expectationFailed: "HTTP/1.1 417 Expectation Failed\r\n"
    case .tooManyRequests: "HTTP/1.1 429 Too Many Requests\r\n"
    case .headTooLarge: "HTTP/1.1 431 Request Header Fields Too Large\r\n"
    case .notImplemented: "HTTP/1.1 501 Not Implemented\r\n"
    case .unavailable: "HTTP/1.1 503 Service Unavailable\r\n"
    case .versionUnsupported: "HTTP/1.1 505 HTTP Version Not Supported\r\n"
    }
  }

  /// What the plain-text body of an error says to a person.
  var explanation: String {
    switch self {
    case .badRequest: "The request is not well-formed HTTP/1.1.\n"
    case .notFound: "There is no such document.\n"
    case .methodNotAllowed: "Documents can only be read: use GET or HEAD.\n"
    case .notAcceptable: "The document is not available in an encoding that the request accepts.\n"
    case .requestTimeout: "The request took too long to arrive.\n"
    case .gone: "This document was withdrawn and will not come back.\n"
    case .preconditionFailed: "The document is not in the state that the request asks for.\n"
    case .contentTooLarge: "The content of the request is too large.\n"
    case .targetTooLong: "The address is too long.\n"
    case .rangeNotSatisfiable: "The document has no such range.\n"
    case .expectationFailed: "The expectation of the request can't be met.\n"
    case .tooManyRequests: "Too many requests; come back later, and send If-None-Match.\n"
    case .headTooLarge: "The header fields of the request are too many or too large.\n"
    case .notImplemented: "This method or transfer coding is not implemented.\n"
    case .unavailable: "The server is busy; come back later.\n"
    case .versionUnsupported: "Only HTTP/1.1 and HTTP/1.0 are spoken here.\n"
    default: "\n"
    }
  }
}
