internal import FeedModel

/// When a page was published and updated: what it shows its readers by the headline, made exact by what it states to machines.
///
/// The shown day goes first: a page that shows only when it was updated reads the same from its HTML as
/// from its text, and sites state old dates of addresses that they fill anew.
struct PageDates {
  private(set) var published: TimeClaim?
  private(set) var updated: TimeClaim?

  private let reading: MarkupReading
  private let headline: Int?

  init(_ reading: MarkupReading, headline: Int?, kept: [Bool]) {
    self.reading = reading
    self.headline = headline
    let stated = (published: first(reading.facts.published), updated: first(reading.facts.updated))
    let shown = shownDates(kept)
    let candidates = [stated.published, stated.updated].compactMap { $0 }
    published = shown.published.map { Self.exact($0, candidates) }
    updated = shown.updated.map { Self.exact($0, candidates.reversed()) }
    if published == nil, updated == nil {
      (published, updated) = stated
      if published == nil, updated == nil {
        (published, updated) = shownDates(kept, isLastResort: true)
      }
    } else if updated == nil, let start = published, let end = stated.updated,
      end.point >= start.earliest
    {
      updated = end
    }
    if let start = published, let end = updated, end.latest < start.earliest { updated = nil }
  }

  private func first(_ texts: [String]) -> TimeClaim? {
    let claims = texts.prefix(8).compactMap(claim)
    // What states the day alone never hides what states the time of that day.
    return claims.first.map { Self.exact($0, Array(claims.dropFirst())) }
  }

  private func claim(_ text: String) -> TimeClaim? {
    let phrase = { (text: String) -> TimeClaim? in
      guard text.utf8.count < 200 else { return nil }
      let answer = reading.dates.read(
        text, capturedAt: reading.capturedAt, language: reading.language)
      return answer.published ?? answer.updated
    }
    let claim = MachineDate.claim(text, local: phrase) ?? phrase(text)
    return claim.flatMap { $0.isToCome(at: reading.capturedAt) ? nil : $0 }
  }

  /// The instant that the page states for the shown day, in an offset that makes it that day.
  private static func exact(_ shown: TimeClaim, _ stated: [TimeClaim]) -> TimeClaim {
    guard shown.precision == .day else { return shown }
    let day = CivilTime(shown.point, offsetMinutes: shown.offsetMinutes)
    for claim in stated where claim.precision != .day {
      for hours in [0] + (1...14).flatMap({ [-$0, $0] }) {
        let offset = claim.offsetMinutes + hours * 60
        guard abs(offset) <= 14 * 60 else { continue }
        let local = CivilTime(claim.point, offsetMinutes: offset)
        guard (local.year, local.month, local.day) == (day.year, day.month, day.day) else {
          continue
        }
        return TimeClaim(
          earliest: claim.earliest, latest: claim.latest, point: claim.point, offsetMinutes: offset,
          precision: claim.precision,
          reason: "the page states the day, and elsewhere the time")
      }
    }
    return shown
  }
}

extension PageDates {
  /// The dates in short lines and `time` elements around the headline, the nearest first.
  ///
  /// As a last resort also those after the article, and in boxes whose names speak of other articles.
  private func shownDates(
    _ kept: [Bool], isLastResort: Bool = false
  ) -> (published: TimeClaim?, updated: TimeClaim?) {
    var found: (published: TimeClaim?, updated: TimeClaim?) = (nil, nil)
    let last = kept.lastIndex(of: true) ?? 0
    let foot = isLastResort ? Array(last..<min(last + 12, reading.blocks.count)) : []
    for index in lines(kept) + foot {
      let block = reading.blocks[index]
      guard block.text.count < 240,
        block.text.contains(where: { (48...57).contains($0) || $0 >= 0x80 }),
        isLastResort || !isElsewhere(block)
      else { continue }
      let answer = reading.dates.read(
        String(decoding: block.text, as: UTF8.self), capturedAt: reading.capturedAt,
        language: reading.language)
      if found.published == nil { found.published = answer.published.flatMap(past) }
      if found.updated == nil { found.updated = answer.updated.flatMap(past) }
      if found.published != nil { break }
    }
    return found
  }

  private func past(_ claim: TimeClaim) -> TimeClaim? {
    claim.isToCome(at: reading.capturedAt) || claim.precision == .year ? nil : claim
  }

  /// Blocks by their distance from the headline: after it up to the second paragraph, and a few before it.
  private func lines(_ kept: [Bool]) -> [Int] {
    guard let headline else {
      let start = kept.firstIndex(of: true) ?? 0
      return Array((max(0, start - 10)..<min(start + 3, reading.blocks.count)).reversed())
    }
    var after: [Int] = []
    var paragraphs = 0
    for index in (headline + 1)..<max(headline + 1, min(headline + 30, reading.blocks.count)) {
      if kept[index], reading.blocks[index].text.count > 120 { paragraphs += 1 }
      if paragraphs > 1 { break }
      after.append(index)
    }
    let before = Array((max(0, headline - 6)..<headline).reversed())
    return Array(after.prefix(6)) + before + Array(after.dropFirst(6))
  }

  /// Whether the boxes right around a block name comments or other articles.
  private func isElsewhere(_ block: MarkupBlock) -> Bool {
    if !reading.hints.around[block.first].isDisjoint(with: [.nav, .footer]) { return true }
    var node = block.first
    for _ in 0..<4 where node >= 0 {
      if !reading.hints.own[node].isDisjoint(with: [.comment, .related]),
        reading.hints.own[node].isDisjoint(with: [.article, .header, .meta, .author])
      {
        return true
      }
      node = reading.document.parent(node)
    }
    return false
  }
}
