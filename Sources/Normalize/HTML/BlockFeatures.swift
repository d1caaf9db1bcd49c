/// The numbers by which `BlockModel` judges a block; order and meaning are fixed by the trained weights.
struct BlockFeatures {
  static let count = 96

  private let document: MarkupDocument
  private let hints: ElementHints
  private let blocks: [MarkupBlock]
  let traits: [BlockTraits]
  /// Bytes of prose before each node, for sums over subtrees.
  private var proseBefore: [Int32] = []
  private var textBefore: [Int32] = []
  private let total: Float
  /// The smallest elements that hold half, and nine tenths of the page's prose.
  private(set) var core = (half: 0, most: 0)
  private var copies: [UInt64: Int] = [:]
  private let headline: Int?
  private var firstProse = 0
  private var lastProse = 0
  private let stated: WordRuns?

  init(
    _ document: MarkupDocument, _ hints: ElementHints, _ blocks: [MarkupBlock], headline: Int?,
    articleBody: String?
  ) {
    self.document = document
    self.hints = hints
    self.blocks = blocks
    self.headline = headline
    traits = blocks.map(BlockTraits.init)
    stated = articleBody.flatMap { $0.utf8.count > 400 ? WordRuns(Array($0.utf8)) : nil }
    var prose = Array(repeating: Int32(0), count: document.tags.count + 1)
    var text = prose
    var sum: Float = 0
    for (index, block) in blocks.enumerated() {
      copies[traits[index].hash, default: 0] += 1
      text[block.first + 1] += Int32(traits[index].bytes)
      guard Self.counts(traits[index], hints.names[block.first], hints.around[block.first]) else {
        continue
      }
      prose[block.first + 1] += Int32(traits[index].bytes)
      sum += Float(traits[index].bytes)
    }
    for at in 1..<prose.count {
      prose[at] += prose[at - 1]
      text[at] += text[at - 1]
    }
    total = max(sum, 1)
    proseBefore = prose
    textBefore = text
    core = (smallest(holding: 0.5), smallest(holding: 0.9))
    firstProse = traits.firstIndex(where: \.isProse) ?? 0
    lastProse = traits.lastIndex(where: \.isProse) ?? blocks.count
  }

  private static func counts(
    _ traits: BlockTraits, _ names: ElementHints.Names, _ around: ElementHints.Around
  ) -> Bool {
    traits.isProse && names.isDisjoint(with: [.comment, .hidden, .prompt])
      && around.isDisjoint(with: [.nav, .footer, .aside])
  }

  private func smallest(holding share: Float) -> Int {
    var found = 0
    var at = 0
    while at < document.tags.count {
      // Only a child with enough can be smaller; there is at most one for a share of half or more.
      guard document.tags[at] != .text, prose(in: at) >= share else {
        at = document.tags[at] == .text ? at + 1 : document.end(at)
        continue
      }
      found = at
      at += 1
    }
    return found
  }

  /// The share of the page's prose under an element.
  func prose(in node: Int) -> Float {
    Float(proseBefore[document.end(node)] - proseBefore[node]) / total
  }
}

extension BlockFeatures {
  /// The features of block `index`, appended to `out`.
  func append(_ index: Int, to out: inout [Float]) {
    let block = blocks[index]
    let traits = traits[index]
    let start = out.count
    appendText(traits, block, &out)
    appendPlace(index, block, &out)
    appendNames(block, &out)
    for offset in [-2, -1, 1, 2] { appendNeighbour(index, offset, &out) }
    appendWindow(index, -6..<0, &out)
    appendWindow(index, 1..<7, &out)
    precondition(out.count - start == Self.count, "the features are as many as declared")
  }

  private func flag(_ value: Bool) -> Float { value ? 1 : 0 }

  private func appendText(_ traits: BlockTraits, _ block: MarkupBlock, _ out: inout [Float]) {
    let words = Float(max(traits.words, 1))
    out.append(Float(traits.words))
    out.append(Float(traits.bytes))
    out.append(traits.linkShare)
    out.append(Float(block.links))
    out.append(Float(traits.sentences))
    out.append(Float(traits.commas) / words)
    out.append(Float(traits.digits) / Float(max(traits.bytes, 1)))
    out.append(Float(traits.capitals) / Float(max(traits.letters, 1)))
    out.append(Float(traits.titleWords) / words)
    out.append(Float(traits.debris) / words)
    out.append(Float(traits.debris))
    out.append(
      flag(traits.endsSentence) + 2 * flag(traits.endsColon) + 4 * flag(traits.endsQuestion))
    out.append(flag(traits.startsUpper) + 2 * flag(traits.startsSymbol))
    out.append(flag(traits.hasPipe) + 2 * flag(traits.hasCopyright) + 4 * flag(traits.hasQuote))
    out.append(Float(min(copies[traits.hash] ?? 1, 5)))
    out.append(stated.map { $0.share(of: block.text) } ?? -1)
  }

  private func appendPlace(_ index: Int, _ block: MarkupBlock, _ out: inout [Float]) {
    let count = Float(blocks.count)
    out.append(Float(index) / count)
    out.append(headline.map { Float(index - $0) } ?? -999)
    out.append(Float(index - firstProse))
    out.append(Float(index - lastProse))
    out.append(Float(textBefore[block.first]) / Float(max(textBefore.last ?? 1, 1)))
    out.append(Float(proseBefore[block.first]) / total)
    out.append(count)
    out.append(total)
    // How much of the page's prose stands in the boxes around it.
    var node = block.container
    var inHalf = -1
    var inMost = -1
    var level = 0
    while node >= 0, level < 40 {
      if level < 5 { out.append(prose(in: node)) }
      if node == core.half { inHalf = level }
      if node == core.most { inMost = level }
      node = document.parent(node)
      level += 1
    }
    for _ in min(level, 5)..<5 { out.append(1) }
    out.append(Float(inHalf))
    out.append(Float(inMost))
    out.append(Float(level))
    out.append(textShare(core.half, block))
    let parent = document.parent(block.container)
    out.append(parent >= 0 ? Float(document.end(parent) - parent) : 0)
  }

  /// How dense in prose the parent of the block's container is.
  private func textShare(_ core: Int, _ block: MarkupBlock) -> Float {
    let parent = max(0, document.parent(block.container))
    let end = document.end(parent)
    let text = textBefore[end] - textBefore[parent]
    return text == 0 ? 0 : Float(proseBefore[end] - proseBefore[parent]) / Float(text)
  }

  private func appendNames(_ block: MarkupBlock, _ out: inout [Float]) {
    let tag = document.tags[block.container]
    out.append(Float(Self.kind(tag)))
    out.append(Float(tag.headingLevel ?? 0))
    let names = hints.names[block.first].rawValue
    for bit in 0..<20 { out.append(names & 1 << bit != 0 ? 1 : 0) }
    var near: ElementHints.Names = hints.own[block.container]
    var node = document.parent(block.container)
    for _ in 0..<2 where node >= 0 {
      near.formUnion(hints.own[node])
      node = document.parent(node)
    }
    out.append(
      Float(
        near.intersection([
          .comment, .share, .related, .advert, .navigation, .footer, .sidebar, .prompt,
        ]).rawValue.nonzeroBitCount))
    out.append(Float(near.intersection([.content, .article, .bodyText]).rawValue.nonzeroBitCount))
    out.append(
      near.contains(.caption)
        ? 1 : near.contains(.author) ? 2 : near.contains(.meta) ? 3 : near.contains(.lead) ? 4 : 0)
    let around = hints.around[block.first].rawValue
    for bit in 0..<14 where bit != 12 { out.append(around & 1 << bit != 0 ? 1 : 0) }
  }

  /// Containers by what they mean for reading.
  static func kind(_ tag: Tag) -> Int {
    switch tag {
    case .p: 1
    case .h1, .h2, .h3, .h4, .h5, .h6: 2
    case .li: 3
    case .td, .th, .tr, .table, .tbody: 4
    case .figcaption, .figure, .caption: 5
    case .blockquote: 6
    case .div: 7
    case .dt, .dd: 8
    case .pre: 9
    case .article, .section, .main: 10
    case .header, .footer, .nav, .aside: 11
    default: 12
    }
  }

  /// How many of the blocks nearby are prose, and how much of their text is links.
  private func appendWindow(_ index: Int, _ offsets: Range<Int>, _ out: inout [Float]) {
    var prose: Float = 0
    var linked: Float = 0
    var bytes: Float = 1
    let nearby = (index + offsets.lowerBound..<index + offsets.upperBound)
      .clamped(to: blocks.indices)
    for other in nearby {
      if traits[other].isProse { prose += 1 }
      linked += Float(blocks[other].linked)
      bytes += Float(blocks[other].text.count)
    }
    out.append(prose)
    out.append(linked / bytes)
  }

  private func appendNeighbour(_ index: Int, _ offset: Int, _ out: inout [Float]) {
    let other = index + offset
    guard blocks.indices.contains(other) else {
      out += [-1, -1, -1, -1, -1]
      return
    }
    out.append(Float(traits[other].words))
    out.append(traits[other].linkShare)
    out.append(Float(Self.kind(document.tags[blocks[other].container])))
    out.append(flag(traits[other].isProse) + 2 * flag(traits[other].endsSentence))
    let parents = (
      document.parent(blocks[index].container), document.parent(blocks[other].container)
    )
    out.append(
      flag(blocks[index].container == blocks[other].container) + 2 * flag(parents.0 == parents.1))
  }
}

/// The runs of four words of a text, to ask whether another text is part of it.
struct WordRuns {
  private var runs: Set<UInt64> = []

  init(_ text: [UInt8]) {
    for run in Self.runs(text) { runs.insert(run) }
  }

  /// The share of `text`'s runs that occur; 0.5 for one too short to have any.
  func share(of text: [UInt8]) -> Float {
    let own = Self.runs(text)
    return own.isEmpty ? 0.5 : Float(own.filter(runs.contains).count) / Float(own.count)
  }

  private static func runs(_ text: [UInt8]) -> [UInt64] {
    var words: [UInt64] = []
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var length = 0
    for byte in text {
      let isWord = (97...122).contains(byte | 32) || (48...57).contains(byte) || byte >= 0x80
      if isWord {
        hash = (hash ^ UInt64((65...90).contains(byte) ? byte | 32 : byte)) &* 0x100_0000_01B3
        length += 1
      } else if length > 0 {
        words.append(hash)
        hash = 0xCBF2_9CE4_8422_2325
        length = 0
      }
    }
    if length > 0 { words.append(hash) }
    guard words.count >= 4 else { return [] }
    return (0...(words.count - 4)).map { start in
      words[start..<start + 4].reduce(7) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
    }
  }
}
