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
  let answers = RecentAnswers()

  /// What the connection still has to send after the head.
  struct Answer: Sendable {
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

  /// How the request that `input` begins with was answered within this second.
  func recent(_ input: ByteBuffer) -> RecentAnswers.Kept? {
    input.withUnsafeReadableBytes { answers.find($0, at: moment) }
  }

  /// What answers hang on now beside their requests.
  var moment: RecentAnswers.Moment {
    RecentAnswers.Moment(version: table.version, second: now.seconds)
  }

  /// The endpoint that `head` asks, whatever its method.
  func endpoint(for head: RequestHead) -> Endpoint? {
    guard !hooks.endpoints.isEmpty else { return nil }
    let path = head.bytes[head.path]
    let inner = style.withoutPrefix(path)
    return hooks.endpoints.first { endpoint in
      path.dropFirst().equals(endpoint.path) || inner?.dropFirst().equals(endpoint.path) ?? false
    }
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
    let path = head.bytes[head.path]
    guard let name = RequestPath.name(path) else { return refusal(.notFound, head, to: &out) }
    if let answer = find(name, head, &out) ?? probe(name, head, isLoopback: isLoopback, &out) {
      return answer
    }
    // With the path of the base URL before it, as readers know it and as a proxy may pass it on.
    guard let inner = style.withoutPrefix(path) else { return refusal(.notFound, head, to: &out) }
    if inner.isEmpty { return redirect(style.location(of: "index.html"), head, &out) }
    if let name = RequestPath.name(inner), let answer = find(name, head, &out) { return answer }
    return refusal(.notFound, head, to: &out)
  }

  /// The answer for what the table or the redirects know by this name; nil when they know nothing.
  private func find(_ name: String, _ head: RequestHead, _ out: inout ByteBuffer) -> Answer? {
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
    case nil: return missing(name, head, &out)
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
  /// The answer for what is asked by this name alone, and never below the base URL: a proxy may hide it.
  private func probe(
    _ name: String, _ head: RequestHead, isLoopback: Bool, _ out: inout ByteBuffer
  ) -> Answer? {
    switch name {
    case "healthz": return probe(.ok, hooks.health(), head, &out)
    case "readyz":
      let isReady = hooks.isReady()
      return probe(isReady ? .ok : .unavailable, isReady ? "ready\n" : "not ready\n", head, &out)
    case "metrics" where isLoopback: return probe(.ok, hooks.metrics(), head, &out)
    default: return nil
    }
  }

  /// Paths that are no documents: what had another address, folders asked for without their slash.
  private func missing(
    _ name: String, _ head: RequestHead, _ out: inout ByteBuffer
  ) -> Answer? {
    switch redirects.target(of: name) ?? redirects.target(of: name + "/") {
    case .path(let path): return redirect(style.location(of: path), head, &out)
    case .url(let url): return redirect(Array(url.utf8), head, &out)
    case .gone: return refusal(.gone, head, to: &out)
    case nil: break
    }
    switch table.entry(at: name + "/index.html") {
    case .document, .moved: return redirect(style.location(of: name + "/"), head, &out)
    case .gone: return refusal(.gone, head, to: &out)
    case nil: return nil
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
