import FeedModel

/// Makes feeds of what the archive holds: which items, in which order, and what the feed says of itself.
///
/// Pure: equal arguments give equal feeds, in whatever order the revisions and tombstones come.
package struct Assembler: Sendable {
  private let site: Site

  package init(site: Site) {
    self.site = site
  }

  /// The feed of `definition` over `revisions`, as the archive selected them.
  ///
  /// Takes the latest revision of each article that is neither withdrawn nor held, newest first, at most
  /// `definition.limit`. Tombstones are those of articles that are not in the feed, newest first, as many at most.
  /// `corrections` are articles that lie on an archive page already and come again: they are placed by their change.
  /// `withdrawn` are articles for which the feed has a notice in place of a tombstone, placed by their withdrawal.
  package func feed(
    _ definition: FeedDefinition, revisions: [Revision], links: [ItemID: ItemLinks],
    tombstones: [Tombstone], corrections: Set<ItemID> = [], withdrawn: [Revision] = []
  ) -> Feed {
    let notices = withdrawn.compactMap(\.notice)
    let members = newest(
      revisions + notices, by: definition.order, corrections.union(notices.map(\.id)))
    var feed = assembled(
      frame(of: definition), members.prefix(definition.limit), links, tombstones,
      limit: definition.limit)
    describe(&feed, definition)
    return feed
  }

  /// Archive page `number` of the feed of `definition`: exactly `revisions`, newest first.
  ///
  /// It bears no link that is found later, for it never changes (RFC 5005 §4).
  package func page(_ number: Int, of definition: FeedDefinition, revisions: [Revision]) -> Feed {
    let members = newest(revisions, by: definition.order, [])
    var feed = assembled(frame(of: definition), members[...], [:], [], limit: 0)
    describe(&feed, definition)
    feed.archivePage = number
    return feed
  }

  private func frame(of definition: FeedDefinition) -> Frame {
    let (name, folder) = (definition.name, definition.folder)
    // A feed that was renamed keeps its id (RFC 4287 §4.2.6).
    let origin = definition.formerly.last.map(SiteLayout.feed) ?? folder
    let title =
      AutomaticFeeds.isAutomatic(name)
      ? "\(site.title): \(definition.title ?? name)"
      : definition.title ?? (name.isEmpty ? site.title : "\(site.title): \(name)")
    return Frame(name: origin, title: title, folder: folder, page: "")
  }

  private func describe(_ feed: inout Feed, _ definition: FeedDefinition) {
    feed.content = definition.content
    feed.language = definition.language ?? site.language
    feed.icon = definition.icon
    let isNamed = !definition.name.isEmpty && definition.title != nil
    feed.subtitle = definition.subtitle ?? (isNamed ? nil : site.subtitle)
  }

  /// The feed of one story, of its articles alone, newest first.
  ///
  /// Its title is the headline of the article that opened it (else of the oldest given).
  package func story(
    _ story: StoryID, revisions: [Revision], links: [ItemID: ItemLinks]
  ) -> Feed {
    let members = newest(revisions, by: .published, [])
    let opener = members.first { $0.id == story.item } ?? members.last
    let folder = SiteLayout.story(story)
    let frame = Frame(
      name: folder, title: opener?.article.headline ?? site.title, folder: folder, page: folder)
    return assembled(frame, members[...], links, [], limit: 0)
  }
}

extension Assembler {
  /// What a feed is called and where it stands.
  private struct Frame {
    var name: String
    var title: String
    var folder: String
    var page: String
  }

  private func assembled(
    _ frame: Frame, _ revisions: ArraySlice<Revision>, _ links: [ItemID: ItemLinks],
    _ tombstones: [Tombstone], limit: Int
  ) -> Feed {
    var feed = Feed(
      id: feedIdentity(authority: site.authority, name: frame.name), title: frame.title,
      folder: frame.folder, page: frame.page, updated: Timestamp(Self.beginning))
    feed.language = site.language
    feed.items = revisions.map { item($0, links[$0.id]) }
    feed.tombstones = newest(tombstones, besides: Set(revisions.map(\.id)), limit: limit)
    let changes = revisions.map(\.updated.instant) + feed.tombstones.map(\.when)
    if let latest = changes.max() { feed.updated = Timestamp(latest) }
    return feed
  }

  /// What an empty feed states as its change: fixed, so that it is the same in every build.
  private static let beginning = Instant(seconds: 946_684_800)

  private func item(_ revision: Revision, _ links: ItemLinks?) -> FeedItem {
    var seen = Set(revision.related.map(\.id))
    seen.insert(revision.id)
    return FeedItem(
      revision, laterRelated: links?.later.filter { seen.insert($0.id).inserted } ?? [],
      inReplyTo: links?.inReplyTo, withdrawnRelated: links?.withdrawn ?? [])
  }

  /// One revision an article, the latest; without the withdrawn and the held; newest first.
  private func newest(
    _ revisions: [Revision], by order: FeedDefinition.Order, _ corrections: Set<ItemID>
  ) -> [Revision] {
    var latest: [ItemID: Revision] = [:]
    for revision in revisions where revision.number > latest[revision.id]?.number ?? 0 {
      latest[revision.id] = revision
    }
    let live = latest.values.filter { $0.withdrawn == nil && $0.article.hold == nil }
    func instant(_ revision: Revision) -> Instant {
      order == .updated || corrections.contains(revision.id)
        ? revision.updated.instant : revision.published.instant
    }
    // Ties are ordered by id: times to the day are common, and the order must not depend on the database's.
    return live.sorted { a, b in
      instant(a) == instant(b) ? a.id < b.id : instant(a) > instant(b)
    }
  }

  private func newest(
    _ tombstones: [Tombstone], besides live: Set<ItemID>, limit: Int
  ) -> [Tombstone] {
    var latest: [ItemID: Tombstone] = [:]
    for tombstone in tombstones where !live.contains(tombstone.id) {
      if let known = latest[tombstone.id], known.when >= tombstone.when { continue }
      latest[tombstone.id] = tombstone
    }
    let sorted = latest.values.sorted { a, b in a.when == b.when ? a.id < b.id : a.when > b.when }
    return Array(sorted.prefix(limit))
  }
}
