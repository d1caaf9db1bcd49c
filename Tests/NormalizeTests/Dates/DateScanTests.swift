import FeedModel
import Normalize
import Testing

@Suite struct DateScanTests {
  private func scan(_ line: String, language: String? = "en") throws -> [DateMention] {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    return DateReader(zone: .utc).scan(line, capturedAt: capturedAt, language: language)
  }

  private func text(_ mention: DateMention, of line: String) -> String {
    String(decoding: Array(line.utf8)[mention.bytes], as: UTF8.self)
  }

  @Test func `Mentions carry their place, claim and kind`() throws {
    let line = "→ Published 3 May 2026 at 14:30 GMT · updated 2 hours ago"
    let mentions = try scan(line)
    #expect(mentions.map { text($0, of: line) } == ["3 May 2026 at 14:30 GMT", "2 hours ago"])
    #expect(mentions.map(\.kind) == [.published, .updated])
    #expect(mentions.map(\.isRelative) == [false, true])
    #expect(mentions.map(\.isDateLine) == [true, true])
  }

  @Test func `A date in prose is found but dates no page`() throws {
    let line = "The council voted on 3 May 2026 to keep the ferry, and the mill, and the light."
    let mentions = try scan(line)
    #expect(mentions.map { text($0, of: line) } == ["3 May 2026"])
    #expect(mentions.first?.isDateLine == false)
    #expect(mentions.first?.kind == .unknown)
  }

  @Test(arguments: [
    "", "Home", "More on this story", "Share this article", "Über uns", "お問い合わせ",
    "Anmelden oder registrieren", "· · ·",
  ])
  func `Lines without digit or word of time hold nothing`(_ line: String) throws {
    #expect(try scan(line, language: nil).isEmpty)
  }

  @Test(arguments: [
    "Yesterday", "updated an hour ago", "HarbourYesterday", "vor einer Stunde", "il y a une heure",
    "hier", "just now", "Last Tuesday", "час назад", "昨天", "mardi dernier", "godzinę temu",
  ])
  func `Words of time without a digit are found`(_ line: String) throws {
    #expect(try scan(line, language: nil).count == 1)
  }

  @Test func `Ranges lie in the line and ascend`() throws {
    let line = "3 May 2026 4 May 2026, 5. Mai 2026 – ٦ مايو ٢٠٢٦ 2026年5月7日 14:30"
    let mentions = try scan(line, language: nil)
    #expect(mentions.count == 5)
    #expect(mentions.allSatisfy { $0.bytes.upperBound <= line.utf8.count && !$0.bytes.isEmpty })
    #expect(
      zip(mentions, mentions.dropFirst()).allSatisfy { $0.bytes.upperBound <= $1.bytes.lowerBound })
  }

  @Test func `A line glued together from its page's parts is read`() throws {
    let line = "By Marta QuillUpdated onMay 3, 202612 Comments"
    let mentions = try scan(line)
    #expect(mentions.first?.claim.point.rfc3339 == "2026-05-03T00:00:00Z")
    #expect(mentions.first?.kind == .updated)
  }

  @Test func `The same line gives the same mentions`() throws {
    let line = "Published 3 May 2026, updated yesterday at 14:30"
    let first = try scan(line)
    let second = try scan(line)
    #expect(first == second)
  }
}
