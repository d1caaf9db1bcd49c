private import Compression
internal import Digest
import Glibc

/// A document read to be stored.
package struct DocumentBytes: Sendable {
  /// Quoted entity tag of the bytes read.
  package var etag: String
  package var bytes: [UInt8]
}

extension OutputFolder {
  /// The document that stands at `path`, whole; nil when none does.
  ///
  /// Cost: O(bytes); it blocks for as long as the disk does.
  package func contents(of path: String) -> DocumentBytes? {
    let descriptor = open(directory + "/" + path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      // Files are replaced, never changed: one that ends early was changed by others.
      guard count > 0 else { return nil }
      filled += count
    }
    return DocumentBytes(etag: "\"" + hex(Array(sha256(bytes).prefix(16))) + "\"", bytes: bytes)
  }
}

/// `bytes` in a content coding, `gzip` or `br`; nil where that does not pay, for tiny documents and for those packed already.
package func stored(_ bytes: [UInt8], mediaType: String, in coding: String) -> [UInt8]? {
  let isText =
    mediaType.hasPrefix("text/") || mediaType.contains("xml") || mediaType.contains("json")
    || mediaType.contains("javascript")
  guard isText, bytes.count >= 200 else { return nil }
  do throws(CompressionError) {
    let packed =
      coding == "br" ? try brotli(bytes, quality: 5) : try gzip(bytes, level: 6)
    return packed.count < bytes.count ? packed : nil
  } catch {
    // Without memory for a coding the document goes as it is, which is as right.
    return nil
  }
}
