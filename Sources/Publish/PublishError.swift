import Glibc

/// Why documents could not be put in their place; the last good ones still stand.
package struct PublishError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// No space, no inodes or no quota left.
    case full
    /// The file system is mounted read-only.
    case readOnly
    /// The daemon's user may not write there.
    case denied
    /// The path would leave the output folder, or names its private temporary area.
    case unsafePath
    /// Anything else, such as an I/O error or a folder in a document's place.
    case failed
  }

  package var reason: Reason
  /// Where it happened, as given by the caller or below the output folder.
  package var path: String
  /// One sentence: what is wrong; what to do.
  package var message: String

  package init(reason: Reason, path: String, message: String) {
    self.reason = reason
    self.path = path
    self.message = message
  }
}

extension PublishError {
  /// The error of a system call on `path` that failed with `error`.
  init(_ path: String, error: Int32) {
    self.path = path
    switch error {
    case ENOSPC, EDQUOT:
      reason = .full
      message = "\(path) can't be written, the disk or the quota is full; make room"
    case EROFS:
      reason = .readOnly
      message = "\(path) can't be written, the file system is read-only; mount it for writing"
    case EACCES, EPERM:
      reason = .denied
      message =
        "permission to write \(path) is denied; let the daemon's user write the output folder"
    case EISDIR, ENOTDIR, ELOOP:
      reason = .failed
      message = "\(path) can't be written, a folder or link stands in its way; remove it"
    case EXDEV:
      reason = .failed
      message = "\(path) lies on another file system than the output folder; unmount that"
    default:
      reason = .failed
      message = "\(path) can't be written (\(systemMessage(error))); check the disk and the mount"
    }
  }

  init(unsafe path: String) {
    self.init(
      reason: .unsafePath, path: path,
      message: "the path '\(path)' would leave the output folder; correct the name it was made of")
  }
}

private func systemMessage(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
