import Glibc

/// One name in a folder.
struct FolderEntry {
  enum Kind { case folder, other, unknown }

  let name: [UInt8]
  /// As the folder's listing tells it; some file systems leave it unknown.
  let kind: Kind

  /// The names in an open folder, files before folders, each sorted by bytes.
  ///
  /// Without `.` and `..`; nil with `errno` set when it can't be read.
  static func list(_ folder: borrowing Descriptor) -> [FolderEntry]? {
    // The stream closes its descriptor, which is the caller's: it gets one of its own.
    let number = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
    guard number >= 0 else { return nil }
    guard let stream = fdopendir(number) else {
      let error = errno
      close(number)
      errno = error
      return nil
    }
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] {
        entries.append(FolderEntry(name: name, kind: kind(of: entry.pointee.d_type)))
      }
      errno = 0
    }
    let error = errno
    closedir(stream)
    guard error == 0 else {
      errno = error
      return nil
    }
    entries.sort { a, b in
      (a.kind == .folder) == (b.kind == .folder)
        ? a.name.lexicographicallyPrecedes(b.name) : b.kind == .folder
    }
    return entries
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
    let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
    return Array(
      UnsafeBufferPointer(start: start, count: strlen(UnsafePointer(OpaquePointer(start)))))
  }

  private static func kind(of type: UInt8) -> Kind {
    switch Int(type) {
    case Int(DT_DIR): .folder
    case Int(DT_UNKNOWN): .unknown
    default: .other
    }
  }
}
