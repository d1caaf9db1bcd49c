internal import FeedModel

/// The short lines between a headline and the text: byline, date, department.
///
/// They are data, not body.
struct Preamble {
  /// The part each such block plays.
  private(set) var roles: [Int: LineRole] = [:]
  private(set) var authors: [Author] = []
  private(set) var published: TimeClaim?
  private(set) var updated: TimeClaim?
  private(set) var kickers: [String] = []

  init(_ reading: MarkupReading, headline: Int?, kept: [Bool]) {
    let start = headline.map { $0 + 1 } ?? 0
    for index in start..<min(start + 6, reading.blocks.count) where kept[index] {
      let block = reading.blocks[index]
      let text = String(decoding: block.text, as: UTF8.self)
      guard block.text.count <= 120, reading.headingLevel(block) == nil,
        ![46, 33, 63, 58].contains(block.text.last ?? 46)
      else {
        if block.text.count > 200 { return }
        continue
      }
      read(text, index, block, reading)
    }
  }

  private mutating func read(
    _ text: String, _ index: Int, _ block: MarkupBlock, _ reading: MarkupReading
  ) {
    let names = BylineReader.authors(text, isCertain: false)
      .filter { MarkupBylineReader.isName($0.name) }
    let dates = reading.dates.read(
      text, capturedAt: reading.capturedAt, language: reading.language)
    if !names.isEmpty {
      roles[index] = .byline
      if authors.isEmpty { authors = names }
    }
    if dates.published != nil || dates.updated != nil {
      roles[index] = roles[index] ?? .date
      published = published ?? dates.published
      updated = updated ?? dates.updated
    }
    let sections = reading.facts.section.map(TitleText.key)
    if roles[index] == nil, sections.contains(TitleText.key(text)) {
      roles[index] = .kicker
      kickers.append(text)
    }
  }
}
