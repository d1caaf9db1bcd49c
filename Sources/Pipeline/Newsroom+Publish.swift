import Archive
import Assemble
import Digest
import FeedModel
import Logging
import Publish
import Render
import Settings

extension Newsroom {
  /// Pages rendered at once: bounds memory, and is one wait for the disk.
  private static let batchPages = 512

  /// Brings the output folder to what the archive says: pages first and feeds last, so that nothing links to what is not there.
  ///
  /// What failed to be written stays pending, and the last good documents stand.
  func publish(
    _ order: BuildOrder, into summary: inout BuildSummary, onEvent: (NewsroomEvent) -> Void
  ) throws {
    state.activity = .publishing
    var publication = Publication()
    // What stands is told also when the rest fails: the next try finds it unchanged and would not tell it.
    defer { tell(publication, in: &summary) }
    let fingerprint = renderingFingerprint()
    let isNewForm = try archive.setting("rendering") != fingerprint
    let changesAll = order.full || isNewForm
    let placed = try relations.placeArrivals()
    let pending = try archive.pending()
    let articles = try pages(pending, placed, all: changesAll, checks: order.checksOutput)
    try publishPages(articles, into: &publication, onEvent: onEvent)
    try withdrawPages(pending.withdrawn, into: &publication)
    let membership = try enrol(pending)
    try publishStories(
      try stories(pending, placed, all: changesAll), placed.merged, into: &publication)
    try publishFeeds(
      FeedOrder(
        articles: articles + pending.withdrawn.map(\.id), membership: membership,
        mayShrink: changesAll, all: changesAll || order.checksOutput || order.feeds != nil),
      into: &publication)
    // Each of these is a wait for the disk: only when there is something to say.
    if !pending.isEmpty { try archive.settle(pending) }
    if isNewForm { try archive.setSetting("rendering", fingerprint) }
    try saveIndex(always: false)
    state.progress += 1
    state.degraded = rejections.isEmpty ? nil : rejections.values.sorted().first
  }

  private func tell(_ publication: Publication, in summary: inout BuildSummary) {
    let (written, withdrawn) = (publication.written.count, publication.withdrawn.count)
    summary.documentsWritten += written
    guard written + withdrawn + publication.removed.count > 0 else { return }
    onPublication(publication)
    log.info("published", metadata: ["documents": "\(written)", "withdrawn": "\(withdrawn)"])
  }

  /// The articles whose pages may differ from what stands.
  private func pages(
    _ pending: Pending, _ placed: Placed, all: Bool, checks: Bool
  ) throws -> [ItemID] {
    var ids = Set(pending.items)
    ids.formUnion(placed.linked)
    for tombstone in pending.withdrawn { ids.formUnion(try archive.linking(to: tombstone.id)) }
    if all || checks {
      for article in try archive.summaries() where article.withdrawn == nil {
        if all || !ledger.isIntact(Self.page(of: article.slug)) { ids.insert(article.id) }
      }
    }
    return ids.sorted()
  }

  private func publishPages(
    _ ids: [ItemID], into publication: inout Publication, onEvent: (NewsroomEvent) -> Void
  ) throws {
    let renderer = renderer
    let gate = gate
    for (number, chunk) in ids.chunked(Self.batchPages).enumerated() {
      try Task.checkCancellation()
      let revisions = try archive.revisions(chunk)
      let links = try relations.links(of: chunk)
      let items = chunk.compactMap { id in
        revisions[id].flatMap { $0.withdrawn == nil ? FeedItem($0, links[id]) : nil }
      }
      let rendered = items.parallelMap { item in
        Result { () throws in
          let page = try renderer.articlePage(item)
          try gate.check(page, of: nil, previousCount: nil)
          return page
        }
      }
      var pages: [FeedDocument] = []
      for (item, result) in zip(items, rendered) {
        switch result {
        case .success(let page): pages.append(page)
        case .failure(let error): try reject(item.revision, because: error)
        }
      }
      publication.written += try ledger.write(pages, at: clock())
      state.progress += 1
      onEvent(
        .publishing(finished: min((number + 1) * Self.batchPages, ids.count), total: ids.count))
    }
  }

  private func withdrawPages(
    _ tombstones: [Tombstone], into publication: inout Publication
  ) throws {
    let paths = tombstones.map { Self.page(of: $0.slug) }
    _ = try ledger.remove(paths)
    publication.withdrawn += paths
  }

  private func stories(_ pending: Pending, _ placed: Placed, all: Bool) throws -> Set<StoryID> {
    var stories = placed.stories
    let touched = pending.items + pending.withdrawn.map(\.id)
    for chunk in touched.chunked(1000) {
      stories.formUnion(try archive.revisions(chunk).values.compactMap(\.story))
    }
    if all { stories.formUnion(try archive.summaries().compactMap(\.story)) }
    return stories
  }

  /// A story of one article is no story: it gets documents when the second arrives.
  private func publishStories(
    _ stories: Set<StoryID>, _ merged: Set<StoryID>, into publication: inout Publication
  ) throws {
    var gone = merged
    var listed: [FeedRecord] = []
    for story in stories.subtracting(merged).sorted() {
      let members = try archive.members(of: story).prefix(Self.storyLimit)
      guard members.count > 1 else {
        gone.insert(story)
        continue
      }
      let revisions = try publishable(Array(members))
      let live = members.compactMap { revisions[$0] }
      let links = try relations.links(of: Array(members)).mapValues { ItemLinks($0) }
      let feed = assembler.story(story, revisions: live, links: links)
      try publish(feed, mayShrink: true, into: &publication) { renderer throws(RenderError) in
        try renderer.feed(feed, maxBytes: Self.storyBytes) + [renderer.storyPage(feed)]
      }
      if settings.automaticFeeds.stories {
        listed.append(FeedRecord(name: "threads/\(story.item.uuid)", title: feed.title))
      }
    }
    if !listed.isEmpty { try archive.register(listed) }
    publication.removed += try ledger.remove(gone.sorted().flatMap(Self.documents))
    if settings.automaticFeeds.stories, !gone.isEmpty {
      try archive.forget(feeds: gone.map { "threads/\($0.item.uuid)" })
    }
    guard !merged.isEmpty else { return }
    publication.moved = Self.moves(try archive.redirects().filter { merged.contains($0.key) })
  }

  private static func documents(of story: StoryID) -> [String] {
    ["feed.atom", "feed.rss", "feed.json", "index.html"].map { "threads/\(story.item.uuid)/\($0)" }
  }

  /// Where the documents of merged stories stand now: who follows one goes on with the other.
  static func moves(_ redirects: [StoryID: StoryID]) -> [String: String] {
    var moves: [String: String] = [:]
    for (story, target) in redirects {
      for (old, new) in zip(documents(of: story), documents(of: target)) { moves[old] = new }
    }
    return moves
  }

  /// Articles of a story in its feed and on its page.
  private static let storyLimit = 100
  private static let storyBytes = 500_000

  /// Renders a feed and its page, and writes them if every one passes the gate; else the last good ones stay.
  ///
  /// - Returns: the item without which they might pass.
  @discardableResult
  func publish(
    _ feed: Feed, mayShrink: Bool, into publication: inout Publication,
    render: (Renderer) throws(RenderError) -> [FeedDocument]
  ) throws -> ItemID? {
    let memory = "items:" + feed.folder
    do {
      let documents = try render(renderer)
      let stated = try archive.setting(memory).flatMap { Int($0) }
      let previous = mayShrink ? nil : stated
      for document in documents { try gate.check(document, of: feed, previousCount: previous) }
      rejections[feed.folder] = nil
      // Before the files: a crash in between costs a hub a look, never the news.
      let topics = documents.filter { $0.path.contains("feed.") && ledger.differs($0) }.map(\.path)
      let news = HubDesk.news(topics, site: settings.site, at: clock())
      if !news.isEmpty { try archive.enqueue(news) }
      publication.written += try ledger.write(documents, at: clock())
      if stated != feed.items.count { try archive.setSetting(memory, "\(feed.items.count)") }
      return nil
    } catch let error as RenderError {
      reject(feed, because: error.message)
      return error.item
    } catch let error as GateError {
      reject(feed, because: error.message)
      return error.item
    }
  }

  func reject(_ feed: Feed, because reason: String) { reject(feed.folder, because: reason) }

  /// Notes why the documents of a feed's folder, or one document, stay as they were.
  func reject(_ place: String, because reason: String) {
    guard rejections.updateValue(reason, forKey: place) != reason else { return }
    log.error(
      "feed rejected by the gate, the last good one stays",
      metadata: ["feed": "\(place.isEmpty ? "main" : place)", "reason": "\(reason)"])
  }

  private func reject(_ revision: Revision, because error: any Error) throws {
    let reason =
      switch error {
      case let error as RenderError: error.message
      case let error as GateError: error.message
      default: "\(error)"
      }
    log.error("page rejected", metadata: ["item.id": "\(revision.id.uuid)", "reason": "\(reason)"])
    let problem = Problem(location: revision.location, reason: "can't be rendered: \(reason)")
    _ = try archive.accept([.problem(nil, problem)], at: clock())
  }

  /// Changes whenever every document must be rendered again: other settings, or another version of the program.
  private func renderingFingerprint() -> String {
    let form = "\(wireroomVersion)\n\(settings.site)\n\(settings.feeds)\n\(settings.automaticFeeds)"
    return hex(sha256(Array(form.utf8)))
  }
}

extension ItemLinks {
  init(_ relations: ItemRelations) {
    self.init(later: relations.later, inReplyTo: relations.inReplyTo)
  }
}

extension FeedItem {
  init(_ revision: Revision, _ relations: ItemRelations?) {
    self.init(revision, laterRelated: relations?.later ?? [], inReplyTo: relations?.inReplyTo)
  }
}
