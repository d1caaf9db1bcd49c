import Archive
import Assemble
import FeedModel
import Publish
import Render
import Settings

/// The pages and feeds of stories.
extension Newsroom {
  /// The stories whose feeds may differ: those that changed, and those of articles whose pages may.
  func stories(
    of articles: [ItemID], _ pending: Pending, _ placed: Placed, all: Bool
  ) throws -> Set<StoryID> {
    var stories = placed.stories
    stories.formUnion(try archive.stories(of: articles + pending.withdrawn.map(\.id)))
    if all { stories.formUnion(try archive.summaries().compactMap(\.story)) }
    return stories
  }

  /// A story of one article is no story: it gets documents when the second arrives.
  func publishStories(
    _ stories: Set<StoryID>, _ merged: Set<StoryID>, into publication: inout Publication
  ) throws {
    var gone = merged
    for chunk in stories.subtracting(merged).sorted().chunked(Self.batchStories) {
      let feeds = try storyFeeds(chunk, &gone)
      try publish(feeds, into: &publication)
      if settings.automaticFeeds.stories {
        try archive.register(
          feeds.map { FeedRecord(name: String($0.folder.dropLast()), title: $0.title) })
      }
    }
    publication.removed += try ledger.remove(gone.sorted().flatMap(Self.documents))
    if settings.automaticFeeds.stories, !gone.isEmpty {
      try archive.forget(feeds: gone.map { String(SiteLayout.story($0).dropLast()) })
    }
    guard !merged.isEmpty else { return }
    publication.moved = Self.moves(try archive.redirects().filter { merged.contains($0.key) })
  }

  private static func documents(of story: StoryID) -> [String] {
    ["feed.atom", "feed.rss", "feed.json", "index.html"].map { SiteLayout.story(story) + $0 }
  }

  /// Where the documents of merged stories stand now: who follows one goes on with the other.
  static func moves(_ redirects: [StoryID: StoryID]) -> [String: String] {
    var moves: [String: String] = [:]
    for (story, target) in redirects {
      for (old, new) in zip(documents(of: story), documents(of: target)) { moves[old] = new }
    }
    return moves
  }

  /// The feeds of those `stories` that have one; the others are added to `gone`.
  private func storyFeeds(_ stories: [StoryID], _ gone: inout Set<StoryID>) throws -> [Feed] {
    var members: [(story: StoryID, ids: [ItemID])] = []
    for story in stories {
      let ids = try archive.members(of: story).prefix(Self.storyLimit)
      if ids.count > 1 { members.append((story, Array(ids))) } else { gone.insert(story) }
    }
    let all = members.flatMap(\.ids)
    let revisions = try publishable(all)
    let links = try relations.links(of: all).mapValues { ItemLinks($0) }
    return members.map { story, ids in
      assembler.story(story, revisions: ids.compactMap { revisions[$0] }, links: links)
    }
  }

  /// Renders the feeds and pages of stories, and writes those whose every document passes the gate, all at once.
  private func publish(_ stories: [Feed], into publication: inout Publication) throws {
    let renderer = renderer
    let gate = gate
    let rendered = stories.parallelMap { feed in
      Result { () throws in
        let documents =
          try renderer.feed(feed, maxBytes: Self.storyBytes) + [renderer.storyPage(feed)]
        for document in documents { try gate.check(document, of: feed, previousCount: nil) }
        return documents
      }
    }
    var documents: [FeedDocument] = []
    for (feed, result) in zip(stories, rendered) {
      switch result {
      case .success(let its):
        rejections[feed.folder] = nil
        documents += its
      case .failure(let error): _ = try reject(feed, because: error)
      }
    }
    publication.written += try ledger.write(documents, at: clock()) { topics($0) }
    state.progress += 1
  }

  /// Stories rendered at once: bounds memory, and is one wait for the disk.
  private static let batchStories = 128

  /// Articles of a story in its feed and on its page.
  private static let storyLimit = 100
  private static let storyBytes = 500_000

  /// The story that has a document at `path`; nil when none has.
  static func story(at path: String) -> StoryID? {
    guard path.hasPrefix(SiteLayout.stories) else { return nil }
    let name = path.split(separator: "/").dropFirst().first
    return name.flatMap { ItemID(String($0)) }.map { StoryID($0) }
  }
}
