/// Decides which blocks of a page are its article.
struct ArticleFinder {
  let document: MarkupDocument
  let hints: ElementHints
  let blocks: [MarkupBlock]
  /// The block that shows the headline.
  let headline: Int?
  /// For each block how likely it is part of the article's text, 0…1.
  let likelihood: [Float]
  let traits: [BlockTraits]

  init(
    _ document: MarkupDocument, _ hints: ElementHints, _ blocks: [MarkupBlock], headline: Int?,
    articleBody: String?
  ) {
    self.document = document
    self.hints = hints
    self.blocks = blocks
    self.headline = headline
    let features = BlockFeatures(
      document, hints, blocks, headline: headline, articleBody: articleBody)
    traits = features.traits
    likelihood = BlockModel.trained.likelihoods(blocks.count) { index, out in
      features.append(index, to: &out)
    }
  }

  /// Whether each block is part of the article.
  func kept() -> [Bool] {
    let threshold = threshold()
    var kept = likelihood.map { $0 >= threshold }
    if let headline { kept[headline] = false }
    if !kept.contains(true), let best = likelihood.max(), best > 0.1 {
      // A very short article: the likeliest block and what is nearly as likely.
      for index in kept.indices where index != headline {
        kept[index] = likelihood[index] >= best * 0.7
      }
    }
    keepSentences(&kept)
    return kept
  }

  /// A longer article ends in notes of the page more often than in a sentence that is missed.
  private static let fewBlocks = 4

  /// In a short article keeps a paragraph of plain sentences that directly follows a kept one as its equal: what ends a
  /// report is often one line, and reads like a note of the page.
  private func keepSentences(_ kept: inout [Bool]) {
    guard kept.count(where: { $0 }) <= Self.fewBlocks else { return }
    for index in kept.indices.dropFirst() where !kept[index] && kept[index - 1] {
      let (block, before) = (blocks[index], blocks[index - 1])
      guard index != headline, document.tags[block.container] == .p,
        document.tags[before.container] == .p,
        document.parent(block.container) == document.parent(before.container),
        hints.own[block.container] == hints.own[before.container],
        hints.names[block.first] == hints.names[before.first]
      else { continue }
      let trait = traits[index]
      kept[index] =
        trait.endsSentence && trait.words >= 2 && block.links == 0
        && trait.debris * 4 < max(trait.words, 5)
    }
  }

  /// One half, or less on a page whose best text is judged with less confidence than usual.
  private func threshold() -> Float {
    var sum: Float = 0
    var words: Float = 0
    for (index, trait) in traits.enumerated() where trait.sentences > 0 && likelihood[index] >= 0.3
    {
      sum += likelihood[index] * Float(trait.words)
      words += Float(trait.words)
    }
    return min(0.5, max(0.25, 0.6 * sum / max(words, 1)))
  }
}
