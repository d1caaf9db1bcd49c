internal import FeedModel

/// One reading of one document, as its parts come to be known.
struct MarkupReading {
  let document: MarkupDocument
  let manuscript: Manuscript
  let dates: DateReader
  let capturedAt: Instant
  let facts: PageFacts
  let links: LinkResolver
  let hints: ElementHints
  let blocks: [MarkupBlock]
  let blockOfNode: [Int32]
  let range: Range<Int>
  let language: String?

  init(
    _ document: MarkupDocument, manuscript: Manuscript, dates: DateReader, language: String?,
    capturedAt: Instant
  ) {
    self.document = document
    self.manuscript = manuscript
    self.dates = dates
    self.capturedAt = capturedAt
    facts = PageFacts(document)
    links = LinkResolver(
      base: facts.baseURL ?? facts.canonicalURL ?? manuscript.metadata.canonicalURL)
    let hints = ElementHints(document)
    self.hints = hints
    let body = document.tags.firstIndex(of: .body)
    range = body.map { $0..<document.end($0) } ?? 0..<document.tags.count
    let cutter = BlockCutter(document, within: range) {
      hints.own[$0].contains(.hidden) && Self.isUnseen(document, $0)
    }
    blocks = cutter.blocks
    blockOfNode = cutter.blockOfNode
    self.language =
      manuscript.metadata.language ?? facts.language.flatMap(LanguageTag.meant)
      ?? LanguageGuess.language(of: Self.runningText(blocks)[...]) ?? language
  }

  /// The start of the long blocks with few links.
  private static func runningText(_ blocks: [MarkupBlock]) -> [UInt8] {
    var text: [UInt8] = []
    for block in blocks where block.text.count >= 80 && block.linked * 4 < block.text.count {
      text += block.text
      text.append(10)
      if text.count > LanguageGuess.sample { break }
    }
    return text
  }

  private static func isUnseen(_ document: MarkupDocument, _ node: Int) -> Bool {
    document.value("hidden", of: node) != nil
      || document.value("style", of: node).map { style in
        ElementHints.contains(
          style.utf8.filter { !Whitespace.isSpace($0) }, Array("display:none".utf8))
      } ?? false
  }

  /// The whole document, its first heading taken off as the headline.
  mutating func readFragment() throws(NormalizeError) -> Reading {
    guard let first = blocks.first else { throw empty() }
    let title = manuscript.metadata.title.map(TitleText.trimmed) ?? ""
    var headline: Int?
    for (index, block) in blocks.prefix(12).enumerated() {
      guard let level = headingLevel(block) else { continue }
      let text = String(decoding: block.text, as: UTF8.self)
      if title.isEmpty ? level == 1 || index == 0 : TitleText.key(text) == TitleText.key(title) {
        headline = index
        break
      }
    }
    var kept = Array(repeating: true, count: blocks.count)
    if let headline { kept[headline] = false }
    let text =
      title.isEmpty
      ? headline.map { TitleText.trimmed(String(decoding: blocks[$0].text, as: UTF8.self)) }
        ?? Self.opening(first.text) : title
    return try finish(headline: text, headlineBlock: headline, kept: kept, finder: nil)
  }

  /// The article of a page among its debris.
  mutating func readPage() throws(NormalizeError) -> Reading {
    guard !blocks.isEmpty else { throw empty() }
    let found = HeadlineFinder(document, hints, blocks, facts).find()
    let finder = ArticleFinder(
      document, hints, blocks, headline: found?.block, articleBody: facts.articleBody)
    let kept = finder.kept()
    guard kept.contains(true) else {
      throw NormalizeError(
        reason: .noArticle,
        message: "the page holds menus and links but no article; save the article's own page")
    }
    let first = kept.firstIndex(of: true).map { blocks[$0].text } ?? []
    return try finish(
      headline: found?.text ?? Self.opening(first), headlineBlock: found?.block, kept: kept,
      finder: finder)
  }
}

extension MarkupReading {
  func headingLevel(_ block: MarkupBlock) -> Int? {
    document.tags[block.container].headingLevel
  }

  private func empty() -> NormalizeError {
    NormalizeError(
      reason: .empty, message: "the markup holds no text; put the article's text in it")
  }

  /// The first words of a text, as a headline for what has none.
  private static func opening(_ text: [UInt8]) -> String {
    let words = Whitespace.collapsed(text)
    guard words.count > 120 else { return String(decoding: words, as: UTF8.self) }
    let end =
      words[..<120].lastIndex(of: 32) ?? words[..<120].lastIndex { $0 & 0xC0 != 0x80 } ?? 119
    return String(decoding: words[..<end], as: UTF8.self) + "…"
  }

  private func finish(
    headline: String, headlineBlock: Int?, kept all: [Bool], finder: ArticleFinder?
  ) throws(NormalizeError) -> Reading {
    let preamble = Preamble(self, headline: headlineBlock, kept: all)
    let kept = running(all, besides: preamble)
    var nodes = finder == nil ? fragmentNodes(kept) : pageNodes(kept, headlineBlock)
    let notes = MarkupCitations(document, blocks, kept: kept, nodes: nodes, links: links)
    notes.withdraw(from: &nodes)
    var writer = BodyWriter(
      document, kept: nodes, links: links, citations: notes.marks, bracketed: notes.bracketed,
      targets: notes.targets)
    let body = writer.write(range)
    guard !body.text.isEmpty || !body.pieces.isEmpty else {
      throw NormalizeError(
        reason: .noArticle, message: "there is a headline but no text; add the article's text")
    }
    var article = Article(
      format: manuscript.format, charset: manuscript.charset, headline: headline, body: body)
    article.warnings = manuscript.warnings + lostAddresses(nodes)
    article.language = language
    article.sources = notes.sources
    article.citations = writer.cited
    article.authors = preamble.authors
    article.published = preamble.published
    article.updated = preamble.updated
    if finder != nil { addFacts(to: &article, headlineBlock, kept) }
    article.kickers = preamble.kickers
    addDateline(to: &article)
    return Reading(article: article, lines: roles(kept, headlineBlock, finder, preamble))
  }

  /// The blocks that are running text: those kept, without what is data of the article and the mark of its end.
  private func running(_ all: [Bool], besides preamble: Preamble) -> [Bool] {
    var kept = all
    for index in preamble.roles.keys { kept[index] = false }
    if let last = kept.lastIndex(of: true),
      EndMark.isOne(String(decoding: blocks[last].text, as: UTF8.self))
    {
      kept[last] = false
    }
    return kept
  }

  /// The dateline that the text opens with, and its day where nothing else dates the article.
  private func addDateline(to article: inout Article) {
    article.dateline = Dateline(Array(article.body.text.utf8.prefix { $0 != 10 })[...])?.text
    if article.published == nil, article.updated == nil, let dateline = article.dateline {
      article.published = dates.datelineDay(dateline, capturedAt: capturedAt, language: language)
    }
  }
}
