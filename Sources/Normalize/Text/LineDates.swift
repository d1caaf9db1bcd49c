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

  /// The dates of a line; those that it tells of, rather than dating its page, are no date lines.
  subscript(index: Int) -> [DateMention] {
    if let known = found[index] { return known }
    var mentions = scan(index)
    for at in mentions.indices where isToCome(mentions[at]) && !mayPublish(index, mentions) {
      mentions[at].isDateLine = false
    }
    found[index] = mentions
    return mentions
  }

  /// Whether a line is nothing but a date, such as `Updated: 2 hours ago`.
  func statesDate(_ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.words <= 14, line.digits > 0 || line[.calendar] > 0 else { return false }
    let dates = self[index].filter(\.isDateLine)
    let covered = dates.reduce(0) { $0 + $1.bytes.count }
    if covered * 10 >= line.bytes.count * 6 { return true }
    guard line.words <= 9, line.end != .question, !dates.isEmpty else { return false }
    return dates.contains { $0.kind != .unknown }
      || line[.dating] > 0 && BareLine(page.text(line), dates).isBare
  }

  /// Whether a line says nothing but days and times, be they the page's or not: `Monday to Friday 9am to 5pm`.
  func isBare(_ index: Int) -> Bool {
    let line = page.lines[index]
    return line.words <= 14 && line.digits > 0 && !self[index].isEmpty
      && BareLine(page.text(line), self[index]).isBare
  }

  /// The day that `dateline` names, if it names one.
  func day(ofDateline dateline: String) -> TimeClaim? {
    reader.datelineDay(dateline, capturedAt: capturedAt, language: language)
  }

  private func scan(_ index: Int) -> [DateMention] {
    reader.scan(
      page.text(page.lines[index]), capturedAt: capturedAt, language: language, dayFirst: dayFirst)
  }

  /// Whether no word says what happens on a day that is yet to come.
  private func isToCome(_ mention: DateMention) -> Bool {
    mention.kind == .unknown && mention.claim.isToCome(at: capturedAt)
  }

  /// Whether the article may be to appear on a day to come: a byline says so, or the day stands alone over the text and no other
  /// does so on the page.
  private func mayPublish(_ index: Int, _ mentions: [DateMention]) -> Bool {
    let line = BareLine(page.text(page.lines[index]), mentions)
    guard line.isBare, index < text else { return false }
    return !line.authors.isEmpty || daysToCome.count == 1
  }

  /// The first line of running text.
  private lazy var text =
    page.lines.firstIndex { $0.isProse || $0.end == .stop && $0.words >= 6 } ?? page.lines.count

  /// The days to come that stand alone in a line.
  private lazy var daysToCome: Set<Instant> = {
    let days = page.lines.indices.flatMap { index -> [Instant] in
      guard page.lines[index].words <= 14, page.lines[index].digits > 0 else { return [] }
      let mentions = scan(index)
      guard mentions.contains(where: isToCome),
        BareLine(page.text(page.lines[index]), mentions).isBare
      else { return [] }
      return mentions.filter(isToCome).map(\.claim.point)
    }
    return Set(days)
  }()

  /// Whether a line is the row of a table rather than words about a date.
  private static func isRow(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    return line[.dating] == 0 && page.bytes[line.bytes].count { $0 == 9 } > 1
  }
}
