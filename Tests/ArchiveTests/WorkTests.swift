import FeedModel
import Testing

@testable import Archive

@Suite("Pending work, the ledger, the outbox, settings")
struct WorkTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("What is accepted is pending until exactly that is settled")
  func pending() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    let first = try desk.archive.pending()
    #expect(first.items == [id] && !first.isEmpty)
    try desk.drop("a.txt", story("A", about: "the mill"))
    try desk.archive.settle(first)
    let second = try desk.archive.pending()
    #expect(second.items == [id])
    try desk.archive.settle(second)
    #expect(try desk.archive.pending().isEmpty)
    try desk.drop("a.txt", story("A", about: "the mill"))
    #expect(try desk.archive.pending().isEmpty)
  }

  @Test(
    "An article that is assigned to a story is pending again, but not when that changes nothing")
  func assigned() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    try desk.archive.settle(desk.archive.pending())
    try desk.archive.assign([StoryAssignment(id: id, story: StoryID(id), frozen: [])])
    let pending = try desk.archive.pending()
    #expect(pending.items == [id])
    try desk.archive.settle(pending)
    try desk.archive.assign([StoryAssignment(id: id, story: StoryID(id), frozen: [])])
    #expect(try desk.archive.pending().isEmpty)
  }

  @Test("The ledger holds what was last written, by path")
  func ledger() throws {
    func entry(_ path: String, _ etag: String) -> LedgerEntry {
      LedgerEntry(path: path, mediaType: "text/html", etag: etag, modified: desk.now)
    }
    try desk.archive.record([entry("b", "\"1\""), entry("a", "\"2\"")], removed: [])
    try desk.archive.record([entry("b", "\"3\"")], removed: ["a", "never"])
    #expect(try desk.archive.documents() == [entry("b", "\"3\"")])
  }

  @Test("Settings are kept, replaced and forgotten, apart from the archive's own")
  func settings() throws {
    #expect(try desk.archive.setting("authority") == nil)
    try desk.archive.setSetting("authority", "mine")
    try desk.archive.setSetting("open", "mine")
    #expect(try desk.archive.setting("authority") == "mine")
    try desk.archive.setSetting("authority", nil)
    #expect(try desk.archive.setting("authority") == nil)
  }

  @Test("The outbox gives what is due, the longest waiting first, up to a limit")
  func due() throws {
    try desk.archive.enqueue((0..<4).map { entry("\($0)", at: desk.now + Int64(10 - $0 * 5)) })
    #expect(try desk.archive.due(at: desk.now, limit: 9).map(\.key) == ["3", "2"])
    #expect(try desk.archive.due(at: desk.now + 99, limit: 3).map(\.key) == ["3", "2", "1"])
    #expect(try desk.archive.nextAttempt() == desk.now - 5)
  }

  @Test("A failed attempt waits with its error; a done one is gone")
  func attempts() throws {
    try desk.archive.enqueue([entry("a", at: desk.now)])
    let first = try #require(try desk.archive.due(at: desk.now, limit: 1).first)
    try desk.archive.reschedule(first, at: desk.now + 60, error: "timed out")
    #expect(try desk.archive.due(at: desk.now, limit: 1).isEmpty)
    let second = try #require(try desk.archive.due(at: desk.now + 60, limit: 1).first)
    #expect(second.attempts == 1 && second.lastError == "timed out" && second.payload == [1, 2])
    try desk.archive.done([second])
    #expect(try desk.archive.nextAttempt() == nil)
  }

  @Test("A later entry with the same key replaces an earlier one, whose end leaves it alone")
  func coalesced() throws {
    try desk.archive.enqueue([entry("a", at: desk.now)])
    let first = try #require(try desk.archive.due(at: desk.now, limit: 1).first)
    var later = entry("a", at: desk.now)
    later.payload = [3]
    try desk.archive.settle(Pending(), enqueuing: [later])
    try desk.archive.done([first])
    try desk.archive.reschedule(first, at: desk.now + 60, error: "late")
    let left = try desk.archive.due(at: desk.now, limit: 9)
    #expect(left.map(\.payload) == [[3]] && left.map(\.attempts) == [0])
  }

  private func entry(_ key: String, at time: Instant) -> OutboxEntry {
    OutboxEntry(kind: "ping", key: key, payload: [1, 2], nextAttempt: time)
  }

  @Test("One changed file among many touches only its own rows")
  func ownRows() throws {
    try desk.acceptAll((0..<300).map { desk.intake("\($0).txt", story(words($0))) })
    let before = try desk.archive.read { db in
      try db.first("SELECT total_changes()") { $0.int(0) }
    }
    let changed = try desk.archive.write { db in
      let start = try db.first("SELECT total_changes()") { $0.int(0) } ?? 0
      _ = try desk.archive.batch(db, desk.now).run([
        desk.intake("7.txt", story(words(7), about: "the mill"))
      ])
      return (try db.first("SELECT total_changes()") { $0.int(0) } ?? 0) - start
    }
    #expect(changed <= 10)
    #expect(before != nil)
  }
}
