import FeedModel
import LibXML2
import Testing

@testable import Render

/// Whatever a file held, the documents are well-formed, harmless, and say the same in each format.
@Suite("Hostile text")
struct HostileTests {
  static let titles = [
    "<3 AT&T ]]>", "&lt;b&gt; &amp;amp; &#60;", "\"'`", "a\u{a0}b\u{2011}c\u{ad}d\u{200b}e", "]]>",
    "<script>alert(1)</script>", "<![CDATA[x]]>", "<!-- x --> -- >", "{{title}} {{{body}}} {{#x}}",
    "&", "<", ">", "%3Cscript%3E", "\\u003c \\n \\\"", "null", "\u{feff}BOM", "Ω≈ç√∫˜µ≤≥÷",
    "田中さんにあげて下さい", "👩‍👩‍👧‍👦 🇩🇪 é", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "\u{202e}evil\u{202c}", "\u{2067}isolate\u{2069}",
    "javascript:alert(1)", "../../../etc/passwd", "${jndi:ldap://x}", "\u{fffd}",
    "\u{1f4a9}\u{10ffff}",
    "\u{e000}\u{f8ff}", "line\u{2028}separator", "tab\tand\nline",
  ]

  private func item(title: String, text: String? = nil) -> FeedItem {
    var article = everything.article
    article.headline = title
    article.dek = text ?? title
    article.kickers = [title]
    article.categories = [title, "tag"]
    article.authors = [Author(name: title, email: "a@b.example", url: "https://a.example/\(title)")]
    article.dateline = title
    article.sources = [
      Source(number: 1, title: title, publisher: title, url: "https://s.example/?q=\(title)")
    ]
    var item = FeedItem(revision(1, article))
    item.revision.related = [link(2, title), link(3, title, isSameStory: true)]
    item.laterRelated = [link(4, title)]
    item.inReplyTo = link(3, title, isSameStory: true)
    return item
  }

  @Test("A title parsed back from each format is the title", arguments: titles)
  func roundTrip(_ title: String) throws {
    let feed = feed([item(title: title)])
    let read = try ReadFeed(feed)
    #expect(read.entries.first?.text("title", atom) == title)
    #expect(read.items.first?.text("title") == title)
    #expect(read.jsonItems.first?["title"]?.string == title)
    let page = try MarkupTree(xml: renderer().articlePage(feed.items[0]).identity)
    #expect(page.elements.first { $0.name == "h1" }?.text == title)
    let term = read.entries.first?.child("category", namespace: atom)?.attribute("term")
    #expect(term == title)
    #expect(read.jsonItems.first?["authors"]?.array?.first?["name"]?.string == title)
  }

  @Test("Every document of it passes the gate", arguments: titles)
  func gate(_ title: String) throws {
    var site = site
    site.title = title
    site.subtitle = title
    site.rights = title
    site.author = Author(name: title)
    let feed = feed([item(title: title)])
    let renderer = try renderer(site)
    let gate = Gate(site: site)
    for document in try renderer.feed(feed, maxBytes: 1 << 20) + renderer.assets() {
      try gate.check(document, of: feed, previousCount: nil)
    }
    let outlines = [FeedOutline(title: title, folder: "")]
    let pages = try [
      renderer.articlePage(feed.items[0]), renderer.index(feed, feeds: outlines),
      renderer.opml(outlines),
    ]
    for page in pages { try gate.check(page, of: nil, previousCount: nil) }
  }

  @Test("No control character gets out in any field; tab, line feed and the rest stay")
  func controls() throws {
    for value in Array(0..<0x20) + Array(0x7f..<0xa0) + [0xfffe, 0xffff] {
      let scalar = try #require(Unicode.Scalar(UInt32(value)))
      let title = "a\(Character(scalar))b"
      let isForbidden = value < 0x20 && ![9, 10, 13].contains(value) || value >= 0xfffe
      let read = try ReadFeed(feed([item(title: title)]))
      let expected = isForbidden ? "ab" : title
      #expect(read.entries.first?.text("title", atom) == expected)
      #expect(read.items.first?.text("title") == expected)
      #expect(read.jsonItems.first?["title"]?.string == expected)
      let page = try renderer().articlePage(item(title: title))
      #expect(try MarkupTree(xml: page.identity).root != nil)
      for document in read.documents + [page] where isForbidden {
        #expect(!document.text.unicodeScalars.contains(scalar))
      }
    }
  }

  @Test("Forbidden characters in the body are dropped, whatever stands around them")
  func bodies() throws {
    let text = "a\u{0}b\u{1}\u{8}\u{b}c\u{ffff}d\u{fffe}\u{1f}é\u{fffd}"
    let read = try ReadFeed(feed([FeedItem(revision(1, article("x", text: text)))]))
    #expect(read.entries.first?.text("content", atom) == "<p>abcdé\u{fffd}</p>")
    #expect(read.jsonItems.first?["content_html"]?.string == "<p>abcdé\u{fffd}</p>")
  }

  @Test("A text of random scalars comes back from all formats, less what is forbidden")
  func randomText() throws {
    var state: UInt64 = 42
    func random(_ bound: UInt32) -> UInt32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32(truncatingIfNeeded: state >> 33) % bound
    }
    for _ in 0..<60 {
      var title = "t"
      for _ in 0..<200 {
        let range = [UInt32(0x80), 0x300, 0x3000, 0x11_0000][Int(random(4))]
        if let scalar = Unicode.Scalar(random(range)), scalar.properties.isBidiControl == false {
          title.unicodeScalars.append(scalar)
        }
      }
      let allowed = title.unicodeScalars.filter {
        [9, 10, 13].contains($0.value)
          || ($0.value >= 32 && $0.value != 0xfffe && $0.value != 0xffff)
      }
      let expected = String(String.UnicodeScalarView(allowed))
      let read = try ReadFeed(feed([item(title: title)]))
      #expect(Array((read.entries.first?.text("title", atom) ?? "").utf8) == Array(expected.utf8))
      #expect(Array((read.items.first?.text("title") ?? "").utf8) == Array(expected.utf8))
      #expect(
        Array((read.jsonItems.first?["title"]?.string ?? "").utf8) == Array(expected.utf8))
    }
  }

  @Test("Addresses are absolute URIs in every format, encoded where they were not")
  func addresses() throws {
    let read = try ReadFeed(feed([item(title: "a b\"<c>|é")]))
    let via = read.entries.first?.children("link", namespace: atom).first {
      $0.attribute("rel") == "via"
    }
    let expected = "https://s.example/?q=a%20b%22%3Cc%3E%7C%C3%A9"
    #expect(via?.attribute("href") == expected)
    let source = read.jsonItems.first?["_wireroom"]?["sources"]?.array?.first
    #expect(source?["url"]?.string == expected)
  }

  @Test("What no format may carry is left out, and the article is published without it")
  func unpublishable() throws {
    var article = everything.article
    article.language = "en_GB"
    article.canonicalURL = "/relative"
    article.authors = [Author(name: " "), Author(name: "A", email: "no mail", url: "people/a")]
    article.categories = ["", "x"]
    article.sources = [
      Source(number: 1, title: "S", url: "javascript:alert(1)"),
      Source(number: 2, title: "T", url: "https:///nowhere"),
    ]
    article.image = Enclosure(url: "crane.jpg", type: "jpeg")
    let feed = feed([FeedItem(revision(1, article))])
    let read = try ReadFeed(feed)
    for document in read.documents {
      try Gate(site: site).check(document, of: feed, previousCount: nil)
    }
    #expect(read.entries.first?.children("author", namespace: atom).count == 1)
    #expect(read.jsonItems.first?["image"] == nil)
    let page = try renderer().articlePage(feed.items[0])
    try Gate(site: site).check(page, of: nil, previousCount: nil)
    for document in read.documents + [page] {
      #expect(!document.text.contains("javascript:"))
      #expect(!document.text.contains("crane.jpg"))
    }
  }

  @Test("Fifty thousand sources, each cited, are carried")
  func manySources() throws {
    var article = article("x")
    article.sources = (1...50_000).map {
      Source(number: $0 * 2, title: "S\($0)", url: "https://s.example/\($0)")
    }
    article.body.pieces = article.sources.map { .citation($0.number) } + [.citation(7)]
    let page = try renderer().articlePage(FeedItem(revision(1, article))).text
    #expect(page.contains("<a href=\"#source-100000\" title=\"S50000\">100000</a>"))
    #expect(page.contains("<sup>7</sup>"))
  }

  @Test("A title of a megabyte is carried")
  func long() throws {
    let title = String(repeating: "<&>\"é ", count: 150_000) + "end"
    let read = try ReadFeed(feed([FeedItem(revision(1, article(title)))]), maxBytes: 1 << 24)
    #expect(read.entries.first?.text("title", atom) == title)
    #expect(read.items.first?.text("title") == title)
    #expect(read.jsonItems.first?["title"]?.string == title)
  }
}
