internal import Digest
import Glibc

extension OutputFolder {
  /// SHA-256 and size of the document that stands at `path`; nil when none does.
  package func digest(of path: String) -> (digest: [UInt8], size: Int)? {
    let descriptor = open(directory + "/" + path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var hasher = SHA256Hasher()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var size = 0
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return (hasher.finish(), size) }
      buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      size += count
    }
  }
}
