internal import FeedModel

/// Tells text, Markdown and HTML apart by a file's name and by what stands in it.
struct FormatGuess {
  /// What the extension says; text for one that is not known.
  let byName: SourceFormat

  init(name: [UInt8]) {
    let file = name.split(separator: UInt8(ascii: "/")).last ?? []
    let dot = file.lastIndex(of: UInt8(ascii: "."))
    let tail = dot.map { file[($0 + 1)...].map { (65...90).contains($0) ? $0 + 32 : $0 } } ?? []
    byName =
      switch String(decoding: tail, as: UTF8.self) {
      case "md", "markdown", "mdown", "mkd", "mkdn", "mdwn": .markdown
      case "html", "htm", "xhtml", "shtml": .html
      default: .text
      }
  }

  /// The format of a file's content, front matter taken off.
  ///
  /// - Throws: when it is a feed.
  func format(of lines: ArraySlice<String>, hasFrontMatter: Bool) throws(DecodeError)
    -> SourceFormat
  {
    let head = Self.head(of: lines)
    if let kind = Self.feedKind(head) {
      throw DecodeError(
        reason: .notText(kind), message: "the file is \(kind), not an article; put in its articles")
    }
    if Self.startsPage(head) { return .html }
    switch byName {
    case .markdown: return .markdown
    case .html: return Self.holdsTag(lines) ? .html : .text
    case .text:
      if Self.startsFragment(head), Self.holdsTag(lines) { return .html }
      return Self.looksMarkdown(lines, hasFrontMatter) ? .markdown : .text
    }
  }
}

extension FormatGuess {
  /// The first 2 KB after white space, lower case, without the comments and declarations that may go before a page.
  private static func head(of lines: ArraySlice<String>) -> [UInt8] {
    var head: [UInt8] = []
    for line in lines where head.count < 2048 {
      head += line.utf8.prefix(4096)
      head.append(10)
    }
    var rest = head.map { (65...90).contains($0) ? $0 + 32 : $0 }[...]
    while true {
      rest = rest.drop { $0 <= 32 }
      if rest.starts(with: "<!--".utf8), let end = end(of: "-->", in: rest) {
        rest = rest[end...]
      } else if rest.starts(with: "<?xml".utf8), let end = end(of: ">", in: rest) {
        rest = rest[end...]
      } else {
        return Array(rest)
      }
    }
  }

  private static func end(of mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    guard bytes.count >= mark.count else { return nil }
    for at in bytes.startIndex...(bytes.endIndex - mark.count)
    where bytes[at..<at + mark.count].elementsEqual(mark) { return at + mark.count }
    return nil
  }

  private static func feedKind(_ head: [UInt8]) -> String? {
    if opens(head, ["rss", "feed", "rdf:rdf"]) { return "a feed" }
    return opens(head, ["svg", "opml", "urlset"]) ? "an XML document" : nil
  }

  private static func startsPage(_ head: [UInt8]) -> Bool {
    head.starts(with: "<!doctype html".utf8)
      || opens(head, ["html", "head", "body", "meta", "title"])
  }

  private static func startsFragment(_ head: [UInt8]) -> Bool {
    opens(
      head,
      [
        "p", "div", "article", "section", "main", "h1", "h2", "h3", "figure", "ul", "ol", "table",
        "blockquote", "header", "span", "a", "img", "strong", "em",
      ])
  }

  private static func opens(_ head: [UInt8], _ names: [String]) -> Bool {
    guard head.first == UInt8(ascii: "<") else { return false }
    return names.contains { name in
      guard head.dropFirst().starts(with: name.utf8) else { return false }
      let after = head.count > name.utf8.count + 1 ? head[name.utf8.count + 1] : 0
      return after <= 32 || after == UInt8(ascii: ">") || after == UInt8(ascii: "/")
    }
  }

  /// Whether an end tag occurs, or a tag that needs none.
  private static func holdsTag(_ lines: ArraySlice<String>) -> Bool {
    lines.contains { line in
      holds(line, "</") { (97...122).contains($0 | 32) } || holds(line, "<p>") || holds(line, "<br")
    }
  }

  /// Text is taken for Markdown only on two kinds of evidence: a page's text may hold a stray `#` or `*`.
  private static func looksMarkdown(_ lines: ArraySlice<String>, _ hasFrontMatter: Bool) -> Bool {
    var headings = 0
    var links = 0
    var emphases = 0
    for line in lines {
      let marks = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
      if (1...6).contains(marks), line.utf8.dropFirst(marks).first == 32 { headings += 1 }
      if links == 0, holds(line, "](") { links += 1 }
      if emphases == 0, holds(line, "**") { emphases += 1 }
    }
    let kinds = [headings, links, emphases].filter { $0 > 0 }.count
    return kinds >= 2 || headings >= 2 || hasFrontMatter && kinds >= 1
  }

  /// Whether `mark`, two or three bytes, occurs in a line, before a byte that `follows` accepts.
  private static func holds(
    _ line: String, _ mark: StaticString, follows: (UInt8) -> Bool = { _ in true }
  ) -> Bool {
    let text = line.utf8Span.span
    return mark.withUTF8Buffer { mark in
      guard text.count > mark.count else { return false }
      for at in 0..<(text.count - mark.count) where text[at] == mark[0] && text[at + 1] == mark[1] {
        if mark.count == 3, text[at + 2] != mark[2] { continue }
        if follows(text[at + mark.count]) { return true }
      }
      return false
    }
  }
}
