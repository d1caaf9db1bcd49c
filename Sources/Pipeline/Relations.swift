import Archive
import FeedModel
import Relate
import Settings
import Synchronization

/// Which articles belong together, as the archive keeps it: found once, when an article arrives, and then only read.
///
/// What an article's own arrival found older than itself is frozen in its body; what was newer, and what arrived later,
/// is shown beside it. So an incremental build and a full one say the same.
struct Relations {
  private let archive: Archive
  private let index: RelatedIndex
  private let limit: Int
  /// Articles that the snapshot on disk lacks.
  private let unsaved: Counter

  private final class Counter: Sendable {
    private let count: Mutex<Int>

    init(_ count: Int) { self.count = Mutex(count) }

    var value: Int {
      get { count.withLock { $0 } }
      set { count.withLock { $0 = newValue } }
    }
  }

  /// The index of every archived article, from its snapshot and, for what that lacks, from the archive.
  ///
  /// Articles that a crash left without a story wait for `placeArrivals`.
  init(archive: Archive, settings: RelatedSettings, snapshot path: String) throws {
    let (index, missing) = try RelatedIndex.current(archive, snapshot: path)
    self.init(archive: archive, index: index, limit: settings.limit, unsaved: Counter(missing))
  }

  /// Saves the index when enough has changed since the last time, or whenever anything has if `always`.
  ///
  /// - Throws: `PipelineError.cannotWrite`; nothing is lost but time at the next start.
  func save(to path: String, always: Bool) throws {
    let count = unsaved.value
    guard count > 0, always || count >= max(200, index.count / 8) else { return }
    let live = try archive.summaries().filter { $0.withdrawn == nil && $0.story != nil }
    try IndexSnapshot.write(index, of: live, to: path)
    unsaved.value = 0
  }

  private init(archive: Archive, index: RelatedIndex, limit: Int, unsaved: Counter) {
    self.archive = archive
    self.unsaved = unsaved
    self.index = index
    self.limit = limit
  }

  /// The same index under other settings.
  func limited(to settings: RelatedSettings) -> Relations {
    Relations(archive: archive, index: index, limit: settings.limit, unsaved: unsaved)
  }

  /// Gives every article without a story its story and its links.
  ///
  /// All are put into the index before the first is linked, so that the order within a build does not matter. `onStep` is
  /// called after each step of bounded length, as a sign of life.
  /// - Returns: what else has to be written anew: the articles that are now linked to, and the stories that changed.
  func placeArrivals(onStep: () -> Void) throws -> Placed {
    let waiting = try archive.unassigned()
    var placed = Placed()
    guard !waiting.isEmpty else { return placed }
    placed.arrived = Set(waiting)
    unsaved.value += waiting.count
    var moved: Set<ItemID> = []
    var merged: Set<StoryID> = []
    for chunk in waiting.chunked(1000) {
      let revisions = try archive.revisions(chunk)
      for placement in index.insert(chunk.compactMap { revisions[$0].map(RelateInput.init) }) {
        moved.formUnion(placement.moved.map(\.id))
        merged.formUnion(placement.merged)
      }
      onStep()
    }
    try redirect(merged, &placed)
    try move(moved.subtracting(waiting).sorted(), &placed)
    for chunk in waiting.chunked(1000) {
      let revisions = try archive.revisions(chunk)
      let found = chunk.parallelMap { id in revisions[id].map { links(of: $0) } ?? [] }
      let names = try archive.names(Set(found.joined().map(\.to)))
      var assignments: [StoryAssignment] = []
      var kept: [ItemID: [ArticleLink]] = [:]
      for (id, links) in zip(chunk, found) {
        guard let revision = revisions[id], let story = index.story(of: id) else { continue }
        let older = links.filter {
          names[$0.to].map { $0.published < revision.published.instant } ?? false
        }
        let frozen = older.compactMap { link in
          names[link.to].map {
            RelatedLink(
              id: link.to, slug: $0.slug, title: $0.headline, isSameStory: link.isSameStory)
          }
        }
        assignments.append(StoryAssignment(id: id, story: story, frozen: frozen))
        kept[id] = links
        placed.stories.insert(story)
        placed.linked.formUnion(links.map(\.to))
      }
      // Links first: an article that has its story has them too, whenever a crash comes.
      try archive.link(kept)
      try archive.assign(assignments)
      onStep()
    }
    return placed
  }

  /// Stories that ended as part of another; those that never reached the archive leave no trace.
  private func redirect(_ merged: Set<StoryID>, _ placed: inout Placed) throws {
    for story in merged.sorted() where index.members(of: story).isEmpty {
      guard let target = index.story(of: story.item), target != story,
        try !archive.members(of: story).isEmpty
      else { continue }
      try archive.redirect(story, to: target)
      placed.merged.insert(story)
      placed.stories.insert(target)
    }
  }

  /// Articles that the arrival of others has put into another story than they were in; one transaction for all.
  private func move(_ moved: [ItemID], _ placed: inout Placed) throws {
    var assignments: [StoryAssignment] = []
    for chunk in moved.chunked(1000) {
      for (id, revision) in try archive.revisions(chunk) {
        guard let former = revision.story, let story = index.story(of: id), story != former else {
          continue
        }
        assignments.append(StoryAssignment(id: id, story: story))
        placed.stories.formUnion([former, story])
      }
    }
    if !assignments.isEmpty { try archive.assign(assignments.sorted { $0.id < $1.id }) }
  }

  /// Takes the new text of articles that have their story already; neither story nor links move.
  func refresh(_ revisions: [Revision]) {
    let known = revisions.compactMap { revision in
      revision.story.map { (RelateInput(revision), $0) }
    }
    unsaved.value += known.count
    for (input, _) in known { index.remove(input.id) }
    index.restore(known)
  }

  func remove(_ id: ItemID) {
    index.remove(id)
    unsaved.value += 1
  }

  /// What the page of each article shows beside its body.
  func links(of ids: [ItemID]) throws -> [ItemID: ItemRelations] {
    try archive.relations(of: ids, limit: 2 * limit)
  }

  private func links(of revision: Revision) -> [ArticleLink] {
    let story = index.sameStory(revision.id, limit: limit)
    let topic = index.related(revision.id, limit: limit)
    return story.map { ArticleLink(to: $0.id, isSameStory: true) }
      + topic.map { ArticleLink(to: $0.id, isSameStory: false) }
  }
}

extension RelatedIndex {
  /// The index of every live article of `archive` that has its story: from the snapshot at `path`, and what that lacks or
  /// has otherwise from the archive, a bounded number at a time; and how many articles that were.
  package static func current(
    _ archive: Archive, snapshot path: String
  ) throws -> (index: RelatedIndex, missing: Int) {
    let snapshot = IndexSnapshot(path: path)
    let index = snapshot?.index ?? RelatedIndex()
    let known = snapshot?.revisions ?? [:]
    let live = try archive.summaries().filter { $0.withdrawn == nil && $0.story != nil }
    for id in Set(known.keys).subtracting(live.map(\.id)) { index.remove(id) }
    let stale = live.filter { known[$0.id] != $0.number || index.story(of: $0.id) != $0.story }
    for chunk in stale.chunked(1000) {
      for article in chunk { index.remove(article.id) }
      let revisions = try archive.revisions(chunk.map(\.id))
      index.restore(
        chunk.compactMap { article in
          guard let revision = revisions[article.id], let story = article.story else { return nil }
          return (RelateInput(revision), story)
        })
    }
    return (index, stale.count)
  }
}

/// What an arrival of articles changes beside themselves.
struct Placed {
  /// The articles that have their story and their links now.
  var arrived: Set<ItemID> = []
  var linked: Set<ItemID> = []
  var stories: Set<StoryID> = []
  /// Stories that are now part of another.
  var merged: Set<StoryID> = []

  var isEmpty: Bool { linked.isEmpty && stories.isEmpty && merged.isEmpty }
}

extension RelateInput {
  /// What the index reads of an article.
  package init(_ revision: Revision) {
    let article = revision.article
    self.init(
      id: revision.id, headline: article.headline, dek: article.dek, text: article.body.text,
      language: article.language, published: revision.published.instant,
      links: article.links.map(\.title), slug: revision.slug)
  }
}

extension Array {
  /// Consecutive pieces of at most `size` elements.
  func chunked(_ size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
