internal import FeedModel

/// The roles of the lines of a Markdown file, by their marks and by what became of them.
struct MarkdownRoles {
  private let lines: TextLines
  private let article: Article
  private let headline: String
  private let body: String
  private var found: [(role: LineRole, reason: String)] = []
  private var fence: UInt8?
  private var isList = false
  private var isSources = false
  private var isHeaded = false

  /// - Complexity: O(bytes).
  init(_ lines: TextLines, _ article: Article) {
    self.lines = lines
    self.article = article
    headline = FoldedText.of(article.headline)
    body = FoldedText.of(String(article.body.text.prefix(2000)))
    for index in lines.indices { found.append(role(index)) }
  }

  /// One reading a line; `firstLine` is where the text begins in the file, from 1.
  func readings(firstLine: Int) -> [LineReading] {
    found.enumerated().map { index, line in
      LineReading(
        from: index + firstLine, to: index + firstLine, role: line.role, reason: line.reason)
    }
  }
}

extension MarkdownRoles {
  private mutating func role(_ index: Int) -> (role: LineRole, reason: String) {
    let line = lines.bytes[lines.range(index)]
    let text = line.drop { $0 <= 32 }
    if let open = fence {
      if text.starts(with: [open, open, open]) { fence = nil }
      return (.code, "inside a fence")
    }
    guard let first = text.first else { return (.blank, "empty") }
    if text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) {
      fence = first
      return (.code, "a fence")
    }
    if let heading = heading(index, text) { return heading }
    if Self.isRule(text) { return (.blank, "a rule") }
    let isIndented = line.count - text.count >= 2 || line.first == 9
    if let marked = marked(text, first) {
      isList = marked.role == .listItem
      return marked
    }
    if isList, isIndented || index > 0 && found[index - 1].role == .listItem {
      return (isSources ? .source : .listItem, "goes on with the item above")
    }
    isList = false
    if line.count - text.count >= 4, index == 0 || found[index - 1].role != .paragraph {
      return (.code, "indented by four")
    }
    return opening(index, text) ?? (.paragraph, "running text")
  }

  /// `# Heading`, or a line over `===` or `---`, and that underline.
  private mutating func heading(
    _ index: Int, _ text: ArraySlice<UInt8>
  ) -> (role: LineRole, reason: String)? {
    let marks = text.prefix { $0 == UInt8(ascii: "#") }.count
    if (1...6).contains(marks), text.dropFirst(marks).first.map({ $0 <= 32 }) ?? true {
      return named(text.dropFirst(marks).drop { $0 == 32 }, "marked as a heading")
    }
    if index > 0, Self.isUnderline(text), isHeading(found[index - 1].role) {
      return (found[index - 1].role, "underlines the heading")
    }
    if index + 1 < lines.count, Self.isUnderline(lines.bytes[lines.range(index + 1)]),
      ListMarker.length(in: text) == 0, text.first != UInt8(ascii: "|")
    {
      return named(text, "underlined")
    }
    return nil
  }

  private func isHeading(_ role: LineRole) -> Bool { role == .heading || role == .headline }

  private mutating func named(
    _ text: ArraySlice<UInt8>, _ reason: String
  ) -> (role: LineRole, reason: String) {
    let folded = FoldedText.of(String(decoding: text, as: UTF8.self))
    isList = false
    isSources = !article.sources.isEmpty && isSourceHeading(folded)
    if isSources { return (.source, "heads the list of sources") }
    guard !isHeaded, folded == headline else { return (.heading, reason) }
    isHeaded = true
    return (.headline, reason + ", and it is the title")
  }

  private func isSourceHeading(_ folded: String) -> Bool {
    if SourceHeadings.isFolded(folded) { return true }
    let words = folded.utf8.split(separator: 32)
    return (1...4).contains(words.count)
      && words.contains {
        Lexicon.shared.kinds(of: WordHash.of(Array($0))).contains(.sources)
      }
  }

  /// Lines that open with a mark of their own.
  private func marked(
    _ text: ArraySlice<UInt8>, _ first: UInt8
  ) -> (role: LineRole, reason: String)? {
    switch first {
    case UInt8(ascii: ">"): return (.quote, "marked as a quotation")
    case UInt8(ascii: "|"): return (.table, "columns")
    case UInt8(ascii: "!") where text.starts(with: "![".utf8): return (.caption, "a picture")
    case UInt8(ascii: "["):
      guard let close = text.firstIndex(of: UInt8(ascii: "]")),
        text[(close + 1)...].first == UInt8(ascii: ":")
      else { return nil }
      return text.starts(with: "[^".utf8)
        ? (.source, "a footnote") : (.metadata, "where a link points to")
    default:
      guard ListMarker.length(in: text) > 0 else { return nil }
      return isSources ? (.source, "entry of the list of sources") : (.listItem, "a list marker")
    }
  }

  /// The short lines between the headline and the text that became data.
  private func opening(
    _ index: Int, _ text: ArraySlice<UInt8>
  ) -> (role: LineRole, reason: String)? {
    guard index < 16, text.count <= 200 else { return nil }
    let plain = String(decoding: text.filter { !"*_`".utf8.contains($0) }, as: UTF8.self)
    let folded = FoldedText.of(plain)
    if let dek = article.dek, FoldedText.of(dek) == folded { return (.dek, "sums the article up") }
    guard !folded.isEmpty, !body.contains(folded) else { return nil }
    if article.kickers.contains(where: { FoldedText.of($0) == folded }) {
      return (.kicker, "names the department")
    }
    if article.authors.contains(where: { folded.contains(FoldedText.of($0.name)) }) {
      return (.byline, "names the author")
    }
    let hasDate = article.published != nil || article.updated != nil
    return hasDate ? (.date, "states when") : nil
  }

  private static func isUnderline(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "-") else {
      return false
    }
    let marks = text.prefix { $0 == first }
    return marks.count >= 2 && text.dropFirst(marks.count).allSatisfy { $0 <= 32 }
  }

  private static func isRule(_ text: ArraySlice<UInt8>) -> Bool {
    let marks = text.filter { $0 > 32 }
    guard let first = marks.first, "-*_".utf8.contains(first) else { return false }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }
}
