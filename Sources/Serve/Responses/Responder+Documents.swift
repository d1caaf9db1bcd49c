import FeedModel
import NIOCore

/// Documents: the coding that suits, then the conditions, then a difference, a range or the whole (RFC 9110 §13.2).
extension Responder {
  func respond(
    with document: DocumentTable.Document, to head: RequestHead, _ out: inout ByteBuffer
  ) -> Answer {
    let accepted = AcceptedCodings(head.combined(.acceptEncoding))
    guard let coding = accepted.best(of: table.codings(of: document)) else {
      return refusal(.notAcceptable, head, fields: style.vary(document.kind), to: &out)
    }
    let state = Preconditions.State(
      etag: coding.etag(document.etag), coding: coding, modified: document.modified,
      isTimeUnique: document.isTimeUnique, now: now)
    switch Preconditions.verdict(head, state) {
    case .proceed: break
    case .failed:
      return refusal(.preconditionFailed, head, fields: style.vary(document.kind), to: &out)
    case .notModified:
      begin(.notModified, &out)
      writeValidators(of: document, coding, now: state.now, &out)
      out.writeBytes(style.caching(document.kind))
      out.writeBytes(style.security(document.kind))
      return Answer(status: .notModified)
    }
    if let delta = delta(of: document, to: head, accepted) {
      return send(delta, of: document, to: head, now: state.now, &out)
    }
    guard let content = content(of: document, coding) else {
      return refusal(.notFound, head, to: &out)
    }
    return send(content, of: document, to: head, state, &out)
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
    _ state: Preconditions.State, _ out: inout ByteBuffer
  ) -> Answer {
    let length = content.body.readableBytes
    var range = ByteRange.whole
    if case .get = head.method, content.etag != nil, let field = head.single(.range),
      Preconditions.allowsRange(head, state)
    {
      range = ByteRange(field, length: length)
    }
    switch range {
    case .unsatisfiable:
      let fields = "Content-Range: bytes */\(length)\r\n" + style.vary(document.kind)
      return refusal(.rangeNotSatisfiable, head, fields: fields, to: &out)
    case .part(let part):
      begin(.partialContent, &out)
      out.writeString(
        "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)\r\n")
      writeFields(of: document, content, length: part.count, now: state.now, &out)
      let start = content.body.readerIndex + part.lowerBound
      return Answer(
        status: .partialContent, body: content.body.getSlice(at: start, length: part.count))
    case .whole:
      begin(.ok, &out)
      writeFields(of: document, content, length: length, now: state.now, &out)
      if case .head = head.method { return Answer(status: .ok) }
      return Answer(status: .ok, body: content.body)
    }
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
      out.writeBytes(style.caching(document.kind))
      out.writeStaticString("Accept-Ranges: bytes\r\n")
    } else {
      out.writeStaticString("Cache-Control: no-cache\r\n")
      out.writeString(style.vary(document.kind))
    }
    out.writeBytes(style.security(document.kind))
    if document.kind == .feed { style.writeLink(of: document, to: &out) }
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
}

/// Differences of feeds (RFC 3229 with the instance manipulation `feed`).
extension Responder {
  /// What is new for a reader that asks for the difference and names a rendering that is remembered (RFC 3229 §10.5.3).
  private func delta(
    of document: DocumentTable.Document, to head: RequestHead, _ accepted: AcceptedCodings
  ) -> FeedHistory.Delta? {
    guard let history = document.history, let wishes = head.combined(.acceptManipulation),
      Self.wishesFeed(wishes), !Self.misreadsDeltas(head),
      let list = head.combined(.ifNoneMatch),
      accepted.best(of: .identity) != nil,
      let whole = table.representation(.identity, of: document)
    else { return nil }
    return history.delta(of: whole.body, since: list)
  }

  /// feedparser asks for the difference without being told to, so what is built upon it does too: rss2email takes status 226
  /// for a failure and would never see another item.
  private static func misreadsDeltas(_ head: RequestHead) -> Bool {
    guard let agent = head.single(.userAgent) else { return false }
    return agent.begins(with: "feedparser/") || agent.begins(with: "rss2email/")
  }

  /// Whether an A-IM field lists `feed`, and not with a weight of nothing.
  private static func wishesFeed(_ field: ArraySlice<UInt8>) -> Bool {
    field.listElements.contains { element in
      let parts = element.split(separator: UInt8(ascii: ";")).map(\.trimmed)
      guard parts.first?.spells("feed") == true else { return false }
      return !parts.dropFirst().contains { weight in
        weight.begins(with: "q=0") && weight.dropFirst(3).allSatisfy { "0.".utf8.contains($0) }
      }
    }
  }

  /// A difference is for who asked alone: no cache may keep it for the feed.
  private func send(
    _ delta: FeedHistory.Delta, of document: DocumentTable.Document, to head: RequestHead,
    now: Instant, _ out: inout ByteBuffer
  ) -> Answer {
    begin(.delta, &out)
    out.writeString("Content-Type: \(document.mediaType)\r\n")
    out.writeString("Content-Length: \(delta.content.readableBytes)\r\n")
    out.writeString("IM: feed\r\nDelta-Base: \(delta.base)\r\nCache-Control: no-store, im\r\n")
    out.writeStaticString("Vary: Accept-Encoding, A-IM, If-None-Match\r\n")
    writeValidators(of: document, .identity, now: now, &out)
    out.writeBytes(style.security(document.kind))
    style.writeLink(of: document, to: &out)
    if case .head = head.method { return Answer(status: .delta) }
    return Answer(status: .delta, body: delta.content)
  }
}
