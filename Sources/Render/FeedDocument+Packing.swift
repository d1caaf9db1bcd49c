import Compression
import Digest
import FeedModel

extension FeedDocument {
  /// Below this many bytes compression does not pay: the answer is one packet anyway.
  private static let smallestCompressed = 200

  /// How much work goes into compression, by how often a document is fetched for each time it is made.
  enum Effort {
    /// Feeds and lists, polled by every reader: 4 to 5 % larger than gzip 6 and brotli 5, in half the time.
    case polled
    /// Articles and stories: of a large archive most are never fetched. A tenth larger again, in half the time again.
    case seldom

    var gzipLevel: Int { self == .polled ? 4 : 1 }
    var brotliQuality: Int { self == .polled ? 4 : 2 }
  }

  /// The entity tag of the identity coding, from the SHA-256 of its bytes.
  package static func etag(of digest: [UInt8]) -> String {
    "\"" + hex(Array(digest.prefix(16))) + "\""
  }

  /// A text document with its compressed forms and its entity tag.
  ///
  /// - Throws: `RenderError.compression`.
  static func packed(
    _ path: String, _ mediaType: String, _ bytes: [UInt8], _ effort: Effort = .polled
  ) throws(RenderError) -> FeedDocument {
    let etag = etag(of: sha256(bytes))
    guard bytes.count >= smallestCompressed else {
      return FeedDocument(path: path, mediaType: mediaType, identity: bytes, etag: etag)
    }
    do {
      return FeedDocument(
        path: path, mediaType: mediaType, identity: bytes,
        gzip: try Compression.gzip(bytes, level: effort.gzipLevel),
        brotli: try Compression.brotli(bytes, quality: effort.brotliQuality), etag: etag)
    } catch {
      throw RenderError(.compression, message: "\(path) could not be compressed: \(error)")
    }
  }
}
