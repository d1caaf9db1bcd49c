import FeedModel
import Glibc

/// What the kernel says of a file, as far as the server asks.
struct FileStatus {
  enum Kind {
    case regular, socket, other
  }

  let kind: Kind
  let size: Int
  /// When its content last changed, to the second.
  let modified: Instant
  /// Read, write and execute bits.
  let permissions: UInt32
  let inode: UInt64

  /// Of the file at `path` itself, not of what a symbolic link there points to; nil when there is none.
  init?(path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of an open file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFSOCK: kind = .socket
    default: kind = .other
    }
    size = Int(status.st_size)
    modified = Instant(seconds: Int64(status.st_mtim.tv_sec))
    permissions = UInt32(status.st_mode & 0o7777)
    inode = UInt64(status.st_ino)
  }
}
