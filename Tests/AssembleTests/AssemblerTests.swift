import Assemble
import FeedModel
import Testing

@Suite("Assembler")
struct AssemblerTests {
  private let assembler = Assembler(site: site)

  private func feed(
    _ definition: FeedDefinition, _ revisions: [Revision], tombstones: [Tombstone] = []
  ) -> Feed {
    assembler.feed(definition, revisions: revisions, links: [:], tombstones: tombstones)
  }

  private func feed(
    _ revisions: [Revision], links: [ItemID: ItemLinks] = [:], tombstones: [Tombstone] = []
  ) -> Feed {
    assembler.feed(
      FeedDefinition(), revisions: revisions, links: links, tombstones: tombstones)
  }

  @Test("Newest first, by the date that the feed is ordered by")
  func order() {
    let early = revision(1, published: 100, updated: 900)
    let late = revision(2, published: 200, updated: 300)
    #expect(feed([early, late]).items.map(\.revision) == [late, early])
    let byUpdate = feed(FeedDefinition(order: .updated), [late, early])
    #expect(byUpdate.items.map(\.revision) == [early, late])
  }

  @Test("Items of the same second stand in one order, whatever order they come in")
  func ties() {
    let revisions = (1...20).map { revision($0, published: 500) }
    let expected = feed(revisions)
    #expect(feed(revisions.reversed()) == expected)
    #expect(feed(Array(revisions[10...] + revisions[..<10])) == expected)
    #expect(Set(expected.items.map(\.revision.id)).count == 20)
  }

  @Test("Of several revisions of one article the latest stands, once")
  func latestRevision() {
    var first = revision(1, published: 100, updated: 100)
    var second = revision(1, published: 100, updated: 200)
    first.number = 1
    second.number = 2
    #expect(feed([second, first]).items.map(\.revision) == [second])
    #expect(feed([first, second, first]).items.map(\.revision.number) == [2])
  }

  @Test("The withdrawn and the held do not stand in a feed")
  func hidden() {
    var withdrawn = revision(1, published: 100)
    withdrawn.withdrawn = Instant(seconds: 150)
    var draft = revision(2, published: 100)
    draft.article.hold = .draft
    var later = revision(3, published: 100)
    later.article.hold = .future(Instant(seconds: 999))
    #expect(feed([withdrawn, draft, later]).items.isEmpty)
  }

  @Test("The limit keeps the newest", arguments: [1, 5, 20])
  func limit(_ limit: Int) {
    let revisions = (1...20).map { revision($0, published: Int64($0) * 100) }
    let taken = feed(FeedDefinition(limit: limit), revisions).items
    #expect(
      taken.map(\.revision.published.instant.seconds) == (0..<limit).map { 2000 - Int64($0) * 100 })
  }

  @Test("A feed's change is the latest of its items and tombstones, and fixed when it is empty")
  func updated() {
    let items = [revision(1, published: 100, updated: 700), revision(2, published: 300)]
    #expect(feed(items).updated.instant.seconds == 700)
    let gone = Tombstone(id: id(9), slug: "gone", when: Instant(seconds: 800))
    #expect(feed(items, tombstones: [gone]).updated.instant.seconds == 800)
    #expect(feed([]).updated == feed([]).updated)
    #expect(feed([]).updated.instant.rfc3339 == "2000-01-01T00:00:00Z")
  }

  @Test("A feed's id depends on authority and name, not on address, title or order")
  func identity() {
    var moved = site
    moved.baseURL = "http://elsewhere.example/feeds/"
    moved.title = "Another title"
    let there = Assembler(site: moved)
    let main = FeedDefinition()
    let named = FeedDefinition(name: "tides", title: "Tides", order: .updated)
    #expect(
      there.feed(main, revisions: [], links: [:], tombstones: []).id == feed(main, []).id)
    #expect(feed(FeedDefinition(name: "tides"), []).id == feed(named, []).id)
    #expect(feed(main, []).id != feed(named, []).id)
    var renamed = FeedDefinition(name: "ebb")
    renamed.formerly = ["flood", "tides"]
    #expect(feed(renamed, []).id == feed(named, []).id, "a feed keeps its id under another name")
    var other = site
    other.authority = "other.example"
    #expect(
      Assembler(site: other).feed(main, revisions: [], links: [:], tombstones: []).id
        != feed(main, []).id)
    // Recorded once: an upgrade must not change it.
    #expect(feed(main, []).id == "urn:uuid:e0d2b228-4aef-8207-9078-c1f7dfe56ea7")
  }

  @Test("The main feed stands at the root, the others in folders of their own")
  func folders() {
    let named = feed(FeedDefinition(name: "tides"), [])
    #expect(feed([]).folder == "")
    #expect(feed([]).title == "Quay News")
    #expect(feed([]).subtitle == "What the tide brings")
    #expect(named.folder == "feeds/tides/")
    #expect(named.title == "Quay News: tides")
    #expect(feed(FeedDefinition(name: "tides", title: "Tides"), []).title == "Tides")
  }

  @Test("Later links leave out the article itself, the frozen ones and repetitions")
  func links() {
    var item = revision(1, published: 100)
    item.related = [link(2)]
    let later = [link(1), link(2), link(3), link(3)]
    let result = feed([item], links: [id(1): ItemLinks(later: later, inReplyTo: link(2))])
    #expect(result.items.first?.laterRelated == [link(3)])
    #expect(result.items.first?.inReplyTo == link(2))
  }

  @Test("A tombstone stands once, newest first, and goes when its article comes back")
  func tombstones() {
    let stones = [
      Tombstone(id: id(7), slug: "7", when: Instant(seconds: 10)),
      Tombstone(id: id(8), slug: "8", when: Instant(seconds: 30)),
      Tombstone(id: id(7), slug: "7", when: Instant(seconds: 20)),
      Tombstone(id: id(1), slug: "1", when: Instant(seconds: 40)),
    ]
    let result = feed([revision(1, published: 100)], tombstones: stones)
    #expect(result.tombstones.map(\.id) == [id(8), id(7)])
    #expect(result.tombstones.map(\.when.seconds) == [30, 20])
    #expect(feed(FeedDefinition(limit: 1), [], tombstones: stones).tombstones.map(\.id) == [id(1)])
  }

  @Test("A story's feed stands beside its page, named for the article that opened it")
  func story() {
    let opener = revision(1, published: 100, headline: "The opening")
    let next = revision(2, published: 200, headline: "The sequel")
    let story = StoryID(id(1))
    let result = assembler.story(story, revisions: [opener, next], links: [:])
    #expect(result.title == "The opening")
    #expect(result.folder == "threads/\(id(1).uuid)/")
    #expect(result.page == result.folder)
    #expect(result.items.map(\.revision) == [next, opener])
    #expect(result.id != opener.id.urn)
    let withoutOpener = assembler.story(story, revisions: [next], links: [:])
    #expect(withoutOpener.id == result.id)
    #expect(withoutOpener.title == "The sequel")
  }
}
