internal import FeedModel
import Glibc

/// One call's documents on their way from memory by temporary files to their places.
struct WriteBatch {
  /// Distinguishes the temporary names of batches that run at the same time.
  let number: Int

  typealias Entry = (document: FeedDocument, modified: Instant)

  /// Up to this many files are forced to disk one by one.
  ///
  /// Above it one `syncfs` is cheaper: each `fsync` waits for its own journal commit (on ext4 some milliseconds on a disk),
  /// while `syncfs` writes everything in one sweep and waits once. It also waits for what others wrote to
  /// that file system, so a small batch, such as one article and its feeds, must not use it. Since Linux 5.8 it
  /// reports write errors of the file system as `fsync` does for a file.
  private static let mostSynchronisedFiles = 12

  /// Writes all bytes to temporary files and forces them to disk.
  func stage(_ entries: [Entry], in temporary: borrowing Folder) throws(PublishError) {
    let files = entries.reduce(0) { $0 + Self.codings(of: $1.document).count }
    let synchronises = files <= Self.mostSynchronisedFiles
    for (index, entry) in entries.enumerated() {
      for (coding, bytes) in Self.codings(of: entry.document) {
        try write(
          bytes, to: name(index, coding), in: temporary, of: entry, synchronises: synchronises)
      }
    }
    guard synchronises || synchroniseFileSystem(temporary.number) else {
      throw PublishError(temporary.path, error: errno)
    }
  }

  /// Renames the temporary files into their places and forces the names to disk.
  func place(
    _ entries: [Entry], at paths: [DocumentPath], from temporary: borrowing Folder,
    under root: borrowing Folder
  ) throws(PublishError) {
    // Grouped by folder, so that each is opened and forced to disk once; stable, so that later entries still win.
    let order = entries.indices.sorted {
      (paths[$0].folders.joined(separator: "/"), $0) < (
        paths[$1].folders.joined(separator: "/"), $1
      )
    }
    let folders = Set(paths.map(\.folders)).count
    let synchronises = folders <= Self.mostSynchronisedFiles
    var start = 0
    while start < order.count {
      let place = paths[order[start]].folders
      let end = order[start...].firstIndex { paths[$0].folders != place } ?? order.count
      try Self.within(place[...], of: root, synchronises: synchronises) {
        folder throws(PublishError) in
        for index in order[start..<end] {
          try rename(index, entries[index].document, to: paths[index].name, in: folder, temporary)
        }
      }
      start = end
    }
    guard synchronises || synchroniseFileSystem(root.number) else {
      throw PublishError(root.path, error: errno)
    }
  }

  /// Removes what is left of the temporary files after an error.
  func discard(_ count: Int, in temporary: borrowing Folder) {
    for index in 0..<count {
      for coding in ContentCoding.allCases {
        // The error that is being thrown matters; what stays is removed at the next start.
        _ = unlinkat(temporary.number, name(index, coding), 0)
      }
    }
  }
}

extension WriteBatch {
  private func name(_ index: Int, _ coding: ContentCoding) -> String {
    "\(number)-\(index)\(coding.fileSuffix)"
  }

  /// The forms that a document has, in the order in which they get their names: the document itself last.
  private static func codings(of document: FeedDocument) -> [(ContentCoding, [UInt8])] {
    var codings: [(ContentCoding, [UInt8])] = []
    if let brotli = document.brotli { codings.append((.brotli, brotli)) }
    if let gzip = document.gzip { codings.append((.gzip, gzip)) }
    codings.append((.identity, document.identity))
    return codings
  }

  private func write(
    _ bytes: [UInt8], to name: String, in temporary: borrowing Folder, of entry: Entry,
    synchronises: Bool
  ) throws(PublishError) {
    let file = openat(
      temporary.number, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw PublishError(entry.document.path, error: errno) }
    var error = Self.write(bytes, to: file)
    let time = timespec(tv_sec: Int(entry.modified.seconds), tv_nsec: 0)
    if error == 0, futimens(file, [time, time]) != 0 { error = errno }
    // Not fdatasync: the mtime must be on disk too, `isIntact` relies on it.
    if error == 0, synchronises, fsync(file) != 0 { error = errno }
    if close(file) != 0, error == 0 { error = errno }
    guard error == 0 else { throw PublishError(entry.document.path, error: error) }
  }

  /// Zero, or the error number.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
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

  /// Runs `body` in the folder at the end of `folders`, which are made where they are missing.
  private static func within(
    _ folders: ArraySlice<String>, of folder: borrowing Folder, synchronises: Bool,
    _ body: (borrowing Folder) throws(PublishError) -> Void
  ) throws(PublishError) {
    guard let first = folders.first else {
      try body(folder)
      if synchronises { try folder.synchronise() }
      return
    }
    guard let next = try folder.folder(first, creating: true) else {
      preconditionFailure("a folder is made where it is missing")
    }
    try within(folders.dropFirst(), of: next, synchronises: synchronises, body)
    // The folder just entered may be new: its own name must be on disk as well.
    if synchronises { try folder.synchronise() }
  }

  private func rename(
    _ index: Int, _ document: FeedDocument, to name: String, in folder: borrowing Folder,
    _ temporary: borrowing Folder
  ) throws(PublishError) {
    for (coding, isHeld) in [
      (ContentCoding.brotli, document.brotli != nil), (.gzip, document.gzip != nil),
      (.identity, true),
    ] {
      let target = name + coding.fileSuffix
      guard isHeld else {
        // A coding of the old bytes must not stand beside the new ones.
        try folder.remove(target)
        continue
      }
      guard renameat(temporary.number, self.name(index, coding), folder.number, target) == 0 else {
        throw PublishError(document.path, error: errno)
      }
    }
  }
}
