import FeedModel
import Testing

@testable import Render

@Suite("Pages read back")
struct PublishedPageTests {
  private var record: ItemRecord {
    var record = ItemRecord(
      id: everything.id, slug: everything.slug, headline: everything.article.headline,
      published: everything.published, updated: everything.updated)
    record.publishedPrecision = everything.publishedPrecision
    record.updatedPrecision = everything.updatedPrecision
    record.captured = time(-2)
    record.number = 7
    record.keys = [id(40), id(41)]
    record.text = (0..<16).map { $0 * 15 }
    record.sketch = (0..<128).map { UInt8($0) * 2 }
    record.story = StoryID(id(2))
    record.links = [.init(to: id(2), isSameStory: true), .init(to: id(3), isSameStory: false)]
    record.titles = [id(2): "As it was: \"früher\"", id(3): "=, x"]
    return record
  }

  @Test("A page gives back what was put into it")
  func roundTrip() throws {
    let page = try renderer().articlePage(FeedItem(everything), record: record)
    #expect(PublishedPage.record(page.identity, slug: everything.slug) == record)
    #expect(
      PublishedPage.record(page.identity.prefix(PublishedPage.headLimit), slug: everything.slug)
        == record)
  }

  @Test(
    "The note of a withdrawn article gives back what was put into it, and says nothing of its text")
  func note() throws {
    var revision = everything
    revision.withdrawn = time(9)
    var record = record
    record.text = []
    record.links = []
    record.titles = [:]
    record.withdrawn = time(9)
    record.feeds = ["main", "trams"]
    record.file = (0..<32).map { $0 }
    record.isBarred = true
    record.take(notice: "{}")
    record.notice?.language = "de"
    record.notice?.authors = [
      Author(name: "Ada \"Quote\" Ex<ample>", email: "ada@paper.example", url: nil),
      Author(name: "B"),
    ]
    record.notice?.kickers = ["Trams & trains"]
    record.notice?.categories = ["Traffic", "Trams"]
    let note = try renderer().withdrawalNote(revision, record: record)
    #expect(note.path == "withdrawn/\(everything.slug).html")
    #expect(PublishedPage.record(note.identity, slug: everything.slug) == record)
    let text = String(decoding: note.identity, as: UTF8.self)
    #expect(text.contains("This article was withdrawn on "))
    let words = everything.article.body.text.split(separator: " ").filter { $0.utf8.count > 6 }
    #expect(words.count > 3)
    #expect(words.allSatisfy { !text.contains($0) })
  }

  @Test("A page without a record still gives id, headline and times")
  func plain() throws {
    let page = try renderer().articlePage(FeedItem(everything))
    let read = try #require(PublishedPage.record(page.identity, slug: "s"))
    #expect(read.id == everything.id)
    #expect(read.published == everything.published)
    #expect(read.headline == everything.article.headline)
    #expect(read.text.isEmpty)
  }

  @Test(
    "What is no page of ours gives nothing",
    arguments: [
      "", "<html><head><title>x</title></head><body/></html>", "<html><head><title>x</head>",
      "<html><head><meta name=\"dcterms.identifier\" content=\"urn:uuid:no\"/></head></html>",
      "plain text </head> and more",
    ])
  func foreign(_ text: String) {
    #expect(PublishedPage.record(Array(text.utf8), slug: "s") == nil)
  }

  @Test("The pages that a page links to are found")
  func neighbours() throws {
    var revision = everything
    revision.related = [link(4, "Four"), link(5, "Five", isSameStory: true)]
    let page = try renderer().articlePage(FeedItem(revision))
    #expect(PublishedPage.neighbours(page.identity).isSuperset(of: ["article-4", "article-5"]))
  }

  @Test("A feed tells of its items and tombstones")
  func atom() throws {
    var feed = feed([FeedItem(everything)])
    feed.tombstones = [Tombstone(id: id(9), slug: "nine", when: time(4))]
    let document = try #require(
      try renderer().feed(feed, maxBytes: 1 << 20).first { $0.path == "feed.atom" })
    let read = PublishedFeed(atom: document.identity)
    #expect(read.items.map(\.id) == [id(9), everything.id])
    #expect(read.items.map(\.withdrawn) == [time(4), nil])
    #expect(read.items[0].slug == "nine")
    #expect(read.pages[0]?.hasSuffix("/withdrawn/nine.html") == true)
    #expect(read.items[1].published == everything.published)
    #expect(read.items[1].slug == everything.slug)
    #expect(PublishedFeed(atom: Array("<feed".utf8)).items.isEmpty)
  }

  @Test("A feed tells of the page that a notice stands for")
  func notice() throws {
    var notice = everything
    notice.isNotice = true
    let documents = try renderer().feed(feed([FeedItem(notice)]), maxBytes: 1 << 20)
    let document = try #require(documents.first { $0.path == "feed.atom" })
    let read = PublishedFeed(atom: document.identity)
    #expect(read.items.map(\.slug) == [everything.slug])
    #expect(read.pages[0]?.hasSuffix("/withdrawn/\(everything.slug).html") == true)
  }
}
