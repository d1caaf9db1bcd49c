internal import FeedModel

/// The dates that the lines of one page state; a line is scanned when first asked for, and once only.
final class LineDates {
  /// The lines that are likeliest to state the page's date, best first.
  let likeliest: [Int]
  let capturedAt: Instant
  private let page: Page
  private let reader: DateReader
  /// BCP 47.
  private let language: String?
  private let dayFirst: Bool?
  private var found: [Int: [DateMention]] = [:]

  /// Only so many of the likeliest lines are looked at.
  private static let most = 8
  /// A line below this score states the date of something else.
  private static let faint: UInt8 = 10

  init(_ sketch: PageSketch, _ reader: DateReader, language: String?, capturedAt: Instant) {
    let page = sketch.page
    let scores = sketch.scores.date
    var ranked = scores.indices.filter { scores[$0] >= Self.faint && !Self.isRow(page, $0) }
    ranked.sort { (scores[$0], -$0) > (scores[$1], -$1) }
    likeliest = Array(ranked.prefix(Self.most))
    dayFirst = likeliest.lazy.compactMap { reader.showsDayFirst(page.text(page.lines[$0])) }.first
    self.page = page
    self.reader = reader
    self.language = language
    self.capturedAt = capturedAt
  }

  subscript(index: Int) -> [DateMention] {
    if let known = found[index] { return known }
    let mentions = reader.scan(
      page.text(page.lines[index]), capturedAt: capturedAt, language: language, dayFirst: dayFirst)
    found[index] = mentions
    return mentions
  }

  /// Whether a line is nothing but a date, such as `Updated: 2 hours ago`.
  func statesDate(_ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.words <= 14, line.digits > 0 || line[.calendar] > 0 else { return false }
    let covered = self[index].reduce(0) { $0 + ($1.isDateLine ? $1.bytes.count : 0) }
    return covered * 10 >= line.bytes.count * 6
      || line[.dating] > 0 && line.words <= 9 && !self[index].isEmpty && line.end != .question
  }

  /// The day that `dateline` names, if it names one.
  func day(ofDateline dateline: String) -> TimeClaim? {
    reader.datelineDay(dateline, capturedAt: capturedAt, language: language)
  }

  /// Whether a line is the row of a table rather than words about a date.
  private static func isRow(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    return line[.dating] == 0 && page.bytes[line.bytes].count { $0 == 9 } > 1
  }
}
