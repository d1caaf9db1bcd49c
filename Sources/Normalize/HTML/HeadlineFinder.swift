/// Chooses a page's headline among its headings, what it states to machines and its title, and finds its block.
struct HeadlineFinder {
  private let document: MarkupDocument
  private let hints: ElementHints
  private let blocks: [MarkupBlock]
  private let facts: PageFacts

  init(
    _ document: MarkupDocument, _ hints: ElementHints, _ blocks: [MarkupBlock], _ facts: PageFacts
  ) {
    self.document = document
    self.hints = hints
    self.blocks = blocks
    self.facts = facts
  }

  /// The headline and the block that shows it; nil where the page has neither headings nor a title.
  func find() -> (text: String, block: Int?)? {
    let title = facts.pageTitle.map {
      TitleText.withoutSite($0, site: facts.siteName, known: facts.headlines)
    }
    let stated =
      (facts.headlines.map { TitleText.withoutSite($0, site: facts.siteName, known: []) }
      + [title].compactMap { $0 })
      .filter { !$0.isEmpty }
    let keys = stated.prefix(8).map { TitleKey($0) }
    var best: (score: Float, block: Int)?
    for (index, block) in blocks.enumerated() where block.text.count <= 400 {
      guard let score = score(index, block, keys), score > best?.score ?? 0 else { continue }
      best = (score, index)
    }
    if let best {
      let text = String(decoding: blocks[best.block].text, as: UTF8.self)
      return (TitleText.trimmed(text), best.block)
    }
    return stated.first.map { ($0, nil) }
  }

  /// How much a block looks like the headline; nil for one that can't be it.
  private func score(_ index: Int, _ block: MarkupBlock, _ keys: [TitleKey]) -> Float? {
    let names = hints.names[block.first]
    var level = document.tags[block.container].headingLevel
    var node = block.container
    while level == nil, node >= 0, block.container - node < 6 {
      node = document.parent(node)
      if node >= 0 { level = document.tags[node].headingLevel }
    }
    // Only a heading may differ from what the page states.
    let isComparable = keys.contains { key in
      key.bytes.count * 2 > block.text.count && key.bytes.count * 5 < block.text.count * 6
    }
    guard level != nil || isComparable else { return nil }
    let bytes = TitleText.key(of: block.text)
    guard bytes.count >= 4, level != nil || keys.contains(where: { $0.mayBeLike(bytes) }) else {
      return nil
    }
    let key = TitleKey(bytes)
    var agreement: Float = 0
    for (rank, other) in keys.enumerated() {
      agreement = max(agreement, key.likeness(to: other) - Float(min(rank, 5)) * 0.005)
    }
    guard level != nil || agreement > TitleKey.alike else { return nil }
    if !keys.isEmpty, agreement < 0.35, level != 1 { return nil }
    var score = agreement * 4
    switch level {
    case 1: score += 1.5
    case 2: score += 0.6
    case 3: score += 0.3
    case nil: score -= 0.3
    default: score += 0.1
    }
    let own = hints.own[block.container]
    if own.contains(.header) || own.contains(.article) { score += 0.3 }
    if !names.isDisjoint(with: [.related, .sidebar, .footer, .navigation, .comment, .hidden]) {
      score -= 0.8
    }
    if !hints.around[block.first].isDisjoint(with: [.nav, .aside, .footer]) { score -= 1 }
    if Float(block.linked) > Float(block.text.count) * 0.9 { score -= 0.5 }
    score -= Float(index) / Float(blocks.count)
    return score > 0.4 ? score : nil
  }
}
