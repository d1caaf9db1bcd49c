import FeedModel
import NIOCore

/// One coding of a document, ready to send.
struct Representation: Sendable {
  /// Shared with every response in flight, never copied.
  let body: ByteBuffer
  let coding: ContentCoding
  /// Quoted strong entity tag of this coding; nil while the file is not the one the table knows.
  let etag: String?
  /// When the bytes last changed.
  let modified: Instant
  /// The `ETag` and `Last-Modified` fields as they are sent; empty without a tag.
  let validators: [UInt8]

  init(body: ByteBuffer, coding: ContentCoding, etag: String?, modified: Instant) {
    self.body = body
    self.coding = coding
    self.etag = etag
    self.modified = modified
    validators = etag.map { Self.validators(etag: $0, modified: modified) } ?? []
  }

  static func validators(etag: String, modified: Instant) -> [UInt8] {
    Array("ETag: \(etag)\r\nLast-Modified: \(modified.httpDate)\r\n".utf8)
  }
}

/// A document that is kept in memory, in each of its codings.
final class ResidentDocument: Sendable {
  let codings: ContentCodingSet
  private let identity: Representation
  private let gzip: Representation?
  private let brotli: Representation?

  init(_ document: FeedDocument, etag: String, modified: Instant) {
    func representation(_ bytes: [UInt8], _ coding: ContentCoding) -> Representation {
      Representation(
        body: ByteBuffer(bytes: bytes), coding: coding, etag: coding.etag(etag), modified: modified)
    }
    identity = representation(document.identity, .identity)
    gzip = document.gzip.map { representation($0, .gzip) }
    brotli = document.brotli.map { representation($0, .brotli) }
    var codings = ContentCodingSet.identity
    if gzip != nil { codings.insert(.gzip) }
    if brotli != nil { codings.insert(.brotli) }
    self.codings = codings
  }

  func representation(_ coding: ContentCoding) -> Representation? {
    switch coding {
    case .identity: identity
    case .gzip: gzip
    case .brotli: brotli
    }
  }
}
