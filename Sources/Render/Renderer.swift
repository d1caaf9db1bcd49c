import FeedModel

/// Turns feeds and articles into finished documents.
///
/// Pure: equal arguments give equal bytes; the time of the build appears nowhere.
package struct Renderer: Sendable {
  let site: Site
  let version: String
  let minutesToLive: Int
  let addresses: Addresses
  let templates: PageTemplates
  let articleFrame: PageFrame
  let noteFrame: PageFrame

  /// A renderer of `site` by Wireroom `version`.
  ///
  /// `minutesToLive` is what RSS states as `ttl`: the server's `max-age`, at least 1.
  /// - Throws: `RenderError.baseURL` when the site's base URL is not absolute or does not end in a slash.
  package init(site: Site, version: String, minutesToLive: Int = 5) throws(RenderError) {
    self.site = site
    self.version = version
    self.minutesToLive = max(1, minutesToLive)
    addresses = try Addresses(site: site)
    templates = try PageTemplates()
    articleFrame = templates.frame(of: site, root: "../../")
    noteFrame = templates.frame(of: site, root: "../")
  }

  /// `feed` as Atom, RSS and JSON Feed, in this order.
  ///
  /// As `window`, without the count.
  package func feed(_ feed: Feed, maxBytes: Int) throws(RenderError) -> [FeedDocument] {
    try window(feed, maxBytes: maxBytes).documents
  }

  /// The live documents of `feed`: Atom, RSS and JSON Feed, in this order.
  ///
  /// The same items stand in all three: as many from the front as fit into `maxBytes` in each, at least one.
  /// - Throws: `RenderError.missing` for an item without a title. Cost: O(bytes out).
  package func window(_ feed: Feed, maxBytes: Int) throws(RenderError) -> RenderedFeed {
    let rss = RSSFormat(
      site: site, version: version, addresses: addresses, minutesToLive: minutesToLive)
    return try rendered(
      feed, maxBytes,
      as: [Draft(atom), Draft(rss), Draft(JSONFormat(site: site, addresses: addresses))])
  }

  /// An archive page (RFC 5005 §4) of as many of the feed's items, from the front, as fit into `maxBytes`, at least one: Atom
  /// alone, for the live documents of all formats lead to it.
  ///
  /// - Throws: as `window`. Cost: O(bytes out).
  package func archivePage(_ feed: Feed, maxBytes: Int) throws(RenderError) -> RenderedFeed {
    precondition(feed.archivePage != nil, "an archive page has a number")
    return try rendered(feed, maxBytes, as: [Draft(atom)])
  }

  /// The media type of archive pages.
  package static let archiveType = AtomFormat.mediaType

  private var atom: AtomFormat { AtomFormat(site: site, version: version, addresses: addresses) }

  private func rendered(
    _ feed: Feed, _ maxBytes: Int, as drafts: [Draft]
  ) throws(RenderError) -> RenderedFeed {
    var drafts = drafts
    let room = drafts.map { maxBytes - $0.frame(feed, feed.updated.instant).count }
    var taken = 0
    for item in feed.items {
      var content = try ItemContent(item, form: feed.content, at: addresses)
      // One huge article must not push all others out: it is there by its summary and its page.
      if content.escapedHTML.count > maxBytes / 2 {
        content = try ItemContent(item, form: .summary, at: addresses)
      }
      let before = drafts.map(\.items.count)
      for index in drafts.indices {
        drafts[index].append(content, language: feed.language, isFirst: taken == 0)
      }
      if taken > 0, drafts.indices.contains(where: { drafts[$0].items.count > room[$0] }) {
        for index in drafts.indices { drafts[index].items.truncate(to: before[index]) }
        break
      }
      taken += 1
    }
    let updated = newestChange(feed, items: taken)
    var documents: [FeedDocument] = []
    for draft in drafts { documents.append(try draft.document(feed, updated)) }
    return RenderedFeed(documents: documents, itemCount: taken)
  }

  /// All the site's feeds as OPML: `feeds.opml`.
  package func opml(_ feeds: [FeedOutline]) throws(RenderError) -> FeedDocument {
    let format = OPMLFormat(site: site, addresses: addresses)
    return try .packed(OPMLFormat.file, OPMLFormat.mediaType, format.document(feeds))
  }

  /// The latest change among what the document holds; what the feed says when that is nothing.
  private func newestChange(_ feed: Feed, items: Int) -> Instant {
    guard items < feed.items.count else { return feed.updated.instant }
    let changes = feed.items.prefix(items).map(\.revision.updated.instant)
    return (changes + feed.tombstones.map(\.when)).max() ?? feed.updated.instant
  }
}

/// A feed as documents, and how many of its items they hold.
package struct RenderedFeed: Hashable, Sendable {
  package var documents: [FeedDocument]
  package var itemCount: Int
}

extension Feed {
  /// A story has readers for days, the other feeds for years.
  var effort: FeedDocument.Effort { page.isEmpty && archivePage == nil ? .polled : .seldom }
}

/// A feed document in the making, in one format.
private struct Draft {
  let format: any FeedFormat
  var items = ByteWriter(capacity: 65_536)

  init(_ format: any FeedFormat) {
    self.format = format
  }

  mutating func append(_ content: ItemContent, language: String?, isFirst: Bool) {
    format.item(content, language: language, isFirst: isFirst, into: &items)
  }

  /// Head and tail alone.
  func frame(_ feed: Feed, _ updated: Instant) -> ByteWriter {
    var out = ByteWriter()
    format.head(feed, updated: updated, into: &out)
    format.tail(into: &out)
    return out
  }

  func document(_ feed: Feed, _ updated: Instant) throws(RenderError) -> FeedDocument {
    var out = ByteWriter(capacity: items.count + 4096)
    format.head(feed, updated: updated, into: &out)
    out.finished(items.bytes)
    format.tail(into: &out)
    let kind = type(of: format)
    let path = feed.archivePage.map(feed.archivePath) ?? feed.folder + kind.file
    return try .packed(path, kind.mediaType, out.bytes, feed.effort)
  }
}
