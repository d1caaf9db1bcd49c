internal import FeedModel

extension MarkupReading {
  /// Bytes of a block that its reading shows.
  private static let shown = 200

  /// The role of every block, by the lines of the file; none for Markdown, for which see `MarkdownRoles`.
  func roles(
    _ kept: [Bool], _ headline: Int?, _ finder: ArticleFinder?, _ preamble: Preamble
  ) -> [LineReading] {
    guard manuscript.format == .html else { return [] }
    return blocks.indices.map { index in
      var (role, reason) = role(index, kept[index], headline, finder)
      if let known = preamble.roles[index] {
        (role, reason) = (known, "a short line between the headline and the text")
      }
      let line = max(1, blocks[index].line) + manuscript.firstLine - 1
      let text = String(decoding: blocks[index].text.prefix(Self.shown), as: UTF8.self)
      return LineReading(from: line, to: line, role: role, reason: reason, text: text)
    }
  }

  private func role(
    _ index: Int, _ isKept: Bool, _ headline: Int?, _ finder: ArticleFinder?
  ) -> (LineRole, String) {
    if index == headline { return (.headline, "agrees best with the page's title") }
    let block = blocks[index]
    guard isKept else { return (debris(block), reason(index, finder, "outside the article")) }
    let reason = reason(index, finder, "part of the fragment")
    let around = hints.around[block.first]
    switch document.tags[block.container] {
    case .h1, .h2, .h3, .h4, .h5, .h6: return (.heading, reason)
    case .li, .dt, .dd: return (.listItem, reason)
    case .figcaption, .caption: return (.caption, reason)
    default: break
    }
    if around.contains(.preformatted) { return (.code, reason) }
    if around.contains(.quote) { return (.quote, reason) }
    if around.contains(.table), document.tags[block.container] != .p { return (.table, reason) }
    return (around.contains(.list) ? .listItem : .paragraph, reason)
  }

  private func reason(_ index: Int, _ finder: ArticleFinder?, _ plain: String) -> String {
    guard let finder else { return plain }
    return "article text with likelihood \(Int(finder.likelihood[index] * 100)) %"
  }

  /// What a block outside the article is, by the names and elements around it.
  private func debris(_ block: MarkupBlock) -> LineRole {
    let names = hints.names[block.first]
    let around = hints.around[block.first]
    let kinds: [(ElementHints.Names, LineRole)] = [
      (.comment, .comment), (.share, .share), (.advert, .advert), (.prompt, .prompt),
      (.navigation, .navigation), (.footer, .footer), (.related, .relatedLink),
      (.caption, .caption), (.author, .byline), (.meta, .date), (.lead, .dek),
    ]
    if around.contains(.nav) { return .navigation }
    if around.contains(.footer) { return .footer }
    for (kind, role) in kinds where names.contains(kind) { return role }
    return block.linked * 2 > block.text.count ? .navigation : .prompt
  }
}
