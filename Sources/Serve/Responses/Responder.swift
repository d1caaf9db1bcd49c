import FeedModel
import NIOCore

/// Turns a request into a response: pure but for the clock, the table and the hooks.
///
/// A response's head is appended to a buffer, but for `Connection` and the last empty line, which are the connection's. What
/// an endpoint answers is not made here, since that takes its time.
struct Responder: Sendable {
  let table: DocumentTable
  let style: ResponseStyle
  private let hooks: ServeHooks
  private let redirects: Redirects
  private let dates = DateLine()

  /// What the connection still has to send after the head.
  struct Answer {
    var status: Status
    var body: ByteBuffer?
    /// The feed that was asked for, if one was.
    var feed: String?
  }

  init(table: DocumentTable, options: ServeOptions, hooks: ServeHooks) {
    self.table = table
    self.hooks = hooks
    redirects = options.redirects
    style = ResponseStyle(options)
  }

  /// The time, to the second.
  var now: Instant { dates.now().instant }

  /// The endpoint that `head` asks, whatever its method.
  func endpoint(for head: RequestHead) -> Endpoint? {
    guard !hooks.endpoints.isEmpty else { return nil }
    let path = head.bytes[head.path].dropFirst()
    return hooks.endpoints.first { path.equals($0.path) }
  }

  /// The answer to `head`, which asks no endpoint, or one that does not have its method.
  func answer(_ head: RequestHead, isLoopback: Bool, to out: inout ByteBuffer) -> Answer {
    if let endpoint = endpoint(for: head) { return answer(head, for: endpoint, to: &out) }
    switch head.method {
    case .get, .head: break
    case .options: return options(head, to: &out)
    case .other:
      return refusal(.methodNotAllowed, head, fields: "Allow: GET, HEAD, OPTIONS\r\n", to: &out)
    }
    guard let name = RequestPath.name(head.bytes[head.path]) else {
      return refusal(.notFound, head, to: &out)
    }
    switch table.entry(at: name) {
    case .document(let document):
      var answer = respond(with: document, to: head, &out)
      if document.kind == .feed { answer.feed = document.path }
      return answer
    case .gone: return refusal(.gone, head, to: &out)
    case .moved(let path):
      guard case .document? = table.entry(at: path) else {
        return refusal(.notFound, head, to: &out)
      }
      return redirect(style.location(of: path), head, &out)
    case nil: return respond(missing: name, head, isLoopback: isLoopback, to: &out)
    }
  }

  /// The plain-text answer for `status`, as to a request that could not be read when there is no `head`.
  func refusal(
    _ status: Status, _ head: RequestHead? = nil, fields: String = "",
    retryAfter seconds: Int? = nil, to out: inout ByteBuffer
  ) -> Answer {
    begin(status, &out)
    out.writeString(fields)
    // Whole seconds: there are readers that take no date here (RFC 9110 §10.2.3).
    if let seconds { out.writeString("Retry-After: \(seconds)\r\n") }
    out.writeStaticString("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")
    return text(status.explanation, status, head, &out)
  }

  /// The status line and the date.
  func begin(_ status: Status, _ out: inout ByteBuffer) {
    out.writeStaticString(status.line)
    out.writeBytes(dates.now().line)
  }

  /// Ends a head with a plain text as the content, which a HEAD request is not sent.
  func text(
    _ content: String, _ status: Status, _ head: RequestHead?, _ out: inout ByteBuffer
  ) -> Answer {
    out.writeString("Content-Type: text/plain; charset=utf-8\r\n")
    out.writeString("Content-Length: \(content.utf8.count)\r\n")
    if case .head? = head?.method { return Answer(status: status) }
    return Answer(status: status, body: ByteBuffer(string: content))
  }
}

extension Responder {
  /// Paths that are no documents: probes, what had another address, folders asked for without their slash.
  private func respond(
    missing name: String, _ head: RequestHead, isLoopback: Bool, to out: inout ByteBuffer
  ) -> Answer {
    switch name {
    case "healthz": return probe(.ok, hooks.health(), head, &out)
    case "readyz":
      let isReady = hooks.isReady()
      return probe(isReady ? .ok : .unavailable, isReady ? "ready\n" : "not ready\n", head, &out)
    case "metrics" where isLoopback: return probe(.ok, hooks.metrics(), head, &out)
    default: break
    }
    switch redirects.target(of: name) ?? redirects.target(of: name + "/") {
    case .path(let path): return redirect(style.location(of: path), head, &out)
    case .url(let url): return redirect(Array(url.utf8), head, &out)
    case .gone: return refusal(.gone, head, to: &out)
    case nil: break
    }
    switch table.entry(at: name + "/index.html") {
    case .document, .moved: return redirect(style.location(of: name + "/"), head, &out)
    case .gone: return refusal(.gone, head, to: &out)
    case nil: return refusal(.notFound, head, to: &out)
    }
  }

  /// `location` holds no line end: it comes from the settings, or is percent-encoded.
  private func redirect(
    _ location: [UInt8], _ head: RequestHead, _ out: inout ByteBuffer
  ) -> Answer {
    begin(.permanentRedirect, &out)
    out.writeStaticString("Location: ")
    out.writeBytes(location)
    out.writeStaticString("\r\n")
    out.writeBytes(style.caching(.other))
    // A script of another site must be able to follow a feed that moved.
    out.writeStaticString("Access-Control-Allow-Origin: *\r\n")
    return text(Status.permanentRedirect.explanation, .permanentRedirect, head, &out)
  }

  private func probe(
    _ status: Status, _ content: String, _ head: RequestHead, _ out: inout ByteBuffer
  ) -> Answer {
    begin(status, &out)
    out.writeStaticString("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")
    if status == .unavailable { out.writeStaticString("Retry-After: 5\r\n") }
    return text(content, status, head, &out)
  }

  /// What may be done with a document, for scripts of other sites too (Fetch standard, CORS preflight).
  private func options(_ head: RequestHead, to out: inout ByteBuffer) -> Answer {
    begin(.noContent, &out)
    out.writeStaticString("Allow: GET, HEAD, OPTIONS\r\nCache-Control: no-store\r\n")
    out.writeStaticString(
      """
      Access-Control-Allow-Origin: *\r
      Access-Control-Allow-Methods: GET, HEAD\r
      Access-Control-Allow-Headers: If-None-Match, If-Modified-Since, Range, If-Range, A-IM\r
      Access-Control-Max-Age: 86400\r

      """)
    return Answer(status: .noContent)
  }
}
