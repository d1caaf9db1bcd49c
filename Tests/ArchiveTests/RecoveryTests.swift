import FeedModel
import Testing

@testable import Archive

@Suite("Recovery from published pages")
struct RecoveryTests {
  /// What the pages of an archive's live articles keep.
  private func records(_ desk: Desk) throws -> [ItemRecord] {
    let ids = try desk.archive.summaries().filter { $0.withdrawn == nil }.map(\.id)
    return try ids.compactMap { try desk.archive.recorded([$0])[$0]?.record }.map { record in
      // Through its written form, as a page has it.
      var read = ItemRecord(
        id: record.id, slug: record.slug, headline: record.headline, published: record.published,
        updated: record.updated)
      read.take(detail: record.detail)
      return read
    }
  }

  /// A blank archive a month later that was told of `records`.
  private func later(_ records: [ItemRecord]) throws -> Desk {
    let desk = try Desk()
    desk.pass(30 * 86_400)
    _ = try desk.archive.recover(records, at: desk.now)
    return desk
  }

  private func times(_ desk: Desk) throws -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: try desk.archive.summaries().map {
        ($0.id.uuid, [$0.slug, $0.published.rfc3339, $0.updated.rfc3339, "\($0.number)"])
      })
  }

  @Test("Files in their places get ids, addresses, times and revision numbers back")
  func samePlace() throws {
    let desk = try Desk()
    try desk.drop("a.txt", story("Ferry sails"))
    desk.pass(3600)
    try desk.drop("a.txt", story("Ferry sails again"))
    try desk.drop("b.txt", story("Bridge opens", about: "the bridge"))
    let after = try later(records(desk))
    #expect(try after.archive.awaited() == 2)
    let outcomes = try after.acceptAll([
      after.intake("a.txt", story("Ferry sails again")),
      after.intake("b.txt", story("Bridge opens", about: "the bridge")),
    ])
    #expect(outcomes.map(\.name) == ["recovered", "recovered"])
    #expect(try times(after) == times(desk))
    #expect(try after.archive.awaited() == 0)
  }

  @Test("Files that were renamed, and files that swapped names, are told by their words")
  func renamed() throws {
    let desk = try Desk()
    let texts = ["a", "b", "c"].map { story("Story \($0)", about: "matter \($0)") }
    for (name, text) in zip(["a", "b", "c"], texts) { try desk.drop(name + ".txt", text) }
    let after = try later(records(desk))
    try after.acceptAll([
      after.intake("b.txt", texts[0]), after.intake("a.txt", texts[1]),
      after.intake("far/away.txt", texts[2]),
    ])
    #expect(try times(after) == times(desk))
  }

  @Test("An old name with other words goes to its article only when no file has the old words")
  func twoLooks() throws {
    let desk = try Desk()
    let first = try #require(try desk.drop("a.txt", story("Tram line", about: "the tram")).id)
    let after = try later(records(desk))
    let other = article(
      "Flower show", "Roses, dahlias and one very large marrow won the prizes at the hall.")
    let look = try after.archive.accept(
      [after.intake("a.txt", other)], at: after.now, isFirstLook: true)
    #expect(look == [.deferred])
    let moved = after.intake("z.txt", story("Tram line", about: "the tram"))
    #expect(
      try after.archive.accept([moved], at: after.now, isFirstLook: true)[0].revision?.id == first)
    let second = try after.drop("a.txt", other)
    #expect(second.name == "published")
    #expect(second.id != first)
  }

  @Test("Copies of one text keep their ids apart, also when one of them moved")
  func copies() throws {
    let desk = try Desk()
    let text = story("Tram line", about: "the tram")
    let paths = ["a/x.txt", "b/x.txt", "c/x.txt"]
    for path in paths { try desk.drop(path, text) }
    func ids(_ desk: Desk) throws -> [String: ItemID] {
      Dictionary(
        uniqueKeysWithValues: try desk.archive.summaries().map { ($0.location.relative, $0.id) })
    }
    let before = try ids(desk)
    #expect(Set(before.values).count == 3)
    let after = try later(records(desk))
    let now = after.now
    let files = ["0/moved.txt", "b/x.txt", "c/x.txt"].map { after.intake($0, text) }
    let first = try after.archive.accept(files, at: now, isFirstLook: true)
    #expect(first[0] == .deferred)
    try after.accept(files[0])
    #expect(try ids(after)["0/moved.txt"] == before["a/x.txt"])
    #expect(try ids(after)["b/x.txt"] == before["b/x.txt"])
  }

  @Test("A text that was edited meanwhile keeps its id, and moves updated alone")
  func edited() throws {
    let desk = try Desk()
    let old = try #require(try desk.drop("a.txt", story("Tram line", about: "the tram")).revision)
    let after = try later(records(desk))
    let new = story("Tram line", about: "the tram").saying(
      story("Tram line", about: "the tram").body.text + " A new paragraph tells of the cost.")
    let revision = try #require(try after.drop("moved.txt", new).revision)
    #expect(revision.id == old.id)
    #expect(revision.published == old.published)
    #expect(revision.number == old.number + 1)
  }

  @Test("Articles that came before the records did, under other ids and times, get the old ones")
  func inPlace() throws {
    let desk = try Desk()
    try desk.drop("a.txt", story("Tram line", about: "the tram"))
    try desk.drop("b.txt", story("Bridge opens", about: "the bridge"))
    let published = try records(desk)
    let after = try Desk()
    after.pass(86_400)
    try after.drop("renamed.txt", story("Tram line", about: "the tram"))
    try after.drop("b.txt", story("Bridge opens", about: "the bridge"))
    #expect(try times(after) != times(desk))
    let result = try after.archive.recover(published, at: after.now)
    #expect(result.renamed.count == 1)
    #expect(result.redated == 1)
    #expect(try times(after) == times(desk))
    let again = try after.drop("renamed.txt", story("Tram line", about: "the tram"))
    #expect(again.name == "unchanged")
  }

  @Test("A second article of a name keeps its id apart from the first's")
  func secondHolder() throws {
    let desk = try Desk()
    let first = story("Tram line", about: "the tram")
    let second = story("Bridge opens", about: "the bridge")
    try desk.drop("a.txt", first, inode: 7)
    try desk.acceptAll([
      desk.intake("b.txt", first, inode: 7), desk.intake("a.txt", second, inode: 8),
    ])
    #expect(try desk.archive.summaries().count == 2)
    let after = try later(records(desk))
    try after.acceptAll([after.intake("a.txt", second), after.intake("b.txt", first)])
    #expect(try times(after) == times(desk))
    try after.drop("c.txt", story("Mill stands still", about: "the mill"))
    #expect(Set(try after.archive.summaries().map(\.id)).count == 3)
  }

  @Test("Stories, links and what is frozen in a body come back")
  func links() throws {
    let desk = try Desk()
    let ids = try ["a", "b", "c"].map { name in
      desk.pass(60)
      return try #require(try desk.drop(name + ".txt", story("Story \(name)", about: name)).id)
    }
    try desk.archive.link([
      ids[1]: [
        ArticleLink(to: ids[0], isSameStory: true), ArticleLink(to: ids[2], isSameStory: false),
      ]
    ])
    let frozen = RelatedLink(
      id: ids[0], slug: try #require(try desk.archive.names([ids[0]])[ids[0]]?.slug),
      title: "Story a", isSameStory: true)
    try desk.archive.assign(
      ids.map {
        StoryAssignment(id: $0, story: StoryID(ids[0]), frozen: $0 == ids[1] ? [frozen] : [])
      })
    let after = try later(records(desk))
    try after.acceptAll(
      ["c", "b", "a"].map { after.intake($0 + ".txt", story("Story \($0)", about: $0)) })
    try after.archive.finishRecovery(at: after.now)
    let revision = try #require(try after.archive.revision(ids[1]))
    #expect(revision.related == [frozen])
    #expect(revision.story == StoryID(ids[0]))
    #expect(
      try after.archive.relations(of: ids, limit: 5) == desk.archive.relations(of: ids, limit: 5))
  }

  @Test(
    "What has no file after the grace is a tombstone under its old id; many at once are held back")
  func gone() throws {
    let desk = try Desk()
    for number in 0..<30 {
      try desk.drop("\(number).txt", story("Story \(words(number))", about: words(number * 31)))
    }
    let after = try later(records(desk))
    try after.drop("0.txt", story("Story \(words(0))", about: words(0)))
    after.pass(61)
    let held = try after.sweep()
    #expect(held.withdrawn.isEmpty)
    #expect(held.held == 29)
    let obeyed = try after.sweep(accepting: true)
    #expect(obeyed.withdrawn.count == 29)
    #expect(
      Set(try after.archive.summaries().map(\.id)) == Set(try desk.archive.summaries().map(\.id)))
    let back = try after.drop("3.txt", story("Story \(words(3))", about: words(93)))
    #expect(back.name == "restored")
    #expect(try desk.archive.revision(#require(back.id)) != nil)
  }

  @Test("A tombstone that feeds tell of is known again, and its id goes to nobody else")
  func tombstone() throws {
    let desk = try Desk()
    let id = try #require(try desk.drop("a.txt", story("Tram line", about: "the tram")).id)
    let stone = try #require(try desk.archive.withdraw(id, at: desk.now))
    var record = ItemRecord(
      id: id, slug: "", headline: "Withdrawn", published: Timestamp(stone.when),
      updated: Timestamp(stone.when))
    record.withdrawn = stone.when
    let after = try later([record])
    #expect(try after.archive.tombstones(limit: 5).map(\.id) == [id])
    #expect(try after.archive.tombstones(limit: 5).map(\.when) == [stone.when])
    #expect(try after.drop("a.txt", story("Tram line", about: "the tram")).id == id)
  }
}
