internal import FeedModel
internal import Glibc

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
  func format(of lines: TextLines, hasFrontMatter: Bool) throws(DecodeError) -> SourceFormat {
    let text = lines.bytes[lines.extent]
    let head = Self.head(of: text)
    if let kind = Self.feedKind(head) {
      throw DecodeError(
        reason: .notText(kind), message: "the file is \(kind), not an article; put in its articles")
    }
    if Self.startsPage(head) { return .html }
    switch byName {
    case .markdown: return !hasFrontMatter && Self.isPlain(text) ? .text : .markdown
    case .html: return Self.holdsTag(text) ? .html : .text
    case .text:
      if Self.startsFragment(head), Self.holdsTag(text) { return .html }
      return Self.looksMarkdown(text, hasFrontMatter) ? .markdown : .text
    }
  }
}

extension FormatGuess {
  /// The first 4 KB after white space, lower case, without the comments and declarations that may go before a page;
  /// nothing of what doesn't begin with a tag.
  private static func head(of text: ArraySlice<UInt8>) -> [UInt8] {
    let start = text.firstIndex { $0 > 32 } ?? text.endIndex
    guard start < text.endIndex, text[start] == UInt8(ascii: "<") else { return [] }
    var rest = text[start...].prefix(4096).map { (65...90).contains($0) ? $0 + 32 : $0 }[...]
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
  private static func holdsTag(_ text: ArraySlice<UInt8>) -> Bool {
    holds(text, UInt8(ascii: "<")) { second, third in
      switch second {
      case UInt8(ascii: "/"): (97...122).contains(third | 32)
      case UInt8(ascii: "p"): third == UInt8(ascii: ">")
      default: second == UInt8(ascii: "b") && third == UInt8(ascii: "r")
      }
    }
  }

  /// Text is taken for Markdown only on two kinds of evidence: a page's text may hold a stray `#` or `*`.
  private static func looksMarkdown(_ text: ArraySlice<UInt8>, _ hasFrontMatter: Bool) -> Bool {
    let headings = headings(in: text)
    if headings >= 2 { return true }
    let hasLink = holds(text, UInt8(ascii: "]")) { second, third in
      second == UInt8(ascii: "(") && third != 10
    }
    let hasEmphasis = holds(text, UInt8(ascii: "*")) { second, third in
      second == UInt8(ascii: "*") && third != 10
    }
    let kinds = (headings > 0 ? 1 : 0) + (hasLink ? 1 : 0) + (hasEmphasis ? 1 : 0)
    return kinds >= 2 || hasFrontMatter && kinds >= 1
  }

  /// Whether nothing is marked up, and the first lines stand together as a headline over byline and date do.
  ///
  /// As Markdown they would be one paragraph.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    let marks = Array("#*_`[]<>|~\\=".utf8)
    guard !text.contains(where: marks.contains) else { return false }
    let opening = text.split(separator: 10, maxSplits: 8, omittingEmptySubsequences: false)
      .prefix { $0.contains { $0 > 32 } }
    guard (2...5).contains(opening.count), let first = opening.first,
      opening.allSatisfy({ $0.count <= 120 && ListMarker.length(in: $0.drop { $0 == 32 }) == 0 })
    else { return false }
    return !".!?:,;".utf8.contains(first.last { $0 > 32 } ?? 0)
  }

  /// How many lines open with one to six `#` and a space.
  private static func headings(in text: ArraySlice<UInt8>) -> Int {
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var count = 0
      var at = 0
      while at < bytes.count {
        let start = at
        while at < bytes.count, bytes[at] == UInt8(ascii: "#") { at += 1 }
        if (1...6).contains(at - start), at < bytes.count, bytes[at] == 32 { count += 1 }
        guard let end = memchr(base + at, 10, bytes.count - at) else { break }
        at = UnsafeRawPointer(base).distance(to: end) + 1
      }
      return count
    }
  }

  /// Whether `first` occurs before two bytes that `isWanted` holds of.
  private static func holds(
    _ text: ArraySlice<UInt8>, _ first: UInt8, _ isWanted: (UInt8, UInt8) -> Bool
  ) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      var at = 0
      while let found = memchr(base + at, Int32(first), bytes.count - at) {
        at = UnsafeRawPointer(base).distance(to: found) + 1
        if at + 1 < bytes.count, isWanted(bytes[at], bytes[at + 1]) { return true }
      }
      return false
    }
  }
}
