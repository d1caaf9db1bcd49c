internal import FeedModel

/// Reads the text of a page, or of an article alone, line by line.
struct PageReader {
  let dates: DateReader
  let language: String?

  func read(
    _ lines: [String], of manuscript: Manuscript, capturedAt: Instant
  ) throws(NormalizeError) -> Reading {
    let filled = lines.indices.filter { lines[$0].utf8.contains { $0 > 32 } }
    guard let first = filled.first else {
      throw NormalizeError(
        reason: .empty, message: "the file holds no text; put the article's text in it")
    }
    let body = filled.dropFirst().map { lines[$0] }
    var article = Article(
      format: manuscript.format, charset: manuscript.charset, headline: lines[first],
      body: Body(
        pieces: [.markup(body.map { "<p>" + $0.escapedForMarkup + "</p>" }.joined())],
        text: body.joined(separator: "\n\n")))
    article.language = language
    let roles = lines.indices.map { index in
      LineReading(
        from: index + manuscript.firstLine, to: index + manuscript.firstLine,
        role: index == first ? .headline : filled.contains(index) ? .paragraph : .blank,
        reason: "by position")
    }
    return Reading(article: article, lines: roles)
  }
}

extension String {
  /// The text with `& < > "` as entities.
  var escapedForMarkup: String {
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count + 16)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: ">"): out += "&gt;".utf8
      case UInt8(ascii: "\""): out += "&quot;".utf8
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
