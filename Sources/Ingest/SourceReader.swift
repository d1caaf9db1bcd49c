private import Digest
package import FeedModel
import Glibc

/// Reads single files of an incoming folder, whole and unchanged, and never writes.
///
/// Files are opened with `O_NOFOLLOW | O_NONBLOCK`, so that neither a symbolic link nor a named pipe can lead astray or
/// block, and are looked at by `fstat` before and after: what changed in between is unsettled.
package struct SourceReader: Sendable {
  private let rules: IntakeRules

  package init(rules: IntakeRules) { self.rules = rules }

  /// The file at `location`, or why there is none.
  ///
  /// Whether the rules admit the name is not asked again. Cost: O(bytes), and one `openat` a component.
  package func read(_ location: SourceLocation) -> ReadResult {
    read(location, whileReading: {})
  }

  /// As `read`; `whileReading` runs between the bytes and the second look, so that tests can interfere there.
  func read(_ location: SourceLocation, whileReading: () -> Void) -> ReadResult {
    guard !location.path.isEmpty, !location.path.contains(0) else { return .vanished }
    guard let file = Descriptor.open(location.path, below: location.directory) else {
      return refused(location, whileReading, error: errno)
    }
    return read(file, at: location, whileReading)
  }
}

extension SourceReader {
  private func read(
    _ file: borrowing Descriptor, at location: SourceLocation, _ whileReading: () -> Void
  ) -> ReadResult {
    guard let before = file.status() else {
      return .problem(.unreadable(location, error: errno))
    }
    // A folder in a file's place means that the file is gone; scans say what they find of folders.
    if before.kind == S_IFDIR { return .vanished }
    guard before.kind == S_IFREG else {
      return .problem(.notRegular(location, kind: before.kind))
    }
    guard before.st_size <= rules.maxFileSize else {
      return .problem(.tooLarge(location, size: Int64(before.st_size), limit: rules.maxFileSize))
    }
    guard let bytes = contents(of: file, expected: Int(before.st_size)) else {
      return failed(location, error: errno)
    }
    whileReading()
    guard let after = file.status() else {
      return .problem(.unreadable(location, error: errno))
    }
    guard before.stamp == after.stamp, bytes.count == Int(before.st_size) else {
      return .unsettled
    }
    return .file(
      SourceFile(
        location: location, stamp: before.stamp, bytes: bytes, digest: sha256(bytes)))
  }

  /// Whether nobody has written to the file for two seconds; true for one that is gone, or dated after `now`.
  package func isQuiet(_ location: SourceLocation, at now: Instant) -> Bool {
    var status = stat()
    guard withCPath(location.absolute, { stat($0, &status) }) == 0 else { return true }
    let age = now.seconds - status.stamp.modifiedInstant.seconds
    return age >= 2 || age < 0
  }

  /// All bytes, and at most one beyond `expected`, which tells that the file grew.
  ///
  /// Nil with `errno` set on an error.
  private func contents(of file: borrowing Descriptor, expected: Int) -> [UInt8]? {
    let number = file.number
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
      while count < expected + 1 {
        let start = buffer.baseAddress.map { $0 + count }
        let got = retrying { Glibc.read(number, start, expected + 1 - count) }
        failed = got < 0
        guard got > 0 else { return }
        count += got
      }
    }
    return failed ? nil : bytes
  }

  /// What an error of `open` says of the place.
  private func refused(
    _ location: SourceLocation, _ whileReading: () -> Void, error: Int32
  ) -> ReadResult {
    switch error {
    case ENOENT: .vanished
    // A component is a link (ELOOP for the last, ENOTDIR for a folder), or a file where a folder was.
    case ELOOP, ENOTDIR: linked(location, whileReading)
    case ENXIO, ENODEV: .problem(.notRegular(location, kind: kind(of: location)))
    case ENAMETOOLONG: .vanished
    default: failed(location, error: error)
    }
  }

  private func failed(_ location: SourceLocation, error: Int32) -> ReadResult {
    switch error {
    case EMFILE, ENFILE, ENOMEM, ESTALE, EAGAIN, EINTR: .unsettled
    default: .problem(.unreadable(location, error: error))
    }
  }

  /// A place with a symbolic link in its path: refused, or read when it stays inside the incoming folder.
  private func linked(_ location: SourceLocation, _ whileReading: () -> Void) -> ReadResult {
    var status = stat()
    guard withCPath(location.absolute, { lstat($0, &status) }) == 0 else { return .vanished }
    guard rules.followSymlinks else { return .problem(.symlinkRefused(location)) }
    guard let file = Descriptor.open(location.absolute) else {
      return errno == ENOENT || errno == ELOOP
        ? .problem(.symlinkDangles(location)) : failed(location, error: errno)
    }
    // The open file is asked where it lies, so that the link can't be changed in between.
    guard let place = realPath("/proc/self/fd/\(file.number)"),
      let root = realPath(location.directory)
    else { return .problem(.unreadable(location, error: errno)) }
    guard place.starts(with: root + [UInt8(ascii: "/")]) else {
      return .problem(.symlinkLeadsOut(location))
    }
    return read(file, at: location, whileReading)
  }

  private func kind(of location: SourceLocation) -> mode_t {
    var status = stat()
    let found = withCPath(location.absolute) { lstat($0, &status) }
    return found == 0 ? status.kind : S_IFSOCK
  }
}

/// The path without symbolic links, `.` and `..`; nil with `errno` set when there is none.
func realPath(_ path: String) -> [UInt8]? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  let length = strlen(resolved)
  return UnsafeRawBufferPointer(start: resolved, count: length).map { $0 }
}
