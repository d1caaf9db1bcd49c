import Glibc

/// Why a file that somebody named can't be read.
package struct NamedFileError: Error, Hashable, Sendable {
  /// What is wrong, such as `No such file or directory`; the place and what to do are the caller's.
  package let message: String
}

/// A file that somebody names to be read whole: settings, a secret, a document to check.
package enum NamedFile {
  /// Where streams stand open already: a shell's `<(…)` is `/dev/fd/63`.
  private static let streams = ["/dev/fd/", "/dev/stdin", "/dev/null", "/proc/self/fd/"]

  /// The bytes of the file at `path`; more than `limit` of them tell that it is larger.
  ///
  /// Reads regular files, and the streams that this process was handed. A named pipe is refused, not waited for: nobody may ever
  /// write into it. Cost: O(bytes), and never much more than `limit`.
  package static func read(_ path: String, limit: Int) throws(NamedFileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? noFile : NamedFileError(message: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw NamedFileError(message: "it is a folder, not a file")
    default:
      guard streams.contains(where: path.hasPrefix) else { throw noFile }
      // What the other end has not written yet is waited for.
      _ = fcntl(descriptor, F_SETFL, 0)
    }
    return try contents(of: descriptor, limit: limit)
  }

  /// The bytes of standard input to its end, as `read`.
  package static func readInput(limit: Int) throws(NamedFileError) -> [UInt8] {
    try contents(of: STDIN_FILENO, limit: limit)
  }

  private static let noFile = NamedFileError(message: "it is a pipe, socket or device, not a file")

  private static func contents(
    of descriptor: Int32, limit: Int
  ) throws(NamedFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw NamedFileError(message: String(cString: strerror(errno))) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}
