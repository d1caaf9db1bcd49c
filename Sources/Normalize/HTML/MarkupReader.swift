internal import FeedModel
internal import LibXML2

/// Reads HTML, of a saved page, a fragment or Markdown.
struct MarkupReader {
  let dates: DateReader
  let language: String?

  init(dates: DateReader, language: String?) {
    self.dates = dates
    self.language = language
  }

  /// The article in `markup`: the whole of a fragment made safe, or what of a page is its article.
  func read(
    _ manuscript: Manuscript, markup: String, capturedAt: Instant
  ) throws(NormalizeError) -> Reading {
    let tree: MarkupTree
    do throws(MarkupError) {
      tree = try MarkupTree(html: Array(markup.utf8))
    } catch {
      throw NormalizeError(
        reason: .unreadable, line: error.line.map { $0 + manuscript.firstLine - 1 },
        message: "the markup can't be read: \(error.message); simplify it")
    }
    let document = MarkupDocument(tree)
    let isPage = manuscript.format == .html && Self.isPage(markup)
    var reading = MarkupReading(
      document, manuscript: manuscript, dates: dates, language: language, capturedAt: capturedAt)
    return isPage ? try reading.readPage() : try reading.readFragment()
  }

  /// Whether markup is a whole page: the parser adds `html` and `body` to fragments too.
  private static func isPage(_ markup: String) -> Bool {
    let names = ["html", "head", "body", "!doctype html", "title"].map { Array($0.utf8) }
    let head = Array(markup.utf8.prefix(1 << 14))
    return head.indices.contains { open in
      guard head[open] == UInt8(ascii: "<") else { return false }
      let rest = head[(open + 1)...].prefix(16).map { (65...90).contains($0) ? $0 + 32 : $0 }
      return names.contains { rest.starts(with: $0) }
    }
  }
}
