import Archive
import Assemble
import FeedModel
import Logging
import Publish
import Render
import Settings

/// What a publication changed, as far as feeds are concerned.
struct FeedOrder {
  /// Articles whose items may differ from those published.
  var articles: [ItemID]
  /// Feeds whose set of items may differ.
  var membership: Set<String>
  var mayShrink: Bool
  /// Look after every feed, whether it is touched or not.
  var all: Bool
  /// Feeds to write again though they are as before.
  var named: Set<String> = []
  /// Leave those that are not named alone.
  var sparesOthers = false

  func names(_ definition: FeedDefinition) -> Bool {
    named.contains(definition.label)
  }
}

extension Newsroom {
  /// Publishes the feeds that have an item which changed, their archive pages, and the list of feeds.
  func publishFeeds(_ order: FeedOrder, into publication: inout Publication) throws {
    var order = order
    if order.articles.count > 2000 {
      order.all = true
    } else {
      order.membership.formUnion(try archive.feeds(of: order.articles))
    }
    for definition in settings.feeds where try isDue(definition, order) {
      try publish(definition, order, into: &publication)
      if order.all { try restorePages(of: definition, into: &publication) }
    }
    guard !order.sparesOthers else { return }
    try publishAutomaticFeeds(order, into: &publication)
    try publishList(into: &publication)
    // Only new settings leave any behind.
    if order.all { try removeForeignFeeds(into: &publication) }
  }

  private func isDue(_ definition: FeedDefinition, _ order: FeedOrder) throws -> Bool {
    if order.names(definition) || order.sparesOthers { return order.names(definition) }
    var isDue = order.all || order.membership.contains(definition.name)
    if let age = definition.selection.maxAgeSeconds,
      try archive.expire(definition.name, before: clock() - age)
    {
      isDue = true
    }
    return isDue
  }

  /// When the next article grows too old for a feed; nil when none will.
  func nextExpiry() throws -> Instant? {
    try settings.feeds.compactMap { definition in
      guard let age = definition.selection.maxAgeSeconds else { return nil }
      return try archive.oldestPublication(definition.name).map { $0 + age + 1 }
    }.min()
  }

  private func publish(
    _ definition: FeedDefinition, _ order: FeedOrder, into publication: inout Publication
  ) throws {
    try recoverPages(of: definition)
    for _ in 0..<Self.quarantineLimit {
      guard let culprit = try attempt(definition, order, into: &publication) else { return }
      try quarantine(culprit, from: definition)
    }
  }

  /// Articles that one publication leaves out of a feed, at most: more at once are no fault of theirs.
  private static let quarantineLimit = 20

  /// Closes pages of what there is no room for, and publishes the live documents.
  ///
  /// - Returns: the item that stands in their way.
  private func attempt(
    _ definition: FeedDefinition, _ order: FeedOrder, into publication: inout Publication
  ) throws -> ItemID? {
    var feed = try live(definition)
    var mayShrink = order.mayShrink
    do {
      var window = try renderer.window(feed, maxBytes: definition.maxBytes)
      if definition.hasArchive,
        try closePages(of: definition, feed, shown: window.itemCount, into: &publication)
      {
        feed = try live(definition)
        window = try renderer.window(feed, maxBytes: definition.maxBytes)
        mayShrink = true
      }
      var documents = window.documents
      if definition.name.isEmpty {
        documents.append(try renderer.index(feed, feeds: outlines))
        documents += try renderer.assets()
      }
      return try publish(
        feed, mayShrink: mayShrink, rewriting: order.names(definition), into: &publication
      ) { _ in documents }
    } catch let error as RenderError {
      return try reject(feed, because: error)
    }
  }

  /// Leaves an article out of a feed that the gate would refuse with it, until it changes, and lists it as a problem: one bad
  /// article must not stop a feed.
  func quarantine(_ id: ItemID, from definition: FeedDefinition) throws {
    _ = try archive.enrol([Membership(id: id, feeds: [])], among: [definition.name])
    guard let revision = try archive.revisions([id])[id] else { return }
    let reason = rejections[definition.folder] ?? "the gate refuses it"
    let problem = Problem(
      location: revision.location, reason: "left out of \(definition.folder)feed.*: \(reason)")
    _ = try archive.accept([.problem(nil, problem)], at: clock())
  }

  /// The live document's feed: what lies on no page, corrections, and what is said of withdrawn articles.
  private func live(_ definition: FeedDefinition) throws -> Feed {
    let name = definition.name
    let items = try archive.live(name, limit: definition.limit)
    let ids = items.map(\.id)
    let found = try publishable(ids)
    var tombstones = try archive.tombstones(of: name, limit: definition.limit)
    var withdrawn: [Revision] = []
    if definition.withdrawal == .notice {
      let noticed = tombstones.prefix(Self.noticeLimit).map(\.id)
      let revisions = try archive.revisions(noticed)
      withdrawn = noticed.compactMap { revisions[$0] }
      tombstones.removeFirst(noticed.count)
    }
    var feed = assembler.feed(
      definition, revisions: ids.compactMap { found[$0] },
      links: try relations.links(of: ids).mapValues { ItemLinks($0) }, tombstones: tombstones,
      corrections: Set(items.filter(\.isCorrection).map(\.id)), withdrawn: withdrawn)
    feed.archivePages = try archive.pageCount(name)
    return feed
  }

  /// The current revisions of articles, with the lengths of pictures that lie in the output folder.
  func publishable(_ ids: [ItemID]) throws -> [ItemID: Revision] {
    try archive.revisions(ids).mapValues { revision in
      let base = settings.site.baseURL
      guard let image = revision.article.image, image.length == nil, image.url.hasPrefix(base),
        let size = output.size(
          of: String(image.url.dropFirst(base.count).prefix { $0 != "?" && $0 != "#" }))
      else { return revision }
      var measured = revision
      measured.article.image?.length = size
      return measured
    }
  }

  /// Notices of withdrawn articles in one feed.
  private static let noticeLimit = 20

  private var outlines: [FeedOutline] {
    settings.feeds.map { definition in
      let frame = assembler.feed(definition, revisions: [], links: [:], tombstones: [])
      return FeedOutline(
        title: frame.title, folder: frame.folder, language: definition.language)
    }
  }

  /// `feeds.opml`: the feeds of the settings, then the automatic ones, then stories where they are to be listed.
  private func publishList(into publication: inout Publication) throws {
    var list = outlines
    if settings.automaticFeeds != AutomaticFeeds() {
      for record in try archive.feedRecords() {
        if let outline = outline(of: record) { list.append(outline) }
      }
    }
    let groups = ["Categories", "Authors", "Stories"]
    let ranked = list.map { (rank: groups.firstIndex(of: $0.group ?? "") ?? -1, outline: $0) }
    let ordered = ranked.enumerated().sorted { a, b in
      a.element.rank == b.element.rank
        ? a.offset < b.offset : a.element.rank < b.element.rank
    }.map(\.element.outline)
    let document = try renderer.opml(ordered)
    do {
      try gate.check(document, of: nil, previousCount: nil)
      rejections[document.path] = nil
      publication.written += try ledger.write([document], at: clock())
    } catch let error as GateError {
      reject(document.path, because: error.message)
    }
  }

  private func outline(of record: FeedRecord) -> FeedOutline? {
    guard let title = record.title else { return nil }
    let automatic = settings.automaticFeeds
    let isNamed = settings.feeds.contains { $0.name == record.name }
    if record.name.hasPrefix(SiteLayout.stories) {
      let folder = record.name + "/"
      return automatic.stories
        ? FeedOutline(title: title, folder: folder, page: folder, group: "Stories") : nil
    }
    guard AutomaticFeeds.isAutomatic(record.name), !isNamed,
      ledger.contains(SiteLayout.feed(record.name) + "feed.atom")
    else { return nil }
    return FeedOutline(
      title: title, folder: SiteLayout.feed(record.name),
      group: record.name.hasPrefix("category-") ? "Categories" : "Authors")
  }

  /// Takes away the documents of feeds that nothing names any more; archive pages of the main feed stand under its name.
  private func removeForeignFeeds(into publication: inout Publication) throws {
    let names = settings.feeds.map(\.label)
    let automatic = try archive.feedRecords().map(\.name).filter(AutomaticFeeds.isAutomatic)
    let named = Set((names + automatic).map { Substring($0) })
    let stale = ledger.paths(below: SiteLayout.feeds).filter { path in
      !named.contains(path.dropFirst(SiteLayout.feeds.count).prefix { $0 != "/" })
    }
    publication.removed += try ledger.remove(stale)
  }
}
