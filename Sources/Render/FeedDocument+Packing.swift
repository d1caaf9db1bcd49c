import Compression
import Digest
import FeedModel

extension FeedDocument {
  /// Below this many bytes compression does not pay: the answer is one packet anyway.
  private static let smallestCompressed = 200

  /// A text document with its compressed forms and its entity tag.
  ///
  /// - Throws: `RenderError.compression`.
  static func packed(
    _ path: String, _ mediaType: String, _ bytes: [UInt8]
  ) throws(RenderError) -> FeedDocument {
    let etag = "\"" + hex(Array(sha256(bytes).prefix(16))) + "\""
    guard bytes.count >= smallestCompressed else {
      return FeedDocument(path: path, mediaType: mediaType, identity: bytes, etag: etag)
    }
    do {
      return FeedDocument(
        path: path, mediaType: mediaType, identity: bytes, gzip: try Compression.gzip(bytes),
        brotli: try Compression.brotli(bytes), etag: etag)
    } catch {
      throw RenderError(.compression, message: "\(path) could not be compressed: \(error)")
    }
  }
}
