import Compression
import FeedModel
import Testing

@testable import Render

/// What holds for every document: its codings, its tag, its window, its constancy.
@Suite("Documents")
struct DocumentTests {
  private func numbered(_ count: Int, of bytes: Int = 2000) -> Feed {
    feed(
      (1...count).map { number in
        let text = String(repeating: "The quay is long. ", count: bytes / 18) + "\(number)"
        return FeedItem(revision(number, article("Item \(number)", text: text), hours: -number))
      })
  }

  @Test("Gzip and brotli hold the same bytes as the document, and its tag is their SHA-256")
  func codings() throws {
    for document in try renderer().feed(numbered(5), maxBytes: 1 << 20) {
      let size = document.identity.count
      #expect(try gunzip(try #require(document.gzip), limit: size) == document.identity)
      #expect(try unbrotli(try #require(document.brotli), limit: size) == document.identity)
      #expect(document.etag.utf8.count == 34)
      #expect(document.etag.hasPrefix("\"") && document.etag.hasSuffix("\""))
    }
  }

  @Test("The tag changes with any byte, and only then")
  func tags() throws {
    let first = try renderer().feed(numbered(2), maxBytes: 1 << 20)
    let second = try renderer().feed(numbered(2), maxBytes: 1 << 20)
    #expect(first == second)
    let other = try renderer().feed(numbered(3), maxBytes: 1 << 20)
    for (a, b) in zip(first, other) { #expect(a.etag != b.etag) }
  }

  @Test("Two renderers give the same bytes for feeds, pages, lists and assets")
  func constancy() throws {
    func everythingRendered() throws -> [FeedDocument] {
      let renderer = try renderer()
      let feed = Golden.awkward.feed
      return try renderer.feed(feed, maxBytes: 1 << 20) + renderer.assets() + [
        renderer.index(feed, feeds: []), renderer.opml([]), renderer.articlePage(feed.items[0]),
      ]
    }
    #expect(try everythingRendered() == everythingRendered())
  }

  @Test("The window by bytes leaves items out at the end, the same ones in all formats")
  func window() throws {
    let feed = numbered(40)
    for limit in [6000, 20_000, 50_000] {
      let read = try ReadFeed(feed, maxBytes: limit)
      for document in read.documents { #expect(document.identity.count <= limit) }
      let expected = feed.items.map(\.revision.id.urn).prefix(read.entries.count)
      #expect(read.entries.map { $0.text("id", atom) } == Array(expected))
      #expect(read.items.map { $0.text("guid") } == Array(expected))
      #expect(read.jsonItems.map { $0["id"]?.string } == Array(expected))
      #expect((1..<40).contains(expected.count))
      for document in read.documents {
        try Gate(site: site).check(document, of: feed, previousCount: 40)
      }
    }
  }

  @Test("One more item would not have fitted")
  func windowIsFull() throws {
    let feed = numbered(40)
    let read = try ReadFeed(feed, maxBytes: 20_000)
    var shorter = feed
    shorter.items = Array(feed.items.prefix(read.entries.count + 1))
    let longest = try renderer().feed(shorter, maxBytes: 1 << 20).map(\.identity.count).max() ?? 0
    #expect(longest > 20_000)
  }

  @Test("One item stands even when it is larger than the window")
  func oneAtLeast() throws {
    let read = try ReadFeed(numbered(3, of: 50_000), maxBytes: 1000)
    #expect(read.entries.count == 1)
    #expect(read.items.count == 1)
    #expect(read.jsonItems.count == 1)
  }

  @Test("The feed's change is the newest in the document, also when the window left a newer out")
  func updatedOfWindow() throws {
    var feed = numbered(40)
    feed.items[39].revision.updated = Timestamp(time(500))
    feed.updated = Timestamp(time(500))
    let whole = try ReadFeed(feed)
    #expect(whole.atomFeed.text("updated", atom) == time(500).rfc3339)
    let windowed = try ReadFeed(feed, maxBytes: 20_000)
    #expect(windowed.atomFeed.text("updated", atom) == time(-1).rfc3339)
  }

  @Test("A document too small to compress is given as it is")
  func tiny() throws {
    let small = try FeedDocument.packed("a.txt", "text/plain", Array("tiny".utf8))
    #expect(small.gzip == nil && small.brotli == nil)
  }

  @Test(
    "A base URL that is not absolute or has no slash at its end is refused",
    arguments: ["https://a.example", "/feeds/", "ftp://a.example/", "", "http://"])
  func baseURL(_ url: String) {
    var site = site
    site.baseURL = url
    #expect(throws: RenderError.self) { try renderer(site) }
  }

  @Test("An article without a headline is an error that names it")
  func headline() throws {
    let nameless = FeedItem(revision(7, article("")))
    #expect(throws: RenderError.self) { try renderer().articlePage(nameless) }
    let error = #expect(throws: RenderError.self) {
      try renderer().feed(feed([nameless]), maxBytes: 1000)
    }
    #expect(error?.item == id(7))
    #expect(error?.reason == .missing(field: "title"))
  }
}
