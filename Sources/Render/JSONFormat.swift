import FeedModel

/// JSON Feed 1.1 with the `_wireroom` extension.
struct JSONFormat: FeedFormat {
  static let file = "feed.json"
  static let mediaType = "application/feed+json; charset=utf-8"

  let site: Site
  let addresses: Addresses

  func head(_ feed: Feed, updated: Instant, into out: inout ByteWriter) {
    out.markup("{\"version\":\"https://jsonfeed.org/version/1.1\"")
    out.member("title", balanced(feed.title))
    out.member("home_page_url", addresses.document(feed.page), .jsonURI)
    out.member("feed_url", addresses.document(feed.folder + Self.file), .jsonURI)
    out.member("description", feed.subtitle.map(balanced))
    // Both are to be square (JSON Feed 1.1, Top-level), which the logo is not.
    for name: StaticString in ["icon", "favicon"] {
      out.member(name, (feed.icon ?? site.icon).map(addresses.absolute), .jsonURI)
    }
    out.authors([site.author ?? Author(name: site.title)])
    out.member("language", feed.language)
    if !site.hubs.isEmpty {
      out.key("hubs")
      out.array(site.hubs) { hub, out in
        out.markup("{\"type\":\"WebSub\"")
        out.member("url", hub, .jsonURI)
        out.markup("}")
      }
    }
    out.key("_wireroom")
    out.markup("{")
    out.firstMember("about", addresses.document(ExtensionPage.path), .jsonURI)
    out.member("id", feed.id)
    out.member("updated", updated.rfc3339)
    if feed.archivePages > 0 {
      out.member(
        "archive", addresses.document(feed.archivePath(feed.archivePages)), .jsonURI)
    }
    if !feed.tombstones.isEmpty { withdrawn(feed.tombstones, into: &out) }
    out.markup("}")
    out.key("items")
    out.markup("[")
  }

  func item(
    _ content: ItemContent, language: String?, isFirst: Bool, into out: inout ByteWriter
  ) {
    let revision = content.revision
    let article = content.article
    out.markup(isFirst ? "\n{" : ",\n{")
    out.firstMember("id", revision.id.urn)
    out.member("url", content.url, .jsonURI)
    out.member("external_url", article.canonicalURL, .jsonURI)
    out.member("title", content.title)
    // One of the two contents must be present.
    if content.html.isEmpty {
      out.member("content_text", content.summary ?? content.title)
    } else {
      out.key("content_html")
      out.markup("\"")
      out.write(content.html, .json)
      out.markup("\"")
    }
    out.member("summary", content.summary)
    out.member("image", article.image?.url, .jsonURI)
    out.member("date_published", revision.published.rfc3339)
    out.member("date_modified", revision.updated.rfc3339)
    if !article.authors.isEmpty { out.authors(article.authors) }
    if !article.categories.isEmpty {
      out.key("tags")
      out.array(article.categories) { tag, out in out.quoted(tag) }
    }
    out.member("language", article.language ?? language)
    attachments(article.image, into: &out)
    extended(content, into: &out)
    out.markup("}")
  }

  func tail(into out: inout ByteWriter) {
    out.markup("\n]}\n")
  }

  /// An attachment must have a media type.
  private func attachments(_ image: Enclosure?, into out: inout ByteWriter) {
    guard let image, let type = image.type else { return }
    out.key("attachments")
    out.array([image]) { image, out in
      out.markup("{")
      out.firstMember("url", image.url, .jsonURI)
      out.member("mime_type", type)
      out.number("size_in_bytes", image.length)
      out.markup("}")
    }
  }
}

extension JSONFormat {
  private func extended(_ content: ItemContent, into out: inout ByteWriter) {
    let revision = content.revision
    let article = content.article
    out.key("_wireroom")
    out.markup("{")
    out.firstMember("about", addresses.document(ExtensionPage.path), .jsonURI)
    out.number("revision", revision.number)
    out.member("published_precision", revision.publishedPrecision.rawValue)
    out.member("updated_precision", revision.updatedPrecision.rawValue)
    if !article.kickers.isEmpty {
      out.key("kickers")
      out.array(article.kickers) { kicker, out in out.quoted(kicker) }
    }
    out.member("dateline", article.dateline)
    if !article.sources.isEmpty {
      out.key("sources")
      out.array(article.sources) { $1.source($0) }
      out.key("citations")
      out.array(article.citations) { number, out in out.write(String(number), .none) }
    }
    if let story = content.item.storyWithOthers { storyMember(story, into: &out) }
    if let followed = content.item.inReplyTo {
      out.key("in_reply_to")
      out.relatedLink(followed, at: addresses)
    }
    links("more_on_this_story", content.related.filter(\.isSameStory), into: &out)
    links("related", content.related.filter { !$0.isSameStory }, into: &out)
    out.markup("}")
  }

  private func storyMember(_ story: StoryID, into out: inout ByteWriter) {
    out.key("story")
    out.markup("{")
    out.firstMember("id", story.item.urn)
    out.member("url", addresses.story(story), .jsonURI)
    out.member("feed_url", addresses.story(story) + Self.file, .jsonURI)
    out.markup("}")
  }

  private func links(_ name: StaticString, _ links: [RelatedLink], into out: inout ByteWriter) {
    guard !links.isEmpty else { return }
    out.key(name)
    out.array(links) { other, out in out.relatedLink(other, at: addresses) }
  }

  private func withdrawn(_ tombstones: [Tombstone], into out: inout ByteWriter) {
    out.key("withdrawn")
    out.array(tombstones) { tombstone, out in
      out.markup("{")
      out.firstMember("id", tombstone.id.urn)
      out.member("when", tombstone.when.rfc3339)
      out.markup("}")
    }
  }
}

extension ByteWriter {
  fileprivate mutating func key(_ name: StaticString) {
    markup(",")
    firstKey(name)
  }

  private mutating func firstKey(_ name: StaticString) {
    markup("\"")
    markup(name)
    markup("\":")
  }

  fileprivate mutating func quoted(_ text: String, _ escapes: Escapes = .json) {
    markup("\"")
    write(text, escapes)
    markup("\"")
  }

  /// A string member after others; nothing for nil.
  fileprivate mutating func member(
    _ name: StaticString, _ text: String?, _ escapes: Escapes = .json
  ) {
    guard let text else { return }
    key(name)
    quoted(text, escapes)
  }

  fileprivate mutating func firstMember(
    _ name: StaticString, _ text: String, _ escapes: Escapes = .json
  ) {
    firstKey(name)
    quoted(text, escapes)
  }

  fileprivate mutating func number(_ name: StaticString, _ value: Int?) {
    guard let value else { return }
    key(name)
    write(String(value), .none)
  }

  fileprivate mutating func array<Element>(
    _ values: [Element], _ write: (Element, inout ByteWriter) -> Void
  ) {
    markup("[")
    for (index, value) in values.enumerated() {
      if index > 0 { markup(",") }
      write(value, &self)
    }
    markup("]")
  }

  fileprivate mutating func authors(_ authors: [Author]) {
    key("authors")
    array(authors) { author, out in
      out.markup("{")
      out.firstMember("name", balanced(author.name))
      out.member("url", author.url ?? author.email.map { "mailto:" + $0 }, .jsonURI)
      out.markup("}")
    }
  }

  fileprivate mutating func source(_ source: Source) {
    markup("{\"number\":")
    write(String(source.number), .none)
    member("title", source.title)
    member("publisher", source.publisher)
    member("url", source.url, .jsonURI)
    markup("}")
  }

  fileprivate mutating func relatedLink(_ link: RelatedLink, at addresses: Addresses) {
    markup("{")
    firstMember("id", link.id.urn)
    member("title", balanced(link.title))
    member("url", addresses.item(link.slug), .jsonURI)
    markup("}")
  }
}
