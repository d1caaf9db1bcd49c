import Archive
import FeedModel
import Publish
import Render

/// Which documents stand in the output folder, since when, and with which bytes; writes only what differs.
struct DocumentLedger {
  private let archive: Archive
  private let folder: OutputFolder
  private var entries: [String: LedgerEntry]

  init(archive: Archive, folder: OutputFolder) throws {
    self.archive = archive
    self.folder = folder
    entries = Dictionary(uniqueKeysWithValues: try archive.documents().map { ($0.path, $0) })
  }

  var count: Int { entries.count }

  /// Every document, as the server needs to know it; bytes are read when asked for.
  var published: [PublishedDocument] {
    entries.values.map {
      PublishedDocument(
        path: $0.path, mediaType: $0.mediaType, etag: $0.etag, modified: $0.modified)
    }
  }

  func contains(_ path: String) -> Bool { entries[path] != nil }

  /// Whether the document stands as it was written.
  func isIntact(_ path: String) -> Bool {
    entries[path].map { folder.isIntact(path, modified: $0.modified) } ?? false
  }

  /// Whether other bytes stand at the document's path, or none.
  func differs(_ document: FeedDocument) -> Bool { entries[document.path]?.etag != document.etag }

  /// Writes what differs from what stands, then notes it; what was changed outside is written again with its old time.
  ///
  /// Files first, then the ledger: a crash between the two writes the same bytes again.
  mutating func write(_ documents: [FeedDocument], at now: Instant) throws -> [PublishedDocument] {
    var changed: [(document: FeedDocument, modified: Instant)] = []
    for document in documents {
      let entry = entries[document.path]
      if let entry, entry.etag == document.etag {
        if !folder.isIntact(document.path, modified: entry.modified) {
          changed.append((document, entry.modified))
        }
      } else {
        changed.append((document, now))
      }
    }
    guard !changed.isEmpty else { return [] }
    try folder.write(changed)
    let written = changed.map {
      LedgerEntry(
        path: $0.document.path, mediaType: $0.document.mediaType, etag: $0.document.etag,
        modified: $0.modified)
    }
    try archive.record(written, removed: [])
    for entry in written { entries[entry.path] = entry }
    return changed.map {
      PublishedDocument(
        path: $0.document.path, mediaType: $0.document.mediaType, etag: $0.document.etag,
        modified: $0.modified, resident: isResident($0.document.path) ? $0.document : nil)
    }
  }

  /// Takes a document that stands in the folder into the ledger as it is; whether one does that the ledger did not know.
  mutating func adopt(_ path: String, mediaType: String) throws -> Bool {
    guard entries[path] == nil, let modified = folder.modified(of: path),
      let digest = folder.digest(of: path)?.digest
    else { return false }
    let entry = LedgerEntry(
      path: path, mediaType: mediaType, etag: FeedDocument.etag(of: digest), modified: modified)
    try archive.record([entry], removed: [])
    entries[path] = entry
    return true
  }

  /// Takes documents away, those that are there; answers which were.
  mutating func remove(_ paths: [String]) throws -> [String] {
    let present = paths.filter { entries[$0] != nil }
    guard !present.isEmpty else { return [] }
    try folder.remove(present)
    try archive.record([], removed: present)
    for path in present { entries[path] = nil }
    return present
  }

  /// Every path below `folder`.
  func paths(below folder: String) -> [String] {
    entries.keys.filter { $0.hasPrefix(folder) }.sorted()
  }

  /// Feeds, lists and assets are asked for all the time; pages of articles, stories and archives are many and asked for rarely.
  private func isResident(_ path: String) -> Bool {
    !path.hasPrefix("stories/") && !path.hasPrefix("threads/") && !path.contains("/archive/")
  }
}
