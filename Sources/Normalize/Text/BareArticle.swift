internal import FeedModel

/// A file that holds an article and nothing else: a headline, perhaps a byline and dates, then sentences to its end.
///
/// Such a file may be too short for the line model, which has learnt from pages with menus and long paragraphs.
struct BareArticle {
  /// The first filled line, or the one below a date; nil where the file opens with its text.
  let headline: Int?
  /// From the first sentence to the last; empty where the file is one line that may be a headline.
  let text: Range<Int>

  /// Longer files have enough in them for the model.
  private static let mostLines = 24
  private static let mostAbove = 2
  private static let mostBetween = 3

  /// The article of `sketch`, nil where its file is longer or holds something else; `statesDate` tells whether a line is nothing
  /// but a date.
  init?(_ sketch: PageSketch, statesDate: (Int) -> Bool) {
    let lines = sketch.page.lines
    guard lines.count <= Self.mostLines else { return nil }
    func isMeta(_ index: Int) -> Bool { Self.isByline(sketch.page, index) || statesDate(index) }
    var index = 0
    while index < min(lines.count, Self.mostAbove), isMeta(index) { index += 1 }
    guard index < lines.count else { return nil }
    let isTitled = Self.isTitle(sketch, index)
    headline = isTitled ? index : nil
    if isTitled { index += 1 }
    let below = index
    while index < lines.count, index - below < Self.mostBetween, isMeta(index) { index += 1 }
    let start = index
    while index < lines.count, Self.isSentence(sketch, index) { index += 1 }
    text = start..<index
    if text.isEmpty {
      guard isTitled, lines.count == 1, lines[0].words >= 3 else { return nil }
      return
    }
    // What follows the sentences must be short: notes of the page, not the rest of the text.
    guard lines[index...].allSatisfy({ !$0.isProse }), lines.count - index <= 3 else { return nil }
  }

  /// A line that opens with `By` or its like, and goes on with a name.
  private static func isByline(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    guard line[.byline] > 0, line.words <= 10, !line.end.closes else { return false }
    let text = page.content(line)
    let first = FoldedText.of(String(decoding: text.utf8.prefix { $0 > 32 }, as: UTF8.self))
    let name = BylineReader.authors(text, isCertain: false).first?.name.utf8.first
    return Lexicon.shared.kinds(of: WordHash.of(Array(first.utf8))).contains(.byline)
      && name.map { !(97...122).contains($0) } ?? false
  }

  /// A line that may be a headline, however short.
  private static func isTitle(_ sketch: PageSketch, _ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    let debris =
      line[.navigation] + line[.share] + line[.prompt] + line[.related] + line[.comment]
      + line[.legal] + line[.advert] + line[.sources]
    return sketch.isFree(index) && (1...25).contains(line.words) && line.end != .stop
      && line.end != .comma && !(line.end.closes && line.inner > 0) && line.letters > 0
      && !line.isProse && line.marker == .none
      && (debris < line.words || line.words > 4) && !TrailingLists.isHeading(sketch.page, index)
      && !DebrisRoles.isWidget(sketch.page, index)
  }

  /// A line that ends as a sentence does and asks the reader for nothing.
  private static func isSentence(_ sketch: PageSketch, _ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    guard sketch.isFree(index), line.end.closes, line.words >= 2 || line.ideographs >= 4 else {
      return false
    }
    let debris = line[.prompt] + line[.legal] + line[.advert] + line[.share] + line[.comment]
    return debris * 4 < max(line.words, 5)
  }
}
