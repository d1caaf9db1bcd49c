package import FeedModel
import Glibc
import Synchronization

/// The output folder: documents stand in it whole or not at all, at every instant and after a power cut.
///
/// One process writes it at a time; the caller holds the lock on the state that stands for this.
package struct OutputFolder: Sendable {
  let directory: String

  /// Opens the output folder and makes it where it is missing; half-written files of an earlier run are removed.
  ///
  /// - Throws: `PublishError` when it can't be made or written.
  package init(directory: String) throws(PublishError) {
    self.directory = directory
    try Self.create(directory)
    let root = try Folder(directory)
    try root.temporaryArea().clear()
  }

  /// The output folder as it is, or is not, to be looked at only.
  package init(inspecting directory: String) { self.directory = directory }

  /// Puts documents in their places, each with its `.gz` and `.br` and with `modified` as mtime.
  ///
  /// New bytes are written beside, forced to disk, and renamed: `.br` and `.gz` first, then the document; a coding that
  /// the document no longer has is removed. A reader sees the old or the new file, never a part. After an
  /// error each document is still old or new; to write the same again is safe. Later entries of the same path win.
  /// Pages get their places before the feeds and lists that name them.
  /// - Throws: `PublishError` for the first call that failed; temporary files are removed.
  /// Cost: O(bytes) and two waits for the disk; it blocks, so it has no place on the shared pool.
  package func write(
    _ documents: [(document: FeedDocument, modified: Instant)]
  ) throws(PublishError) {
    guard !documents.isEmpty else { return }
    let paths = try documents.map { entry throws(PublishError) in
      try DocumentPath(entry.document.path)
    }
    let root = try openRoot()
    let temporary = try root.temporaryArea()
    let batch = WriteBatch(number: nextBatch.add(1, ordering: .relaxed).newValue)
    do throws(PublishError) {
      try batch.stage(documents, in: temporary)
      try batch.place(documents, at: paths, from: temporary, under: root)
    } catch {
      batch.discard(documents.count, in: temporary)
      throw error
    }
  }

  /// Removes documents with their codings, and the folders that are empty then.
  ///
  /// A path that is not there is no error.
  ///
  /// - Throws: `PublishError` for the first call that failed; to remove the same again is safe.
  package func remove(_ paths: [String]) throws(PublishError) {
    let places = try paths.map { path throws(PublishError) in try DocumentPath(path) }
    let root = try openRoot()
    var touched = TouchedFolders()
    for place in places {
      for count in 0...place.folders.count { touched.insert(place.folders[..<count]) }
    }
    let (number, directory) = (root.number, directory)
    try inParallel(places.count) { index throws(PublishError) in
      let root = try Folder(reopening: number, path: directory)
      try Self.remove(places[index].folders[...], name: places[index].name, in: root)
    }
    try touched.synchronise(under: root)
  }

  /// Those of many documents that don't stand at their paths with the mtimes given, as `isIntact` tells of one.
  ///
  /// Cost: one `fstatat` each, from the folder on.
  package func damaged(_ documents: [(path: String, modified: Instant)]) -> [String] {
    let root = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { return documents.map(\.path) }
    defer { close(root) }
    var status = stat()
    var damaged: [String] = []
    for document in documents {
      let result = document.path.withCString { fstatat(root, $0, &status, AT_SYMLINK_NOFOLLOW) }
      if result != 0 || !Self.isIntact(status, modified: document.modified) {
        damaged.append(document.path)
      }
    }
    return damaged
  }

  private static func isIntact(_ status: stat, modified: Instant) -> Bool {
    status.st_mode & S_IFMT == S_IFREG && Int64(status.st_mtim.tv_sec) == modified.seconds
      && status.st_mtim.tv_nsec == 0
  }

  /// Whether a document stands at `path` with `modified` as its mtime, as `write` left it.
  ///
  /// Cost: one `fstatat`.
  package func isIntact(_ path: String, modified: Instant) -> Bool {
    var status = stat()
    return (directory + "/" + path).withCString {
      fstatat(AT_FDCWD, $0, &status, AT_SYMLINK_NOFOLLOW)
    } == 0 && Self.isIntact(status, modified: modified)
  }
}

private let nextBatch = Atomic<Int>(0)

extension OutputFolder {
  /// The open folder; made anew when it was deleted under the daemon.
  private func openRoot() throws(PublishError) -> Folder {
    var status = stat()
    if stat(directory, &status) != 0, errno == ENOENT { try Self.create(directory) }
    return try Folder(directory)
  }

  private static func create(_ directory: String) throws(PublishError) {
    var path = directory.utf8.first == UInt8(ascii: "/") ? "/" : ""
    for part in directory.split(separator: "/") {
      path += part
      guard mkdir(path, 0o755) == 0 || errno == EEXIST || isFolder(path) else {
        throw PublishError(path, error: errno)
      }
      path += "/"
    }
  }

  /// Whether it is there already; asked because `mkdir` on a read-only file system need not say so.
  private static func isFolder(_ path: String) -> Bool {
    let error = errno
    defer { errno = error }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes the document at the end of `folders`, and on the way back the folders that are empty.
  private static func remove(
    _ folders: ArraySlice<String>, name: String, in folder: borrowing Folder
  ) throws(PublishError) {
    guard let first = folders.first else {
      // The document goes last: while it stands, its codings may still be looked for.
      for coding in [ContentCoding.brotli, .gzip, .identity] {
        try folder.remove(name + coding.fileSuffix)
      }
      return
    }
    var isNew = false
    guard let next = try folder.folder(first, creating: false, isNew: &isNew) else { return }
    try remove(folders.dropFirst(), name: name, in: next)
    guard
      unlinkat(folder.number, first, AT_REMOVEDIR) == 0 || errno == ENOTEMPTY || errno == EEXIST
        || errno == ENOENT
    else { throw PublishError(folder.path + "/" + first, error: errno) }
  }
}
