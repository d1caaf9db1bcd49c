/// The statuses this server answers with (RFC 9110 §15, RFC 6585, RFC 3229 §10.4.1).
///
/// Of the 5xx there is 503 alone: nonsense that a client sends is the client's fault, and must not ring the bell of who
/// watches for faults of the server. So an unknown method is a 405 and an unknown version or transfer coding a 400.
package enum Status: Int, Hashable, Sendable, CaseIterable {
  case ok = 200, accepted = 202, noContent = 204, partialContent = 206, delta = 226
  case notModified = 304, permanentRedirect = 308
  case badRequest = 400, unauthorized = 401, forbidden = 403, notFound = 404
  case methodNotAllowed = 405, notAcceptable = 406, requestTimeout = 408, conflict = 409
  case gone = 410, preconditionFailed = 412, contentTooLarge = 413, targetTooLong = 414
  case unsupportedMediaType = 415, rangeNotSatisfiable = 416, expectationFailed = 417
  case unprocessableContent = 422, tooManyRequests = 429, headTooLarge = 431
  case unavailable = 503

  var line: StaticString {
    switch self {
    case .ok: "HTTP/1.1 200 OK\r\n"
    case .accepted: "HTTP/1.1 202 Accepted\r\n"
    case .noContent: "HTTP/1.1 204 No Content\r\n"
    case .partialContent: "HTTP/1.1 206 Partial Content\r\n"
    case .delta: "HTTP/1.1 226 IM Used\r\n"
    case .notModified: "HTTP/1.1 304 Not Modified\r\n"
    case .permanentRedirect: "HTTP/1.1 308 Permanent Redirect\r\n"
    case .badRequest: "HTTP/1.1 400 Bad Request\r\n"
    case .unauthorized: "HTTP/1.1 401 Unauthorized\r\n"
    case .forbidden: "HTTP/1.1 403 Forbidden\r\n"
    case .notFound: "HTTP/1.1 404 Not Found\r\n"
    case .methodNotAllowed: "HTTP/1.1 405 Method Not Allowed\r\n"
    case .notAcceptable: "HTTP/1.1 406 Not Acceptable\r\n"
    case .requestTimeout: "HTTP/1.1 408 Request Timeout\r\n"
    case .conflict: "HTTP/1.1 409 Conflict\r\n"
    case .gone: "HTTP/1.1 410 Gone\r\n"
    case .preconditionFailed: "HTTP/1.1 412 Precondition Failed\r\n"
    case .contentTooLarge: "HTTP/1.1 413 Content Too Large\r\n"
    case .targetTooLong: "HTTP/1.1 414 URI Too Long\r\n"
    case .unsupportedMediaType: "HTTP/1.1 415 Unsupported Media Type\r\n"
    case .rangeNotSatisfiable: "HTTP/1.1 416 Range Not Satisfiable\r\n"
    case .expectationFailed: "HTTP/1.1 417 Expectation Failed\r\n"
    case .unprocessableContent: "HTTP/1.1 422 Unprocessable Content\r\n"
    case .tooManyRequests: "HTTP/1.1 429 Too Many Requests\r\n"
    case .headTooLarge: "HTTP/1.1 431 Request Header Fields Too Large\r\n"
    case .unavailable: "HTTP/1.1 503 Service Unavailable\r\n"
    }
  }

  /// What the plain-text body of an error says to a person.
  var explanation: String {
    switch self {
    case .badRequest: "The request is not well-formed HTTP/1.1.\n"
    case .permanentRedirect: "The document has another address; the Location field names it.\n"
    case .notFound: "There is no such document.\n"
    case .methodNotAllowed:
      "This method can't be used here; the Allow field names those that can.\n"
    case .notAcceptable: "The document is not available in an encoding that the request accepts.\n"
    case .requestTimeout: "The request took too long to arrive.\n"
    case .gone: "This document was withdrawn.\n"
    case .preconditionFailed: "The document is not in the state that the request asks for.\n"
    case .contentTooLarge: "The content of the request is too large.\n"
    case .targetTooLong: "The address is too long.\n"
    case .rangeNotSatisfiable: "The document has no such range.\n"
    case .expectationFailed: "The expectation of the request can't be met.\n"
    case .tooManyRequests: "Too many requests; come back later, and send If-None-Match.\n"
    case .headTooLarge: "The header fields of the request are too many or too large.\n"
    case .unavailable: "The server is busy; come back later.\n"
    default: "\n"
    }
  }
}
