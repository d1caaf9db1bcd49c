import Archive
import Assemble
import Digest
import FeedModel
import Gauges
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
    let placed = try board.meter.time(.relate) {
      try relations.placeArrivals { state.progress += 1 }
    }
    let pending = try archive.pending()
    rejected = []
    let damaged = order.checksOutput && !order.sparesOthers ? ledger.damaged() : []
    let articles = try pages(pending, placed, all: changesAll, damaged: damaged)
    try board.meter.time(.pages) {
      try publishPages(articles, into: &publication, onEvent: onEvent)
      try withdraw(pending.withdrawn, all: changesAll, damaged: damaged, into: &publication)
    }
    publication.removed += try ledger.remove(outdated)
    outdated = []
    let membership = try enrol(pending)
    try board.meter.time(.stories) {
      var changed = try stories(of: articles, pending, placed, all: changesAll)
      changed.formUnion(damaged.compactMap(Self.story(at:)))
      try publishStories(changed, placed.merged, into: &publication)
    }
    try board.meter.time(.feeds) {
      // Named feeds alone, unless something changed: then the others must follow it.
      let isQuiet = pending.isEmpty && placed.isEmpty && !isNewForm
      try publishFeeds(
        FeedOrder(
          articles: articles + pending.withdrawn.map(\.id), membership: membership,
          mayShrink: changesAll, all: changesAll || order.checksOutput, named: Set(order.feeds),
          sparesOthers: order.sparesOthers && isQuiet),
        into: &publication)
    }
    // Each of these is a wait for the disk: only when there is something to say.
    if !pending.isEmpty { try archive.settle(pending, enqueuing: news(pending)) }
    if isNewForm { try archive.setSetting("rendering", fingerprint) }
    try saveIndex(always: false)
    noteRejections(in: &summary)
  }

  /// Tells what is refused.
  private func noteRejections(in summary: inout BuildSummary) {
    state.progress += 1
    state.degraded = rejections.values.min()
    summary.rejected = rejections.sorted { $0.key < $1.key }.map { place, reason in
      "\(Self.label(place)): refused by the gate: \(reason); "
        + "mend what it names, the last good one stays until then"
    }
  }

  private func tell(_ publication: Publication, in summary: inout BuildSummary) {
    // Not before it is told: who waits for the feeds asks for them at once.
    defer { state.stands = ledger.contains("feed.atom") }
    let (written, withdrawn) = (publication.written.count, publication.withdrawn.count)
    summary.documentsWritten += written
    guard written + withdrawn + publication.removed.count > 0 else { return }
    board.meter.documents.add("", written)
    onPublication(publication)
    log.debug("documents written", metadata: ["count": "\(written)", "withdrawn": "\(withdrawn)"])
  }

  /// The articles whose pages may differ from what stands.
  private func pages(
    _ pending: Pending, _ placed: Placed, all: Bool, damaged: Set<String>
  ) throws -> [ItemID] {
    var ids = Set(pending.items)
    ids.formUnion(placed.linked)
    // What has just arrived is linked as it is.
    for id in pending.shownElsewhere where !placed.arrived.contains(id) {
      ids.formUnion(try archive.linking(to: id))
    }
    if all || damaged.contains(where: { $0.hasPrefix(SiteLayout.articles) }) {
      for article in try archive.summaries()
      where article.withdrawn == nil
        && (all || damaged.contains(SiteLayout.articlePage(article.slug)))
      {
        ids.insert(article.id)
      }
    }
    return ids.sorted()
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
      publication.removed += try ledger.remove(items.map { SiteLayout.note($0.revision.slug) })
      state.progress += 1
      onEvent(
        .publishing(finished: min((number + 1) * Self.batchPages, ids.count), total: ids.count))
    }
  }

  /// Renders a feed and its page, and writes them if every one passes the gate; else the last good ones stay.
  ///
  /// - Returns: the item without which they might pass.
  @discardableResult
  func publish(
    _ feed: Feed, mayShrink: Bool, rewriting: Bool = false, into publication: inout Publication,
    render: (Renderer) throws(RenderError) -> [FeedDocument]
  ) throws -> ItemID? {
    let memory = "items:" + feed.folder
    do {
      let documents = try render(renderer)
      let stated = try archive.setting(memory).flatMap { Int($0) }
      let previous = mayShrink ? nil : stated
      for document in documents { try gate.check(document, of: feed, previousCount: previous) }
      rejections[feed.folder] = nil
      publication.written += try ledger.write(documents, at: clock(), rewriting: rewriting) {
        topics($0)
      }
      if stated != feed.items.count { try archive.setSetting(memory, "\(feed.items.count)") }
      return nil
    } catch {
      return try reject(feed, because: error)
    }
  }

  /// The news of changed documents, for hubs.
  func topics(_ paths: [String]) -> [OutboxEntry] {
    let topics = paths.filter(Hub.isTopic)
    let push = settings.push
    return PingCourier.news(topics, hubs: push.hubs, at: clock())
      + (push.embeddedHub == nil ? [] : Hub.news(topics, at: clock()))
  }

  /// The news of items, for webhooks; those that can't be published are none.
  private func news(_ pending: Pending) -> [OutboxEntry] {
    let events = pending.events.filter { !rejected.contains($0.id) }
    return WebhookCourier.news(events, webhooks: settings.push.webhooks, at: clock())
  }

  /// Notes why the last good documents of a feed stay.
  ///
  /// - Returns: the item without which new ones might pass.
  /// - Throws: an error that does not speak of the feed itself.
  func reject(_ feed: Feed, because error: any Error) throws -> ItemID? {
    switch error {
    case let error as RenderError:
      reject(feed.folder, because: error.message)
      return error.item
    case let error as GateError:
      reject(feed.folder, because: error.message)
      return error.item
    default: throw error
    }
  }

  /// Notes why the documents of a feed's folder, or one document, stay as they were.
  func reject(_ place: String, because reason: String) {
    guard rejections.updateValue(reason, forKey: place) != reason else { return }
    log.error(
      "feed rejected by the gate, the last good one stays",
      metadata: ["feed": "\(Self.label(place))", "reason": "\(reason)"])
  }

  /// What a feed's folder is called where people read it: the main feed's has no name.
  private static func label(_ place: String) -> String { place.isEmpty ? "main" : place }

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
    let form = "\(wireroomVersion)\n\(settings.site)\n\(settings.feeds)\n\(settings.automaticFeeds)"
    return hex(sha256(Array(form.utf8)))
  }
}

extension ItemLinks {
  init(_ relations: ItemRelations) {
    self.init(
      later: relations.later, inReplyTo: relations.inReplyTo, withdrawn: relations.withdrawn)
  }
}

extension FeedItem {
  init(_ revision: Revision, _ relations: ItemRelations?) {
    self.init(
      revision, laterRelated: relations?.later ?? [], inReplyTo: relations?.inReplyTo,
      withdrawnRelated: relations?.withdrawn ?? [])
  }
}
