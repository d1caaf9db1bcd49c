import FeedModel

/// RSS 2.0 as the RSS Advisory Board's profile wants it.
struct RSSFormat: FeedFormat {
  static let file = "feed.rss"
  static let mediaType = "application/rss+xml; charset=utf-8"
  let site: Site
  let version: String
  let addresses: Addresses
  /// How long a reader may keep the feed; as the server's `max-age`, for some readers obey the one, some the other.
  let minutesToLive: Int

  func head(_ feed: Feed, updated: Instant, into out: inout ByteWriter) {
    out.markup(
      """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
      xmlns:content="http://purl.org/rss/1.0/modules/content/" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" \
      xmlns:thr="http://purl.org/syndication/thread/1.0">
      <channel>

      """)
    let page = addresses.document(feed.page)
    let title = balanced(feed.title)
    out.element("title", title, .hexadecimal)
    out.element("link", page, .uri)
    out.element("description", balanced(feed.subtitle ?? feed.title), .hexadecimal)
    out.element("language", feed.language)
    out.element("copyright", site.rights.map(balanced), .hexadecimal)
    if let author = site.author, let email = author.email {
      out.element("managingEditor", "\(email) (\(balanced(author.name)))", .hexadecimal)
    }
    out.element("lastBuildDate", Timestamp(updated).rfc822)
    out.element("generator", "Wireroom \(version)")
    out.element("docs", "https://www.rssboard.org/rss-specification")
    out.element("ttl", String(minutesToLive))
    if let image = feed.icon ?? site.logo ?? site.icon {
      out.markup("<image>")
      out.element("url", addresses.absolute(image), .uri)
      out.element("title", title, .hexadecimal)
      out.element("link", page, .uri)
      out.markup("</image>\n")
    }
    out.link(
      "self", addresses.document(feed.folder + Self.file), type: "application/rss+xml",
      prefix: "atom:")
    out.history(of: feed, at: addresses, prefix: "atom:")
    for hub in site.hubs { out.link("hub", hub, prefix: "atom:") }
  }

  func item(
    _ content: ItemContent, language: String?, isFirst: Bool, into out: inout ByteWriter
  ) {
    let revision = content.revision
    let article = content.article
    out.markup("<item>\n")
    out.element("title", content.title, .hexadecimal)
    out.element("link", content.url, .uri)
    out.markup("<guid isPermaLink=\"false\">")
    out.write(revision.id.urn, .text)
    out.markup("</guid>\n")
    out.element("pubDate", revision.published.rfc822)
    out.element("atom:updated", revision.updated.rfc3339)
    for author in article.authors {
      out.element("dc:creator", balanced(author.name), .hexadecimal)
    }
    if article.language != language { out.element("dc:language", article.language) }
    categories(of: article, into: &out)
    description(of: content, into: &out)
    links(of: content, into: &out)
    out.markup("</item>\n")
  }

  func tail(into out: inout ByteWriter) {
    out.markup("</channel>\n</rss>\n")
  }

  private func categories(of article: Article, into out: inout ByteWriter) {
    let kickers = Set(article.kickers)
    for category in article.categories {
      out.markup("<category")
      if kickers.contains(category) {
        out.attribute("domain", addresses.document("kickers"))
      }
      out.markup(">")
      out.write(category, .hexadecimal)
      out.markup("</category>\n")
    }
  }

  /// The summary, then the whole, never the same text in both
  /// (RSS Advisory Board profile, namespace-elements-content-encoded).
  private func description(of content: ItemContent, into out: inout ByteWriter) {
    let isWhole = !content.html.isEmpty && content.summary == content.article.body.text
    if let summary = content.summary, !isWhole {
      // A description is HTML: plain text is escaped once as HTML and once as XML.
      var html = ByteWriter(capacity: summary.utf8.count + 64)
      html.write(summary, .text)
      out.markup("<description>")
      out.write(html.bytes, .text)
      out.markup("</description>\n")
    }
    if !content.escapedHTML.isEmpty {
      out.markup("<content:encoded>")
      out.finished(content.escapedHTML)
      out.markup("</content:encoded>\n")
    }
  }

  private func links(of content: ItemContent, into out: inout ByteWriter) {
    if let original = content.article.canonicalURL {
      out.link("canonical", original, prefix: "atom:")
    }
    if let image = content.article.image { media(image, into: &out) }
    for source in content.article.sources {
      guard let url = source.url else { continue }
      out.link("via", url, title: balanced(source.title), prefix: "atom:")
    }
    if let followed = content.item.inReplyTo {
      out.markup("<thr:in-reply-to")
      out.attribute("ref", followed.id.urn)
      out.attribute("href", addresses.item(followed.slug), .uri)
      out.markup(" type=\"text/html\"/>\n")
    }
    for other in content.related {
      out.link(
        "related", addresses.item(other.slug), type: "text/html", title: balanced(other.title),
        prefix: "atom:")
    }
  }

  /// An enclosure needs both length and type; Media RSS takes a file without.
  private func media(_ image: Enclosure, into out: inout ByteWriter) {
    if let type = image.type, let length = image.length {
      out.markup("<enclosure")
      out.attribute("url", image.url, .uri)
      out.attribute("length", String(length))
      out.attribute("type", type)
      out.markup("/>\n")
    }
    out.media(image)
  }
}
