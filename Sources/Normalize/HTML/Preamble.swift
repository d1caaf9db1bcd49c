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
}

extension Preamble {
  private static func statements(
    _ reading: MarkupReading, _ headline: Int?, _ kept: [Bool]
  ) -> [Statement] {
    let start = headline.map { $0 + 1 } ?? 0
    var found: [Statement] = []
    for index in start..<min(start + 6, reading.blocks.count) where kept[index] {
      let block = reading.blocks[index]
      guard block.text.count <= 120, reading.headingLevel(block) == nil,
        ![46, 33, 63, 58].contains(block.text.last ?? 46)
      else {
        if block.text.count > 200 { break }
        continue
      }
      if let statement = statement(index, block, reading) { found.append(statement) }
    }
    return found
  }

  private static func statement(
    _ index: Int, _ block: MarkupBlock, _ reading: MarkupReading
  ) -> Statement? {
    let text = String(decoding: block.text, as: UTF8.self)
    let names = BylineReader.authors(text, isCertain: false)
      .filter { MarkupBylineReader.isName($0.name) }
    let dates = reading.dates.read(
      text, capturedAt: reading.capturedAt, language: reading.language)
    let isDated = dates.published != nil || dates.updated != nil
    let isSection = reading.facts.section.map(TitleText.key).contains(TitleText.key(text))
    guard !names.isEmpty || isDated || isSection else { return nil }
    let role: LineRole = !names.isEmpty ? .byline : isDated ? .date : .kicker
    return Statement(
      block: index, role: role, authors: names, dates: dates,
      isBare: role == .kicker || isBare(text, names, reading), text: text)
  }

  /// Whether a line says nothing beside names and times.
  private static func isBare(
    _ text: String, _ names: [Author], _ reading: MarkupReading
  ) -> Bool {
    let mentions = reading.dates.scan(
      text, capturedAt: reading.capturedAt, language: reading.language)
    var rest = Array(text.utf8)
    for mention in mentions { for index in mention.bytes { rest[index] = 32 } }
    let words = rest.split(separator: 32).filter { word in word.contains { $0 >= 65 } }
    let quiet: Lexicon.Kinds = [.byline, .dating, .calendar, .stop]
    let spoken = words.count { kinds($0).isDisjoint(with: quiet) }
    let named = names.reduce(0) { $0 + $1.name.utf8.split(separator: 32).count }
    // A post or a place may follow the name: `By Ada Quill, Staff Writer`.
    let isOpened = words.first.map { kinds($0).isDisjoint(with: [.byline, .dating]) } == false
    return spoken - named <= (isOpened ? 3 : 0)
  }

  private static func kinds(_ word: ArraySlice<UInt8>) -> Lexicon.Kinds {
    let folded = FoldedText.of(String(decoding: word, as: UTF8.self))
    return Lexicon.shared.kinds(of: WordHash.of(Array(folded.utf8)))
  }

  private mutating func take(_ statement: Statement) {
    roles[statement.block] = statement.role
    if authors.isEmpty { authors = statement.authors }
    published = published ?? statement.dates.published
    updated = updated ?? statement.dates.updated
    if statement.role == .kicker { kickers.append(statement.text) }
  }
}
