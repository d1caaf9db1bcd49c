internal import FeedModel

/// A file that holds an article and nothing else: a headline, perhaps a byline and dates, then sentences to its end.
///
/// Such a file may be too short for the line model, which has learnt from pages with menus and long paragraphs.
struct BareArticle {
  /// The first filled line, or the one below a date; nil where the file opens with its text.
  let headline: Int?
  /// Whether the headline goes on in the next line.
  let isWrapped: Bool
  /// The lines of the text, ascending; none where the file is one line that may be a headline.
  let text: [Int]

  /// Longer files have enough in them for the model.
  private static let mostLines = 48
  private static let mostAbove = 2
  private static let mostBetween = 3
  private static let mostPassed = 3

  /// The article of `sketch`, nil where its file is longer or holds something else.
  init?(_ sketch: PageSketch, _ dates: LineDates) {
    let lines = sketch.page.lines
    guard lines.count <= Self.mostLines else { return nil }
    func isMeta(_ index: Int) -> Bool {
      Self.isByline(sketch.page, index) || dates.statesDate(index)
    }
    var index = 0
    while index < min(lines.count, Self.mostAbove), isMeta(index) { index += 1 }
    guard index < lines.count else { return nil }
    let isTitled = Self.isTitle(sketch, index)
    headline = isTitled ? index : nil
    isWrapped = isTitled && Self.isWrapped(sketch, index) && !isMeta(index + 1)
    if isTitled { index += isWrapped ? 2 : 1 }
    let below = index
    while index < lines.count, index - below < Self.mostBetween, isMeta(index) { index += 1 }
    let found = Self.text(sketch, dates, from: index)
    text = found
    guard let last = found.last else {
      guard isTitled, lines.count == 1, lines[0].words >= 3 else { return nil }
      return
    }
    // What follows the text must be short: notes of the page, not the rest of it.
    guard lines[(last + 1)...].allSatisfy({ !$0.isProse }), lines.count - last <= 4 else {
      return nil
    }
  }

  /// The lines from `start` on that are sentences, their headings, entries of lists and rows of tables.
  ///
  /// What asks the reader for something is passed over; nothing after the first line that is none of these.
  private static func text(_ sketch: PageSketch, _ dates: LineDates, from start: Int) -> [Int] {
    let lines = sketch.page.lines
    var text: [Int] = []
    var headings: [Int] = []
    var passed = 0
    for index in start..<lines.count {
      if isSentence(sketch, index) || isPart(sketch, dates, index) {
        text += headings + [index]
        headings = []
      } else if isDebris(sketch, index), passed < mostPassed {
        passed += 1
      } else if headings.isEmpty, isHeading(sketch, dates, index) {
        headings.append(index)
      } else {
        break
      }
    }
    return text
  }

  /// A line that opens with `By` or its like, and goes on with a name; or with a label for who did what, such as `Photo:`.
  private static func isByline(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.words <= 10, !line.end.closes else { return false }
    if BylineReader.isNamed(page, index) { return true }
    let text = page.content(line)
    if let label = BylineReader.label(of: text) { return label != .unknown }
    guard line[.byline] > 0 else { return false }
    let first = FoldedText.of(String(decoding: text.utf8.prefix { $0 > 32 }, as: UTF8.self))
    let name = BylineReader.authors(text, isCertain: false).first?.name.utf8.first
    let opens =
      first == "words"
      || Lexicon.shared.kinds(of: WordHash.of(Array(first.utf8))).contains(.byline)
    return opens && name.map { !(97...122).contains($0) } ?? false
  }

  /// A line that may be a headline, however short.
  private static func isTitle(_ sketch: PageSketch, _ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    // `Note` heads sources and legal matters: one word of two kinds.
    let debris =
      line[.navigation] + line[.share] + line[.prompt] + line[.related] + line[.comment]
      + line[.advert] + max(line[.legal], line[.sources])
    return sketch.isFree(index) && (1...25).contains(line.words) && line.end != .stop
      && line.end != .comma && !(line.end.closes && line.inner > 0) && line.letters > 0
      && !line.isProse && line.marker == .none
      && (debris < line.words || line.words > 4) && !TrailingLists.isHeading(sketch.page, index)
      && !DebrisRoles.isWidget(sketch.page, index)
  }

  /// `Old boat found` over `in the fen near Ely`, with an empty line below.
  private static func isWrapped(_ sketch: PageSketch, _ index: Int) -> Bool {
    let lines = sketch.page.lines
    guard index + 2 < lines.count, sketch.isFree(index + 1) else { return false }
    let next = lines[index + 1]
    return next.gap == 0 && lines[index + 2].gap > 0 && !next.end.closes && next.words <= 12
      && next.words >= 2
      && sketch.page.bytes[next.bytes].first.map { (97...122).contains($0) } ?? false
  }

  /// A line that ends as a sentence does and asks the reader for nothing.
  private static func isSentence(_ sketch: PageSketch, _ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    return sketch.isFree(index) && line.end.closes && (line.words >= 1 || line.ideographs >= 4)
      && !isDebris(sketch, index)
  }

  private static func isDebris(_ sketch: PageSketch, _ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    let debris = line[.prompt] + line[.legal] + line[.advert] + line[.share] + line[.comment]
    return debris * 4 >= max(line.words, 5) || DebrisRoles.isWidget(sketch.page, index)
  }

  /// An item of a list or a row of a table beside another.
  private static func isPart(_ sketch: PageSketch, _ dates: LineDates, _ index: Int) -> Bool {
    let lines = sketch.page.lines
    guard sketch.isFree(index) else { return false }
    func columns(_ index: Int) -> Int {
      lines.indices.contains(index) ? sketch.page.bytes[lines[index].bytes].count { $0 == 9 } : 0
    }
    func marker(_ index: Int) -> Line.Marker {
      lines.indices.contains(index) ? lines[index].marker : .none
    }
    let isRow =
      columns(index) > 0 && [index - 1, index + 1].contains { columns($0) == columns(index) }
    let own = marker(index)
    return isRow || own != .none && [index - 1, index + 1].contains { marker($0) == own }
      || isEntry(sketch, dates, index)
  }

  /// One of several short lines that stand together, with figures or between two sentences, or what heads them.
  private static func isEntry(_ sketch: PageSketch, _ dates: LineDates, _ index: Int) -> Bool {
    let block = sketch.context.blocks[sketch.context.blockOf[index]]
    let lines = block.first..<block.first + block.count
    let areEntries =
      sketch.page.lines[lines].areEntries
      || sketch.page.lines[lines].areShort && lines.lowerBound > 0
        && lines.upperBound < sketch.count
        && isSentence(sketch, lines.lowerBound - 1) && isSentence(sketch, lines.upperBound)
    return areEntries
      && lines.allSatisfy {
        sketch.isFree($0) && !isDebris(sketch, $0) && !dates.statesDate($0)
          && !TrailingLists.isHeading(sketch.page, $0)
      }
  }

  /// A short line over a sentence.
  private static func isHeading(_ sketch: PageSketch, _ dates: LineDates, _ index: Int) -> Bool {
    let lines = sketch.page.lines
    let line = lines[index]
    return sketch.isFree(index) && (1...12).contains(line.words) && line.letters > 0
      && line.gap > 0 && index + 1 < lines.count
      && (isSentence(sketch, index + 1) || isPart(sketch, dates, index + 1))
      && !TrailingLists.isHeading(sketch.page, index)
  }
}
