import Glibc
import Synchronization

/// The folders in which names appeared or went, to be forced to disk at the end.
struct TouchedFolders {
  /// Below the output folder; `.` for itself.
  private var paths: Set<String> = []

  mutating func insert(_ folders: ArraySlice<String>) {
    paths.insert(folders.isEmpty ? "." : folders.joined(separator: "/"))
  }

  /// Waits until the names are on disk.
  ///
  /// A folder that was removed meanwhile is passed over: its parent is here too.
  func synchronise(under root: borrowing Folder) throws(PublishError) {
    let sorted = paths.sorted()
    let number = root.number
    if sorted.count >= bulkCount {
      guard synchroniseFileSystem(number) else { throw PublishError(root.path, error: errno) }
      return
    }
    let directory = root.path
    try inParallel(sorted.count) { index throws(PublishError) in
      let folder = openat(number, sorted[index], O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if folder < 0, errno == ENOENT { return }
      guard folder >= 0 else { throw PublishError(directory + "/" + sorted[index], error: errno) }
      let error = fsync(folder) == 0 ? 0 : errno
      close(folder)
      guard error == 0 else { throw PublishError(directory + "/" + sorted[index], error: error) }
    }
  }
}

/// The same for several threads.
final class Touched: Sendable {
  private let state = Mutex(TouchedFolders())

  var folders: TouchedFolders { state.withLock { $0 } }

  func insert(_ folders: ArraySlice<String>) { state.withLock { $0.insert(folders) } }
}
