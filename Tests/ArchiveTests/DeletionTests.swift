import FeedModel
import Testing

@testable import Archive

@Suite("Deletion and return")
struct DeletionTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("A missing file becomes a tombstone only after the grace")
  func grace() throws {
    let revision = try #require(try desk.drop("a.txt", story("A")).revision)
    try desk.accept(desk.vanish("a.txt"))
    #expect(try desk.archive.earliestMissing() == desk.now)
    desk.pass(59)
    #expect(try desk.sweep().withdrawn.isEmpty)
    #expect(try desk.archive.page(after: nil, limit: 9).count == 1)
    desk.pass(1)
    let tombstone = Tombstone(id: revision.id, slug: revision.slug, when: desk.now)
    #expect(try desk.sweep().withdrawn == [tombstone])
    #expect(try desk.archive.tombstones(limit: 9) == [tombstone])
    #expect(try desk.archive.pending().withdrawn == [tombstone])
    #expect(try desk.archive.pending().items.isEmpty)
    #expect(try desk.archive.page(after: nil, limit: 9).isEmpty)
    #expect(try desk.archive.knownFiles().isEmpty)
    #expect(try desk.archive.earliestMissing() == nil)
    #expect(try desk.sweep().withdrawn.isEmpty)
  }

  @Test("Without a grace a sweep withdraws at once, and a fraction of a second counts as one")
  func noGrace() throws {
    try desk.drop("a.txt", story("A"))
    try desk.accept(desk.vanish("a.txt"))
    #expect(try desk.sweep(grace: .milliseconds(200)).withdrawn.isEmpty)
    #expect(try desk.sweep(grace: .zero).withdrawn.count == 1)
  }

  @Test("A file that returns within the grace was never gone")
  func returns() throws {
    let seen = desk.file("a.txt", holding: "bytes")
    let id = try #require(try desk.accept(.article(seen, story("A")))[0].id)
    try desk.accept(desk.vanish("a.txt"))
    #expect(try desk.archive.knownFiles().map(\.isMissing) == [true])
    desk.pass(30)
    #expect(try desk.accept(.seen(seen)) == [.unchanged(id)])
    #expect(try desk.archive.knownFiles().map(\.isMissing) == [false])
    try desk.accept(desk.vanish("a.txt"))
    #expect(try desk.accept(.article(seen, story("A"))) == [.unchanged(id)])
    desk.pass(300)
    #expect(try desk.sweep().withdrawn.isEmpty)
  }

  @Test(
    "A file that returns after its withdrawal has its id and slug back, and is newer than its tombstone"
  )
  func restored() throws {
    let first = try #require(try desk.drop("a.txt", story("A")).revision)
    try desk.accept(desk.vanish("a.txt"))
    desk.pass(100)
    let tombstone = try #require(try desk.sweep().withdrawn.first)
    desk.pass(100)
    let outcome = try desk.drop("a.txt", story("A"))
    guard case .restored(let revision) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(revision.id == first.id && revision.slug == first.slug && revision.number == 2)
    #expect(revision.published == first.published)
    #expect(revision.updated.instant > tombstone.when && revision.updated.instant <= desk.now)
    #expect(revision.withdrawn == nil)
    #expect(try desk.archive.tombstones(limit: 9).isEmpty)
    #expect(try desk.archive.page(after: nil, limit: 9) == [revision])
  }

  @Test("A withdrawn article is known again by its bytes under another name")
  func restoredElsewhere() throws {
    let id = try desk.drop("a.txt", story("A")).id
    try desk.accept(desk.vanish("a.txt"))
    desk.pass(100)
    try desk.sweep()
    desk.pass(100)
    let outcome = try desk.drop("z/b.txt", story("A"))
    #expect(outcome.name == "restored" && outcome.id == id)
  }

  @Test("A mass deletion is held, listed once with its folder, and obeyed when accepted")
  func guarded() throws {
    for index in 0..<40 { try desk.drop("\(index).txt", story(words(index))) }
    try desk.acceptAll((0..<21).map { desk.vanish("\($0).txt") })
    desk.pass(100)
    let result = try desk.sweep()
    #expect(result.withdrawn.isEmpty && result.held == 21)
    let listed = try desk.archive.problems()
    #expect(listed.map(\.problem.location) == [desk.location("")])
    #expect(listed.map(\.since) == [desk.now])
    desk.pass(100)
    try desk.accept(desk.vanish("21.txt"))
    #expect(try desk.sweep().held == 22)
    #expect(try desk.archive.problems().map(\.since) == [desk.now - 100])
    desk.pass(100)
    let obeyed = try desk.sweep(accepting: true)
    #expect(obeyed.withdrawn.count == 22 && obeyed.held == 0)
    #expect(try desk.archive.problems().isEmpty)
  }

  @Test("A mass deletion is not judged before the first grace is over, and then as a whole")
  func guardedInTime() throws {
    for index in 0..<40 { try desk.drop("\(index).txt", story(words(index))) }
    try desk.accept(desk.vanish("0.txt"))
    desk.pass(10)
    try desk.acceptAll((1..<30).map { desk.vanish("\($0).txt") })
    desk.pass(49)
    #expect(try desk.sweep().held == 0)
    #expect(try desk.archive.problems().isEmpty)
    desk.pass(1)
    let result = try desk.sweep()
    #expect(result.withdrawn.isEmpty && result.held == 30)
  }

  @Test("Few deletions, or a small share, are no mass deletion", arguments: [(20, 40), (21, 100)])
  func unguarded(_ gone: Int, _ all: Int) throws {
    for index in 0..<all { try desk.drop("\(index).txt", story(words(index))) }
    try desk.acceptAll((0..<gone).map { desk.vanish("\($0).txt") })
    desk.pass(100)
    #expect(try desk.sweep().withdrawn.count == gone)
  }

  @Test("A folder that comes back is whole again without a word")
  func folderBack() throws {
    var seen: [SourceSeen] = []
    for index in 0..<30 {
      seen.append(desk.file("\(index).txt", holding: "bytes \(index)"))
      try desk.accept(.article(seen[index], story(words(index))))
    }
    try desk.acceptAll((0..<30).map { desk.vanish("\($0).txt") })
    desk.pass(1000)
    #expect(try desk.sweep().held == 30)
    try desk.acceptAll(seen.map { .seen($0) })
    #expect(try desk.sweep().held == 0)
    #expect(try desk.archive.problems().isEmpty && desk.archive.counts().articles == 30)
    #expect(try desk.archive.counts().revisions == 30)
  }

  @Test("One of several folders that is gone is held though its share of all is small")
  func oneFolder() throws {
    for index in 0..<100 { try desk.drop("\(index).txt", story(words(index))) }
    let other = (0..<25).map { SourceLocation(directory: "/mounted", path: "\($0).txt") }
    for (index, place) in other.enumerated() {
      var seen = desk.file("x", holding: "mounted \(index)")
      seen.location = place
      try desk.accept(.article(seen, story(words(index + 500))))
    }
    try desk.acceptAll(other.map { .vanished($0) } + [desk.vanish("1.txt")])
    desk.pass(100)
    let result = try desk.sweep()
    #expect(result.held == 25 && result.withdrawn.count == 1)
    #expect(try desk.archive.problems().map(\.problem.location.directory) == ["/mounted"])
    desk.pass(1)
    try desk.accept(desk.vanish("2.txt"))
    #expect(try desk.archive.earliestMissing(after: desk.now - 61) == desk.now)
  }

  @Test("An article removed by hand stays away while its file lies there as it is")
  func byHand() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    desk.pass(10)
    #expect(try desk.archive.withdraw(id, at: desk.now)?.id == id)
    #expect(try desk.archive.withdraw(id, at: desk.now) == nil)
    #expect(try desk.drop("a.txt", story("A")) == .unchanged(id))
    #expect(try desk.drop("a.txt", story("A").with { $0.warnings = ["odd"] }) == .unchanged(id))
    #expect(try desk.archive.revision(id)?.withdrawn != nil)
    desk.pass(10)
    #expect(try desk.drop("a.txt", story("A", about: "the mill")).name == "restored")
  }

  @Test("An article removed by hand returns when its file vanishes and comes again")
  func byHandAgain() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    _ = try desk.archive.withdraw(id, at: desk.now)
    try desk.accept(desk.vanish("a.txt"))
    desk.pass(100)
    #expect(try desk.sweep().withdrawn.isEmpty)
    let outcome = try desk.drop("a.txt", story("A"))
    #expect(outcome.name == "restored" && outcome.id == id)
  }

  @Test("Removing what is unknown does nothing")
  func unknown() throws {
    #expect(try desk.archive.withdraw(ItemID(high: 1, low: 2), at: desk.now) == nil)
    #expect(try desk.accept(desk.vanish("never.txt")) == [.ignored])
  }
}
