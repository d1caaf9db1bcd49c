import FeedModel
import NIOCore

/// Turns a request for a document into a response: pure but for the clock, the table and the hooks.
struct Responder: Sendable {
  let table: DocumentTable
  let style: ResponseStyle
  let hooks: ServeHooks
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
    style = ResponseStyle(options)
  }

  /// The time, to the second.
  var now: Instant { dates.now().instant }

  /// The answer to `head`; its head is appended to `out`, but for `Connection` and the last empty line.
  func answer(_ head: RequestHead, isLoopback: Bool, to out: inout ByteBuffer) -> Answer {
    switch head.method {
    case .get, .head: break
    case .options: return options(head, to: &out)
    case .refused:
      return refusal(.methodNotAllowed, head, fields: "Allow: GET, HEAD, OPTIONS\r\n", to: &out)
    case .unknown: return refusal(.notImplemented, head, to: &out)
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
    case nil: return respond(missing: name, head, isLoopback: isLoopback, to: &out)
    }
  }

  /// The plain-text answer for `status`, as to a request that could not be read when there is no `head`.
  func refusal(
    _ status: Status, _ head: RequestHead? = nil, fields: StaticString = "",
    retryAfter seconds: Int? = nil, to out: inout ByteBuffer
  ) -> Answer {
    begin(status, &out)
    out.writeStaticString(fields)
    // Whole seconds: there are readers that take no date here (RFC 9110 §10.2.3).
    if let seconds { out.writeString("Retry-After: \(seconds)\r\n") }
    out.writeStaticString("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")
    return text(status.explanation, status, head, &out)
  }
}

extension Responder {
  /// Serves `document` in the coding that suits, if the request's conditions let it.
  fileprivate func respond(
    with document: DocumentTable.Document, to head: RequestHead, _ out: inout ByteBuffer
  ) -> Answer {
    let accepted = AcceptedCodings(head.combined(.acceptEncoding))
    guard let coding = accepted.best(of: table.codings(of: document)) else {
      return refusal(.notAcceptable, head, fields: "Vary: Accept-Encoding\r\n", to: &out)
    }
    let (now, _) = dates.now()
    let etag = coding.etag(document.etag)
    switch Preconditions.verdict(
      head, etag: etag, coding: coding, modified: document.modified, now: now)
    {
    case .proceed: break
    case .failed:
      return refusal(.preconditionFailed, head, fields: "Vary: Accept-Encoding\r\n", to: &out)
    case .notModified:
      begin(.notModified, &out)
      writeValidators(of: document, coding, now: now, &out)
      out.writeBytes(style.caching)
      out.writeBytes(style.security(document.kind))
      return Answer(status: .notModified)
    }
    if let delta = delta(of: document, to: head, accepted) {
      return send(delta, of: document, to: head, now: now, &out)
    }
    guard let content = content(of: document, coding) else {
      return refusal(.notFound, head, to: &out)
    }
    return send(content, of: document, to: head, now: now, &out)
  }

  /// The wished coding; when its file is not the known one, the unencoded document rather than a mismatched coding.
  private func content(
    of document: DocumentTable.Document, _ coding: ContentCoding
  ) -> Representation? {
    if let found = table.representation(coding, of: document), found.etag != nil { return found }
    return table.representation(.identity, of: document)
  }

  private func send(
    _ content: Representation, of document: DocumentTable.Document, to head: RequestHead,
    now: Instant, _ out: inout ByteBuffer
  ) -> Answer {
    let length = content.body.readableBytes
    var range = ByteRange.whole
    if case .get = head.method, let etag = content.etag, let field = head.single(.range),
      Preconditions.allowsRange(head, etag: etag, modified: content.modified, now: now)
    {
      range = ByteRange(field, length: length)
    }
    switch range {
    case .unsatisfiable:
      begin(.rangeNotSatisfiable, &out)
      out.writeString("Content-Range: bytes */\(length)\r\nCache-Control: no-store\r\n")
      out.writeStaticString("Vary: Accept-Encoding\r\n")
      return text(Status.rangeNotSatisfiable.explanation, .rangeNotSatisfiable, head, &out)
    case .part(let part):
      begin(.partialContent, &out)
      out.writeString(
        "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)\r\n")
      writeFields(of: document, content, length: part.count, now: now, &out)
      let start = content.body.readerIndex + part.lowerBound
      return Answer(
        status: .partialContent, body: content.body.getSlice(at: start, length: part.count))
    case .whole:
      begin(.ok, &out)
      writeFields(of: document, content, length: length, now: now, &out)
      if case .head = head.method { return Answer(status: .ok) }
      return Answer(status: .ok, body: content.body)
    }
  }

  /// What is new for a reader that asks for the difference and names a rendering that is remembered (RFC 3229 §10.5.3).
  private func delta(
    of document: DocumentTable.Document, to head: RequestHead, _ accepted: AcceptedCodings
  ) -> ByteBuffer? {
    guard let history = document.history, let wishes = head.combined(.acceptManipulation),
      wishes.listElements.contains(where: { $0.spells("feed") }),
      let list = head.combined(.ifNoneMatch), accepted.best(of: .identity) != nil,
      let whole = table.representation(.identity, of: document)
    else { return nil }
    return history.delta(of: whole.body, since: list)
  }

  /// A difference is for who asked alone: no cache may keep it for the feed.
  private func send(
    _ delta: ByteBuffer, of document: DocumentTable.Document, to head: RequestHead, now: Instant,
    _ out: inout ByteBuffer
  ) -> Answer {
    begin(.delta, &out)
    out.writeString("Content-Type: \(document.mediaType)\r\n")
    out.writeString("Content-Length: \(delta.readableBytes)\r\n")
    out.writeStaticString("IM: feed\r\nCache-Control: no-store, im\r\n")
    out.writeStaticString("Vary: Accept-Encoding, A-IM, If-None-Match\r\n")
    writeValidators(of: document, .identity, now: now, &out)
    out.writeBytes(style.security(document.kind))
    style.writeLink(self: document.path, alternates: alternates(of: document), to: &out)
    if case .head = head.method { return Answer(status: .delta) }
    return Answer(status: .delta, body: delta)
  }

  private func writeFields(
    of document: DocumentTable.Document, _ content: Representation, length: Int, now: Instant,
    _ out: inout ByteBuffer
  ) {
    out.writeStaticString("Content-Type: ")
    out.writeString(document.mediaType)
    switch content.coding {
    case .identity: out.writeStaticString("\r\nContent-Length: ")
    case .gzip: out.writeStaticString("\r\nContent-Encoding: gzip\r\nContent-Length: ")
    case .brotli: out.writeStaticString("\r\nContent-Encoding: br\r\nContent-Length: ")
    }
    out.writeString(String(length))
    out.writeStaticString("\r\n")
    if content.etag != nil {
      writeValidators(of: document, content.coding, now: now, &out)
      out.writeBytes(style.caching)
      out.writeStaticString("Accept-Ranges: bytes\r\n")
    } else {
      out.writeStaticString("Cache-Control: no-cache\r\nVary: Accept-Encoding\r\n")
    }
    out.writeBytes(style.security(document.kind))
    if document.kind == .feed {
      style.writeLink(self: document.path, alternates: alternates(of: document), to: &out)
    }
  }

  /// Last-Modified is never later than Date, whatever the clock did (RFC 9110 §8.8.2.1).
  private func writeValidators(
    of document: DocumentTable.Document, _ coding: ContentCoding, now: Instant,
    _ out: inout ByteBuffer
  ) {
    guard document.modified > now else {
      out.writeBytes(table.validators(coding, of: document))
      return
    }
    out.writeBytes(
      Representation.validators(etag: coding.etag(document.etag), modified: now))
  }

  /// The same feed in its other formats, which stand beside it in the folder.
  private func alternates(
    of document: DocumentTable.Document
  ) -> [(path: String, mediaType: String)] {
    let path = document.path.utf8
    let folder = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) }
    let prefix = String(document.path[..<(folder ?? path.startIndex)])
    return ["feed.atom", "feed.rss", "feed.json"].compactMap { name in
      let other = prefix + name
      guard other != document.path, case .document(let found)? = table.entry(at: other) else {
        return nil
      }
      return (other, found.mediaType)
    }
  }
}

extension Responder {
  /// Paths that are no documents: probes, and folders asked for without their slash.
  fileprivate func respond(
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
    switch table.entry(at: name + "/index.html") {
    case .document: break
    case .gone: return refusal(.gone, head, to: &out)
    case nil: return refusal(.notFound, head, to: &out)
    }
    begin(.permanentRedirect, &out)
    // The path as it came, escapes and all: only a document's own name gets here, so it holds no line end.
    out.writeStaticString("Location: ")
    out.writeString(style.pathPrefix)
    out.writeBytes(head.bytes[head.path])
    out.writeStaticString("/\r\n")
    out.writeBytes(style.caching)
    return text("The document is in this folder.\n", .permanentRedirect, head, &out)
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
  fileprivate func options(_ head: RequestHead, to out: inout ByteBuffer) -> Answer {
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

  private func begin(_ status: Status, _ out: inout ByteBuffer) {
    out.writeStaticString(status.line)
    out.writeBytes(dates.now().line)
  }

  private func text(
    _ content: String, _ status: Status, _ head: RequestHead?, _ out: inout ByteBuffer
  ) -> Answer {
    out.writeString("Content-Type: text/plain; charset=utf-8\r\n")
    out.writeString("Content-Length: \(content.utf8.count)\r\n")
    if case .head? = head?.method { return Answer(status: status) }
    return Answer(status: status, body: ByteBuffer(string: content))
  }
}
