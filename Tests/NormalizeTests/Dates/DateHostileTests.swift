import FeedModel
import Normalize
import Testing

/// Nothing a page holds makes the reader trap, and each of these ends at once.
@Suite struct DateHostileTests {
  @Test(arguments: [
    String(repeating: "9", count: 1_000_000),
    String(repeating: "9 ", count: 500_000),
    String(repeating: "May ", count: 5_000),
    String(repeating: "1/", count: 5_000),
    String(repeating: "1 ", count: 499),
    String(repeating: "May 1 ", count: 166),
    String(repeating: "1:11 ", count: 199),
    String(repeating: "in 3 months, ", count: 76),
    String(repeating: "3 days, 2 hours, ", count: 58),
    String(repeating: "年", count: 333),
    String(repeating: "1月1日", count: 120),
    String(repeating: "(", count: 999),
    String(repeating: "-", count: 999),
    String(repeating: "\u{301}", count: 499),
    String(repeating: "updated ", count: 124),
    String(repeating: "\u{0}", count: 999),
    "99999999999999 hours ago", "999999 years ago", "999999 months ago", "0 hours ago",
    "99999999999999999999", "00000000", "99/99/9999", "9999-99-99T99:99:99Z", "25:61",
    "3 May 99999", "3 May 2026 99:99", "+99:99", "GMT+99", "3 May 2026 14:30 +9999",
    "\u{FFFD}\u{FFFF}\u{10FFFF}", "\u{200F}٣\u{200E}", "令和999年99月99日", "۱۴۹۹/۱۲/۳۰", "۱۳۰۰/۰۱/۰۱",
  ])
  func `Hostile lines are read without a trap`(_ line: String) throws {
    let reader = DateReader(zone: .berlin)
    for capture in ["1970-01-01T00:00:00Z", "2026-06-10T12:00:00Z", "9999-12-31T23:59:59Z"] {
      let capturedAt = try #require(Instant(rfc3339: capture))
      for language in [nil, "en", "zh", "xx", "", "de-AT"] {
        let reading = reader.read(line, capturedAt: capturedAt, language: language)
        #expect(!reading.reason.isEmpty)
        for mention in reader.scan(line, capturedAt: capturedAt, language: language) {
          #expect(mention.bytes.upperBound <= line.utf8.count)
        }
      }
    }
  }

  @Test(arguments: [
    "Updated 99999999 hours ago", "99999999999999 hours ago", "Updated 999999 years ago",
    "vor 99999999 Stunden", "Updated 12345678 days ago", "posted 100000000 seconds ago",
    "1 000 000 days ago", "1e9 hours ago", "Published 45 May 2026", "Published: 99 March 2026",
  ])
  func `A number of units that is none of this world states no date`(_ line: String) throws {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let reading = DateReader(zone: .utc).read(line, capturedAt: capturedAt)
    #expect(reading.published == nil)
    #expect(reading.updated == nil)
  }

  @Test func `Every prefix and every damaged byte of a line is read`() throws {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let reader = DateReader(zone: .utc)
    let lines = [
      "Published Sunday, 3 May 2026 at 14:30:05 (GMT+02:00), updated vor 3 Stunden",
      "2026年5月3日 下午4:42 更新 3小时前 · ٣ مايو ٢٠٢٦ · 13. 1. 2026, 9.15 Uhr",
    ]
    for line in lines {
      let bytes = Array(line.utf8)
      for count in bytes.indices {
        let cut = String(decoding: bytes[..<count], as: UTF8.self)
        #expect(!reader.read(cut, capturedAt: capturedAt).reason.isEmpty)
        for flip in [UInt8(0x20), 0x80, 0xFF] {
          var damaged = bytes
          damaged[count] ^= flip
          let text = String(decoding: damaged, as: UTF8.self)
          #expect(!reader.read(text, capturedAt: capturedAt).reason.isEmpty)
        }
      }
    }
  }

  @Test func `Every claim holds its point`() throws {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let reader = DateReader(zone: .berlin)
    for month in 1...13 {
      for day in [0, 1, 9, 28, 29, 30, 31, 32] {
        for form in [
          "\(day)/\(month)/2025", "2024-\(month)-\(day) 02:30", "\(day).\(month).2026 24:00",
        ] {
          for mention in reader.scan(form, capturedAt: capturedAt, language: "fr") {
            #expect(mention.claim.earliest <= mention.claim.point)
            #expect(mention.claim.point <= mention.claim.latest)
          }
        }
      }
    }
  }
}
