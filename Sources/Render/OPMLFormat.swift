import FeedModel

/// OPML 2.0: the list of a site's feeds, for readers to subscribe to at once.
struct OPMLFormat {
  static let file = "feeds.opml"
  static let mediaType = "text/x-opml; charset=utf-8"

  let site: Site
  let addresses: Addresses

  /// One outline a feed, in the order given, neighbours of one group inside it; no date, for a list that is the same has the
  /// same bytes.
  func document(_ feeds: [FeedOutline]) -> [UInt8] {
    var out = ByteWriter(capacity: 512 + feeds.count * 256)
    out.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n<head>\n")
    out.element("title", balanced(site.title))
    out.element("ownerName", site.author.map { balanced($0.name) })
    out.element("ownerEmail", site.author?.email)
    out.element("ownerId", site.author?.url, .uri)
    out.element("docs", "http://opml.org/spec2.opml")
    out.markup("</head>\n<body>\n")
    var group: String?
    for feed in feeds {
      if feed.group != group {
        if group != nil { out.markup("</outline>\n") }
        if let name = feed.group {
          out.markup("<outline")
          out.attribute("text", name)
          out.markup(">\n")
        }
        group = feed.group
      }
      outline(feed, into: &out)
    }
    if group != nil { out.markup("</outline>\n") }
    out.markup("</body>\n</opml>\n")
    return out.bytes
  }

  private func outline(_ feed: FeedOutline, into out: inout ByteWriter) {
    let title = balanced(feed.title)
    out.markup("<outline type=\"rss\"")
    out.attribute("text", title)
    out.attribute("title", title)
    out.attribute("xmlUrl", addresses.document(feed.folder + AtomFormat.file), .uri)
    out.attribute("htmlUrl", addresses.document(feed.page ?? ""), .uri)
    out.attribute("language", feed.language ?? site.language)
    out.markup("/>\n")
  }
}
