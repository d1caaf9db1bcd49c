internal import FeedModel

/// A date beside the headline that says neither "published" nor "updated": `14 hours ago`, `Mar 5 · 6 min read`.
///
/// Between the headline and such a line only names, buttons and one sentence may stand: under another title it is that one's.
struct BesideHeadline {
  /// The line, and what it states.
  private(set) var found: (index: Int, mention: DateMention)?

  private let sketch: PageSketch
  private let dates: LineDates

  private static let below = 9
  private static let above = 3
  /// Words that a name, a button or a department has at most, and a title mostly more.
  private static let short = 4

  /// Days to which a date without a year reaches back into the year before that of the capture.
  private static let reach: Int64 = 120

  init(_ sketch: PageSketch, headline: ClosedRange<Int>, dates: LineDates) {
    self.sketch = sketch
    self.dates = dates
    found = under(headline.upperBound) ?? over(headline.lowerBound)
  }
}

extension BesideHeadline {
  private func under(_ headline: Int) -> (Int, DateMention)? {
    var hasDek = false
    for index in headline + 1..<max(headline + 1, min(headline + Self.below, sketch.count)) {
      if let mention = statement(index) {
        let isOwn = index == headline + 1 || isFurniture(index - 1) && !hasDek
        guard isOwn || !beginsList(index), !hasDek || hasText(after: index) else { return nil }
        return (index, mention)
      }
      if isFurniture(index) { continue }
      guard !hasDek, mayBeDek(index) else { return nil }
      hasDek = true
    }
    return nil
  }

  private func over(_ headline: Int) -> (Int, DateMention)? {
    for index in (max(0, headline - Self.above)..<headline).reversed() {
      if let mention = statement(index) {
        // `Today` alone over the headline is the newspaper's.
        let isTold =
          !mention.isRelative || mention.claim.precision != .day
          || sketch.page.lines[index].digits > 0
        let isOthers = index > 0 && isTitle(index - 1)
        return isTold && !isOthers ? (index, mention) : nil
      }
      guard isFurniture(index) else { return nil }
    }
    return nil
  }

  /// What a line states that is nothing but a date, perhaps with a name or the length of the text.
  private func statement(_ index: Int) -> DateMention? {
    let line = sketch.page.lines[index]
    guard sketch.isFree(index), line.words <= 12, line.end != .question,
      !line.end.closes || line.words <= 3
    else { return nil }
    let mentions = dates[index]
    guard let first = mentions.first, mentions.count <= 2, first.isDateLine, first.kind == .unknown,
      !first.mayBeLength, first.claim.precision != .month, first.claim.precision != .year
    else { return nil }
    // `3. Juni` is a day, `1. Set goals` an item of a list.
    guard line.marker == .none || first.bytes.count * 5 >= line.bytes.count * 4 else { return nil }
    return first.isRelative || first.isFull || isRecent(first.claim) ? first : nil
  }

  /// Pages leave the year out of the dates of this year, and where it has just begun.
  private func isRecent(_ claim: TimeClaim) -> Bool {
    let now = CivilTime(dates.capturedAt, offsetMinutes: claim.offsetMinutes)
    return CivilTime(claim.point, offsetMinutes: claim.offsetMinutes).year == now.year
      || claim.point + Self.reach * 86_400 >= dates.capturedAt
  }

  /// A name, a button, a department, a byline or the post of its author.
  private func isFurniture(_ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    if DebrisRoles.isWidget(sketch.page, index) { return true }
    if line.end.closes || line.isProse { return false }
    return line.words <= Self.short || line[.byline] > 0 && line.words <= 12
      || sketch.scores.byline[index] >= 128
  }

  private func isTitle(_ index: Int) -> Bool {
    sketch.page.lines[index].words > Self.short && !isFurniture(index)
  }

  private func mayBeDek(_ index: Int) -> Bool { (5...60).contains(sketch.page.lines[index].words) }

  /// Whether titles with such dates go on below: `Other story`, `5 hours ago`.
  private func beginsList(_ index: Int) -> Bool {
    (index + 2..<max(index + 2, min(index + 5, sketch.count))).contains {
      statement($0) != nil && !sketch.page.lines[$0 - 1].isProse
        && !DebrisRoles.isWidget(sketch.page, $0 - 1)
    }
  }

  private func hasText(after index: Int) -> Bool {
    (index + 1..<sketch.count).contains { sketch.page.lines[$0].isProse }
  }
}
