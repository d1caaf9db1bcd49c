import FeedModel
import Normalize
import Testing

@Suite struct DateZoneTests {
  @Test(arguments: [
    DatePhrase("en", "3 May 2026 14:30 GMT", "2026-05-03T14:30:00Z", .minute),
    DatePhrase("en", "3 May 2026 14:30 BST", "2026-05-03T14:30:00+01:00", .minute),
    DatePhrase("en", "May 3, 2026 2:30 PM EDT", "2026-05-03T14:30:00-04:00", .minute),
    DatePhrase("en", "Jan 3, 2026 2:30 PM ET", "2026-01-03T14:30:00-05:00", .minute),
    DatePhrase("en", "May 3, 2026 2:30 PM ET", "2026-05-03T14:30:00-04:00", .minute),
    DatePhrase("en", "March 8, 2026 1:30 AM PT", "2026-03-08T01:30:00-08:00", .minute),
    DatePhrase("en", "March 8, 2026 3:30 AM PT", "2026-03-08T03:30:00-07:00", .minute),
    DatePhrase("en", "April 3, 2006 2:30 PM ET", "2006-04-03T14:30:00-04:00", .minute),
    DatePhrase("en", "March 20, 2006 2:30 PM ET", "2006-03-20T14:30:00-05:00", .minute),
    DatePhrase("en", "3 May 2026 14:30 (CET)", "2026-05-03T14:30:00+01:00", .minute),
    DatePhrase("de", "3. Mai 2026, 14:30 Uhr MESZ", "2026-05-03T14:30:00+02:00", .minute),
    DatePhrase("en", "3 May 2026 14:30 IST", "2026-05-03T14:30:00+05:30", .minute),
    DatePhrase("en", "3 May 2026 14:30 GMT+7", "2026-05-03T14:30:00+07:00", .minute),
    DatePhrase("en", "3 May 2026 14:30 UTC+05:45", "2026-05-03T14:30:00+05:45", .minute),
    DatePhrase("en", "3 May 2026 14:30 JST", "2026-05-03T14:30:00+09:00", .minute),
    DatePhrase("ru", "3 мая 2026, 14:30 МСК", "2026-05-03T14:30:00+03:00", .minute),
    DatePhrase("he", "3 במאי 2026 14:30 IST", "2026-05-03T14:30:00+02:00", .minute),
    DatePhrase("zh", "2026-05-03 14:30 CST", "2026-05-03T14:30:00+08:00", .minute),
    DatePhrase("en", "2026-05-03 14:30 CST", "2026-05-03T14:30:00-06:00", .minute),
    DatePhrase("de", "May 3, 2026 2:30 AM EDT", "2026-05-03T02:30:00-04:00", .minute),
    DatePhrase("de", "02:30 am 3. Mai 2026", "2026-05-03T02:30:00Z", .minute),
    DatePhrase("en", "GMT 14:30 03.05.2026", "2026-05-03T14:30:00Z", .minute),
  ])
  func `A stated zone is kept`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    DatePhrase("de", "3. Mai 2026, 14:30 Uhr", "2026-05-03T14:30:00+02:00", .minute),
    DatePhrase("de", "3. Januar 2026, 14:30 Uhr", "2026-01-03T14:30:00+01:00", .minute),
    DatePhrase("de", "29. März 2026", "2026-03-29T00:00:00+01:00"),
    // Clocks go back at 3:00: the first of the two 2:30.
    DatePhrase("de", "26. Oktober 2025, 02:30 Uhr", "2025-10-26T02:30:00+02:00", .minute),
    // Clocks go forward at 2:00: 2:30 never is, and takes the offset before.
    DatePhrase("de", "29. März 2026, 02:30 Uhr", "2026-03-29T02:30:00+01:00", .minute),
    DatePhrase("de", "gestern", "2026-06-09T00:00:00+02:00"),
    DatePhrase("de", "vor 3 Stunden", "2026-06-10T11:00:00+02:00", .hour),
    DatePhrase("en", "3 May 2026 14:30 GMT", "2026-05-03T14:30:00Z", .minute),
  ])
  func `A page without a zone is in the site's`(_ phrase: DatePhrase) throws {
    try phrase.check(zone: .berlin)
  }

  @Test func `Yesterday is the day before in the site's zone`() throws {
    // 23:30 UTC on the ninth is the tenth in Berlin.
    try DatePhrase("en", "yesterday", "2026-06-09T00:00:00+02:00").check(
      zone: .berlin, at: "2026-06-09T23:30:00Z")
    try DatePhrase("en", "yesterday", "2026-06-08T00:00:00Z").check(at: "2026-06-09T23:30:00Z")
  }

  @Test func `A day of 25 hours is a whole day`() throws {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let claim = try #require(
      DateReader(zone: .berlin).read("26 October 2025", capturedAt: capturedAt).published)
    #expect(claim.latest.seconds - claim.earliest.seconds == 25 * 3600 - 1)
  }
}
