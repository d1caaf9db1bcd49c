internal import FeedModel
import Glibc

/// One call's documents on their way from memory by temporary files to their places.
struct WriteBatch {
  typealias Entry = (document: FeedDocument, modified: Instant)

  /// Distinguishes the temporary names of batches that run at the same time.
  let number: Int

  /// Writes all bytes to temporary files and forces them to disk.
  func stage(_ entries: [Entry], in temporary: borrowing Folder) throws(PublishError) {
    var files: [TemporaryFile] = []
    for (index, entry) in entries.enumerated() {
      for coding in ContentCoding.allCases {
        guard let bytes = entry.document.bytes(in: coding) else { continue }
        files.append(
          TemporaryFile(
            name: name(index, coding), bytes: bytes, modified: entry.modified,
            path: entry.document.path))
      }
    }
    let folder = temporary.number
    let staged = files
    let isBulk = staged.count >= bulkCount
    try inParallel(staged.count) { index throws(PublishError) in
      try staged[index].write(in: folder, synchronises: !isBulk)
    }
    guard !isBulk || synchroniseFileSystem(folder) else {
      throw PublishError(temporary.path, error: errno)
    }
  }

  /// Renames the temporary files into their places and forces the names to disk.
  ///
  /// Folders are worked on side by side, for the file that a rename replaces is freed at once, and the wait for that
  /// (measured: 600 renames over old files take 2.7 s one by one, 0.2 s on eight threads) can be shared.
  func place(
    _ entries: [Entry], at paths: [DocumentPath], from temporary: borrowing Folder,
    under root: borrowing Folder
  ) throws(PublishError) {
    let touched = Touched()
    let isPage = zip(entries, paths).map { entry, path in
      entry.document.mediaType.hasPrefix("text/html") && !path.folders.isEmpty
    }
    // Pages first: a feed must not name what is not there yet.
    for wave in [true, false] {
      let chosen = entries.indices.filter { isPage[$0] == wave }
      try place(chosen, of: entries, at: paths, from: temporary, under: root, touched)
    }
    try touched.folders.synchronise(under: root)
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
  private func place(
    _ chosen: [Int], of entries: [Entry], at paths: [DocumentPath],
    from temporary: borrowing Folder, under root: borrowing Folder, _ touched: Touched
  ) throws(PublishError) {
    let groups = Self.groups(chosen, paths)
    let (rootNumber, temporaryNumber, directory) = (root.number, temporary.number, root.path)
    try inParallel(groups.count) { index throws(PublishError) in
      let group = groups[index]
      let root = try Folder(reopening: rootNumber, path: directory)
      try root.within(paths[group[0]].folders, touched: touched) { folder throws(PublishError) in
        for entry in group {
          try rename(
            entry, entries[entry].document, to: paths[entry].name, in: folder, temporaryNumber)
        }
      }
    }
  }

  /// The chosen indices by folder, in their order, so that later entries still win.
  private static func groups(_ chosen: [Int], _ paths: [DocumentPath]) -> [[Int]] {
    var places: [[String]: Int] = [:]
    var groups: [[Int]] = []
    for index in chosen {
      let folders = paths[index].folders
      if let place = places[folders] {
        groups[place].append(index)
      } else {
        places[folders] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  private func name(_ index: Int, _ coding: ContentCoding) -> String {
    "\(number)-\(index)\(coding.fileSuffix)"
  }

  private func rename(
    _ index: Int, _ document: FeedDocument, to name: String, in folder: borrowing Folder,
    _ temporary: Int32
  ) throws(PublishError) {
    for coding in [ContentCoding.brotli, .gzip, .identity] {
      let target = name + coding.fileSuffix
      guard document.bytes(in: coding) != nil else {
        // A coding of the old bytes must not stand beside the new ones.
        try folder.remove(target)
        continue
      }
      guard renameat(temporary, self.name(index, coding), folder.number, target) == 0 else {
        throw PublishError(document.path, error: errno)
      }
    }
  }
}

extension FeedDocument {
  fileprivate func bytes(in coding: ContentCoding) -> [UInt8]? {
    switch coding {
    case .identity: identity
    case .gzip: gzip
    case .brotli: brotli
    }
  }
}
