import FeedModel
import LibXML2
import Testing

@testable import Render

/// The clauses of the formats, each by its section.
@Suite("Formats")
struct FormatTests {
  private let read: ReadFeed

  init() throws { read = try ReadFeed(Golden.everything.feed) }

  @Test("RFC 4287 §4.1.1: a feed has one id, title, updated, self link and author")
  func atomHead() {
    for name in ["id", "title", "updated", "author"] {
      #expect(read.atomFeed.children(name, namespace: atom).count == 1)
    }
    let own = read.atomFeed.children("link", namespace: atom).filter {
      $0.attribute("rel") == "self"
    }
    #expect(own.map { $0.attribute("href") } == ["https://ledger.example/feed.atom"])
    #expect(read.atomFeed.text("updated", atom) == "2026-06-02T00:00:00Z")
  }

  @Test("RFC 4287 §4.2.9, §4.2.15: times keep the offset in which the page stated them")
  func atomTimes() {
    #expect(read.entries.first?.text("published", atom) == "2026-06-01T12:00:00+02:00")
    #expect(read.entries.first?.text("updated", atom) == "2026-06-02T02:00:00+02:00")
  }

  @Test("RFC 4287 §4.2.7: sources are via, related articles related, the page alternate")
  func atomLinks() throws {
    let links = try #require(read.entries.first).children("link", namespace: atom)
    func targets(_ relation: String) -> [String?] {
      links.filter { $0.attribute("rel") == relation }.map { $0.attribute("href") }
    }
    #expect(targets("alternate") == ["https://ledger.example/stories/article-1/"])
    #expect(targets("via") == ["https://register.example/", "https://winch.example/a?b=1&c=2"])
    #expect(targets("related").count == 4)
    #expect(targets("enclosure") == ["https://img.example/crane.jpg"])
  }

  @Test("RFC 4287 §4.2.2: a kicker is a category with a scheme, a tag one without")
  func categories() throws {
    let categories = try #require(read.entries.first).children("category", namespace: atom)
    #expect(categories.map { $0.attribute("term") } == ["Ports & Docks", "Ownership", "Cranes"])
    let kickers = "https://ledger.example/kickers"
    #expect(categories.map { $0.attribute("scheme") } == [kickers, kickers, nil])
  }

  @Test("RFC 4685 §3: a follow-up names what it follows")
  func thread() throws {
    let thread = "http://purl.org/syndication/thread/1.0"
    let reply = try #require(read.entries.first?.child("in-reply-to", namespace: thread))
    #expect(reply.attribute("ref") == id(20).urn)
    #expect(reply.attribute("href") == "https://ledger.example/stories/article-20/")
  }

  @Test("RFC 6721 §3: a withdrawn item has a tombstone in the feed")
  func tombstones() throws {
    let read = try ReadFeed(Golden.summaries.feed)
    let namespace = "http://purl.org/atompub/tombstones/1.0"
    let stones = read.atomFeed.children("deleted-entry", namespace: namespace)
    #expect(stones.map { $0.attribute("ref") } == [id(30).urn, id(31).urn])
    #expect(stones.first?.attribute("when") == "2026-06-01T13:00:00Z")
  }

  @Test("RSS profile, guid: an id that is no address says so")
  func guid() throws {
    let guid = try #require(read.items.first?.child("guid", namespace: nil))
    #expect(guid.attribute("isPermaLink") == "false")
    #expect(guid.text == id(1).urn)
  }

  @Test("RSS profile, dates: RFC 822 with four-digit years and numeric zones")
  func rssDates() {
    #expect(read.channel.text("lastBuildDate") == "Tue, 02 Jun 2026 00:00:00 +0000")
    #expect(read.items.first?.text("pubDate") == "Mon, 01 Jun 2026 12:00:00 +0200")
  }

  @Test("RSS profile, author: names without an address go to dc:creator")
  func creators() {
    let dublin = "http://purl.org/dc/elements/1.1/"
    let creators = read.items.first?.children("creator", namespace: dublin).map(\.text)
    #expect(creators == ["Ines Okafor", "Tomasz Brandt"])
    #expect(read.items.first?.child("author", namespace: nil) == nil)
  }

  @Test("RSS profile, content: the summary stands before the whole, and is not the same text")
  func description() throws {
    let content = "http://purl.org/rss/1.0/modules/content/"
    let item = try #require(read.items.first)
    let description = try #require(item.child("description", namespace: nil))
    let encoded = try #require(item.child("encoded", namespace: content))
    #expect(description.position < encoded.position)
    #expect(description.text != encoded.text)
    // An article as short as its own summary is given once.
    let bare = try ReadFeed(Golden.awkward.feed).items[0]
    #expect(bare.child("description", namespace: nil) == nil)
    #expect(bare.child("encoded", namespace: content) != nil)
  }

  @Test("JSON Feed 1.1: dates, authors, tags, addresses and the extension")
  func json() throws {
    let item = try #require(read.jsonItems.first)
    #expect(item["id"]?.string == id(1).urn)
    #expect(item["url"]?.string == "https://ledger.example/stories/article-1/")
    #expect(item["external_url"]?.string == "https://wire.example/cranes/9")
    #expect(item["date_modified"]?.string == "2026-06-02T02:00:00+02:00")
    #expect(item["tags"]?.array?.compactMap(\.string) == ["Ports & Docks", "Ownership", "Cranes"])
    let own = try #require(item["_wireroom"])
    #expect(own["about"]?.string?.hasPrefix("https://ledger.example/") == true)
    #expect(own["updated_precision"]?.string == "hour")
    #expect(own["sources"]?.array?.count == 3)
    #expect(own["more_on_this_story"]?.array?.count == 2)
    #expect(own["related"]?.array?.count == 2)
    #expect(own["story"]?["feed_url"]?.string?.hasSuffix("/feed.json") == true)
  }

  @Test("JSON Feed's pictures are the square one, and none where there is only the wide logo")
  func pictures() throws {
    var wide = site
    wide.logo = "wide.png"
    let both = try ReadFeed(Golden.awkward.feed, site: wide)
    #expect(both.json["icon"]?.string == "https://ledger.example/icon.png")
    #expect(both.json["favicon"]?.string == "https://ledger.example/icon.png")
    #expect(both.atomFeed.text("logo", atom) == "https://ledger.example/wide.png")
    wide.icon = nil
    #expect(try ReadFeed(Golden.awkward.feed, site: wide).json["icon"] == nil)
  }

  @Test("WebSub §4: every document names the hubs and its own address")
  func hubs() throws {
    for relation in ["hub", "self"] {
      for holder in [read.atomFeed, read.channel] {
        let links = holder.children("link", namespace: atom)
        #expect(links.filter { $0.attribute("rel") == relation }.count == 1)
      }
    }
    let hub = try #require(read.json["hubs"]?.array?.first)
    #expect(hub["url"]?.string == "https://hub.example/")
    #expect(hub["type"]?.string == "WebSub")
    #expect(read.json["feed_url"]?.string == "https://ledger.example/feed.json")
  }

  @Test("The three formats hold the same article: title, id, summary and the same HTML")
  func sameInAll() throws {
    let content = "http://purl.org/rss/1.0/modules/content/"
    for golden in Golden.allCases {
      let read = try ReadFeed(golden.feed)
      for (index, item) in golden.feed.items.enumerated() {
        let entry = read.entries[index]
        let rss = read.items[index]
        let json = read.jsonItems[index]
        #expect(entry.text("title", atom) == rss.text("title"))
        #expect(entry.text("title", atom) == json["title"]?.string)
        #expect(entry.text("id", atom) == item.revision.id.urn)
        #expect(rss.text("guid") == item.revision.id.urn)
        #expect(entry.text("content", atom) == rss.text("encoded", content))
        #expect(entry.text("content", atom) == json["content_html"]?.string)
        #expect(entry.text("summary", atom) == json["summary"]?.string)
      }
    }
  }

  @Test("A citation is a visible number with an absolute link to its source")
  func citations() throws {
    let html = try #require(read.entries.first?.text("content", atom))
    let page = "https://ledger.example/stories/article-1/"
    #expect(
      html.contains("says.<sup><a href=\"\(page)#source-1\" title=\"Port Register\">1</a></sup>"))
    #expect(html.contains("<li id=\"source-3\" value=\"3\">A talk with the clerk</li>"))
    #expect(html.contains("<a href=\"\(page)#source-2\">the trade press</a>"))
    #expect(!html.contains("href=\"#"))
  }

  @Test("OPML 2.0: every feed with its address and title")
  func opml() throws {
    let document = try renderer().opml([
      FeedOutline(title: "A & <B>", folder: "feeds/a/"), FeedOutline(title: "All", folder: ""),
    ])
    #expect(document.path == "feeds.opml")
    let body = try #require(
      try MarkupTree(xml: document.identity).root?.child("body", namespace: nil))
    #expect(body.children.map { $0.attribute("text") } == ["A & <B>", "All"])
    #expect(
      body.children.map { $0.attribute("xmlUrl") } == [
        "https://ledger.example/feeds/a/feed.atom", "https://ledger.example/feed.atom",
      ])
    try Gate(site: site).check(document, of: nil, previousCount: nil)
  }

  @Test(
    "A title read by a reader that unescapes twice is the title still",
    arguments: [
      "<3 AT&T", "a <b>bold</b> claim", "&lt;script&gt;", "R&amp;D",
    ])
  func unescapedTwice(_ title: String) throws {
    let feed = feed([FeedItem(revision(1, article(title)))])
    let raw = try #require(try renderer().feed(feed, maxBytes: 1 << 20).dropFirst().first).text
    let item = try #require(raw.firstRange(of: "<item>\n<title>"))
    let written = raw[item.upperBound...].prefix { $0 != "\n" }.replacing("</title>", with: "")
    // Such readers know the references of HTML by name; a hexadecimal one is read once, by the XML parser or by them.
    #expect(!written.contains("&lt;") && !written.contains("&amp;"))
    let once = written.replacing("&#x3C;", with: "<").replacing("&#x3E;", with: ">")
      .replacing("&#x26;", with: "&")
    #expect(String(once) == title)
  }

  @Test("A picture stands in each format with its type, and its length where known")
  func picture() throws {
    var article = article("x")
    article.image = Enclosure(url: "https://img.example/crane.PNG?w=1")
    let read = try ReadFeed(feed([FeedItem(revision(1, article)), FeedItem(everything)]))
    let media = "http://search.yahoo.com/mrss/"
    for holder in [read.entries[0], read.items[0]] {
      let content = try #require(holder.child("content", namespace: media))
      #expect(content.attribute("type") == "image/png")
      #expect(content.attribute("fileSize") == nil)
      #expect(content.attribute("medium") == "image")
    }
    #expect(read.items[0].child("enclosure", namespace: nil) == nil)
    #expect(read.items[1].child("enclosure", namespace: nil)?.attribute("length") == "48123")
    let attachment = read.jsonItems[0]["attachments"]?.array?.first
    #expect(attachment?["mime_type"]?.string == "image/png")
    #expect(read.jsonItems[1]["attachments"]?.array?.first?["size_in_bytes"] != nil)
  }
}
