import FeedModel

/// Atom 1.0 (RFC 4287), with archives (RFC 5005), threading (RFC 4685), tombstones (RFC 6721) and Media RSS.
struct AtomFormat: FeedFormat {
  static let file = "feed.atom"
  static let mediaType = "application/atom+xml; charset=utf-8"

  let site: Site
  let version: String
  let addresses: Addresses

  func head(_ feed: Feed, updated: Instant, into out: inout ByteWriter) {
    // Every prefix is always declared, so that the head's length does not depend on the items.
    out.markup(
      """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" \
      xmlns:at="http://purl.org/atompub/tombstones/1.0" \
      xmlns:fh="http://purl.org/syndication/history/1.0" \
      xmlns:media="http://search.yahoo.com/mrss/"
      """)
    out.attribute("xml:lang", feed.language)
    out.markup(">\n")
    if feed.archivePage != nil { out.markup("<fh:archive/>\n") }
    out.element("id", feed.id)
    out.element("title", balanced(feed.title))
    out.element("subtitle", feed.subtitle.map(balanced))
    out.element("updated", updated.rfc3339)
    let path = feed.archivePage.map(feed.archivePath) ?? feed.folder + Self.file
    out.link("self", addresses.document(path), type: "application/atom+xml")
    out.history(of: feed, at: addresses)
    out.link("alternate", addresses.document(feed.page), type: "text/html")
    // A page never changes: there is nothing to be told of it.
    if feed.archivePage == nil { for hub in site.hubs { out.link("hub", hub) } }
    // A feed without an author must have one in every entry (RFC 4287 §4.1.1).
    out.person(site.author ?? Author(name: site.title))
    out.markup("<generator version=\"")
    out.write(version, .attribute)
    out.markup("\">Wireroom</generator>\n")
    out.element("icon", (feed.icon ?? site.icon).map(addresses.absolute), .uri)
    out.element("logo", site.logo.map(addresses.absolute), .uri)
    out.element("rights", site.rights.map(balanced))
    for tombstone in feed.tombstones { out.tombstone(tombstone, at: addresses) }
  }

  func item(
    _ content: ItemContent, language: String?, isFirst: Bool, into out: inout ByteWriter
  ) {
    let revision = content.revision
    let article = content.article
    out.markup("<entry")
    if article.language != language { out.attribute("xml:lang", article.language) }
    out.markup(">\n")
    out.element("id", revision.id.urn)
    out.element("title", content.title)
    out.element("published", revision.published.rfc3339)
    out.element("updated", revision.updated.rfc3339)
    for author in article.authors { out.person(author) }
    categories(of: article, into: &out)
    links(of: content, into: &out)
    out.element("summary", content.summary)
    if !content.escapedHTML.isEmpty {
      out.markup("<content type=\"html\">")
      out.finished(content.escapedHTML)
      out.markup("</content>\n")
    }
    out.markup("</entry>\n")
  }

  func tail(into out: inout ByteWriter) {
    out.markup("</feed>\n")
  }

  private func categories(of article: Article, into out: inout ByteWriter) {
    let kickers = Set(article.kickers)
    for category in article.categories {
      out.markup("<category")
      out.attribute("term", category)
      if kickers.contains(category) {
        out.attribute("scheme", addresses.document("kickers"))
      }
      out.markup("/>\n")
    }
  }

  private func links(of content: ItemContent, into out: inout ByteWriter) {
    out.link("alternate", content.url, type: "text/html")
    if let original = content.article.canonicalURL { out.link("canonical", original) }
    if let image = content.article.image {
      // An enclosure should state its length (RFC 4287 §4.2.7.6); Media RSS takes a file without.
      if let length = image.length {
        out.link("enclosure", image.url, type: image.type, length: length)
      }
      out.media(image)
    }
    for source in content.article.sources {
      guard let url = source.url else { continue }
      out.link("via", url, title: balanced(source.title))
    }
    if let followed = content.item.inReplyTo {
      out.markup("<thr:in-reply-to")
      out.attribute("ref", followed.id.urn)
      out.attribute("href", addresses.item(followed.slug), .uri)
      out.markup(" type=\"text/html\"/>\n")
    }
    for other in content.related {
      out.link(
        "related", addresses.item(other.slug), type: "text/html", title: balanced(other.title))
    }
  }
}

extension ByteWriter {
  fileprivate mutating func person(_ author: Author) {
    markup("<author>")
    element("name", balanced(author.name))
    element("uri", author.url, .uri)
    element("email", author.email)
    markup("</author>\n")
  }

  fileprivate mutating func tombstone(_ tombstone: Tombstone, at addresses: Addresses) {
    markup("<at:deleted-entry")
    attribute("ref", tombstone.id.urn)
    attribute("when", tombstone.when.rfc3339)
    markup(">")
    let note = SiteLayout.note(tombstone.slug)
    link("alternate", addresses.document(note), type: "text/html")
    markup("</at:deleted-entry>\n")
  }
}
