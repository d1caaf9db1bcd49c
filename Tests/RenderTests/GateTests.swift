import FeedModel
import Testing

@testable import Render

/// What the gate adds to the rules of the formats: that a document is this feed, here, whole.
@Suite("Gate")
struct GateTests {
  private let gate = Gate(site: site)

  private func items(_ count: Int) -> Feed {
    feed((1...count).map { FeedItem(revision($0, article("Item \($0)"), hours: -$0)) })
  }

  private func refused(
    _ document: FeedDocument, of feed: Feed?, previousCount: Int? = nil, now: Instant? = nil
  ) -> GateError? {
    do {
      try gate.check(document, of: feed, previousCount: previousCount, now: now)
      return nil
    } catch {
      return error
    }
  }

  private func documents(_ feed: Feed) throws -> [FeedDocument] {
    try renderer().feed(feed, maxBytes: 1 << 20)
  }

  @Test("An empty or cut-off document is refused, at whatever byte it ends")
  func cutOff() throws {
    for document in try documents(Golden.everything.feed) {
      var cut = document
      for count in stride(from: 0, to: document.identity.count - 2, by: 97) {
        cut.identity = Array(document.identity[..<count])
        #expect(refused(cut, of: Golden.everything.feed)?.path == document.path)
      }
    }
    var page = try renderer().articlePage(FeedItem(everything))
    page.identity.removeLast(12)
    #expect(refused(page, of: nil)?.rule == "not-well-formed")
  }

  @Test("An error names path, line, clause and item")
  func error() throws {
    let feed = items(3)
    var document = try documents(feed)[0]
    let text = document.text.replacing(
      "<published>\(time(-2).rfc3339)</published>", with: "<published>yesterday</published>")
    document.identity = Array(text.utf8)
    let error = try #require(refused(document, of: feed))
    #expect(error.path == "feed.atom")
    #expect(error.rule == "date-rfc3339")
    #expect(error.section == "RFC 3339 §5.6")
    #expect(error.item == id(2))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[try #require(error.line) - 1].contains("yesterday"))
  }

  @Test("A document that calls itself by another address is refused")
  func address() throws {
    let feed = items(2)
    for document in try documents(feed) {
      var moved = document
      moved.path = "feeds/other/" + document.path
      #expect(refused(moved, of: feed)?.rule == "self-address")
    }
  }

  @Test("Items of another id, order or number than the feed's are refused")
  func ids() throws {
    let feed = items(3)
    for document in try documents(feed) {
      var other = feed
      other.items.swapAt(0, 1)
      #expect(refused(document, of: other)?.rule == "items-differ")
      other.items = Array(feed.items.dropFirst())
      #expect(refused(document, of: other)?.rule == "items-differ")
    }
    for document in try documents(RenderTests.feed([])) {
      #expect(refused(document, of: feed)?.rule == "items-lost")
    }
  }

  @Test("A feed that suddenly shrinks is refused, unless what is gone was withdrawn")
  func shrinkage() throws {
    let feed = items(5)
    for document in try documents(feed) {
      #expect(refused(document, of: feed, previousCount: 16)?.rule == "shrunk")
      #expect(refused(document, of: feed, previousCount: 15) == nil)
      #expect(refused(document, of: feed, previousCount: 0) == nil)
      #expect(refused(document, of: feed, previousCount: nil) == nil)
    }
    var withdrawn = feed
    withdrawn.tombstones = (30..<41).map { Tombstone(id: id($0), slug: "\($0)", when: time()) }
    for document in try documents(withdrawn) {
      #expect(refused(document, of: withdrawn, previousCount: 16) == nil)
    }
  }

  @Test("What the window by bytes leaves out is not lost")
  func window() throws {
    let feed = items(50)
    for document in try renderer().feed(feed, maxBytes: 4000) {
      #expect(refused(document, of: feed, previousCount: 50) == nil)
    }
  }

  @Test("An item of the day after tomorrow is refused")
  func future() throws {
    let feed = items(1)
    for document in try documents(feed) {
      #expect(refused(document, of: feed, now: time(-50))?.rule == "date-future")
      #expect(refused(document, of: feed, now: time(-20)) == nil)
    }
  }

  @Test(
    "Content that is active, relative or no XHTML is refused",
    arguments: [
      ("<script>x()</script>", "content-active"), ("<p onclick=\"x()\">y</p>", "content-active"),
      ("<p style=\"x\">y</p>", "content-active"), ("<object data=\"x\"/>", "content-active"),
      ("<a href=\"javascript:x()\">y</a>", "address-scheme"),
      ("<a href=\" java\nscript:x()\">y</a>", "address-scheme"),
      ("<a href=\"data:text/html,x\">y</a>", "address-scheme"),
      ("<a href=\"/relative\">y</a>", "address-relative"),
      ("<img src=\"x.jpg\" alt=\"\"/>", "address-relative"), ("<p>open", "content-not-well-formed"),
      ("a & b", "content-not-well-formed"), ("&nbsp;", "content-not-well-formed"),
    ])
  func content(_ markup: String, _ rule: String) throws {
    var article = article("x")
    article.body.pieces = [.markup(markup)]
    let feed = feed([FeedItem(revision(1, article))])
    for document in try documents(feed) {
      let error = refused(document, of: feed)
      #expect(error?.rule == rule)
      #expect(error?.item == id(1))
    }
    let page = refused(try renderer().articlePage(feed.items[0]), of: nil)
    if rule == "content-not-well-formed" {
      #expect(page?.rule == "not-well-formed")
    } else if rule != "address-relative" {
      #expect(page?.rule == rule)
    }
  }

  @Test("An inlined picture is content")
  func pictures() throws {
    let picture = "<img src=\"data:image/png;base64,AA==\" alt=\"\"/>"
    let feed = feed([FeedItem(revision(1, article("x", text: picture)))])
    for document in try documents(feed) { #expect(refused(document, of: feed) == nil) }
  }
}
