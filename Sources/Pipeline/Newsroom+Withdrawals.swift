import Archive
import FeedModel
import Publish
import Render

/// What becomes of the pages of withdrawn articles.
extension Newsroom {
  /// Notes rendered at once: bounds memory, and is one wait for the disk.
  private static let batchNotes = 512

  /// Puts notes in the place of the pages of `tombstones`; with `all` also earlier ones, and those that are `damaged`.
  func withdraw(
    _ tombstones: [Tombstone], all: Bool, damaged: Set<String>, into publication: inout Publication
  ) throws {
    let paths = tombstones.map { SiteLayout.articlePage($0.slug) }
    // After the loss of the archive the ledger may not know yet that they stand.
    for path in paths { _ = try ledger.adopt(path, mediaType: Renderer.pageType) }
    _ = try ledger.remove(paths)
    publication.withdrawn += paths
    var due = Set(tombstones.map(\.id))
    if all || damaged.contains(where: { $0.hasPrefix(SiteLayout.notes) }) {
      for tombstone in try archive.tombstones(limit: .max)
      where all || damaged.contains(SiteLayout.note(tombstone.slug)) {
        due.insert(tombstone.id)
      }
    }
    for chunk in due.sorted().chunked(Self.batchNotes) {
      let recorded = try archive.recorded(chunk)
      var notes: [FeedDocument] = []
      for (revision, record) in chunk.compactMap({ recorded[$0] })
      where revision.withdrawn != nil {
        let note = try renderer.withdrawalNote(revision, record: record)
        try gate.check(note, of: nil, previousCount: nil)
        notes.append(note)
      }
      publication.written += try ledger.write(notes, at: clock())
      state.progress += 1
    }
  }
}
