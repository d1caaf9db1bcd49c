internal import FeedModel
import Glibc

/// One coding of a document on its way from memory to its place.
struct TemporaryFile: Sendable {
  /// In the temporary area.
  let name: String
  let bytes: [UInt8]
  let modified: Instant
  /// The document's path, for error messages.
  let path: String

  /// Writes the file in the open folder `temporary` and sets its time; `synchronises` forces both to disk.
  func write(in temporary: Int32, synchronises: Bool) throws(PublishError) {
    let file = openat(temporary, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw PublishError(path, error: errno) }
    var error = write(to: file)
    let time = timespec(tv_sec: Int(modified.seconds), tv_nsec: 0)
    if error == 0, futimens(file, [time, time]) != 0 { error = errno }
    // Not fdatasync: `isIntact` relies on the mtime.
    if error == 0, synchronises, fsync(file) != 0 { error = errno }
    if close(file) != 0, error == 0 { error = errno }
    guard error == 0 else { throw PublishError(path, error: error) }
  }

  /// Zero, or the error number.
  private func write(to file: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = rest.dropFirst(written)
      }
      return 0
    }
  }
}
