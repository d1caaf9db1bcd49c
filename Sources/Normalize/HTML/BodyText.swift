internal import FeedModel

/// What a writer has put out so far: safe markup in pieces, and the same as paragraphs of plain text.
struct BodyText {
  private(set) var pieces: [Body.Piece] = []
  private var markup: [UInt8] = []
  private var paragraphs: [UInt8] = []
  private var paragraph: [UInt8] = []
  /// Cells of the table row at hand; a row is one paragraph of text.
  private var row: [[UInt8]]?

  mutating func tag(_ text: StaticString) {
    text.withUTF8Buffer { markup += $0 }
  }

  mutating func raw(_ text: some Sequence<UInt8>) { markup += text }

  /// Shown text: escaped in the markup, as it stands in the plain text.
  mutating func shown(_ bytes: ArraySlice<UInt8>) {
    paragraph += bytes
    markup.appendEscaped(bytes, quotes: false)
  }

  mutating func escape(_ bytes: some Sequence<UInt8>, quotes: Bool) {
    markup.appendEscaped(Array(bytes)[...], quotes: quotes)
  }

  mutating func attribute(_ name: StaticString, _ value: some Sequence<UInt8>) {
    markup.append(32)
    tag(name)
    tag("=\"")
    escape(value, quotes: true)
    tag("\"")
  }

  mutating func space() {
    markup.append(32)
    paragraph.append(32)
  }

  mutating func lineBreak() {
    tag("<br />")
    paragraph.append(10)
  }

  mutating func citation(_ number: Int) { piece(.citation(number)) }

  mutating func pageURL() { piece(.pageURL) }

  private mutating func piece(_ piece: Body.Piece) {
    flushMarkup()
    pieces.append(piece)
  }

  private mutating func flushMarkup() {
    guard !markup.isEmpty else { return }
    pieces.append(.markup(String(decoding: markup, as: UTF8.self)))
    markup.removeAll(keepingCapacity: true)
  }

  mutating func startRow() { row = [] }

  mutating func endRow() {
    let cells = row ?? []
    row = nil
    paragraph = Array(cells.joined(separator: " | ".utf8))
    endParagraph()
  }

  mutating func endParagraph() {
    while let last = paragraph.last, Whitespace.isSpace(last) { paragraph.removeLast() }
    guard !paragraph.isEmpty else { return }
    if row != nil {
      row?.append(paragraph)
    } else {
      if !paragraphs.isEmpty { paragraphs += [10, 10] }
      paragraphs += paragraph
    }
    paragraph.removeAll(keepingCapacity: true)
  }

  mutating func body() -> Body {
    endParagraph()
    flushMarkup()
    return Body(pieces: pieces, text: String(decoding: paragraphs, as: UTF8.self))
  }
}
