import FeedModel

/// What the formats share of one item: its HTML, that HTML escaped once more, its summary and its links.
struct ItemContent {
  let item: FeedItem
  /// Absolute URL of the page it leads to.
  let url: String
  let title: String
  let summary: String?
  /// The whole article as XHTML for readers; empty when it has no text at all.
  let html: [UInt8]
  /// `html` as XML character data.
  let escapedHTML: [UInt8]
  /// Frozen and later links, the frozen first, distinct; none to what is withdrawn.
  let related: [RelatedLink]

  var revision: Revision { item.revision }
  /// As `Article.publishable`.
  let article: Article

  /// - Throws: `RenderError.missing` when the article has no headline.
  init(_ item: FeedItem, form: FeedDefinition.ContentForm, at addresses: Addresses)
    throws(RenderError)
  {
    let article = try item.publishableArticle()
    self.item = item
    self.article = article
    url = addresses.document(SiteLayout.page(of: item.revision))
    title = balanced(article.headline)
    summary = Render.summary(of: article)
    related = item.standingRelated
    guard form == .full else {
      html = []
      escapedHTML = []
      return
    }
    var writer = ByteWriter(capacity: article.body.text.utf8.count * 2 + 2048)
    writer.readerContent(
      of: article, related: item.revision.related, pageURL: url, at: addresses)
    html = writer.bytes
    var escaped = ByteWriter(capacity: html.count * 5 / 4)
    escaped.write(html, .text)
    escapedHTML = escaped.bytes
  }
}

extension FeedItem {
  /// The article as documents carry it.
  ///
  /// - Throws: `RenderError.missing` when it has no headline.
  func publishableArticle() throws(RenderError) -> Article {
    guard !revision.article.headline.isEmpty else {
      throw RenderError(
        .missing(field: "title"), item: revision.id, message: "the article has no headline")
    }
    return revision.article.publishable
  }
}

extension ByteWriter {
  /// What a feed reader shows of an article: dek, body, numbered sources, the frozen related block.
  ///
  /// `laterRelated` is no part of it: a link found later must not change an item that readers have (promise 7).
  mutating func readerContent(
    of article: Article, related links: [RelatedLink], pageURL: String, at addresses: Addresses
  ) {
    if let dek = article.dek, !dek.isEmpty, !article.body.pieces.isEmpty {
      markup("<p><strong>")
      write(balanced(dek), .text)
      markup("</strong></p>")
    }
    body(of: article, pageURL: pageURL)
    sources(article.sources)
    related(links, at: addresses)
  }

  /// The body, its citation marks as links to the numbered sources of the page at `pageURL`.
  mutating func body(of article: Article, pageURL: String) {
    for piece in article.body.pieces {
      switch piece {
      case .markup(let text): write(text, .none)
      case .pageURL: write(pageURL, .uri)
      case .citation(let number):
        citation(number, source: source(number, of: article), pageURL: pageURL)
      }
    }
  }

  /// The source of that number, by halving: a page may have as many citations as sources.
  private func source(_ number: Int, of article: Article) -> Source? {
    var candidates = article.sources[...]
    while let middle = candidates.indices.dropFirst(candidates.count / 2).first {
      let source = candidates[middle]
      if source.number == number { return source }
      candidates =
        source.number < number ? candidates[(middle + 1)...] : candidates[..<middle]
    }
    return nil
  }

  private mutating func citation(_ number: Int, source: Source?, pageURL: String) {
    guard let source else {
      markup("<sup>")
      write(String(number), .text)
      markup("</sup>")
      return
    }
    markup("<sup><a href=\"")
    write(pageURL, .uri)
    markup("#source-")
    write(String(number), .none)
    markup("\" title=\"")
    write(balanced(source.title), .attribute)
    markup("\">")
    write(String(number), .none)
    markup("</a></sup>")
  }

  /// The numbered list of sources, each with its visible number and its own link; nothing when there is none.
  mutating func sources(_ sources: [Source]) {
    guard !sources.isEmpty else { return }
    markup("<section><h2>Sources</h2><ol>")
    for source in sources {
      let number = String(source.number)
      markup("<li id=\"source-")
      write(number, .none)
      markup("\" value=\"")
      write(number, .none)
      markup("\">")
      link(source.title, to: source.url)
      if let publisher = source.publisher, publisher != source.title {
        markup(", ")
        write(balanced(publisher), .text)
      }
      markup("</li>")
    }
    markup("</ol></section>")
  }

  /// The related block, frozen at publication, so it only looks back; nothing when it is empty.
  private mutating func related(_ links: [RelatedLink], at addresses: Addresses) {
    list("Earlier in this story", links.filter(\.isSameStory), at: addresses)
    list("See also", links.filter { !$0.isSameStory }, at: addresses)
  }

  private mutating func list(_ title: StaticString, _ links: [RelatedLink], at addresses: Addresses)
  {
    guard !links.isEmpty else { return }
    markup("<section><h2>")
    markup(title)
    markup("</h2><ul>")
    for other in links {
      markup("<li>")
      link(other.title, to: addresses.item(other.slug))
      markup("</li>")
    }
    markup("</ul></section>")
  }

  /// `title` as a link, or as text without a URL.
  mutating func link(_ title: String, to url: String?) {
    guard let url else { return write(balanced(title), .text) }
    markup("<a href=\"")
    write(url, .uri)
    markup("\">")
    write(balanced(title), .text)
    markup("</a>")
  }
}
