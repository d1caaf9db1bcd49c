/// A file's place: an incoming folder and the path below it.
///
/// Paths are bytes, as the kernel has them: they need not be valid UTF-8.
package struct SourceLocation: Hashable, Comparable, Sendable {
  /// The incoming folder, as the settings name it, without a trailing slash.
  package let directory: String
  /// The path below `directory`: no leading slash, components joined by `/`, no NUL.
  package let path: [UInt8]

  package init(directory: String, path: [UInt8]) {
    self.directory = directory
    self.path = path
  }

  package init(directory: String, path: String) {
    self.init(directory: directory, path: Array(path.utf8))
  }

  /// Of an article that was recovered from its note alone: nobody knows which file it was.
  package static let unknown = SourceLocation(directory: "", path: "")

  /// The whole path as bytes, for system calls.
  package var absolute: [UInt8] { Array(directory.utf8) + [UInt8(ascii: "/")] + path }

  /// The whole path for people and JSON: invalid UTF-8 and control characters as `\xNN`.
  package var display: String { self == .unknown ? "(not known)" : Self.display(absolute) }

  /// The path below the folder for people, escaped as `display`.
  package var relative: String { Self.display(path) }

  /// The path below the folder without the last extension: the identity key of a file that states no other.
  package var stem: [UInt8] {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? 0
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), dot > name else { return path }
    return Array(path[..<dot])
  }

  package static func < (a: Self, b: Self) -> Bool {
    a.directory == b.directory
      ? a.path.lexicographicallyPrecedes(b.path) : a.directory < b.directory
  }

  private static func display(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
    {
      return text
    }
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      if byte < 32 || byte >= 127 {
        out += [
          UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
        ]
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// What the kernel says of a file; equal stamps mean "not touched since".
package struct FileStamp: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// Bytes.
  package var size: Int64
  /// Content change (mtime), nanoseconds since the epoch.
  package var modified: Int64
  /// Status change (ctime), nanoseconds since the epoch: moves on a rename and cannot be set back.
  package var changed: Int64

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// The content change to the second.
  package var modifiedInstant: Instant {
    Instant(seconds: Int64((Double(modified) / 1e9).rounded(.down)))
  }
}

/// One file as read from an incoming folder.
package struct SourceFile: Sendable {
  package let location: SourceLocation
  package let stamp: FileStamp
  /// The whole content, at most `max_file_size`.
  package let bytes: [UInt8]
  /// SHA-256 of `bytes`, 32 bytes.
  package let digest: [UInt8]

  package init(location: SourceLocation, stamp: FileStamp, bytes: [UInt8], digest: [UInt8]) {
    self.location = location
    self.stamp = stamp
    self.bytes = bytes
    self.digest = digest
  }
}

/// A source file that can't be published, and why.
package struct Problem: Hashable, Sendable, Error {
  package var location: SourceLocation
  /// One sentence: what is wrong; what to do.
  package var reason: String
  /// The line in the file, from 1, where one is to blame.
  package var line: Int?

  package init(location: SourceLocation, reason: String, line: Int? = nil) {
    self.location = location
    self.reason = reason
    self.line = line
  }
}
