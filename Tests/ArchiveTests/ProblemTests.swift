import FeedModel
import Testing

@testable import Archive

@Suite("Problems and holds")
struct ProblemTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func problem(_ path: String, _ reason: String = "it is empty; fill it") -> Problem {
    Problem(location: desk.location(path), reason: reason, line: 3)
  }

  @Test("A problem is listed since it first had its reason, and goes when the file is fine")
  func since() throws {
    let seen = desk.file("a.txt", holding: "")
    #expect(try desk.accept(.problem(seen, problem("a.txt"))) == [.problem(problem("a.txt"))])
    let start = desk.now
    desk.pass(50)
    try desk.accept(.problem(seen, problem("a.txt")))
    #expect(try desk.archive.problems() == [ProblemRecord(problem: problem("a.txt"), since: start)])
    try desk.accept(.problem(seen, problem("a.txt", "it is binary; remove it")))
    #expect(try desk.archive.problems().map(\.since) == [desk.now])
    #expect(try desk.archive.knownFiles().map(\.isProblem) == [true])
    try desk.drop("a.txt", story("A"))
    #expect(try desk.archive.problems().isEmpty)
    #expect(try desk.archive.knownFiles().map(\.isProblem) == [false])
  }

  @Test("A problem goes when its file vanishes, read or never read", arguments: [true, false])
  func vanishes(_ wasRead: Bool) throws {
    let seen = wasRead ? desk.file("a.txt", holding: "") : nil
    try desk.accept(.problem(seen, problem("a.txt")))
    #expect(try desk.archive.knownFiles().count == (wasRead ? 1 : 0))
    #expect(try desk.accept(desk.vanish("a.txt")) == [.vanished])
    #expect(try desk.archive.problems().isEmpty && desk.archive.knownFiles().isEmpty)
  }

  @Test("An article whose file can't be read any more stays as it was, and is not missing")
  func staysPublished() throws {
    let revision = try #require(try desk.drop("a.txt", story("A")).revision)
    try desk.accept(.problem(desk.file("a.txt", holding: "\0"), problem("a.txt")))
    #expect(try desk.archive.revision(revision.id) == revision)
    try desk.accept(desk.vanish("a.txt"))
    try desk.accept(.problem(nil, problem("a.txt")))
    desk.pass(1000)
    #expect(try desk.sweep().withdrawn.isEmpty)
    #expect(try desk.archive.counts().missing == 0)
  }

  @Test("A renamed file that can't be read stays what it was under its new name")
  func renamed() throws {
    let seen = desk.file("a.txt", holding: "bytes", inode: 7)
    let id = try #require(try desk.accept(.article(seen, story("A")))[0].id)
    var moved = seen
    moved.location = desk.location("b.txt")
    let outcomes = try desk.accept(desk.vanish("a.txt"), .problem(moved, problem("b.txt")))
    #expect(outcomes.map(\.name) == ["vanished", "problem"])
    desk.pass(1000)
    #expect(try desk.sweep().withdrawn.isEmpty)
    #expect(try desk.archive.revision(id)?.location == moved.location)
    #expect(try desk.archive.problems().map(\.problem.location) == [moved.location])
    #expect(try desk.archive.knownFiles().map(\.location) == [moved.location])
  }

  @Test("A draft is held, with its reason, until it is none")
  func draft() throws {
    let held = try desk.drop("a.txt", story("A").with { $0.hold = .draft })
    guard case .held(let problem) = held else {
      Issue.record("\(held)")
      return
    }
    #expect(try desk.archive.problems().map(\.problem) == [problem])
    #expect(try desk.archive.nextDue() == nil)
    #expect(try desk.drop("a.txt", story("A")).name == "published")
  }

  @Test(
    "A future article is listed with its date and published when that comes, without another reading"
  )
  func future() throws {
    let due = desk.now + 600
    let later = story("A").with {
      $0.published = claim(due)
      $0.hold = .future(due)
    }
    let outcome = try desk.drop("a.txt", later)
    #expect(outcome.name == "held")
    #expect(try desk.archive.problems().first?.problem.reason.contains(due.rfc3339) == true)
    #expect(try desk.archive.nextDue() == due)
    desk.pass(599)
    #expect(try desk.archive.release(at: desk.now).isEmpty)
    desk.pass(1)
    let released = try desk.archive.release(at: desk.now)
    #expect(released.map(\.name) == ["published"])
    #expect(released[0].revision?.published.instant == due)
    #expect(released[0].revision?.article.hold == nil)
    #expect(try desk.archive.nextDue() == nil && desk.archive.problems().isEmpty)
  }

  @Test("What fell due comes after the outcomes of an intake")
  func dueWithIntake() throws {
    try desk.drop("a.txt", story("A").with { $0.published = claim(desk.now + 10) })
    desk.pass(20)
    #expect(
      try desk.accept(desk.intake("b.txt", story("B"))).map(\.name) == ["published", "published"])
  }

  @Test("A held file that vanishes or is edited is not published as it was held")
  func heldChanges() throws {
    try desk.drop("a.txt", story("A").with { $0.published = claim(desk.now + 10) })
    try desk.drop("b.txt", story("B").with { $0.published = claim(desk.now + 10) })
    try desk.accept(desk.vanish("a.txt"))
    #expect(try desk.drop("b.txt", story("B")).name == "published")
    desk.pass(20)
    #expect(try desk.archive.release(at: desk.now).isEmpty)
  }

  @Test("A published article that becomes a draft, or gets an embargo, stays as it was")
  func heldUpdate() throws {
    let revision = try #require(try desk.drop("a.txt", story("A")).revision)
    #expect(try desk.drop("a.txt", story("B").with { $0.hold = .draft }).name == "held")
    #expect(try desk.archive.revision(revision.id) == revision)
    let due = desk.now + 60
    #expect(try desk.drop("a.txt", story("C").with { $0.hold = .future(due) }).name == "held")
    #expect(try desk.archive.revision(revision.id) == revision)
    desk.pass(60)
    let released = try desk.archive.release(at: desk.now)
    #expect(released.map(\.name) == ["changed"])
    #expect(released[0].revision?.published == revision.published)
  }

  @Test("A file whose content is known needs no second reading")
  func isKnown() throws {
    let seen = desk.file("a.txt", holding: "bytes")
    #expect(try !desk.archive.isKnown(seen.location, digest: seen.digest))
    try desk.accept(.article(seen, story("A")))
    #expect(try desk.archive.isKnown(seen.location, digest: seen.digest))
    #expect(
      try !desk.archive.isKnown(seen.location, digest: desk.file("a.txt", holding: "other").digest))
    #expect(try !desk.archive.isKnown(desk.location("b.txt"), digest: seen.digest))
  }

  @Test("A touch refreshes the stamp and nothing else; other content is not a touch")
  func touch() throws {
    let seen = desk.file("a.txt", holding: "bytes")
    let id = try #require(try desk.accept(.article(seen, story("A")))[0].id)
    var touched = seen
    touched.stamp.changed += 5
    #expect(try desk.accept(.seen(touched)) == [.unchanged(id)])
    #expect(try desk.archive.knownFiles().map(\.stamp) == [touched.stamp])
    #expect(try desk.accept(.seen(desk.file("a.txt", holding: "other"))) == [.ignored])
    #expect(try desk.accept(.seen(desk.file("never.txt", holding: "other"))) == [.ignored])
    #expect(try desk.archive.knownFiles().map(\.stamp) == [touched.stamp])
  }
}
