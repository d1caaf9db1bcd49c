import Testing

@testable import FeedModel

@Suite("Times")
struct TimeTests {
  @Test(
    "A civil date survives the way to an instant and back",
    arguments: [-719_468, -1, 0, 11_016, 19_782, 20_512, 2_932_896])
  func roundTrip(_ day: Int64) {
    let instant = Instant(seconds: day * 86_400 + 3_723)
    let civil = CivilTime(instant)
    #expect(civil.isValid)
    #expect(civil.instant() == instant)
    #expect((civil.hour, civil.minute, civil.second) == (1, 2, 3))
  }

  @Test("RFC 3339, RFC 822 and HTTP dates are written as their RFCs say")
  func formats() {
    let stamp = Timestamp(Instant(seconds: 1_780_315_200), offsetMinutes: -330)
    #expect(stamp.rfc3339 == "2026-06-01T06:30:00-05:30")
    #expect(stamp.rfc822 == "Mon, 01 Jun 2026 06:30:00 -0530")
    #expect(stamp.instant.httpDate == "Mon, 01 Jun 2026 12:00:00 GMT")
    #expect(stamp.instant.rfc3339 == "2026-06-01T12:00:00Z")
  }

  @Test("RFC 3339 text is read back with its offset")
  func parses() {
    #expect(
      Timestamp(rfc3339: "2026-06-01T06:30:00.25-05:30")
        == Timestamp(Instant(seconds: 1_780_315_200), offsetMinutes: -330))
  }

  @Test(
    "What is not RFC 3339 is refused",
    arguments: [
      "", "2026-06-01", "2026-02-29T00:00:00Z", "2026-06-01T24:00:00Z", "2026-06-01T00:00:00",
      "2026-06-01T00:00:00Zx", "2026-06-01T00:00:00.Z",
    ])
  func refuses(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(
    "A zone takes the first of two readings when clocks go back, and the old offset inside the gap")
  func zone() {
    let spring = CivilTime(year: 2026, month: 3, day: 29, hour: 1).instant()
    let autumn = CivilTime(year: 2026, month: 10, day: 25, hour: 1).instant()
    let berlin = Zone(
      name: "Europe/Berlin", initialOffsetMinutes: 60,
      transitions: [
        .init(from: spring, offsetMinutes: 120), .init(from: autumn, offsetMinutes: 60),
      ])
    #expect(
      berlin.offsetMinutes(at: CivilTime(year: 2026, month: 10, day: 25, hour: 2, minute: 30))
        == 120)
    #expect(
      berlin.offsetMinutes(at: CivilTime(year: 2026, month: 3, day: 29, hour: 2, minute: 30)) == 60)
    #expect(berlin.offsetMinutes(at: CivilTime(year: 2026, month: 7, day: 1)) == 120)
  }
}
