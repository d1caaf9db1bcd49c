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
  func place(
    _ entries: [Entry], at paths: [DocumentPath], from temporary: borrowing Folder,
    under root: borrowing Folder
  ) throws(PublishError) {
    // Grouped by folder, so that each is opened once; by index within one, so that later entries still win.
    let order = entries.indices.sorted {
      paths[$0].folders == paths[$1].folders
        ? $0 < $1 : paths[$0].folders.lexicographicallyPrecedes(paths[$1].folders)
    }
    var touched = TouchedFolders()
    var start = 0
    while start < order.count {
      let place = paths[order[start]].folders
      let end = order[start...].firstIndex { paths[$0].folders != place } ?? order.count
      try root.within(place, touched: &touched) { folder throws(PublishError) in
        for index in order[start..<end] {
          try rename(index, entries[index].document, to: paths[index].name, in: folder, temporary)
        }
      }
      start = end
    }
    try touched.synchronise(under: root)
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

  private func rename(
    _ index: Int, _ document: FeedDocument, to name: String, in folder: borrowing Folder,
    _ temporary: borrowing Folder
  ) throws(PublishError) {
    for coding in [ContentCoding.brotli, .gzip, .identity] {
      let target = name + coding.fileSuffix
      guard document.bytes(in: coding) != nil else {
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

extension FeedDocument {
  fileprivate func bytes(in coding: ContentCoding) -> [UInt8]? {
    switch coding {
    case .identity: identity
    case .gzip: gzip
    case .brotli: brotli
    }
  }
}
