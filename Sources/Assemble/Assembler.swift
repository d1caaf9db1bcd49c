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
  package func feed(
    _ definition: FeedDefinition, revisions: [Revision], links: [ItemID: ItemLinks],
    tombstones: [Tombstone]
  ) -> Feed {
    let isMain = definition.name.isEmpty
    let folder = isMain ? "" : "feeds/\(definition.name)/"
    let title = definition.title ?? (isMain ? site.title : "\(site.title): \(definition.name)")
    // A feed that was renamed keeps its id (RFC 4287 §4.2.6).
    let name = definition.formerly.last.map { "feeds/\($0)/" } ?? folder
    let frame = Frame(name: name, title: title, folder: folder, page: "")
    var feed = assembled(
      frame, newest(revisions, by: definition.order).prefix(definition.limit), links, tombstones,
      limit: definition.limit)
    feed.content = definition.content
    if isMain || definition.title == nil { feed.subtitle = site.subtitle }
    return feed
  }

  /// The feed of one story, of its articles alone, newest first.
  ///
  /// Its title is the headline of the article that opened it (else of the oldest given).
  package func story(
    _ story: StoryID, revisions: [Revision], links: [ItemID: ItemLinks]
  ) -> Feed {
    let members = newest(revisions, by: .published)
    let opener = members.first { $0.id == story.item } ?? members.last
    let folder = "threads/\(story.item.uuid)/"
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
    let withdrawn = Set(tombstones.map(\.id))
    var feed = Feed(
      id: feedIdentity(authority: site.authority, name: frame.name), title: frame.title,
      folder: frame.folder, page: frame.page, updated: Timestamp(Self.beginning))
    feed.items = revisions.map { item($0, links[$0.id], withdrawn: withdrawn) }
    feed.tombstones = newest(tombstones, besides: Set(revisions.map(\.id)), limit: limit)
    let changes = revisions.map(\.updated.instant) + feed.tombstones.map(\.when)
    if let latest = changes.max() { feed.updated = Timestamp(latest) }
    return feed
  }

  /// What an empty feed states as its change: fixed, so that it is the same in every build.
  private static let beginning = Instant(seconds: 946_684_800)

  private func item(_ revision: Revision, _ links: ItemLinks?, withdrawn: Set<ItemID>) -> FeedItem {
    var seen = Set(revision.related.map(\.id))
    seen.insert(revision.id)
    let later =
      links?.later.filter { !withdrawn.contains($0.id) && seen.insert($0.id).inserted } ?? []
    let followed = links?.inReplyTo.flatMap {
      $0.id == revision.id || withdrawn.contains($0.id) ? nil : $0
    }
    return FeedItem(revision, laterRelated: later, inReplyTo: followed)
  }

  /// One revision an article, the latest; without the withdrawn and the held; newest first.
  private func newest(_ revisions: [Revision], by order: FeedDefinition.Order) -> [Revision] {
    var latest: [ItemID: Revision] = [:]
    for revision in revisions where revision.number > latest[revision.id]?.number ?? 0 {
      latest[revision.id] = revision
    }
    let live = latest.values.filter { $0.withdrawn == nil && $0.article.hold == nil }
    func instant(_ revision: Revision) -> Instant {
      order == .updated ? revision.updated.instant : revision.published.instant
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
