internal import FeedModel

/// When a page was published and updated: what it states to machines, else its `time` elements, else the lines beside the headline.
struct PageDates {
  private(set) var published: TimeClaim?
  private(set) var updated: TimeClaim?

  private let reading: MarkupReading
  private let headline: Int?

  init(_ reading: MarkupReading, headline: Int?, kept: [Bool]) {
    self.reading = reading
    self.headline = headline
    published = first(reading.facts.published)
    updated = first(reading.facts.updated)
    if published == nil { readTimes() }
    if published == nil { readLines(kept) }
    if let start = published, let end = updated, end.point < start.earliest { updated = nil }
  }

  private func first(_ texts: [String]) -> TimeClaim? {
    for text in texts.prefix(8) {
      if let claim = claim(text) { return claim }
    }
    return nil
  }

  private func claim(_ text: String) -> TimeClaim? {
    let phrase = { (text: String) -> TimeClaim? in
      guard text.utf8.count < 200 else { return nil }
      let answer = reading.dates.read(
        text, capturedAt: reading.capturedAt, language: reading.language)
      return answer.published ?? answer.updated
    }
    let claim = MachineDate.claim(text, local: phrase) ?? phrase(text)
    guard let claim, claim.earliest <= reading.capturedAt + 86_400 else { return nil }
    return claim
  }

  /// `time` elements outside lists of other articles, the nearest to the headline first.
  private mutating func readTimes() {
    let document = reading.document
    let anchor = headline.map { reading.blocks[$0].first } ?? 0
    var found: [(distance: Int, claim: TimeClaim, isUpdate: Bool)] = []
    for at in reading.range where document.tags[at] == .time && found.count < 50 {
      let names = reading.hints.names[at]
      guard names.isDisjoint(with: [.comment, .related, .sidebar, .footer]),
        reading.hints.around[at].isDisjoint(with: [.nav, .aside, .footer])
      else { continue }
      let text = document.inlineText(of: at, limit: 200)
      guard let claim = document.value("datetime", of: at).flatMap(claim) ?? claim(text) else {
        continue
      }
      let block = reading.blockOfNode[at..<document.end(at)].first { $0 >= 0 }
      let line = block.map { reading.blocks[Int($0)].text } ?? []
      let isUpdate = Self.mentionsUpdate(line)
      let distance = at >= anchor ? at - anchor : (anchor - at) * 4
      found.append((distance, claim, isUpdate))
    }
    found.sort { $0.distance < $1.distance }
    published = found.first { !$0.isUpdate }?.claim
    updated = updated ?? found.first { $0.isUpdate }?.claim
  }

  private static func mentionsUpdate(_ line: [UInt8]) -> Bool {
    let text = line.prefix(200).map { (65...90).contains($0) ? $0 + 32 : $0 }
    return [
      "updated", "modified", "aktualisiert", "mis à jour", "actualizado", "aggiornato",
      "bijgewerkt",
    ].contains {
      ElementHints.contains(text, Array($0.utf8))
    }
  }

  /// Short lines near the headline that are nothing but dates of the page.
  private mutating func readLines(_ kept: [Bool]) {
    let start = headline ?? 0
    let lines =
      Array(start..<min(start + 25, reading.blocks.count)) + (max(0, start - 8)..<start).reversed()
    for index in lines {
      let block = reading.blocks[index]
      guard block.text.count < 200, block.text.contains(where: { (48...57).contains($0) }),
        reading.hints.names[block.first].isDisjoint(with: [.comment, .related, .sidebar])
      else { continue }
      let answer = reading.dates.read(
        String(decoding: block.text, as: UTF8.self), capturedAt: reading.capturedAt,
        language: reading.language)
      if let claim = answer.published, claim.earliest <= reading.capturedAt + 86_400 {
        published = claim
        updated = updated ?? answer.updated
        return
      }
      if updated == nil, let claim = answer.updated, claim.earliest <= reading.capturedAt + 86_400 {
        updated = claim
      }
    }
  }
}
