internal import FeedModel

/// Writes blocks of lines as safe markup and as plain text, with the citation marks apart.
struct TextBody {
  private let page: Page
  private let marks: CitationMarks
  private var pieces: [Body.Piece] = []
  private var markup: [UInt8] = []
  private var text: [UInt8] = []
  /// Numbers of the citation marks written, in reading order.
  private(set) var cited: [Int] = []
  private var openList: List = .none

  private enum List { case none, bullets, numbers }

  init(_ page: Page, citing numbers: Set<Int>) {
    self.page = page
    marks = CitationMarks(numbers: numbers)
  }

  /// The body of these blocks.
  ///
  /// Cost: O(bytes).
  mutating func write(_ blocks: [TextBlock]) -> Body {
    for block in blocks { write(block) }
    closeList()
    flush()
    return Body(pieces: pieces, text: String(decoding: text, as: UTF8.self))
  }
}

extension TextBody {
  private mutating func write(_ block: TextBlock) {
    switch block.kind {
    case .bullet:
      open(.bullets, at: 1)
      element("li", block, join: 32)
    case .numbered(let number):
      open(.numbers, at: number)
      element("li", block, join: 32)
    default:
      closeList()
      switch block.kind {
      case .heading: element("h2", block, join: 32)
      case .poem: element("p", block, join: 10)
      case .code: code(block)
      case .table: table(block)
      case .quote:
        markup += "<blockquote>".utf8
        element("p", block, join: 32)
        markup += "</blockquote>".utf8
      default: element("p", block, join: 32)
      }
    }
  }

  private mutating func open(_ list: List, at number: Int) {
    guard openList != list else { return }
    closeList()
    openList = list
    switch list {
    case .bullets: markup += "<ul>".utf8
    case .numbers: markup += (number == 1 ? "<ol>" : "<ol start=\"\(number)\">").utf8
    case .none: break
    }
  }

  private mutating func closeList() {
    switch openList {
    case .bullets: markup += "</ul>".utf8
    case .numbers: markup += "</ol>".utf8
    case .none: break
    }
    openList = .none
  }

  /// The lines of a block in one element; `join` is a space, or a line feed for a line break that is meant.
  private mutating func element(_ name: String, _ block: TextBlock, join: UInt8) {
    markup += "<\(name)>".utf8
    startText()
    for (position, index) in block.lines.enumerated() {
      if position > 0 {
        text.append(join)
        if join == 10 { markup += "<br/>".utf8 } else { markup.append(32) }
      }
      inline(content(index, block.kind))
    }
    markup += "</\(name)>".utf8
  }

  private func content(_ index: Int, _ kind: TextBlock.Kind) -> [UInt8] {
    let line = page.lines[index]
    var start = line.bytes.lowerBound
    switch kind {
    case .bullet, .numbered: start += line.markerLength
    case .quote:
      while start < line.bytes.upperBound, page.bytes[start] == 62 || page.bytes[start] == 32 {
        start += 1
      }
    default: break
    }
    return Array(page.bytes[start..<line.bytes.upperBound])
  }

  private mutating func inline(_ bytes: [UInt8]) {
    var start = 0
    for mark in marks.marks(in: bytes) {
      plain(bytes[start..<mark.bytes.lowerBound])
      flush()
      for number in mark.numbers {
        pieces.append(.citation(number))
        cited.append(number)
      }
      start = mark.bytes.upperBound
    }
    plain(bytes[start...])
  }

  private mutating func plain(_ bytes: ArraySlice<UInt8>) {
    text += bytes
    markup.appendEscaped(bytes, quotes: true)
  }

  private mutating func code(_ block: TextBlock) {
    markup += "<pre>".utf8
    startText()
    let least = block.lines.map { page.lines[$0].indent }.min() ?? 0
    for (position, index) in block.lines.enumerated() {
      let line = page.lines[index]
      var row = [UInt8](repeating: 32, count: line.indent - least)
      row += page.bytes[line.bytes]
      if position > 0 { row.insert(10, at: 0) }
      plain(row[...])
    }
    markup += "</pre>".utf8
  }

  private mutating func table(_ block: TextBlock) {
    let first = page.bytes[page.lines[block.lines[0]].bytes]
    let mark: UInt8 = first.contains(9) ? 9 : UInt8(ascii: "|")
    markup += "<table>".utf8
    startText()
    var isFirst = true
    for index in block.lines {
      var row = page.bytes[page.lines[index].bytes]
      if mark != 9, row.first == mark { row = row.dropFirst() }
      if mark != 9, row.last == mark { row = row.dropLast() }
      let isRule = row.allSatisfy { $0 <= 32 || "-:|+=".utf8.contains($0) }
      guard !isRule else { continue }
      if !isFirst { text.append(10) }
      isFirst = false
      markup += "<tr>".utf8
      let cells = row.split(separator: mark, omittingEmptySubsequences: false)
      for (position, cell) in cells.enumerated() {
        if position > 0 { text.append(9) }
        let trimmed = cell.drop { $0 == 32 }
        let end = trimmed.lastIndex { $0 != 32 }.map { $0 + 1 } ?? trimmed.startIndex
        markup += "<td>".utf8
        inline(Array(trimmed[trimmed.startIndex..<end]))
        markup += "</td>".utf8
      }
      markup += "</tr>".utf8
    }
    markup += "</table>".utf8
  }

  private mutating func startText() {
    if !text.isEmpty { text += [10, 10] }
  }

  private mutating func flush() {
    guard !markup.isEmpty else { return }
    pieces.append(.markup(String(decoding: markup, as: UTF8.self)))
    markup.removeAll(keepingCapacity: true)
  }
}

extension [UInt8] {
  /// Appends text with `& < >`, and with `quotes` also `"`, as entities, copying the runs between them.
  mutating func appendEscaped(_ bytes: ArraySlice<UInt8>, quotes: Bool) {
    var start = bytes.startIndex
    for index in bytes.indices {
      let entity: StaticString
      switch bytes[index] {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\"") where quotes: entity = "&quot;"
      default: continue
      }
      append(contentsOf: bytes[start..<index])
      entity.withUTF8Buffer { append(contentsOf: $0) }
      start = index + 1
    }
    append(contentsOf: bytes[start...])
  }
}
