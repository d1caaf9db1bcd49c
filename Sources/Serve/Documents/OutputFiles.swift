import FeedModel
import Glibc
import NIOCore

/// Reads documents from the output folder.
///
/// Paths come from the table, never from a request, so nothing outside the folder can be named.
struct OutputFiles: Sendable {
  /// Without a trailing slash.
  let directory: String

  init(directory: String) {
    self.directory =
      directory.utf8.last == UInt8(ascii: "/") ? String(directory.dropLast()) : directory
  }

  /// The content of a regular file and when it last changed, to the second; nil when there is none to read.
  ///
  /// The size and the time are those of the open file, which a rename can't change under us. Blocks on the disk as
  /// static file servers do; pages in the kernel's cache take microseconds.
  func read(_ path: String) -> (content: ByteBuffer, modified: Instant)? {
    Self.content(of: directory + "/" + path)
  }

  /// As `read`, of the file at an absolute path.
  static func content(of path: String) -> (content: ByteBuffer, modified: Instant)? {
    let descriptor = open(path)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let status = FileStatus(descriptor: descriptor), status.kind == .regular else {
      return nil
    }
    let size = status.size
    var content = ByteBufferAllocator().buffer(capacity: size)
    while content.readableBytes < size {
      let missing = size - content.readableBytes
      let count = content.writeWithUnsafeMutableBytes(minimumWritableBytes: missing) { space in
        max(0, Glibc.read(descriptor, space.baseAddress, missing))
      }
      guard count > 0 else { return nil }
    }
    return (content, status.modified)
  }

  /// When a regular file last changed, to the second; nil when there is none.
  func modified(_ path: String) -> Instant? {
    let status = FileStatus(path: directory + "/" + path)
    return status?.kind == .regular ? status?.modified : nil
  }

  private static func open(_ path: String) -> Int32 {
    var descriptor: Int32 = -1
    repeat {
      descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    } while descriptor < 0 && errno == EINTR
    return descriptor
  }
}
