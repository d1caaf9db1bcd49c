import Archive
import FeedModel
import Publish
import Render

/// Which documents stand in the output folder, since when, and with which bytes; writes only what differs.
struct DocumentLedger {
  private let archive: Archive
  private let folder: OutputFolder
  private var entries: [String: LedgerEntry]
  /// Whether the archive was lost: then what stands in the folder may be what is to be written.
  private let adopts: Bool

  /// False in a rehearsal: then files stay as they are.
  private let writes: Bool

  init(archive: Archive, folder: OutputFolder, writes: Bool) throws {
    self.archive = archive
    self.writes = writes
    self.folder = folder
    entries = Dictionary(uniqueKeysWithValues: try archive.documents().map { ($0.path, $0) })
    adopts = entries.isEmpty
  }

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

  /// The documents of articles and stories that no longer stand as they were written; cost: one `fstatat` each.
  func damaged() -> Set<String> {
    let many = entries.compactMap { path, entry in
      isResident(path) ? nil : (path: path, modified: entry.modified)
    }
    return Set(folder.damaged(many))
  }

  /// The entry of a document that stands though the ledger was lost: with its old time, so that readers see no change.
  private func standing(_ document: FeedDocument) -> LedgerEntry? {
    guard adopts, let entry = found(document.path, mediaType: document.mediaType),
      entry.etag == document.etag
    else { return nil }
    return entry
  }

  /// The entry of what stands at `path`, whoever wrote it.
  private func found(_ path: String, mediaType: String) -> LedgerEntry? {
    guard let modified = folder.modified(of: path), let digest = folder.digest(of: path)?.digest
    else { return nil }
    return LedgerEntry(
      path: path, mediaType: mediaType, etag: FeedDocument.etag(of: digest), modified: modified)
  }

  /// Writes what differs from what stands, then notes it; what was changed outside is written again with its old time.
  ///
  /// Files first, then the ledger with the `news` of the paths that differ, in one transaction: a crash between the two writes
  /// the same bytes again and tells of them then. With `rewriting`, what stands is written again with its old time, whether or
  /// not it looks intact.
  mutating func write(
    _ documents: [FeedDocument], at now: Instant, rewriting: Bool = false,
    news: ([String]) -> [OutboxEntry] = { _ in [] }
  ) throws -> [PublishedDocument] {
    var changed: [(document: FeedDocument, modified: Instant)] = []
    var differing: [String] = []
    for document in documents {
      let entry = entries[document.path] ?? standing(document)
      if let entry, entry.etag == document.etag {
        if rewriting || entries[document.path] == nil
          || !folder.isIntact(document.path, modified: entry.modified)
        {
          changed.append((document, entry.modified))
        }
      } else {
        changed.append((document, now))
        differing.append(document.path)
      }
    }
    guard !changed.isEmpty else { return [] }
    if writes { try folder.write(changed) }
    let written = changed.map {
      LedgerEntry(
        path: $0.document.path, mediaType: $0.document.mediaType, etag: $0.document.etag,
        modified: $0.modified)
    }
    try archive.record(written, removed: [], enqueuing: news(differing))
    for entry in written { entries[entry.path] = entry }
    return changed.map {
      PublishedDocument(
        path: $0.document.path, mediaType: $0.document.mediaType, etag: $0.document.etag,
        modified: $0.modified, resident: isResident($0.document.path) ? $0.document : nil)
    }
  }

  /// Takes a document that stands in the folder into the ledger as it is; nil where none does that the ledger did not know.
  mutating func adopt(_ path: String, mediaType: String) throws -> PublishedDocument? {
    guard entries[path] == nil, let entry = found(path, mediaType: mediaType) else { return nil }
    try archive.record([entry], removed: [])
    entries[path] = entry
    return PublishedDocument(
      path: path, mediaType: mediaType, etag: entry.etag, modified: entry.modified)
  }

  /// Takes documents away, those that are there; answers which were.
  mutating func remove(_ paths: [String]) throws -> [String] {
    let present = paths.filter { entries[$0] != nil }
    guard !present.isEmpty else { return [] }
    if writes { try folder.remove(present) }
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
    ![SiteLayout.articles, SiteLayout.stories, SiteLayout.notes].contains { path.hasPrefix($0) }
      && !path.contains("/archive/")
  }
}
