import FeedModel
import Testing

@testable import Archive

@Suite("Clocks")
struct ClockTests {
  private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

  @Test(
    "A clock that jumps forth by days and back again dates nothing after itself, and moves no id and no published"
  )
  func jumps() throws {
    let desk = try Desk()
    let start = desk.now
    let first = try #require(try desk.drop("a.txt", story("Ferry sails")).revision)
    desk.pass(40 * 86_400)
    let later = try #require(
      try desk.drop("a.txt", story("Ferry sails again"), modified: start).revision)
    #expect(later.updated.instant <= desk.now)
    desk.now = start - 10 * 86_400
    let stamp = start + 40 * 86_400
    let back = try #require(try desk.drop("a.txt", story("Ferry stays"), modified: stamp).revision)
    #expect(back.id == first.id)
    #expect(back.published == first.published)
    #expect(back.updated.instant >= later.updated.instant)
    let fresh = try #require(
      try desk.drop("b.txt", story("New quay", about: "the quay"), modified: stamp).revision)
    #expect(fresh.published.instant == desk.now)
  }

  @Test(
    "A grace does not end early when the clock jumps back, and ends at once when it jumps forth")
  func grace() throws {
    let desk = try Desk()
    try desk.drop("a.txt", story("Ferry sails"))
    try desk.accept(desk.vanish("a.txt"))
    desk.pass(-3600)
    #expect(try desk.sweep().withdrawn.isEmpty)
    desk.pass(3600 + 86_400)
    let stone = try #require(try desk.sweep().withdrawn.first)
    desk.pass(-86_400)
    let back = try #require(try desk.drop("a.txt", story("Ferry sails")).revision)
    #expect(back.id == stone.id)
    #expect(back.withdrawn == nil)
  }

  @Test("The hour that comes twice when clocks are set back keeps its order by what was meant")
  func overlap() throws {
    let desk = try Desk()
    desk.now = try instant("2026-10-25T12:00:00Z")
    let summer = try instant("2026-10-25T02:30:00+02:00")
    let winter = try instant("2026-10-25T02:30:00+01:00")
    let first = story("Ferry sails").with {
      $0.published = claim(summer, .minute, lasting: 59, offsetMinutes: 120)
    }
    let second = story("Mill stands", about: "the mill").with {
      $0.published = claim(winter, .minute, lasting: 59, offsetMinutes: 60)
    }
    try desk.drop("second.txt", second)
    try desk.drop("first.txt", first)
    #expect(try desk.archive.summaries().map(\.headline) == ["Mill stands", "Ferry sails"])
    let stated = try desk.archive.summaries().map(\.published.rfc3339)
    #expect(stated == ["2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+02:00"])
    // A later dump that states the other of the two half past two is another time.
    let moved = first.with {
      $0.published = nil
      $0.updated = claim(winter, .minute, lasting: 59, offsetMinutes: 60)
    }.saying(story("Ferry sails").body.text + " It was late by an hour.")
    let revision = try #require(try desk.drop("first.txt", moved).revision)
    #expect(revision.published.instant == summer)
    #expect(revision.updated.instant == winter)
  }

  @Test("A leap day is a day like others, for captures and for claims")
  func leapDay() throws {
    let desk = try Desk()
    let leap = try instant("2028-02-29T23:59:59Z")
    desk.now = try instant("2028-03-01T00:00:05Z")
    let captured = try #require(
      try desk.drop("a.txt", story("Ferry sails"), modified: leap).revision)
    #expect(captured.published.rfc3339 == "2028-02-29T23:59:59Z")
    let stated = story("Mill stands", about: "the mill").with {
      $0.published = claim(leap - 86_399, .day, lasting: 86_399)
    }
    let revision = try #require(try desk.drop("b.txt", stated).revision)
    #expect(revision.published.rfc3339 == "2028-02-29T00:00:00Z")
    #expect(revision.publishedPrecision == .day)
  }
}
