import FeedModel

extension Renderer {
  package static let pageType = "text/html; charset=utf-8"

  /// The article's own page: `stories/SLUG/index.html`.
  ///
  /// Well-formed as XML too, without script or inline style. Links found later stand beside the article, not in it.
  /// `record` is what the page keeps for the day the archive is lost.
  /// - Throws: `RenderError.missing` when the article has no headline.
  package func articlePage(
    _ item: FeedItem, record: ItemRecord? = nil
  ) throws(RenderError) -> FeedDocument {
    let revision = item.revision
    let article = try item.publishableArticle()
    var out = ByteWriter(capacity: article.body.text.utf8.count * 3 / 2 + 8192)
    templates.article.write(into: &out) { slot, out in
      switch slot {
      case .title: out.title(article.headline, of: site)
      case .meta:
        articleHead(item, article, into: &out)
        out.meta(name: PublishedPage.recordName, record?.detail)
      case .kickers: out.kickers(article.kickers)
      case .headline: out.write(balanced(article.headline), .text)
      case .dek: out.paragraph("dek", article.dek)
      case .byline: out.byline(article)
      case .times: out.times(of: revision)
      case .image: out.figure(article)
      case .body: out.body(of: article, pageURL: "")
      case .sources: out.sources(article.sources)
      case .links: articleLinks(item, into: &out)
      default: common(slot, language: article.language, articleFrame, into: &out)
      }
    }
    let path = SiteLayout.articlePage(revision.slug)
    return try .packed(path, Self.pageType, out.bytes, .seldom)
  }

  /// What stands in the place of a withdrawn article's page: `withdrawn/SLUG.html`, with its headline and no word of its text.
  ///
  /// `record` is what it keeps for the day the archive is lost.
  package func withdrawalNote(
    _ revision: Revision, record: ItemRecord
  ) throws(RenderError) -> FeedDocument {
    let article = revision.article
    var out = ByteWriter(capacity: 8192)
    templates.article.write(into: &out) { slot, out in
      switch slot {
      case .title: out.title(article.headline, of: site)
      case .meta:
        out.meta(name: "robots", "noindex")
        out.meta(name: "generator", "Wireroom")
        out.meta(name: "dcterms.identifier", revision.id.urn)
        out.meta(property: "og:title", article.headline)
        out.meta(property: "article:published_time", revision.published.rfc3339)
        out.meta(property: "article:modified_time", revision.updated.rfc3339)
        out.meta(name: PublishedPage.recordName, record.detail)
        out.meta(name: PublishedPage.noticeName, record.noticeText)
      case .kickers: out.kickers(article.kickers)
      case .headline: out.write(balanced(article.headline), .text)
      case .times: out.times(of: revision)
      case .body: out.paragraph("withdrawn", record.withdrawn.map(withdrawalText))
      default: common(slot, language: article.language, noteFrame, into: &out)
      }
    }
    return try .packed(SiteLayout.note(revision.slug), Self.pageType, out.bytes, .seldom)
  }

  /// A story's page: `threads/ID/index.html`, with every article of its feed.
  package func storyPage(_ feed: Feed) throws(RenderError) -> FeedDocument {
    let root = String(repeating: "../", count: feed.page.utf8.count { $0 == UInt8(ascii: "/") })
    let frame = templates.frame(of: site, root: root, feeds: feed.folder)
    var out = ByteWriter(capacity: 65_536)
    templates.list.write(into: &out) { slot, out in
      switch slot {
      case .title: out.title(feed.title, of: site)
      case .meta: listHead(feed, into: &out)
      case .kickers: out.markup("<p class=\"kicker\">Story</p>\n")
      case .headline: out.write(balanced(feed.title), .text)
      case .items: entries(feed, root: root, into: &out)
      case .none: out.nothing(in: feed)
      default: common(slot, language: nil, frame, into: &out)
      }
    }
    return try .packed(feed.page + "index.html", Self.pageType, out.bytes, feed.effort)
  }

  /// The site's front page: `index.html`, the items of `feed` and all feeds.
  package func index(_ feed: Feed, feeds: [FeedOutline]) throws(RenderError) -> FeedDocument {
    let frame = templates.frame(of: site, root: "")
    let others = feeds.filter { $0.folder != feed.folder }.map { outline in
      (title: outline.title, address: outline.page ?? outline.folder + AtomFormat.file)
    }
    var out = ByteWriter(capacity: 65_536)
    templates.list.write(into: &out) { slot, out in
      switch slot {
      case .title, .headline: out.write(balanced(site.title), .text)
      case .meta: listHead(feed, into: &out)
      case .dek: out.paragraph("dek", site.subtitle)
      case .items: entries(feed, root: "", into: &out)
      case .none: out.nothing(in: feed)
      case .links: out.aside("Feeds", others)
      default: common(slot, language: nil, frame, into: &out)
      }
    }
    return try .packed("index.html", Self.pageType, out.bytes)
  }
}

extension Renderer {
  /// The slots that all pages fill in the same way; the others stay empty.
  private func common(
    _ slot: Slot, language: String?, _ frame: PageFrame, into out: inout ByteWriter
  ) {
    let language = language ?? site.language
    switch slot {
    case .language: out.write(language ?? "und", .attribute)
    case .direction: out.write(direction(of: language), .none)
    case .top: out.finished(frame.top)
    case .foot: out.finished(frame.foot)
    default: break
    }
  }

  private func articleHead(
    _ item: FeedItem, _ article: Article, into out: inout ByteWriter
  ) {
    let revision = item.revision
    let page = addresses.item(revision.slug)
    let description = summary(of: article)
    out.meta(name: "description", description)
    out.meta(name: "generator", "Wireroom")
    out.meta(name: "dcterms.identifier", revision.id.urn)
    for author in article.authors { out.meta(name: "author", author.name) }
    out.meta(property: "og:type", "article")
    out.meta(property: "og:site_name", site.title)
    out.meta(property: "og:title", article.headline)
    out.meta(property: "og:description", description)
    out.meta(property: "og:url", page)
    out.meta(property: "og:image", article.image?.url)
    out.meta(property: "article:published_time", revision.published.rfc3339)
    out.meta(property: "article:modified_time", revision.updated.rfc3339)
    for category in article.categories { out.meta(property: "article:tag", category) }
    out.markup("<link rel=\"canonical\"")
    out.attribute("href", article.canonicalURL ?? page, .uri)
    out.markup("/>\n")
    out.alternates(title: site.title, folder: "", at: addresses)
    if let story = item.storyWithOthers {
      out.alternates(title: "This story", folder: SiteLayout.story(story), at: addresses)
    }
  }

  private func listHead(_ feed: Feed, into out: inout ByteWriter) {
    out.meta(name: "description", feed.subtitle)
    out.meta(name: "generator", "Wireroom")
    out.markup("<link rel=\"canonical\"")
    out.attribute("href", addresses.document(feed.page), .uri)
    out.markup("/>\n")
    out.alternates(title: feed.title, folder: feed.folder, at: addresses)
  }

  private func articleLinks(_ item: FeedItem, into out: inout ByteWriter) {
    let all = item.standingRelated
    let root = "../../"
    func links(_ isSameStory: Bool) -> [(title: String, address: String)] {
      all.filter { $0.isSameStory == isSameStory }.map {
        (title: $0.title, address: root + SiteLayout.article($0.slug))
      }
    }
    let story = item.storyWithOthers.map {
      (title: "The whole story" as StaticString, address: root + SiteLayout.story($0))
    }
    out.aside("More from this story", links(true), more: story)
    out.aside("See also", links(false))
  }

  private func entries(_ feed: Feed, root: String, into out: inout ByteWriter) {
    for item in feed.items {
      let article = item.revision.article
      templates.entry.write(into: &out) { slot, out in
        switch slot {
        case .kickers: out.kickers(article.kickers)
        case .headline: out.write(balanced(article.headline), .text)
        case .address: out.write(root + SiteLayout.page(of: item.revision), .uri)
        case .summary: out.paragraph("summary", summary(of: article))
        case .times: out.times(of: item.revision)
        default: break
        }
      }
    }
  }
}

extension FeedItem {
  /// The story, when it has other articles too: a story of one has neither page nor feed.
  var storyWithOthers: StoryID? {
    let isAlone = inReplyTo == nil && !standingRelated.contains(where: \.isSameStory)
    return isAlone ? nil : revision.story
  }
}

extension ByteWriter {
  /// The title of a page that is not the front page.
  fileprivate mutating func title(_ title: String, of site: Site) {
    write(balanced(title), .text)
    markup(" – ")
    write(balanced(site.title), .text)
  }

  /// What an empty list says.
  fileprivate mutating func nothing(in feed: Feed) {
    guard feed.items.isEmpty else { return }
    markup("<p class=\"none\">Nothing has been published here yet.</p>\n")
  }

  /// Who wrote it and where; nothing when neither is known.
  fileprivate mutating func byline(_ article: Article) {
    guard !article.authors.isEmpty || article.dateline != nil else { return }
    markup("<p class=\"byline\">")
    for (index, author) in article.authors.enumerated() {
      markup(index == 0 ? "By " : index == article.authors.count - 1 ? " and " : ", ")
      markup("<span class=\"author\" dir=\"auto\">")
      link(author.name, to: author.url)
      markup("</span>")
    }
    if let dateline = article.dateline {
      if !article.authors.isEmpty { markup(" · ") }
      write(balanced(dateline), .text)
    }
    markup("</p>\n")
  }

  /// The image that stands for the article, unless its body shows it.
  fileprivate mutating func figure(_ article: Article) {
    guard let image = article.image, image.type?.hasPrefix("image/") ?? true else { return }
    var address = ByteWriter()
    address.write(image.url, .uri)
    for case .markup(let text) in article.body.pieces
    where occurs(address.bytes, in: Array(text.utf8)) { return }
    markup("<figure class=\"opener\"><img alt=\"\" src=\"")
    finished(address.bytes)
    markup("\"/></figure>\n")
  }
}

/// Whether `needle`, which is not empty, occurs in `text`.
private func occurs(_ needle: [UInt8], in text: [UInt8]) -> Bool {
  var start = 0
  while let found = text[start...].firstIndex(of: needle[0]) {
    if text[found...].starts(with: needle) { return true }
    start = found + 1
  }
  return false
}
