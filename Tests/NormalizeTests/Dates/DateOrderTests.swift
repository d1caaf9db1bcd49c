import FeedModel
import Normalize
import Testing

@Suite struct DateOrderTests {
  @Test(arguments: [
    DatePhrase("en", "13/05/2026", "2026-05-13"),
    DatePhrase("en", "05/13/2026", "2026-05-13"),
    DatePhrase("de", "05/13/2026", "2026-05-13"),
    DatePhrase("en", "05.13.2026", "2026-05-13"),
    DatePhrase("en", "13/13/2026", nil),
    DatePhrase("en", "00/05/2026", nil),
  ])
  func `An impossible order is not taken`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    DatePhrase("en", "03/05/2026", "2026-03-05"),
    DatePhrase("en-US", "03/05/2026", "2026-03-05"),
    DatePhrase("en-GB", "03/05/2026", "2026-05-03"),
    DatePhrase("en-AU", "03/05/2026", "2026-05-03"),
    DatePhrase("en_IN", "03/05/2026", "2026-05-03"),
    DatePhrase("fr", "03/05/2026", "2026-05-03"),
    DatePhrase("pt-BR", "03/05/2026", "2026-05-03"),
    DatePhrase("vi", "03/05/2026", "2026-05-03"),
    DatePhrase("es", "03-05-2026", "2026-05-03"),
    DatePhrase("de", "03.05.2026", "2026-05-03"),
    DatePhrase("en", "03.05.2026", "2026-05-03"),
    DatePhrase(nil, "03/05/2026", "2026-05-03"),
  ])
  func `The language and its country decide`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    DatePhrase("en-US", "12/05/2026", "2026-05-12"),
    DatePhrase("en", "12/05/2026", "2026-05-12"),
    DatePhrase("fr", "05/12/2026", "2026-05-12"),
  ])
  func `A day to come yields to one that was`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    DatePhrase("en", "03/05/2026 14:30 BST", "2026-05-03T14:30:00+01:00", .minute),
    DatePhrase("fr", "03/05/2026 2:30 PM EST", "2026-03-05T14:30:00-05:00", .minute),
    DatePhrase("en", "03/05/2026 14:30 IST", "2026-05-03T14:30:00+05:30", .minute),
  ])
  func `The zone's country decides before the language`(_ phrase: DatePhrase) throws {
    try phrase.check()
  }

  @Test func `A language that writes dots takes the nearer reading of slashes`() throws {
    try DatePhrase("de", "06/01/2026", "2026-06-01").check()
    try DatePhrase("de", "01/06/2026", "2026-06-01").check()
    try DatePhrase("fr", "06/01/2026", "2026-01-06").check()
  }

  @Test func `Evidence in the page goes before its language`() throws {
    let reader = DateReader(zone: .utc, language: "en")
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    func day(_ dayFirst: Bool?) -> String? {
      reader.scan("03/05/2025", capturedAt: capturedAt, language: nil, dayFirst: dayFirst).first?
        .claim.point.rfc3339
    }
    #expect(day(true) == "2025-05-03T00:00:00Z")
    #expect(day(false) == "2025-03-05T00:00:00Z")
    #expect(day(nil) == "2025-03-05T00:00:00Z")
  }

  @Test(arguments: [
    ("Posted 13/5/2026", true), ("Posted 5/13/2026", false), ("Posted 5/6/2026", nil),
    ("13.5.2026", nil), ("nothing here", nil), ("1/2 of 13/5", nil),
  ])
  func `A line shows the order of its page`(_ line: String, _ expected: Bool?) {
    #expect(DateReader(zone: .utc).showsDayFirst(line) == expected)
  }
}
