import FeedModel
import Testing

@testable import Archive

@Suite("Stories and lists")
struct ListTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func fill() throws {
    let entries: [(String, String, [String], [String], String?)] = [
      ("eu/a.txt", "Alder", ["Rivers"], ["Ada Quill"], "en-GB"),
      ("eu/law/b.txt", "Birch", ["rivers", "Trade"], ["Bo Reed"], "de"),
      ("us/c.txt", "Cedar", ["Trade"], ["ADA  quill"], "en"),
      ("d.txt", "Dogwood", [], [], nil), ("europe/e.txt", "Elm", ["ÉTÉ"], [], "eng"),
    ]
    for (index, (path, headline, categories, authors, language)) in entries.enumerated() {
      let item = story(headline).with {
        $0.categories = categories
        $0.authors = authors.map { Author(name: $0) }
        $0.language = language
        $0.published = claim(desk.now - 1000 + Int64(index))
        $0.updated = claim(desk.now - Int64(index))
      }
      try desk.drop(path, item)
    }
  }

  @Test("Stories are assigned, merged and lead on; a block is frozen once")
  func stories() throws {
    let ids = try ["a", "b", "c"].map { try #require(try desk.drop($0 + ".txt", story($0)).id) }
    #expect(try desk.archive.unassigned() == ids.sorted())
    let link = RelatedLink(id: ids[1], slug: "b", title: "b", isSameStory: true)
    let (first, second) = (StoryID(ids[0]), StoryID(ids[2]))
    try desk.archive.assign([
      StoryAssignment(id: ids[0], story: first, frozen: [link]),
      StoryAssignment(id: ids[1], story: first),
      StoryAssignment(id: ids[2], story: second, frozen: []),
      StoryAssignment(id: ItemID(high: 9, low: 9), story: first),
    ])
    #expect(try desk.archive.unassigned().isEmpty)
    #expect(try Set(desk.archive.members(of: first)) == Set(ids.prefix(2)))
    try desk.archive.assign([StoryAssignment(id: ids[0], story: first, frozen: [])])
    #expect(try desk.archive.revision(ids[0])?.related == [link])
    #expect(try desk.archive.members(of: second) == [ids[2]])
    try desk.archive.redirect(second, to: first)
    #expect(try desk.archive.redirects() == [second: first])
    #expect(try desk.archive.members(of: second).count == 3)
    #expect(try Set(desk.archive.members(of: first)) == Set(ids))
    try desk.archive.assign([StoryAssignment(id: ids[2], story: second)])
    #expect(try desk.archive.revision(ids[2])?.story == first)
    #expect(try desk.archive.counts().stories == 1)
  }

  @Test("Redirects follow on when a target is merged, and never form a ring")
  func redirects() throws {
    let stories = (1...3).map { StoryID(ItemID(high: 0, low: $0)) }
    try desk.archive.redirect(stories[0], to: stories[1])
    try desk.archive.redirect(stories[1], to: stories[2])
    try desk.archive.redirect(stories[2], to: stories[0])
    #expect(try desk.archive.redirects() == [stories[0]: stories[2], stories[1]: stories[2]])
  }

  @Test("A walk meets every live article once, ascending, from where it is told")
  func walk() throws {
    var ids: [ItemID] = []
    for index in 0..<12 {
      ids.append(try #require(try desk.drop("\(index).txt", story(words(index))).id))
    }
    ids.sort()
    _ = try desk.archive.withdraw(ids[3], at: desk.now)
    var met: [ItemID] = []
    try desk.archive.forEach(after: ids[0], limit: 6) { met.append($0.id) }
    #expect(met == Array(ids[1...7]).filter { $0 != ids[3] })
    met = []
    try desk.archive.forEach { met.append($0.id) }
    #expect(met.count == 11)
  }

  @Test("Summaries hold every article, withdrawn ones too, newest first")
  func summaries() throws {
    try fill()
    let gone = try #require(try desk.archive.summaries().first)
    _ = try desk.archive.withdraw(gone.id, at: desk.now)
    let list = try desk.archive.summaries()
    #expect(list.map(\.headline) == ["Elm", "Dogwood", "Cedar", "Birch", "Alder"])
    #expect(list.map { $0.withdrawn != nil } == [true, false, false, false, false])
    let revision = try #require(try desk.archive.revision(list[4].id))
    #expect(list[4].location == revision.location && list[4].slug == revision.slug)
    #expect(list[4].published == revision.published && list[4].updated == revision.updated)
    let counts = try desk.archive.counts()
    #expect((counts.articles, counts.withdrawn, counts.revisions) == (4, 1, 5))
  }

  @Test("Each statement of the lists is answered from an index, without sorting")
  func indexed() throws {
    let plans = [
      "SELECT published, id, number FROM article WHERE withdrawn IS NULL ORDER BY article.published DESC, article.id LIMIT 5",
      "SELECT number FROM article WHERE digest = x'61' AND (withdrawn IS NOT NULL OR missing IS NOT NULL) AND barred = 0",
      "SELECT min(missing) FROM article WHERE missing IS NOT NULL",
      "SELECT file, content FROM waiting WHERE due <= 5 ORDER BY due, file",
      "SELECT id FROM article WHERE story IS NULL AND withdrawn IS NULL ORDER BY id",
    ]
    for sql in plans {
      let plan = try desk.archive.read { db in
        var lines: [String] = []
        try db.rows("EXPLAIN QUERY PLAN " + sql) { lines.append($0.text(3)) }
        return lines.joined(separator: "; ")
      }
      #expect(plan.contains("INDEX") || plan.contains("PRIMARY KEY"), "\(sql): \(plan)")
      #expect(!plan.contains("TEMP B-TREE"), "\(sql): \(plan)")
    }
  }
}
