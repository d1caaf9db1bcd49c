import FeedModel

extension Renderer {
  static let pageType = "text/html; charset=utf-8"

  /// The article's own page: `stories/SLUG/index.html`.
  ///
  /// Well-formed as XML too, without script or inline style. Links found later stand beside the article, not in it.
  /// - Throws: `RenderError.missing` when the article has no headline.
  package func articlePage(_ item: FeedItem) throws(RenderError) -> FeedDocument {
    let revision = item.revision
    let article = try item.publishableArticle()
    var values = head(
      title: "\(escaped(article.headline)) – \(escaped(site.title))", language: article.language,
      articleFrame)
    values["meta"] = fragment { articleHead(item, article, into: &$0) }
    values["kickers"] = fragment { $0.kickers(article.kickers) }
    values["headline"] = escaped(article.headline)
    values["dek"] = fragment { $0.paragraph("dek", article.dek) }
    values["byline"] = fragment { $0.byline(article) }
    values["times"] = fragment { $0.times(of: revision) }
    values["image"] = fragment { $0.figure(article) }
    values["body"] = fragment { $0.body(of: article, pageURL: "") }
    values["sources"] = fragment { $0.sources(article.sources) }
    values["links"] = fragment { articleLinks(item, into: &$0) }
    let path = Addresses.itemPath(revision.slug) + "index.html"
    return try .packed(path, Self.pageType, templates.page(.article, values), .seldom)
  }

  /// A story's page: `threads/ID/index.html`, with every article of its feed.
  package func storyPage(_ feed: Feed) throws(RenderError) -> FeedDocument {
    let root = String(repeating: "../", count: feed.page.utf8.count { $0 == UInt8(ascii: "/") })
    var values = head(
      title: "\(escaped(feed.title)) – \(escaped(site.title))", language: site.language,
      templates.frame(of: site, root: root, feeds: feed.folder))
    values["meta"] = fragment { listHead(feed, into: &$0) }
    values["kickers"] = "<p class=\"kicker\">Story</p>\n"
    values["headline"] = escaped(feed.title)
    values["dek"] = ""
    values["items"] = feed.items.map { entry($0, root: root) }
    values["links"] = ""
    return try .packed(
      feed.page + "index.html", Self.pageType, templates.page(.list, values), feed.effort)
  }

  /// The site's front page: `index.html`, the items of `feed` and all feeds.
  package func index(_ feed: Feed, feeds: [FeedOutline]) throws(RenderError) -> FeedDocument {
    var values = head(
      title: escaped(site.title), language: site.language, templates.frame(of: site, root: ""))
    values["meta"] = fragment { listHead(feed, into: &$0) }
    values["kickers"] = ""
    values["headline"] = escaped(site.title)
    values["dek"] = fragment { $0.paragraph("dek", site.subtitle) }
    values["items"] = feed.items.map { entry($0, root: "") }
    let others = feeds.filter { $0.folder != feed.folder }.map { outline in
      (title: outline.title, address: outline.page ?? outline.folder + AtomFormat.file)
    }
    values["links"] = fragment { $0.aside("Feeds", others) }
    return try .packed("index.html", Self.pageType, templates.page(.list, values))
  }
}

extension Renderer {
  /// What all pages need; `title` is markup.
  private func head(title: String, language: String?, _ frame: PageFrame) -> [String: Any] {
    let language = language ?? site.language
    return [
      "title": title, "language": escaped(language ?? "und"),
      "direction": direction(of: language), "top": frame.top, "foot": frame.foot,
    ]
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
      out.alternates(title: "This story", folder: Addresses.storyPath(story), at: addresses)
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
    let all = item.revision.related + item.laterRelated
    let root = "../../"
    func links(_ isSameStory: Bool) -> [(title: String, address: String)] {
      all.filter { $0.isSameStory == isSameStory }.map {
        (title: $0.title, address: root + Addresses.itemPath($0.slug))
      }
    }
    let story = item.storyWithOthers.map {
      (title: "The whole story" as StaticString, address: root + Addresses.storyPath($0))
    }
    out.aside("More from this story", links(true), more: story)
    out.aside("See also", links(false))
  }

  private func entry(_ item: FeedItem, root: String) -> [String: Any] {
    let article = item.revision.article
    return [
      "kickers": fragment { $0.kickers(article.kickers) },
      "headline": escaped(article.headline),
      "address": fragment {
        $0.write(root + Addresses.itemPath(item.revision.slug), .uri)
      },
      "summary": fragment { $0.paragraph("summary", summary(of: article)) },
      "times": fragment { $0.times(of: item.revision) },
    ]
  }
}

extension FeedItem {
  /// The story, when it has other articles too: a story of one has neither page nor feed.
  var storyWithOthers: StoryID? {
    let isAlone =
      inReplyTo == nil && !revision.related.contains(where: \.isSameStory)
      && !laterRelated.contains(where: \.isSameStory)
    return isAlone ? nil : revision.story
  }
}

extension ByteWriter {
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
    let address = fragment { $0.write(image.url, .uri) }
    for case .markup(let text) in article.body.pieces where text.contains(address) { return }
    markup("<figure class=\"opener\"><img alt=\"\" src=\"")
    write(address, .none)
    markup("\"/></figure>\n")
  }
}
