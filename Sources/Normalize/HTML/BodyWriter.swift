internal import FeedModel

/// Writes the kept parts of a page as safe, well-formed XHTML: the sanitiser.
///
/// Nothing of the source's markup is copied. Elements come from a list of what running text needs, attributes are `href`, `src`,
/// `alt`, sizes, spans and the ids that the article's own links point to; all texts are escaped anew. Nesting is closed by
/// construction: paragraphs are opened when text comes and closed at every block's edge, and inline elements
/// are closed with them and opened again.
struct BodyWriter {
  let document: MarkupDocument
  let links: LinkResolver
  /// Texts and pictures that belong to the article, by node.
  let kept: [Bool]
  /// Elements that are citation marks, with the number of their source.
  let citations: [Int: Int]
  /// Numbers of sources that `[4]` in running text may mean.
  let bracketed: Set<Int>
  /// Ids that links within the article point to.
  let targets: Set<String>

  var text = BodyText()
  /// Numbers of the citation marks written.
  var cited: [Int] = []
  var keptBefore: [Int32] = []
  var frames: [Frame] = []
  /// How many structures are open.
  var depth = 0
  /// Name of the open paragraph-like element; empty where text stands in its structure directly.
  var flow: BodyFlow?
  var openInline: [Int] = []
  var writtenInline: [Int] = []
  var pendingSpace = false
  var breaks = 0
  var pendingID: String?

  /// An open element of the source that has an effect on what is written.
  struct Frame {
    var end: Int
    /// End tag to write, nil where the element is passed through.
    var close: StaticString?
    var tag: Tag
    /// What loose text in it becomes.
    var flow: BodyFlow
    var isInline = false
    /// Whether loose text stood in it already.
    var hasText = false
  }

  init(
    _ document: MarkupDocument, kept: [Bool], links: LinkResolver, citations: [Int: Int] = [:],
    bracketed: Set<Int> = [], targets: Set<String> = []
  ) {
    self.document = document
    self.kept = kept
    self.links = links
    self.citations = citations
    self.bracketed = bracketed
    self.targets = targets
  }

  /// Structures inside each other, and inline elements: no author nests so deep, and XML parsers give up at 256.
  static let deepest = 64
  static let deepestInline = 32

  /// The body made of the kept nodes in `range`.
  mutating func write(_ range: Range<Int>) -> Body {
    keptBefore = [0]
    keptBefore.reserveCapacity(kept.count + 1)
    for isKept in kept { keptBefore.append((keptBefore.last ?? 0) + (isKept ? 1 : 0)) }
    frames = [Frame(end: range.upperBound + 1, close: nil, tag: .div, flow: .p)]
    var at = range.lowerBound
    while at < range.upperBound {
      while let top = frames.last, top.end <= at, frames.count > 1 { leave() }
      at = visit(at)
    }
    while frames.count > 1 { leave() }
    closeFlow()
    return text.body()
  }
}

extension BodyWriter {
  /// Handles one node; where to go on.
  mutating func visit(_ at: Int) -> Int {
    let tag = document.tags[at]
    let end = document.end(at)
    if tag == .text {
      if kept[at] {
        write(text: document.text(at))
      } else if flow != nil, document.text(at).allSatisfy({ Whitespace.isSpace($0) }) {
        // White space between inline elements belongs to no block.
        pendingSpace = true
      }
      return end
    }
    if tag == .frame, kept[at] { writeFrame(at) }
    if tag.isHidden { return end }
    noteID(at)
    if let number = citations[at] {
      if flow != nil {
        prepare()
        text.citation(number)
        cited.append(number)
      }
      return end
    }
    if tag == .br {
      lineBreak()
      return end
    }
    guard keptBefore[end] > keptBefore[at] else {
      if tag.isBlock { closeFlow() }
      return end
    }
    if tag == .img {
      writeImage(at)
      return end
    }
    enter(at, tag, end)
    return at + 1
  }
}

/// What loose text becomes in the structure it stands in: the name of an element, or text of the structure itself.
enum BodyFlow: String {
  case loose = ""
  case p, h2, h3, h4, h5, h6, pre, li, dt, dd, td, caption
}
