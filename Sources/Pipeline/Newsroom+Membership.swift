import Archive
import Assemble
import FeedModel
import Render
import Settings

extension Newsroom {
  /// Brings up to date which feeds take the articles that changed, and, where a feed's rule is new, all articles.
  ///
  /// - Returns: the feeds whose items may differ.
  func enrol(_ pending: Pending) throws -> Set<String> {
    var (touched, isComplete) = try enrolAnew()
    touched.formUnion(try archive.feeds(of: pending.withdrawn.map(\.id)))
    // Whoever chose all feeds anew has seen every article.
    for chunk in (isComplete ? [] : pending.items).chunked(1000) {
      touched.formUnion(try enrol(Array(try archive.revisions(chunk).values), among: nil))
    }
    return touched
  }

  /// Chooses the members of feeds that are new or chosen by another rule than before; cost: O(archive) when there are any.
  private func enrolAnew() throws -> (touched: Set<String>, isComplete: Bool) {
    let records = Dictionary(
      uniqueKeysWithValues: try archive.feedRecords().map { ($0.name, $0) })
    let wanted = settings.feeds.map(FeedRecord.init)
    let stale = wanted.filter { records[$0.name] != $0 }
    let automatic = "\(settings.automaticFeeds.categories) \(settings.automaticFeeds.authors)"
    let hasAutomatic = settings.automaticFeeds.categories || settings.automaticFeeds.authors
    try dropRules(of: records, wanted: wanted)
    let isAutomaticStale = try archive.setting("automatic feeds") ?? "false false" != automatic
    guard !stale.isEmpty || isAutomaticStale else { return ([], false) }
    // The rule is noted when all members are: a crash before that begins again.
    try archive.register(stale.map { FeedRecord(name: $0.name, byUpdate: $0.byUpdate) })
    var among = Set(stale.map(\.name))
    if isAutomaticStale { among.formUnion(records.keys.filter(AutomaticFeeds.isAutomatic)) }
    var touched = among
    var batch: [Revision] = []
    var failure: (any Error)?
    try archive.forEach { revision in
      batch.append(revision)
      guard batch.count == 500, failure == nil else { return }
      do { touched.formUnion(try enrol(batch, among: among)) } catch { failure = error }
      batch = []
    }
    if let failure { throw failure }
    touched.formUnion(try enrol(batch, among: among))
    try archive.register(stale)
    if isAutomaticStale { try archive.setSetting("automatic feeds", automatic) }
    return (touched, stale.count == wanted.count && (isAutomaticStale || !hasAutomatic))
  }

  /// Feeds that the settings no longer name keep their pages; should they come back, their members are chosen anew.
  ///
  /// So are, now, those of all automatic feeds when one of them had the name of an automatic feed, which goes on with its own rule.
  private func dropRules(of records: [String: FeedRecord], wanted: [FeedRecord]) throws {
    let names = Set(wanted.map(\.name))
    let gone = records.values.filter { !$0.rule.isEmpty && !names.contains($0.name) }
    if gone.contains(where: { AutomaticFeeds.isAutomatic($0.name) }) {
      try archive.setSetting("automatic feeds", "to be chosen")
    }
    if !gone.isEmpty { try archive.register(gone.map { FeedRecord(name: $0.name) }) }
  }

  /// Enters articles in the feeds that take them; with `among`, configured feeds besides those are left as they are.
  private func enrol(_ revisions: [Revision], among: Set<String>?) throws -> Set<String> {
    let now = clock()
    let definitions = settings.feeds.filter { among?.contains($0.name) ?? true }
    let reserved = Set(settings.feeds.map(\.name))
    var titles: [String: String] = [:]
    let memberships = revisions.map { revision in
      var names = Set(definitions.filter { $0.selection.takes(revision, at: now) }.map(\.name))
      for feed in settings.automaticFeeds.definitions(of: revision.article)
      where !reserved.contains(feed.name) {
        names.insert(feed.name)
        // One of several spellings, whichever came first.
        titles[feed.name] = [titles[feed.name], feed.title].compactMap(\.self).min()
      }
      return Membership(id: revision.id, feeds: names)
    }
    if !titles.isEmpty {
      let known = Dictionary(
        uniqueKeysWithValues: try archive.feedRecords().map { ($0.name, $0.title) })
      let new = titles.filter { name, title in
        (known[name] ?? nil).map { title < $0 } ?? true
      }.sorted { $0.key < $1.key }
      if !new.isEmpty {
        try archive.register(new.map { FeedRecord(name: $0.key, title: $0.value) })
      }
    }
    return try archive.enrol(memberships, among: among)
  }

  /// Feeds of categories and authors: published while they have an item, taken away when they have none.
  func publishAutomaticFeeds(_ order: FeedOrder, into publication: inout Publication) throws {
    let reserved = Set(settings.feeds.map(\.name))
    for record in try archive.feedRecords()
    where AutomaticFeeds.isAutomatic(record.name) && !reserved.contains(record.name) {
      let path = SiteLayout.feed(record.name) + "feed.atom"
      guard
        order.membership.contains(record.name) || order.all && !ledger.isIntact(path)
          || order.mayShrink
      else { continue }
      var definition = FeedDefinition(name: record.name, title: record.title)
      definition.hasArchive = false
      let ids = try archive.live(record.name, limit: definition.limit).map(\.id)
      guard !ids.isEmpty else {
        publication.removed += try ledger.remove(ledger.paths(below: definition.folder))
        try archive.forget(feeds: [record.name])
        continue
      }
      let found = try publishable(ids)
      let feed = assembler.feed(
        definition, revisions: ids.compactMap { found[$0] },
        links: try relations.links(of: ids).mapValues { ItemLinks($0) },
        tombstones: try archive.tombstones(of: record.name, limit: definition.limit))
      try publish(feed, mayShrink: true, into: &publication) { renderer throws(RenderError) in
        try renderer.feed(feed, maxBytes: definition.maxBytes)
      }
    }
  }
}

extension FeedRecord {
  /// The record of a feed as the settings define it.
  fileprivate init(_ definition: FeedDefinition) {
    self.init(
      name: definition.name, rule: "\(definition.selection)",
      byUpdate: definition.order == .updated)
  }
}
