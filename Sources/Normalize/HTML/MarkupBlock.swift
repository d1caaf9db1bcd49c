/// A run of text that stands as one line or paragraph on the page: the texts between two breaks.
struct MarkupBlock {
  /// First and last of its text nodes; texts of the run that other runs interrupt do not occur.
  var first: Int
  var last: Int
  /// The nearest element that breaks lines.
  var container: Int
  /// White space collapsed, or as it stands inside `pre`.
  var text: [UInt8]
  /// Bytes of `text` inside links.
  var linked: Int
  /// How many links it touches.
  var links: Int
  /// Line of the file.
  var line: Int
}

/// Cuts a page into its blocks, in document order.
struct BlockCutter {
  private let document: MarkupDocument
  private(set) var blocks: [MarkupBlock] = []
  /// For every text node the block it belongs to, −1 for none.
  private(set) var blockOfNode: [Int32]
  private var current: MarkupBlock?
  private var pendingSpace = false
  private var breaks = 0

  init(_ document: MarkupDocument, within range: Range<Int>, skipping isSkipped: (Int) -> Bool) {
    self.document = document
    blockOfNode = Array(repeating: -1, count: document.tags.count)
    cut(range, isSkipped)
  }

  private mutating func cut(_ range: Range<Int>, _ isSkipped: (Int) -> Bool) {
    // Open elements that matter: where they end, and what was open around them.
    var blockEnds: [Int] = []
    var containers: [Int] = [range.lowerBound]
    var linkEnd = 0
    var preEnd = 0
    var at = range.lowerBound
    while at < range.upperBound {
      while let end = blockEnds.last, end <= at {
        blockEnds.removeLast()
        containers.removeLast()
        flush()
      }
      let tag = document.tags[at]
      let end = document.end(at)
      if tag.isHidden || (tag != .text && isSkipped(at)) {
        if tag.isBlock, tag != .dropped, tag != .script { flush() }
        at = end
        continue
      }
      switch tag {
      case .text: append(at, containers.last ?? at, isLink: at < linkEnd, isPre: at < preEnd)
      case .br: lineBreak(isPre: at < preEnd)
      case .a:
        linkEnd = end
        current?.links += 1
      default:
        if tag == .pre { preEnd = end }
        if tag.isBlock {
          flush()
          blockEnds.append(end)
          containers.append(at)
        }
      }
      at += 1
    }
    flush()
  }

  /// One break inside a paragraph is a line; two in a row part paragraphs.
  private mutating func lineBreak(isPre: Bool) {
    breaks += 1
    if isPre {
      current?.text.append(10)
    } else if breaks >= 2 {
      flush()
    } else {
      pendingSpace = true
    }
  }

  private mutating func append(_ node: Int, _ container: Int, isLink: Bool, isPre: Bool) {
    let bytes = document.text(node)
    guard bytes.contains(where: { !Whitespace.isSpace($0) }) else {
      pendingSpace = pendingSpace || !bytes.isEmpty
      return
    }
    breaks = 0
    blockOfNode[node] = Int32(blocks.count)
    var block =
      current
      ?? MarkupBlock(
        first: node, last: node, container: container, text: [], linked: 0, links: isLink ? 1 : 0,
        line: document.line(node))
    block.last = node
    let before = block.text.count
    if isPre { take(bytes, into: &block.text) } else { takeWords(bytes, into: &block.text) }
    if isLink { block.linked += block.text.count - before }
    current = block
  }

  /// Takes words in runs, what parts them as one blank.
  private mutating func takeWords(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      guard !Whitespace.isSpace(bytes[at]) else {
        pendingSpace = true
        at += 1
        continue
      }
      let start = at
      while at < bytes.endIndex, !Whitespace.isSpace(bytes[at]) { at += 1 }
      take(bytes[start..<at], into: &text)
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    if pendingSpace, !text.isEmpty { text.append(32) }
    pendingSpace = false
    text += bytes
  }

  private mutating func flush() {
    breaks = 0
    pendingSpace = false
    guard let block = current else { return }
    blocks.append(block)
    current = nil
  }
}
