internal import FeedModel

/// The short lines between a headline and the text: byline, date, department.
///
/// They are data, not body. Where no text follows, the last of them that says more than who and when is the text.
struct Preamble {
  /// The part each such block plays.
  private(set) var roles: [Int: LineRole] = [:]
  private(set) var authors: [Author] = []
  private(set) var published: TimeClaim?
  private(set) var updated: TimeClaim?
  private(set) var kickers: [String] = []

  /// What one short line states.
  private struct Statement {
    var block: Int
    var role: LineRole
    var authors: [Author] = []
    var dates: DateReading
    /// Whether it tells nothing but names and times.
    var isBare: Bool
    var text: String
  }

  init(_ reading: MarkupReading, headline: Int?, kept: [Bool]) {
    var found = Self.statements(reading, headline, kept)
    let stated = Set(found.map(\.block))
    if kept.indices.allSatisfy({ !kept[$0] || stated.contains($0) }),
      let text = found.lastIndex(where: { !$0.isBare })
    {
      found.remove(at: text)
    }
    for statement in found { take(statement) }
  }

  private static func statements(
    _ reading: MarkupReading, _ headline: Int?, _ kept: [Bool]
  ) -> [Statement] {
    let start = headline.map { $0 + 1 } ?? 0
    var found: [Statement] = []
    var isOverText = true
    for index in start..<min(start + 6, reading.blocks.count) where kept[index] {
      let block = reading.blocks[index]
      guard block.text.count <= 120, reading.headingLevel(block) == nil,
        ![46, 33, 63, 58].contains(block.text.last ?? 46)
      else {
        if block.text.count > 200 { break }
        isOverText = isOverText && reading.headingLevel(block) != nil
        continue
      }
      let line = Candidate(index, reading, isOverText: isOverText)
      if let statement = line.statement(kept) { found.append(statement) }
    }
    return found
  }

  private mutating func take(_ statement: Statement) {
    roles[statement.block] = statement.role
    if authors.isEmpty { authors = statement.authors }
    published = published ?? statement.dates.published
    updated = updated ?? statement.dates.updated
    if statement.role == .kicker { kickers.append(statement.text) }
  }
}

extension Preamble {
  /// A short line that may state something of its page.
  private struct Candidate {
    let index: Int
    let reading: MarkupReading
    /// Whether no sentence of the text stands above it.
    let isOverText: Bool
    let text: String
    let mentions: [DateMention]
    let words: BareLine

    init(_ index: Int, _ reading: MarkupReading, isOverText: Bool) {
      self.index = index
      self.reading = reading
      self.isOverText = isOverText
      text = String(decoding: reading.blocks[index].text, as: UTF8.self)
      mentions = reading.dates.scan(
        text, capturedAt: reading.capturedAt, language: reading.language)
      words = BareLine(text, mentions)
    }

    func statement(_ kept: [Bool]) -> Statement? {
      // Items of lists and cells of tables are text, unless they say nothing but who and when.
      guard words.isBare || !stands(in: [.li, .td, .th, .dt, .dd]) else { return nil }
      let dates = dates(kept)
      let isDated = dates.published != nil || dates.updated != nil
      let isSection = reading.facts.section.map(TitleText.key).contains(TitleText.key(text))
      guard !words.authors.isEmpty || isDated || isSection else { return nil }
      let role: LineRole = !words.authors.isEmpty ? .byline : isDated ? .date : .kicker
      return Statement(
        block: index, role: role, authors: words.authors, dates: dates,
        isBare: role == .kicker || words.isBare, text: text)
    }

    /// When the page was published and updated; nothing where the line tells of another day.
    private func dates(_ kept: [Bool]) -> DateReading {
      let dates = reading.dates.read(
        text, capturedAt: reading.capturedAt, language: reading.language)
      let isMarked = !words.authors.isEmpty || mentions.contains { $0.kind != .unknown }
      if isMarked { return dates }
      let isEvent =
        dates.published.map {
          $0.isToCome(at: reading.capturedAt) && !mayPublish(on: $0, kept)
        } ?? false
      guard isEvent || stands(in: [.td, .th, .dt, .dd]) else { return dates }
      return DateReading(reason: "it tells of a day")
    }

    /// Whether the article may be to appear on a day that no word marks: it stands alone over the text, and no other does so.
    private func mayPublish(on day: TimeClaim, _ kept: [Bool]) -> Bool {
      guard words.isBare, isOverText, !isBold else { return false }
      return !reading.blocks.indices.contains { other in
        guard kept[other], other != index, reading.blocks[other].text.count <= 120 else {
          return false
        }
        let line = Candidate(other, reading, isOverText: false)
        return line.words.isBare
          && line.mentions.contains {
            $0.claim.isToCome(at: reading.capturedAt) && $0.claim.point != day.point
          }
      }
    }

    private func stands(in tags: Set<Tag>) -> Bool {
      let container = reading.blocks[index].container
      let parent = reading.document.parent(container)
      return tags.contains(reading.document.tags[container])
        || parent >= 0 && tags.contains(reading.document.tags[parent])
    }

    /// Whether all of it is bold, as are headings that no element marks as such.
    private var isBold: Bool {
      let block = reading.blocks[index]
      var node = reading.document.parent(block.first)
      while node > block.container {
        let tag = reading.document.tags[node]
        if tag == .b || tag == .strong { return reading.document.end(node) > block.last }
        node = reading.document.parent(node)
      }
      return false
    }
  }
}
