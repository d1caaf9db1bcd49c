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

  @Test("Links to an article change when it is new, retitled or withdrawn, not when its text is")
  func shownElsewhere() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    func shown() throws -> [ItemID] {
      let pending = try desk.archive.pending()
      try desk.archive.settle(pending)
      return pending.shownElsewhere
    }
    #expect(try shown() == [id])
    try desk.drop("a.txt", story("A", about: "the mill"))
    #expect(try shown().isEmpty)
    try desk.drop("a.txt", story("The weir is mended", about: "the mill"))
    try desk.drop("a.txt", story("The weir is mended", about: "the weir"))
    #expect(try shown() == [id])
    _ = try desk.archive.withdraw(id, at: desk.now)
    #expect(try shown() == [id])
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

  @Test("The outbox gives what is due, first tries first, then the longest waiting, up to a limit")
  func due() throws {
    try desk.archive.enqueue((0..<4).map { entry("\($0)", at: desk.now + Int64(10 - $0 * 5)) })
    #expect(try keys(at: desk.now) == ["3", "2"])
    #expect(try keys(at: desk.now + 99, limit: 3) == ["3", "2", "1"])
    #expect(try desk.archive.nextAttempt(after: desk.now, kinds: ["ping"]) == desk.now + 5)
    let first = try #require(try tickets(at: desk.now).first)
    try desk.archive.settle([
      Settlement(number: first.number, result: .again(desk.now, error: "no"))
    ])
    #expect(try keys(at: desk.now) == ["2", "3"])
    #expect(
      try desk.archive.due(at: desk.now, kinds: ["other"], perDestination: 9, limit: 9).isEmpty)
  }

  @Test("No destination hides another, and of a lane only the first is given")
  func fairness() throws {
    try desk.archive.enqueue(
      (0..<50).map { index in
        OutboxEntry(
          kind: "ping", key: "a\(index)", destination: "a", payload: [], since: desk.now - 100)
      } + [OutboxEntry(kind: "ping", key: "b", destination: "b", payload: [], since: desk.now)]
        + (0..<3).map { index in
          OutboxEntry(
            kind: "ping", key: "c\(index)", lane: "c", destination: "c", payload: [],
            since: desk.now)
        })
    let found = try desk.archive.due(
      at: desk.now, kinds: ["ping"], perDestination: 4, limit: 100)
    #expect(found.filter { $0.destination == "a" }.count == 4)
    #expect(found.filter { $0.destination == "b" }.count == 1)
    #expect(found.filter { $0.destination == "c" }.count == 1)
  }

  @Test("A failed attempt waits with its error; a done one is gone")
  func attempts() throws {
    try desk.archive.enqueue([entry("a", at: desk.now)])
    let first = try #require(try tickets(at: desk.now).first)
    try desk.archive.settle([
      Settlement(number: first.number, result: .again(desk.now + 60, error: "timed out"))
    ])
    #expect(try tickets(at: desk.now).isEmpty)
    let second = try #require(try desk.archive.outboxEntry(first.number))
    #expect(second.attempts == 1 && second.lastError == "timed out" && second.payload == [1, 2])
    let queue = try #require(try desk.archive.outboxQueues().first)
    #expect(
      queue.count == 1 && queue.lastError == "timed out" && queue.nextAttempt == desk.now + 60)
    try desk.archive.settle([Settlement(number: first.number, result: .done)])
    #expect(try desk.archive.outbox(limit: 1).isEmpty)
  }

  @Test("A later entry with the same key replaces an earlier one, whose end leaves it alone")
  func coalesced() throws {
    try desk.archive.enqueue([entry("a", at: desk.now)])
    let first = try #require(try tickets(at: desk.now).first)
    var later = entry("a", at: desk.now)
    later.payload = [3]
    try desk.archive.settle(Pending(), enqueuing: [later])
    try desk.archive.settle([
      Settlement(number: first.number, result: .done),
      Settlement(number: first.number, result: .again(desk.now + 60, error: "late")),
    ])
    let left = try desk.archive.outbox(limit: 9)
    #expect(left.map(\.payload) == [[3]] && left.map(\.attempts) == [0])
  }

  @Test("A destination's entries can be put off together, and a kind's be made due")
  func postponed() throws {
    try desk.archive.enqueue([entry("a", at: desk.now), entry("b", at: desk.now)])
    try desk.archive.postpone("ping", to: "a", until: desk.now + 600, because: "resting")
    #expect(try keys(at: desk.now) == ["b"])
    try desk.archive.hurry("ping", at: desk.now)
    #expect(try keys(at: desk.now).sorted() == ["a", "b"])
  }

  @Test("What happened to an item is told with its mark, and joins what nobody was told of yet")
  func events() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    try desk.drop("a.txt", story("A", about: "the mill"))
    #expect(try desk.archive.pending().events.map(\.kind) == [.published])
    try desk.archive.settle(desk.archive.pending())
    try desk.archive.assign([StoryAssignment(id: id, story: StoryID(id), frozen: [])])
    #expect(try desk.archive.pending().events.isEmpty)
    try desk.drop("a.txt", story("A", about: "the quarry"))
    try desk.archive.assign([StoryAssignment(id: id, story: StoryID(id), frozen: [])])
    let pending = try desk.archive.pending()
    #expect(pending.events.map(\.kind) == [.updated] && pending.events.map(\.id) == [id])
    try desk.archive.settle(pending)
    _ = try desk.archive.withdraw(id, at: desk.now)
    #expect(try desk.archive.pending().events.map(\.kind) == [.withdrawn])
  }

  @Test("The ledger of uploads is about one place, and told apart by bytes and form")
  func uploads() throws {
    try desk.archive.claimUploads(for: "here")
    let object = UploadedObject(path: "a", etag: "1", form: "plain")
    try desk.archive.record(uploaded: [object, UploadedObject(path: "b", etag: "2", form: "plain")])
    try desk.archive.record(uploaded: [], deleted: ["b"])
    try desk.archive.claimUploads(for: "here")
    #expect(try desk.archive.uploadState().uploaded == ["a": object])
    try desk.archive.claimUploads(for: "there")
    #expect(try desk.archive.uploadState().uploaded.isEmpty)
  }

  private func tickets(at now: Instant, limit: Int = 9) throws -> [OutboxTicket] {
    try desk.archive.due(at: now, kinds: ["ping"], perDestination: 9, limit: limit)
  }

  private func keys(at now: Instant, limit: Int = 9) throws -> [String] {
    try tickets(at: now, limit: limit).compactMap { try desk.archive.outboxEntry($0.number)?.key }
  }

  private func entry(_ key: String, at time: Instant) -> OutboxEntry {
    OutboxEntry(kind: "ping", key: key, payload: [1, 2], since: time)
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
