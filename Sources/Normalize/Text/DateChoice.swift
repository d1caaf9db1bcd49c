internal import FeedModel

/// Picks the page's dates among all that its lines state.
struct DateChoice {
  private(set) var published: TimeClaim?
  private(set) var updated: TimeClaim?
  private let dates: LineDates

  /// From this score on a line states the page's date.
  private static let least = 60
  /// Where nothing is likelier, a line may do that is nothing but a date, not far from the headline.
  private static let beside = -2...5
  /// Lines above and below the headline that may state the page's date whatever the model says of them.
  private static let near = 3

  init(_ sketch: inout PageSketch, headline: ClosedRange<Int>?, dates: LineDates) {
    self.dates = dates
    for index in dates.likeliest {
      // A second line of the same kind adds nothing; one that only says "updated" wants its partner.
      guard published == nil || updated == nil else { break }
      let isLikely = Int(sketch.scores.date[index]) >= Self.least
      let isPartner =
        published == nil && updated != nil && Int(sketch.scores.date[index]) >= Self.least / 3
      guard isLikely || isPartner else { break }
      // What merely mentions a day dates nothing, however likely the line is.
      let mentions = dates[index].filter(\.isDateLine)
      guard take(mentions, isLikely: isLikely) else { continue }
      Self.mark(index, mentions, in: &sketch)
    }
    if published == nil, updated == nil { takePlain(headline, &sketch) }
    if let headline, published == nil || updated == nil { lookAround(headline, &sketch) }
    if let headline, published == nil { lookBeside(headline, &sketch) }
    nameStatements(&sketch)
    settle()
  }
}

extension DateChoice {
  /// Takes the likeliest of the doubtful lines that say nothing but a date.
  private mutating func takePlain(
    _ headline: ClosedRange<Int>?, _ sketch: inout PageSketch
  ) {
    for index in dates.likeliest.prefix(4) where sketch.isFree(index) {
      let line = sketch.page.lines[index]
      let distance =
        headline.map { index - ($0.upperBound < index ? $0.upperBound : $0.lowerBound) } ?? 0
      let isLikelier = Int(sketch.scores.date[index]) >= Self.least / 3
      // `3 min` is the length of a video or of the text.
      guard line.words <= 14, line.digits >= 3 || line[.dating] > 0,
        isLikelier || Self.beside.contains(distance)
      else { continue }
      let found = dates[index].filter(\.isDateLine)
      guard take(found, isLikely: true) else { continue }
      Self.mark(index, found, in: &sketch)
      return
    }
  }

  /// Takes lines beside the headline that say nothing but when the page was published or updated.
  private mutating func lookAround(
    _ headline: ClosedRange<Int>, _ sketch: inout PageSketch
  ) {
    let low = max(0, headline.lowerBound - Self.near)
    let high = min(sketch.count - 1, headline.upperBound + Self.near)
    for index in low...high where sketch.isFree(index) {
      let line = sketch.page.lines[index]
      guard line.words <= Self.longest, line.digits > 0 || line[.calendar] > 0 else { continue }
      let found = dates[index].filter {
        $0.isDateLine && ($0.kind != .unknown || line[.dating] > 0)
      }
      guard Self.isStatement(line, found) else { continue }
      guard take(found, isLikely: published == nil && updated == nil) else { continue }
      Self.mark(index, found, in: &sketch)
    }
  }

  /// Takes an unmarked date beside the headline, such as `14 hours ago`.
  private mutating func lookBeside(
    _ headline: ClosedRange<Int>, _ sketch: inout PageSketch
  ) {
    guard let (index, mention) = BesideHeadline(sketch, headline: headline, dates: dates).found,
      take([mention], isLikely: true)
    else { return }
    sketch.set(index, .date, mention.claim.reason)
  }

  /// Tells lines that only say again when the page was published or updated from running text; takes what one says beside
  /// another date line.
  private mutating func nameStatements(_ sketch: inout PageSketch) {
    for index in sketch.page.lines.indices where sketch.isFree(index) {
      let line = sketch.page.lines[index]
      guard line[.dating] > 0, line.words <= Self.longest, line.digits > 0, !line.end.closes else {
        continue
      }
      let found = dates[index]
      guard !found.isEmpty, Self.isStatement(line, found),
        found.allSatisfy({ $0.isDateLine && $0.kind != .unknown })
      else { continue }
      let isBeside = [index - 1, index + 1].contains {
        sketch.roles.indices.contains($0) && sketch.roles[$0] == .date
      }
      let isNew = isBeside && take(found, isLikely: false)
      sketch.set(index, .date, isNew ? found[0].claim.reason : "states when again")
    }
  }

  /// Words that a line with both dates and their clocks has at most.
  private static let longest = 24

  /// Whether a line is short, or mostly its dates.
  private static func isStatement(_ line: Line, _ mentions: [DateMention]) -> Bool {
    line.words <= 12 || mentions.reduce(0) { $0 + $1.bytes.count } * 2 >= line.bytes.count
  }

  /// Gives the line its role, unless a report follows the date.
  ///
  /// It does so behind a dash: `Ely, 3 March 2026 – An oak boat was found.`
  private static func mark(_ index: Int, _ mentions: [DateMention], in sketch: inout PageSketch) {
    guard sketch.isFree(index) else { return }
    let line = sketch.page.lines[index]
    let end = mentions.map(\.bytes.upperBound).max() ?? 0
    let rest = Array(sketch.page.text(line).utf8.dropFirst(end))
    let isReport = ["—", "–", " - ", "--"].contains { dash in
      rest.prefix(40).firstRange(of: Array(dash.utf8)).map { rest.count - $0.upperBound > 12 }
        ?? false
    }
    if line.end.closes, isReport { return }
    sketch.set(index, .date, mentions.first?.claim.reason ?? "states a date")
  }

  /// Takes what a line states; whether anything was new.
  private mutating func take(_ mentions: [DateMention], isLikely: Bool) -> Bool {
    var isNew = false
    for mention in mentions {
      switch mention.kind {
      case .updated:
        guard updated == nil else { continue }
        updated = mention.claim
        isNew = true
      case .published:
        guard published == nil else { continue }
        published = mention.claim
        isNew = true
      case .unknown:
        guard published == nil, isLikely else { continue }
        published = mention.claim
        isNew = true
      }
    }
    return isNew
  }

  /// A page can't be updated before it was published.
  private mutating func settle() {
    if let first = published, let last = updated, last.latest < first.earliest { updated = nil }
  }
}
