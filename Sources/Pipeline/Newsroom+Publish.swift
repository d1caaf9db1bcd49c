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
    try archive.finishRecovery(at: clock())
    var order = order
    if try !holdOutput() { order.checksOutput = true }
    var publication = Publication()
    // What stands is told also when the rest fails: the next try finds it unchanged and would not tell it.
    defer { tell(publication, in: &summary) }
    let fingerprint = renderingFingerprint()
    let isNewForm = try archive.setting("rendering") != fingerprint
    let changesAll = order.full || isNewForm
    // Also what was withdrawn by hand, beside this process.
    for tombstone in try archive.pending().withdrawn { relations.remove(tombstone.id) }
    let placed = try relations.placeArrivals()
    let pending = try archive.pending()
    rejected = []
    try publishPages(
      try pages(pending, placed, all: changesAll, checks: order.checksOutput), into: &publication,
      onEvent: onEvent)
    try withdrawPages(pending.withdrawn, into: &publication)
    publication.removed += try ledger.remove(outdated)
    outdated = []
    var changed = try stories(pending, placed, all: changesAll)
    if order.checksOutput { changed.formUnion(damagedStories()) }
    try publishStories(changed, placed.merged, into: &publication)
    try publishFeeds(mayShrink: changesAll, into: &publication)
    // Each of these is a wait for the disk: only when there is something to say.
    if !pending.isEmpty { try archive.settle(pending, enqueuing: news(pending)) }
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
    if all || (checks && !ledger.damaged(below: "stories/").isEmpty) {
      for article in try archive.summaries() where article.withdrawn == nil {
        if all || !ledger.isIntact(Self.page(of: article.slug)) { ids.insert(article.id) }
      }
    }
    return ids.sorted()
  }

  private func damagedStories() -> Set<StoryID> {
    Set(
      ledger.damaged(below: "threads/").compactMap { path in
        path.split(separator: "/").dropFirst().first.flatMap { ItemID(String($0)) }
      }.map { StoryID($0) })
  }

  /// Whether the output folder is the one that was written before; one that was deleted or replaced is taken in its stead.
  private func holdOutput() throws -> Bool {
    guard let directory = settings.outputDirectory, let outputLock, !outputLock.holds(directory)
    else { return true }
    log.error(
      "output folder was deleted or replaced, everything is written again",
      metadata: ["folder": "\(directory)"])
    self.outputLock = try OutputLock(directory)
    return false
  }

  private func publishPages(
    _ ids: [ItemID], into publication: inout Publication, onEvent: (NewsroomEvent) -> Void
  ) throws {
    let renderer = renderer
    let gate = gate
    for (number, chunk) in ids.chunked(Self.batchPages).enumerated() {
      try Task.checkCancellation()
      let recorded = try archive.recorded(chunk)
      let links = try relations.links(of: chunk)
      let items = chunk.compactMap { id in
        recorded[id].flatMap {
          $0.revision.withdrawn == nil ? FeedItem($0.revision, links[id]) : nil
        }
      }
      let rendered = items.parallelMap { item in
        Result { () throws in
          let page = try renderer.articlePage(item, record: recorded[item.revision.id]?.record)
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
    stories.formUnion(try archive.stories(of: pending.items + pending.withdrawn.map(\.id)))
    if all { stories.formUnion(try archive.summaries().compactMap(\.story)) }
    return stories
  }

  /// A story of one article is no story: it gets documents when the second arrives.
  private func publishStories(
    _ stories: Set<StoryID>, _ merged: Set<StoryID>, into publication: inout Publication
  ) throws {
    var gone = merged
    for story in stories.subtracting(merged).sorted() {
      let members = try archive.members(of: story).prefix(Self.storyLimit)
      guard members.count > 1 else {
        gone.insert(story)
        continue
      }
      let revisions = try archive.revisions(Array(members))
      let live = members.compactMap { revisions[$0] }
      let links = try relations.links(of: Array(members)).mapValues { ItemLinks($0) }
      let feed = assembler.story(story, revisions: live, links: links)
      try publish(feed, mayShrink: true, into: &publication) { renderer throws(RenderError) in
        try renderer.feed(feed, maxBytes: Self.storyBytes) + [renderer.storyPage(feed)]
      }
    }
    publication.removed += try ledger.remove(gone.sorted().flatMap(Self.documents))
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

  private func publishFeeds(mayShrink: Bool, into publication: inout Publication) throws {
    let feeds = try settings.feeds.map { definition in (definition, try assembled(definition)) }
    let outlines = feeds.map { FeedOutline(title: $1.title, folder: $1.folder) }
    for (definition, feed) in feeds {
      try publish(feed, mayShrink: mayShrink, into: &publication) { renderer throws(RenderError) in
        let documents = try renderer.feed(feed, maxBytes: definition.maxBytes)
        guard definition.name.isEmpty else { return documents }
        return documents
          + [try renderer.index(feed, feeds: outlines), try renderer.opml(outlines)]
          + (try renderer.assets())
      }
    }
    // Feeds that the settings no longer name.
    let named = Set(settings.feeds.map { "feeds/\($0.name)/" })
    let stale = ledger.paths(below: "feeds/").filter { path in
      !named.contains(where: path.hasPrefix)
    }
    publication.removed += try ledger.remove(stale)
  }

  private func assembled(_ definition: FeedDefinition) throws -> Feed {
    var revisions = try archive.latest(
      definition.selection, order: definition.order, limit: definition.limit)
    if settings.archive.withdrawn == .item {
      revisions += try archive.withdrawn(definition.selection, limit: definition.limit)
        .map(\.asNotice)
    }
    let links = try relations.links(of: revisions.map(\.id)).mapValues { ItemLinks($0) }
    return assembler.feed(
      definition, revisions: revisions, links: links,
      tombstones: try archive.tombstones(limit: definition.limit))
  }

  /// Renders a feed and its page, and writes them if every one passes the gate; else the last good ones stay.
  private func publish(
    _ feed: Feed, mayShrink: Bool, into publication: inout Publication,
    render: (Renderer) throws(RenderError) -> [FeedDocument]
  ) throws {
    let memory = "items:" + feed.folder
    do {
      let documents = try render(renderer)
      let stated = try archive.setting(memory).flatMap { Int($0) }
      let previous = mayShrink ? nil : stated
      for document in documents { try gate.check(document, of: feed, previousCount: previous) }
      rejections[feed.folder] = nil
      publication.written += try ledger.write(documents, at: clock()) { topics($0) }
      if stated != feed.items.count { try archive.setSetting(memory, "\(feed.items.count)") }
    } catch let error as RenderError {
      reject(feed, because: error.message)
    } catch let error as GateError {
      reject(feed, because: error.message)
    }
  }

  /// The news of changed documents, for hubs.
  private func topics(_ paths: [String]) -> [OutboxEntry] {
    let topics = paths.filter { $0.contains("feed.") }
    let push = settings.push
    return PingCourier.news(topics, hubs: push.hubs, at: clock())
      + (push.embeddedHub == nil ? [] : Hub.news(topics, at: clock()))
  }

  /// The news of items, for webhooks; those that can't be published are none.
  private func news(_ pending: Pending) -> [OutboxEntry] {
    let events = pending.events.filter { !rejected.contains($0.id) }
    return WebhookCourier.news(events, webhooks: settings.push.webhooks, at: clock())
  }

  private func reject(_ feed: Feed, because reason: String) {
    guard rejections.updateValue(reason, forKey: feed.folder) != reason else { return }
    log.error(
      "feed rejected by the gate, the last good one stays",
      metadata: ["feed": "\(feed.folder.isEmpty ? "main" : feed.folder)", "reason": "\(reason)"])
  }

  private func reject(_ revision: Revision, because error: any Error) throws {
    let reason =
      switch error {
      case let error as RenderError: error.message
      case let error as GateError: error.message
      default: "\(error)"
      }
    log.error("page rejected", metadata: ["item.id": "\(revision.id.uuid)", "reason": "\(reason)"])
    rejected.insert(revision.id)
    let problem = Problem(location: revision.location, reason: "can't be rendered: \(reason)")
    _ = try archive.accept([.problem(nil, problem)], at: clock())
  }

  /// Changes whenever every document must be rendered again: other settings, or another version of the program.
  private func renderingFingerprint() -> String {
    hex(
      sha256(
        Array(
          "\(wireroomVersion)\n\(settings.site)\n\(settings.feeds)\n\(settings.archive.withdrawn)"
            .utf8)))
  }
}

extension Revision {
  /// What a withdrawn item says in feeds that show it: only that.
  fileprivate var asNotice: Revision {
    guard let withdrawn else { return self }
    var notice = self
    let text = "This item was withdrawn on \(withdrawn.rfc3339.prefix(10))."
    notice.article = Article(
      format: .text, charset: "utf-8", headline: "Withdrawn: " + article.headline,
      body: Body(pieces: [.markup("<p>\(text)</p>")], text: text))
    notice.article.categories = article.categories
    notice.updated = Timestamp(withdrawn)
    notice.updatedPrecision = .second
    notice.withdrawn = nil
    notice.related = []
    notice.story = nil
    return notice
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
