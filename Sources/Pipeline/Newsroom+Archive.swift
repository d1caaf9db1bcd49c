import Archive
import Assemble
import FeedModel
import Logging
import Publish
import Render
import Settings

/// Archive pages (RFC 5005 §4): closed oldest first, never changed after.
extension Newsroom {
  /// Items of one page, at most.
  private static let pageItems = 100
  private static let pageBytes = 500_000
  /// Pages written at once.
  private static let pageBatch = 16

  /// Closes pages of what the live document of `feed` has no room for; whether there were any.
  ///
  /// The oldest go: the first time just those, then at least half of a full document at a time, for a page for every item
  /// would be a long way to walk.
  func closePages(
    of definition: FeedDefinition, _ feed: Feed, shown: Int, into publication: inout Publication
  ) throws -> Bool {
    let waiting = try archive.liveCount(definition.name)
    // Notices of withdrawn articles are shown too, but wait for no page.
    let waitingIDs = Set(try archive.live(definition.name, limit: definition.limit).map(\.id))
    let live = feed.items.prefix(shown).count { waitingIDs.contains($0.revision.id) }
    guard waiting > live else { return false }
    let first = try archive.pageCount(definition.name) + 1
    let surplus = first == 1 ? waiting - live : min(max(waiting - live, live / 2), waiting - 1)
    var left = try archive.oldestLive(definition.name, limit: surplus).map(\.id)[...]
    var number = first
    while !left.isEmpty {
      try Task.checkCancellation()
      var documents: [FeedDocument] = []
      var pages: [[PageItem]] = []
      while !left.isEmpty, pages.count < Self.pageBatch {
        let page = try page(number + pages.count, of: definition, from: &left)
        guard let page else { continue }
        documents.append(page.document)
        pages.append(page.items)
      }
      publication.written += try ledger.write(documents, at: clock())
      // After the files: a crash in between writes the same pages again.
      try archive.close(pages, of: definition.name, first: number)
      number += pages.count
      state.progress += 1
    }
    return number > first
  }

  /// A page of the oldest of `ids`, as many as it has room for, which it takes away from there; nil when none of them passes
  /// the gate.
  private func page(
    _ number: Int, of definition: FeedDefinition, from ids: inout ArraySlice<ItemID>
  ) throws -> (document: FeedDocument, items: [PageItem])? {
    let count = (ids.count + Self.pageItems - 1) / Self.pageItems
    let chunk = Array(ids.prefix((ids.count + count - 1) / count))
    let found = try publishable(chunk)
    var revisions = chunk.compactMap { found[$0] }
    var left = Set(chunk).subtracting(revisions.map(\.id))
    defer { ids.removeAll { left.contains($0) } }
    while !revisions.isEmpty {
      let feed = assembler.page(number, of: definition, revisions: revisions)
      do {
        let rendered = try renderer.archivePage(feed, maxBytes: Self.pageBytes)
        guard rendered.itemCount == feed.items.count, let document = rendered.documents.first else {
          // The newest of them go on to the next page.
          revisions.removeLast(max(1, revisions.count - rendered.itemCount))
          continue
        }
        try gate.check(document, of: feed, previousCount: nil)
        left.formUnion(revisions.map(\.id))
        return (document, revisions.map { PageItem(id: $0.id, revision: $0.number) })
      } catch let error as RenderError {
        try leaveOut(error.item, because: error.message, of: feed, definition, &revisions, &left)
      } catch let error as GateError {
        try leaveOut(error.item, because: error.message, of: feed, definition, &revisions, &left)
      }
    }
    return nil
  }

  private func leaveOut(
    _ culprit: ItemID?, because reason: String, of feed: Feed, _ definition: FeedDefinition,
    _ revisions: inout [Revision], _ left: inout Set<ItemID>
  ) throws {
    reject(feed.folder, because: reason)
    guard let culprit, let at = revisions.firstIndex(where: { $0.id == culprit }) else {
      // Nobody knows which: all of them wait in the live feed.
      left.formUnion(revisions.map(\.id))
      return revisions.removeAll()
    }
    try quarantine(culprit, from: definition)
    left.insert(culprit)
    revisions.remove(at: at)
  }

  /// Takes the pages of a feed that stand in the output folder for its pages, when the archive has none: it was lost, and has
  /// its articles back.
  func recoverPages(of definition: FeedDefinition) throws {
    let folder = Feed.archiveFolder(definition.folder)
    guard definition.hasArchive, try archive.pageCount(definition.name) == 0,
      !ledger.contains(folder + "1.atom")
    else { return }
    var pages: [[PageItem]] = []
    while let document = output.bytes(of: folder + "\(pages.count + 1).atom") {
      let entries = pageEntries(of: document)
      let known = try archive.revisions(entries.map(\.id))
      let items = entries.compactMap { entry in
        known[entry.id].map {
          PageItem(id: entry.id, revision: $0.number, updated: entry.updated)
        }
      }
      // Of another site, or of articles whose files are gone.
      guard !items.isEmpty else { break }
      pages.append(items)
    }
    guard !pages.isEmpty else { return }
    try archive.close(pages, of: definition.name, first: 1)
    log.notice(
      "archive pages recovered",
      metadata: ["feed": "\(definition.label)", "pages": "\(pages.count)"])
  }

  /// Writes pages again that no longer stand as they were closed, from their record.
  ///
  /// A page that stands and is only unknown to the ledger (its archive was recovered) is taken as it is. After a change of
  /// the site's address all are written again, for their links would lead nowhere.
  func restorePages(of definition: FeedDefinition, into publication: inout Publication) throws {
    let count = try archive.pageCount(definition.name)
    guard count > 0 else { return }
    let memory = "pages:" + definition.name
    let stated = try archive.setting(memory)
    let isElsewhere = stated.map { $0 != settings.site.baseURL } ?? false
    let folder = Feed.archiveFolder(definition.folder)
    for number in 1...count {
      let path = folder + "\(number).atom"
      guard isElsewhere || !ledger.isIntact(path) else { continue }
      if !isElsewhere,
        let standing = try ledger.adopt(path, mediaType: Renderer.archiveType)
      {
        // A server that began before it knew of the page must learn of it.
        publication.written.append(standing)
        continue
      }
      let items = try archive.page(number, of: definition.name)
      let feed = assembler.page(
        number, of: definition, revisions: try archive.states(of: items))
      let rendered = try renderer.archivePage(feed, maxBytes: .max)
      publication.written += try ledger.write(rendered.documents, at: clock())
    }
    if stated != settings.site.baseURL { try archive.setSetting(memory, settings.site.baseURL) }
  }
}
