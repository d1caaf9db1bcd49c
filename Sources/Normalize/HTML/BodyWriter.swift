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

  private(set) var text = BodyText()
  /// Numbers of the citation marks written.
  private(set) var cited: [Int] = []
  private var keptBefore: [Int32] = []
  private var frames: [Frame] = []
  /// Name of the open paragraph-like element; empty where text stands in its structure directly.
  private var flow: StaticString?
  private var openInline: [Int] = []
  private var writtenInline: [Int] = []
  private var pendingSpace = false
  private var breaks = 0
  private var pendingID: String?

  /// An open element of the source that has an effect on what is written.
  private struct Frame {
    var end: Int
    /// End tag to write, nil where the element is passed through.
    var close: StaticString?
    var tag: Tag
    /// What loose text in it becomes.
    var flow: StaticString
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

  /// The body made of the kept nodes in `range`.
  mutating func write(_ range: Range<Int>) -> Body {
    keptBefore = [0]
    keptBefore.reserveCapacity(kept.count + 1)
    for isKept in kept { keptBefore.append((keptBefore.last ?? 0) + (isKept ? 1 : 0)) }
    frames = [Frame(end: range.upperBound + 1, close: nil, tag: .div, flow: "p")]
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
  private mutating func visit(_ at: Int) -> Int {
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

  private mutating func enter(_ at: Int, _ tag: Tag, _ end: Int) {
    if !tag.isBlock {
      guard tag.inlineName != nil, flow != "pre" || tag == .a else { return }
      if tag == .a, href(at) == nil { return }
      openInline.append(at)
      frames.append(Frame(end: end, close: nil, tag: tag, flow: "", isInline: true))
      return
    }
    closeFlow()
    let inner = frames.last { !$0.isInline }
    let around = inner?.tag ?? .div
    let outer = inner?.flow ?? "p"
    var frame = Frame(end: end, close: nil, tag: tag, flow: outer)
    switch tag {
    case .h1: frame.flow = "h2"
    case .h2: frame.flow = "h2"
    case .h3: frame.flow = "h3"
    case .h4: frame.flow = "h4"
    case .h5: frame.flow = "h5"
    case .h6: frame.flow = "h6"
    case .p: frame.flow = around == .li || around == .td || around == .figcaption ? "" : "p"
    case .pre: frame.flow = "pre"
    case .ul, .ol: structure(at, &frame, tag == .ul ? "ul" : "ol", flow: "li")
    case .dl: structure(at, &frame, "dl", flow: "dd")
    case .li where around == .ul || around == .ol: structure(at, &frame, "li", flow: "")
    case .dd where around == .dl: structure(at, &frame, "dd", flow: "")
    case .dt where around == .dl: frame.flow = "dt"
    case .blockquote: structure(at, &frame, "blockquote", flow: "p")
    case .figure where around != .ul && around != .ol: structure(at, &frame, "figure", flow: "p")
    case .figcaption where around == .figure: structure(at, &frame, "figcaption", flow: "")
    case .table where isData(table: at): structure(at, &frame, "table", flow: "caption")
    case .thead where around == .table: structure(at, &frame, "thead", flow: "")
    case .tbody where around == .table: structure(at, &frame, "tbody", flow: "")
    case .tfoot where around == .table: structure(at, &frame, "tfoot", flow: "")
    case .tr where [.table, .thead, .tbody, .tfoot].contains(around):
      structure(at, &frame, "tr", flow: "td")
      text.startRow()
    case .td where around == .tr, .th where around == .tr:
      structure(at, &frame, tag == .td ? "td" : "th", flow: "")
      frame.tag = .td
    case .table, .thead, .tbody, .tfoot, .tr, .td, .th: frame.tag = .div
    case .li, .dd, .dt, .figcaption, .caption: frame.flow = outer.isEmpty ? "" : "p"
    default:
      // A box in a list item or cell stays loose text of it.
      frame.tag = around
    }
    frames.append(frame)
  }

  private mutating func structure(
    _ at: Int, _ frame: inout Frame, _ name: StaticString, flow: StaticString
  ) {
    text.tag("<")
    text.tag(name)
    writeID()
    if frame.tag == .td || frame.tag == .th {
      for (attribute, label) in [("colspan", "colspan"), ("rowspan", "rowspan")]
        as [(String, StaticString)]
      {
        if let value = number(attribute, at), value > 1, value <= 100 {
          text.attribute(label, String(value).utf8)
        }
      }
    } else if frame.tag == .ol, let start = number("start", at), start != 1 {
      text.attribute("start", String(start).utf8)
    }
    text.tag(">")
    frame.close = name
    frame.flow = flow
  }

  private mutating func leave() {
    guard let frame = frames.popLast() else { return }
    if frame.isInline {
      if let open = openInline.popLast(), writtenInline.last == open { closeInline() }
      return
    }
    closeFlow()
    if frame.tag == .tr, frame.close != nil { text.endRow() }
    if let close = frame.close {
      text.tag("</")
      text.tag(close)
      text.tag(">")
    }
  }
}

extension BodyWriter {
  private mutating func write(text bytes: ArraySlice<UInt8>) {
    if flow == "pre" || frames.last(where: { !$0.isInline })?.flow == "pre" {
      prepare()
      text.shown(bytes)
      return
    }
    var start = bytes.startIndex
    var at = start
    while at < bytes.endIndex {
      if Whitespace.isSpace(bytes[at]) {
        if at > start { put(bytes[start..<at]) }
        pendingSpace = true
        start = at + 1
      } else if bytes[at] == UInt8(ascii: "["), let (number, next) = bracketMark(bytes, at) {
        if at > start { put(bytes[start..<at]) }
        prepare()
        text.citation(number)
        cited.append(number)
        start = next
        at = next
        continue
      } else if invisible(bytes, at) {
        if at > start { put(bytes[start..<at]) }
        at += bytes[at] == 0xC2 ? 2 : 3
        start = min(at, bytes.endIndex)
        at = start
        continue
      }
      at += 1
    }
    if at > start { put(bytes[start..<at]) }
  }

  /// Soft hyphens, zero-width spaces and marks that came in as character references.
  private func invisible(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Bool {
    guard bytes[at] >= 0xC2 else { return false }
    let next = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
    if bytes[at] == 0xC2 { return next == 0xAD || (0x80...0x9F).contains(next) }
    let third = at + 2 < bytes.endIndex ? bytes[at + 2] : 0
    return bytes[at] == 0xE2 && next == 0x80 && third == 0x8B
      || bytes[at] == 0xEF && next == 0xBB && third == 0xBF
      || bytes[at] == 0xEE || bytes[at] == 0xEF && next < 0xA4
  }

  private mutating func put(_ bytes: ArraySlice<UInt8>) {
    prepare()
    text.shown(bytes)
  }

  /// Opens what must be open before something is shown: paragraph, white space, inline elements.
  private mutating func prepare() {
    if flow == nil { openFlow() }
    if breaks == 1 {
      text.lineBreak()
    } else if pendingSpace {
      text.space()
    }
    breaks = 0
    pendingSpace = false
    while writtenInline.count < openInline.count {
      let node = openInline[writtenInline.count]
      guard let name = document.tags[node].inlineName else { break }
      text.tag("<")
      text.tag(name)
      writeID()
      if document.tags[node] == .a { writeHref(node) }
      text.tag(">")
      writtenInline.append(node)
    }
    if pendingID != nil {
      text.tag("<span")
      writeID()
      text.tag("></span>")
    }
  }

  private mutating func openFlow() {
    pendingSpace = false
    breaks = 0
    guard let index = frames.lastIndex(where: { !$0.isInline }) else { return }
    let name = frames[index].flow
    flow = name
    if name.utf8CodeUnitCount > 0 {
      text.tag("<")
      text.tag(name)
      writeID()
      text.tag(">")
    } else {
      // Boxes in one cell or item share its structure.
      let owner = frames[...index].lastIndex { $0.close != nil } ?? index
      if frames[owner].hasText { text.tag("<br />") }
      frames[owner].hasText = true
    }
  }

  private mutating func closeFlow() {
    pendingSpace = false
    breaks = 0
    guard let name = flow else { return }
    while !writtenInline.isEmpty { closeInline() }
    if name.utf8CodeUnitCount > 0 {
      text.tag("</")
      text.tag(name)
      text.tag(">")
    }
    text.endParagraph()
    flow = nil
  }

  private mutating func closeInline() {
    guard let node = writtenInline.popLast(), let name = document.tags[node].inlineName else {
      return
    }
    text.tag("</")
    text.tag(name)
    text.tag(">")
  }

  private mutating func lineBreak() {
    guard let flow else { return }
    if flow == "pre" { return text.shown([10]) }
    breaks += 1
    if flow == "h2" || flow == "h3" || flow == "h4" {
      pendingSpace = true
      breaks = 0
    } else if breaks >= 2 {
      closeFlow()
    }
  }
}

extension BodyWriter {
  private mutating func noteID(_ at: Int) {
    guard !targets.isEmpty else { return }
    for name in ["id", "name"] {
      if let id = document.value(name, of: at), targets.contains(id) { pendingID = id }
    }
  }

  private mutating func writeID() {
    guard let id = pendingID else { return }
    pendingID = nil
    text.attribute("id", id.utf8)
  }

  private enum Target {
    case absolute(String)
    case inside(String)
  }

  private func href(_ node: Int) -> Target? {
    guard let value = document.bytes(document.number(of: "href"), of: node) else { return nil }
    if value.first == UInt8(ascii: "#") {
      let id = String(decoding: value.dropFirst(), as: UTF8.self)
      return targets.contains(id) ? .inside(id) : nil
    }
    return links.link(value).map { .absolute($0) }
  }

  private mutating func writeHref(_ node: Int) {
    switch href(node) {
    case .absolute(let url): text.attribute("href", url.utf8)
    case .inside(let id):
      text.tag(" href=\"")
      text.pageURL()
      text.tag("#")
      text.escape(id.utf8, quotes: true)
      text.tag("\"")
    case nil: break
    }
  }

  private func number(_ name: String, _ node: Int) -> Int? {
    document.value(name, of: node).flatMap { Int($0) }
  }

  private mutating func writeImage(_ node: Int) {
    guard let url = MarkupImage.url(of: node, in: document, links) else { return }
    prepare()
    text.tag("<img")
    text.attribute("src", url.utf8)
    let alt = document.bytes(document.number(of: "alt"), of: node) ?? []
    text.attribute("alt", Whitespace.collapsed(alt))
    for (attribute, label) in [("width", "width"), ("height", "height")] as [(String, StaticString)]
    {
      if let value = number(attribute, node), (1...10_000).contains(value) {
        text.attribute(label, String(value).utf8)
      }
    }
    text.tag(" />")
  }

  /// `[4]` at `at`, when 4 numbers a source; and where it ends.
  private func bracketMark(_ bytes: ArraySlice<UInt8>, _ at: Int) -> (Int, Int)? {
    guard !bracketed.isEmpty, flow != nil else { return nil }
    var number = 0
    var next = at + 1
    while next < bytes.endIndex, next < at + 4, (48...57).contains(bytes[next]) {
      number = number * 10 + Int(bytes[next] - 48)
      next += 1
    }
    guard next < bytes.endIndex, bytes[next] == UInt8(ascii: "]"), bracketed.contains(number) else {
      return nil
    }
    return (number, next + 1)
  }

  /// Whether a table holds data rather than the page's layout.
  private func isData(table: Int) -> Bool {
    var rows = 0
    var cells = 0
    var at = table + 1
    while at < document.end(table) {
      switch document.tags[at] {
      case .tr: rows += 1
      case .td, .th: cells += 1
      case .table, .ul, .ol, .h1, .h2, .h3, .figure, .article, .blockquote: return false
      case .text where document.text(at).count > 600: return false
      default: break
      }
      at += 1
    }
    return rows >= 2 && cells >= rows * 3 / 2 && cells >= 4
  }
}

extension StaticString {
  fileprivate var isEmpty: Bool { utf8CodeUnitCount == 0 }

  fileprivate static func == (a: StaticString, b: StaticString) -> Bool {
    a.utf8CodeUnitCount == b.utf8CodeUnitCount
      && a.withUTF8Buffer { a in b.withUTF8Buffer { b in a.elementsEqual(b) } }
  }
}

extension StaticString? {
  fileprivate static func == (a: StaticString?, b: StaticString) -> Bool {
    a.map { $0 == b } ?? false
  }
  fileprivate static func != (a: StaticString?, b: StaticString) -> Bool { !(a == b) }
}
