internal import FeedModel

extension MarkupReading {
  /// Fills in what a page says besides its text: dates, authors, dek, categories, addresses, its own lists of links.
  func addFacts(to article: inout Article, _ headline: Int?, _ kept: [Bool]) {
    article.canonicalURL = facts.canonicalURL.flatMap { url in
      WebAddress.normalised(url) ?? links.file(Array(url.utf8)[...]).flatMap(WebAddress.normalised)
    }
    if let image = facts.image, let url = links.file(Array(image.utf8)[...]) {
      article.image = Enclosure(url: url)
    }
    article.categories = facts.section.map(TitleText.trimmed).filter {
      !$0.isEmpty && $0.utf8.count < 60
    }
    let names = MarkupBylineReader(self, headline: headline, kept: kept).authors()
    if !names.isEmpty { article.authors = names.map { Author(name: $0) } }
    let times = PageDates(self, headline: headline, kept: kept)
    if times.published != nil || times.updated != nil {
      article.published = times.published
      article.updated = times.updated
    }
    article.dek = dek(headline, kept)
    article.links = trailingLinks(kept)
  }

  /// The standfirst: the summary that the page states, where the page also shows it beside the headline.
  private func dek(_ headline: Int?, _ kept: [Bool]) -> String? {
    let summary = facts.summary.map(LinkedFacts.plain)
    let key = summary.map(TitleText.key) ?? []
    let start = headline.map { $0 + 1 } ?? 0
    for index in start..<min(start + 12, blocks.count) {
      let block = blocks[index]
      guard block.text.count > 20, block.text.count < 600, block.linked == 0 else { continue }
      let text = String(decoding: block.text, as: UTF8.self)
      if !kept[index], key.count > 20, TitleText.likeness(TitleText.key(text), key) > 0.9 {
        return text
      }
      if !kept[index], hints.names[block.first].contains(.lead), headingLevel(block) != 1 {
        return text
      }
    }
    return nil
  }

  /// Titles of other articles in the lists after the text.
  private func trailingLinks(_ kept: [Bool]) -> [PageLink] {
    let href = document.number(of: "href")
    var found: [PageLink] = []
    var seen: Set<String> = []
    let last = kept.lastIndex(of: true) ?? blocks.count
    for (index, block) in blocks.enumerated() where index > last && !kept[index] {
      let names = hints.names[block.first]
      guard names.contains(.related),
        names.isDisjoint(with: [.share, .navigation, .footer, .comment]),
        block.linked * 10 >= block.text.count * 9, block.text.count >= 24, found.count < 30
      else { continue }
      let title = String(decoding: block.text, as: UTF8.self)
      guard seen.insert(title).inserted else { continue }
      var node = block.first
      while node >= 0, document.tags[node] != .a { node = document.parent(node) }
      let url = node >= 0 ? document.bytes(href, of: node).flatMap { links.file($0) } : nil
      found.append(PageLink(title: title, url: url))
    }
    return found
  }
}
