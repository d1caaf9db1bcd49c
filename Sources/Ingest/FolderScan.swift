package import FeedModel
import Glibc

/// Walks an incoming folder.
package struct FolderScan {
  private let directory: String
  private let rules: IntakeRules
  private let visit: (SourceLocation, FileStamp) throws -> Void
  private var summary = ScanSummary()

  /// Visits every file below `directory` that the rules admit, reading names and stamps only.
  ///
  /// Within a folder files come first and then folders, each sorted by the bytes of their names: the order depends on
  /// nothing but the names. Symbolic links are visited only where `rules.followSymlinks` is set and they lead to a file
  /// inside; links to folders are never entered (what they lead to inside is reached by its own path).
  /// - Throws: `IngestError` when `directory` itself can't be read, or `visit` throws.
  /// Cost: one `fstatat` a file, memory for the names of one folder and the waiting folders.
  package static func walk(
    _ directory: String, rules: IntakeRules, visit: (SourceLocation, FileStamp) throws -> Void
  ) throws(IngestError) -> ScanSummary {
    try withoutActuallyEscaping(visit) { visit throws(IngestError) in
      var scan = FolderScan(directory: directory, rules: rules, visit: visit)
      try scan.walk()
      return scan.summary
    }
  }

  private init(
    directory: String, rules: IntakeRules,
    visit: @escaping (SourceLocation, FileStamp) throws -> Void
  ) {
    self.directory = directory
    self.rules = rules
    self.visit = visit
  }
}

extension FolderScan {
  private mutating func walk() throws(IngestError) {
    guard let root = Descriptor.open(Array(directory.utf8), flags: O_DIRECTORY) else {
      throw IngestError(folder: directory, error: errno)
    }
    guard let entries = FolderEntry.list(root) else {
      throw IngestError(folder: directory, error: errno)
    }
    summary.folders += 1
    var waiting = Array(try enter(root, path: [], entries).reversed())
    while let path = waiting.popLast() {
      let below = try enterFolder(path)
      waiting.append(contentsOf: below.reversed())
    }
  }

  /// The folders found in the folder at `path`, after its files were visited.
  private mutating func enterFolder(_ path: [UInt8]) throws(IngestError) -> [[UInt8]] {
    let location = SourceLocation(directory: directory, path: path)
    guard path.count(where: { $0 == UInt8(ascii: "/") }) < deepestFolder else {
      summary.problems.append(.tooDeep(location))
      summary.unseenFolders.insert(path)
      return []
    }
    guard let folder = Descriptor.open(path, below: directory, flags: O_DIRECTORY),
      let entries = FolderEntry.list(folder)
    else {
      // Deleted or replaced since its name was read: there is nothing left to scan.
      if errno != ENOENT, errno != ENOTDIR, errno != ELOOP {
        summary.problems.append(.unreadable(location, error: errno))
        summary.unseenFolders.insert(path)
      }
      return []
    }
    summary.folders += 1
    return try enter(folder, path: path, entries)
  }

  private mutating func enter(
    _ folder: borrowing Descriptor, path: [UInt8], _ entries: [FolderEntry]
  ) throws(IngestError) -> [[UInt8]] {
    var folders: [[UInt8]] = []
    for entry in entries {
      let path = path.isEmpty ? entry.name : path + [UInt8(ascii: "/")] + entry.name
      if entry.kind == .folder {
        if rules.admitsFolder(path, name: entry.name) { folders.append(path) }
      } else if rules.admitsFile(path, name: entry.name) {
        let location = SourceLocation(directory: directory, path: path)
        guard let status = status(of: entry.name, in: folder.number) else { continue }
        if status.kind == S_IFDIR {
          if rules.admitsFolder(path, name: entry.name) { folders.append(path) }
        } else {
          try take(location, status, in: folder, name: entry.name)
        }
      }
    }
    return folders
  }

  private mutating func take(
    _ location: SourceLocation, _ status: stat, in folder: borrowing Descriptor, name: [UInt8]
  ) throws(IngestError) {
    var status = status
    if status.kind == S_IFLNK {
      guard let target = target(of: location, in: folder, name: name) else { return }
      status = target
    }
    guard status.kind == S_IFREG else {
      return summary.problems.append(.notRegular(location, kind: status.kind))
    }
    guard status.st_size <= rules.maxFileSize else {
      return summary.problems.append(
        .tooLarge(location, size: Int64(status.st_size), limit: rules.maxFileSize))
    }
    summary.files += 1
    do {
      try visit(location, status.stamp)
    } catch let error as IngestError {
      throw error
    } catch {
      throw IngestError(
        reason: .stopped,
        message: "the scan of \(directory) stopped at \(location.display): \(error)")
    }
  }

  /// The file that a link leads to, when it may be read; else nil, with the problem noted.
  private mutating func target(
    of location: SourceLocation, in folder: borrowing Descriptor, name: [UInt8]
  ) -> stat? {
    guard rules.followSymlinks else {
      summary.problems.append(.symlinkRefused(location))
      return nil
    }
    guard let target = status(of: name, in: folder.number, followsLinks: true) else {
      summary.problems.append(.symlinkDangles(location))
      return nil
    }
    // Whether a link to a file stays inside is asked of the open file by the reader, race-free.
    return target
  }
}

extension IngestError {
  /// The error of an incoming folder that can't be opened or listed.
  init(folder: String, error: Int32) {
    switch error {
    case ENOENT:
      self.init(
        reason: .folderMissing,
        message:
          "the incoming folder \(folder) does not exist; create or mount it, or correct input.directories"
      )
    case ENOTDIR:
      self.init(
        reason: .folderMissing,
        message: "\(folder) is not a folder; correct input.directories")
    case EACCES, EPERM:
      self.init(
        reason: .denied,
        message:
          "permission to read the incoming folder \(folder) is denied; let the daemon's user read it"
      )
    default:
      self.init(
        reason: .system,
        message:
          "the incoming folder \(folder) can't be read (\(systemMessage(error))); check the disk and the mount"
      )
    }
  }
}
