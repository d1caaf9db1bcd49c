import FeedModel
import Testing

@testable import Archive

@Suite("Feeds and their pages")
struct FeedTests {
  let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.archive.register([FeedRecord(name: "", rule: "all")])
  }

  /// Accepts an article per headline, each an hour after the one before, and enters them in the feed.
  private func fill(_ headlines: [String]) throws -> [ItemID] {
    var ids: [ItemID] = []
    for (index, headline) in headlines.enumerated() {
      let time = desk.now - 100_000 + Int64(index) * 3600
      let outcome = try desk.drop(
        headline + ".txt", story(headline).with { $0.published = claim(time) })
      ids.append(try #require(outcome.id))
    }
    _ = try desk.archive.enrol(ids.map { Membership(id: $0, feeds: [""]) })
    return ids
  }

  private func live(limit: Int = 50) throws -> [ItemID] {
    try desk.archive.live("", limit: limit).map(\.id)
  }

  private func close(_ ids: [ItemID], as number: Int) throws {
    try desk.archive.close([ids.map { PageItem(id: $0, revision: 1) }], of: "", first: number)
  }

  @Test("Members are live, newest first, until a page has them")
  func paging() throws {
    let ids = try fill(["Alder", "Birch", "Cedar"])
    #expect(try live() == ids.reversed())
    #expect(try live(limit: 2) == [ids[2], ids[1]])
    #expect(try desk.archive.oldestLive("", limit: 1).map(\.id) == [ids[0]])
    try close([ids[0], ids[1]], as: 1)
    #expect(try live() == [ids[2]])
    #expect(try desk.archive.liveCount("") == 1)
    #expect(try desk.archive.pageCount("") == 1)
    #expect(try desk.archive.page(1, of: "").map(\.id) == [ids[0], ids[1]])
    #expect(try desk.archive.page(2, of: "").isEmpty)
  }

  @Test("A page once closed stays as it is, whoever closes it again")
  func immutable() throws {
    let ids = try fill(["Alder", "Birch"])
    try close([ids[0]], as: 1)
    try close([ids[1]], as: 1)
    #expect(try desk.archive.page(1, of: "").map(\.id) == [ids[0]])
    #expect(try live() == [ids[1]])
  }

  @Test(
    "A significant change of a paged article makes it live again, as a correction; a small one does not"
  )
  func correction() throws {
    let ids = try fill(["Alder", "Birch"])
    try close(ids, as: 1)
    desk.pass(60)
    try desk.drop(
      "Alder.txt",
      story("Alder").with {
        $0.published = claim(desk.now - 100_060)
        $0.categories = ["New"]
      })
    _ = try desk.archive.enrol([Membership(id: ids[0], feeds: [""])])
    #expect(try live().isEmpty)
    desk.pass(60)
    try desk.drop(
      "Alder.txt",
      story("Alder", about: "the bridge").with {
        $0.published = claim(desk.now - 100_120)
      })
    #expect(try desk.archive.enrol([Membership(id: ids[0], feeds: [""])]) == [""])
    #expect(
      try desk.archive.live("", limit: 9) == [LiveItem(id: ids[0], isCorrection: true)])
    let state = try #require(try desk.archive.states(of: [PageItem(id: ids[0], revision: 1)]).first)
    #expect(state.article.body.text.contains("the ferry"))
  }

  @Test("An article that a feed no longer takes leaves the live document, and stays on its page")
  func leaving() throws {
    let ids = try fill(["Alder", "Birch"])
    try close([ids[0]], as: 1)
    let touched = try desk.archive.enrol(ids.map { Membership(id: $0, feeds: []) })
    #expect(touched == [""])
    #expect(try live().isEmpty)
    #expect(try desk.archive.page(1, of: "").count == 1)
    #expect(try desk.archive.feeds(of: ids) == [""])
  }

  @Test("A withdrawn article leaves a tombstone in the feeds that had it, and in no other")
  func withdrawal() throws {
    try desk.archive.register([FeedRecord(name: "other", rule: "x")])
    let ids = try fill(["Alder", "Birch"])
    let tombstone = try #require(try desk.archive.withdraw(ids[0], at: desk.now))
    #expect(try live() == [ids[1]])
    #expect(try desk.archive.liveCount("") == 1)
    #expect(try desk.archive.tombstones(of: "", limit: 9) == [tombstone])
    #expect(try desk.archive.tombstones(of: "other", limit: 9).isEmpty)
  }

  @Test("With a choice of feeds the memberships in others are left alone")
  func among() throws {
    try desk.archive.register([FeedRecord(name: "b", rule: "x")])
    let ids = try fill(["Alder"])
    _ = try desk.archive.enrol([Membership(id: ids[0], feeds: ["b"])], among: ["b"])
    #expect(try desk.archive.feeds(of: ids) == ["", "b"])
    _ = try desk.archive.enrol([Membership(id: ids[0], feeds: ["b"])])
    #expect(try live().isEmpty)
  }

  @Test("A feed ordered by update ranks by it; one that expires loses its oldest")
  func ranking() throws {
    try desk.archive.register([FeedRecord(name: "u", rule: "x", byUpdate: true)])
    let ids = try fill(["Alder", "Birch"])
    desk.pass(60)
    try desk.drop(
      "Alder.txt",
      story("Alder", about: "the bridge").with {
        $0.published = claim(desk.now - 100_060)
      })
    _ = try desk.archive.enrol(ids.map { Membership(id: $0, feeds: ["", "u"]) })
    #expect(try desk.archive.live("u", limit: 9).map(\.id) == ids)
    #expect(try live() == ids.reversed())
    let oldest = try #require(try desk.archive.oldestPublication("u"))
    #expect(try desk.archive.expire("u", before: oldest + 1))
    #expect(try !desk.archive.expire("u", before: oldest + 1))
    #expect(try desk.archive.live("u", limit: 9).map(\.id) == [ids[1]])
  }

  @Test("A record is kept with its rule; a feed with pages is never forgotten")
  func records() throws {
    let ids = try fill(["Alder"])
    try desk.archive.register([FeedRecord(name: "category-ai", title: "AI")])
    try close(ids, as: 1)
    try desk.archive.forget(feeds: ["", "category-ai", "nowhere"])
    #expect(try desk.archive.feedRecords() == [FeedRecord(name: "", rule: "all")])
    try desk.archive.close([[PageItem(id: ids[0], revision: 1)]], of: "new", first: 1)
    #expect(try desk.archive.pageCount("new") == 1)
    #expect(try desk.archive.live("new", limit: 1).isEmpty)
  }
}
