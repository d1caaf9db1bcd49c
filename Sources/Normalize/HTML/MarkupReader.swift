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
    let bytes = Array(markup.utf8)
    let tree: MarkupTree
    do throws(MarkupError) {
      tree = try MarkupTree(html: bytes)
    } catch {
      throw NormalizeError(
        reason: .unreadable, line: error.line.map { $0 + manuscript.firstLine - 1 },
        message: "the markup can't be read: \(error.message); simplify it")
    }
    let document = MarkupDocument(tree)
    let isPage = manuscript.format == .html && Self.isPage(bytes)
    var reading = MarkupReading(
      document, manuscript: manuscript, dates: dates, language: language, capturedAt: capturedAt)
    return isPage ? try reading.readPage() : try reading.readFragment()
  }

  /// Whether markup is a whole page: the parser adds `html` and `body` to fragments too.
  private static func isPage(_ markup: [UInt8]) -> Bool {
    markup.withUnsafeBufferPointer { markup in
      markup.prefix(1 << 14).indices.contains { open in
        markup[open] == UInt8(ascii: "<")
          && pageTags.contains { tag in
            let rest = markup[(open + 1)...].prefix(tag.count)
            return rest.count == tag.count
              && zip(rest, tag).allSatisfy { $0 == $1 || (65...90).contains($0) && $0 + 32 == $1 }
          }
      }
    }
  }

  private static let pageTags = ["html", "head", "body", "!doctype html", "title"].map {
    Array($0.utf8)
  }
}
