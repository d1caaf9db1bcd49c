package import FeedModel
import Glibc

/// What stands in the folder, whoever put it there.
extension OutputFolder {
  /// The mtime of the document that stands at `path`, to the second; nil when none does.
  package func modified(of path: String) -> Instant? {
    status(of: path).map { Instant(seconds: Int64($0.st_mtim.tv_sec)) }
  }

  /// The bytes of the file that stands at `path`, nil when none does or the path leads out of the folder.
  package func size(of path: String) -> Int? {
    guard !path.split(separator: "/").contains("..") else { return nil }
    return status(of: path).map { Int($0.st_size) }
  }

  /// The content of the document at `path`; nil when none stands there or it can't be read.
  package func bytes(of path: String) -> [UInt8]? {
    guard let size = size(of: path) else { return nil }
    let descriptor = open(directory + "/" + path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: size)
    var taken = 0
    while taken < size {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + taken }, size - taken)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      taken += count
    }
    return bytes
  }

  private func status(of path: String) -> stat? {
    var status = stat()
    let result = (directory + "/" + path).withCString {
      fstatat(AT_FDCWD, $0, &status, AT_SYMLINK_NOFOLLOW)
    }
    return result == 0 && status.st_mode & S_IFMT == S_IFREG ? status : nil
  }
}
