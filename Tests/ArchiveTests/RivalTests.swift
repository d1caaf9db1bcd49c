import FeedModel
import Testing

@testable import Archive

@Suite("Rivals: two files that claim one identity")
struct RivalTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func claiming(_ id: String, _ topic: String) -> Article {
    story("Locks", about: topic).with { $0.explicitID = id }
  }

  @Test("The newer capture wins; the other is a problem that names both")
  func newerWins() throws {
    let id = try desk.drop("old.txt", claiming("locks", "the mill")).id
    desk.pass(10)
    let outcome = try desk.drop("new.txt", claiming("locks", "the weir"))
    #expect(outcome.name == "changed" && outcome.id == id)
    #expect(outcome.revision?.location == desk.location("new.txt"))
    let problems = try desk.archive.problems()
    #expect(problems.map(\.problem.location) == [desk.location("old.txt")])
    let reason = try #require(problems.first?.problem.reason)
    #expect(reason.contains("old.txt") && reason.contains("locks"))
    #expect(reason.contains("and new.txt is newer; "))
  }

  @Test(
    "An older capture, or one of the same time, does not take the identity", arguments: [-60, 0])
  func olderLoses(_ offset: Int64) throws {
    let id = try desk.drop("first.txt", claiming("locks", "the mill")).id
    let outcome = try desk.drop(
      "second.txt", claiming("locks", "the weir"), modified: desk.now + offset)
    #expect(outcome.name == "problem")
    #expect(try desk.archive.revision(#require(id))?.location == desk.location("first.txt"))
    #expect(try desk.archive.counts().held == 1)
    let reason = try desk.archive.problems().first?.problem.reason
    let why = offset < 0 ? "is newer" : "was there first"
    #expect(reason?.contains("and first.txt \(why); ") == true)
  }

  @Test(
    "Of two new files in one batch the newer is published, whatever the order",
    arguments: [false, true])
  func oneBatch(_ reversed: Bool) throws {
    desk.pass(100)
    var batch = [
      desk.intake("a.txt", claiming("locks", "the mill"), modified: desk.now - 50),
      desk.intake("b.txt", claiming("locks", "the weir"), modified: desk.now - 10),
    ]
    if reversed { batch.reverse() }
    var outcomes = try desk.archive.accept(batch, at: desk.now)
    if reversed { outcomes.reverse() }
    #expect(outcomes.map(\.name) == ["problem", "published"])
    #expect(outcomes[1].revision?.number == 1)
  }

  @Test("The loser comes back under the same id when the winner is gone for good")
  func successor() throws {
    let id = try #require(try desk.drop("old.txt", claiming("locks", "the mill")).id)
    desk.pass(10)
    try desk.drop("new.txt", claiming("locks", "the weir"))
    desk.pass(10)
    try desk.accept(desk.vanish("new.txt"))
    desk.pass(60)
    let result = try desk.sweep()
    #expect(result.withdrawn.isEmpty)
    #expect(result.succeeded.map(\.id) == [id])
    let revision = try #require(try desk.archive.revision(id))
    #expect(revision.article.body == claiming("locks", "the mill").body && revision.number == 3)
    #expect(revision.location == desk.location("old.txt"))
    #expect(try desk.archive.problems().isEmpty)
    #expect(try desk.archive.counts().held == 0)
  }

  @Test("The loser comes back when the winner states another identity")
  func winnerLeaves() throws {
    let id = try desk.drop("old.txt", claiming("locks", "the mill")).id
    desk.pass(10)
    try desk.drop("new.txt", claiming("locks", "the weir"))
    desk.pass(10)
    #expect(try desk.drop("new.txt", claiming("weir", "the weir")).name == "published")
    desk.pass(60)
    #expect(try desk.sweep().succeeded.map(\.id) == [id])
    #expect(try desk.archive.counts().articles == 2)
  }

  @Test("A loser that states another identity is published and its problem goes")
  func loserLeaves() throws {
    try desk.drop("a.txt", claiming("locks", "the mill"))
    try desk.drop("b.txt", claiming("locks", "the weir"))
    #expect(try desk.drop("b.txt", claiming("weir", "the weir")).name == "published")
    #expect(try desk.archive.problems().isEmpty)
  }

  @Test("A loser that vanishes is forgotten with its problem")
  func loserVanishes() throws {
    try desk.drop("a.txt", claiming("locks", "the mill"))
    try desk.drop("b.txt", claiming("locks", "the weir"))
    #expect(try desk.accept(desk.vanish("b.txt")).map(\.name) == ["vanished"])
    #expect(try desk.archive.problems().isEmpty)
    #expect(try desk.archive.knownFiles().count == 1)
  }

  @Test("A loser that is edited later than the winner wins")
  func loserEdited() throws {
    let id = try desk.drop("a.txt", claiming("locks", "the mill")).id
    try desk.drop("b.txt", claiming("locks", "the weir"))
    desk.pass(10)
    let outcome = try desk.drop("b.txt", claiming("locks", "the dam"))
    #expect(outcome.id == id && outcome.revision?.location == desk.location("b.txt"))
    #expect(try desk.archive.problems().map(\.problem.location) == [desk.location("a.txt")])
  }

  @Test("Identical copies with one URL are one article and one problem")
  func copiesWithURL() throws {
    let page = story("Locks").with { $0.canonicalURL = "https://desk.example/locks" }
    let outcomes = try desk.accept(desk.intake("a.txt", page), desk.intake("b.txt", page))
    #expect(outcomes.map(\.name) == ["published", "problem"])
  }

  @Test("A file that was published of its own and now claims another's identity stays what it was")
  func publishedLoser() throws {
    let own = try desk.drop("b.txt", story("Weirs", about: "the weir")).id
    try desk.drop("a.txt", claiming("locks", "the mill"))
    let outcome = try desk.drop("b.txt", claiming("locks", "the weir"), modified: desk.now - 5)
    #expect(outcome.name == "problem")
    #expect(try desk.archive.revision(#require(own))?.withdrawn == nil)
    #expect(try desk.archive.counts().missing == 0)
  }

  @Test("A rival takes over at once from a file that is missing")
  func missingHolder() throws {
    let id = try desk.drop("a.txt", claiming("locks", "the mill")).id
    try desk.accept(desk.vanish("a.txt"))
    let outcome = try desk.drop("b.txt", claiming("locks", "the weir"), modified: desk.now - 900)
    #expect(outcome.id == id)
    #expect(try desk.archive.problems().isEmpty && desk.archive.knownFiles().count == 1)
  }

  @Test(
    "A stated key goes before a place: the file that no longer states it is an article of its own")
  func statedFirst() throws {
    let id = try desk.drop("a.txt", claiming("locks", "the mill")).id
    desk.pass(10)
    let plain = story("Reservoir", about: "the reservoir")
    #expect(try desk.drop("a.txt", plain).id == id)
    let outcomes = try desk.accept(
      desk.intake("b.txt", claiming("locks", "the weir"), modified: desk.now - 500))
    #expect(outcomes.map(\.name) == ["changed", "published"])
    #expect(outcomes[0].id == id && outcomes[1].id != id)
    #expect(outcomes[1].revision?.location == desk.location("a.txt"))
    #expect(try desk.archive.problems().isEmpty)
  }

  @Test("A waiting rival takes over at once from a file that no longer states the key")
  func heirAtOnce() throws {
    let id = try desk.drop("a.txt", claiming("locks", "the mill")).id
    try desk.drop("b.txt", claiming("locks", "the weir"), modified: desk.now - 5)
    desk.pass(10)
    let outcomes = try desk.accept(desk.intake("a.txt", story("Reservoir", about: "the reservoir")))
    #expect(outcomes.map(\.name) == ["published", "changed"])
    #expect(outcomes[1].id == id && outcomes[1].revision?.location == desk.location("b.txt"))
    #expect(try desk.archive.problems().isEmpty && desk.archive.counts().held == 0)
  }
}
