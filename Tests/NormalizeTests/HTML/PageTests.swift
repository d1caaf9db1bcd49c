import FeedModel
import Normalize
import Testing

@Suite("Saved pages") struct PageTests {
  /// An invented page with the usual debris round an article.
  static func page(head: String = "", before: String = "", after: String = "") -> String {
    """
    <!DOCTYPE html><html lang="en_GB"><head><title>Lighthouse keeper retires after forty years | Bay Herald</title>
    <meta property="og:site_name" content="Bay Herald"><link rel="canonical" href="/stories/keeper">
    <base href="https://bay.example.org/">\(head)</head><body>
    <nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/sea">Sea</a></li></ul></nav>
    <main><article class="story"><header><h1>Lighthouse keeper retires after forty years</h1>
    <p class="dek">She lit the lamp by hand on her last evening.</p>
    <div class="byline">By Ada Quill and Ben Nib</div>\(before)
    <div class="share"><a href="https://social.example.com/s">Share</a> <a href="https://social.example.com/t">Tweet</a></div></header>
    <div class="article-body">
    <p>The keeper of the northern light has handed in her keys after forty years on the rock, the harbour board said in a statement on Monday.</p>
    <p>She arrived as a young assistant, when the lamp still burned oil, and stayed through three rebuildings of the tower and two great storms.</p>
    <h2>A quiet farewell</h2>
    <p>Fishermen saluted her with their horns as the boat brought her to the quay, and the choir of the village sang. "I shall miss the gulls," she said.</p>
    <p>Her successor is a machine, which the board tested over the winter; it will send a message when the bulb fails, and nobody will live there.</p>
    </div></article>
    <aside class="related-stories"><h3>Related stories</h3><ul>
    <li><a href="/stories/fog">Fog closes the harbour for a second day</a></li>
    <li><a href="/stories/ferry">Ferry company orders two electric boats</a></li></ul></aside></main>\(after)
    <footer class="footer"><p>© Bay Herald. All rights reserved. <a href="/terms">Terms</a></p></footer></body></html>
    """
  }

  @Test("The article is found among menus, buttons and lists")
  func finds() throws {
    let article = try HTMLFixture.article(Self.page())
    #expect(article.headline == "Lighthouse keeper retires after forty years")
    #expect(article.body.text.hasPrefix("The keeper of the northern light"))
    #expect(article.body.text.hasSuffix("nobody will live there."))
    #expect(article.body.text.contains("\n\nA quiet farewell\n\n"))
    for debris in ["Share", "Home", "rights reserved", "Ferry company"] {
      #expect(!article.body.text.contains(debris))
    }
    #expect(article.authors.map(\.name) == ["Ada Quill", "Ben Nib"])
    #expect(article.canonicalURL == "https://bay.example.org/stories/keeper")
    #expect(article.language == "en-GB")
    #expect(
      article.links.map(\.title) == [
        "Fog closes the harbour for a second day", "Ferry company orders two electric boats",
      ])
    #expect(article.links.first?.url == "https://bay.example.org/stories/fog")
  }

  @Test(
    "A short page keeps its last sentence",
    arguments: [
      "The board asks witnesses to come forward.", "Nobody was hurt.", "It leaks.",
      "The inquiry goes on.",
    ], [("", ""), ("<article>", "</article>")])
  func short(_ sentence: String, _ frame: (String, String)) throws {
    let article = try HTMLFixture.article(
      """
      <!DOCTYPE html><html><head><title>Old hull raised</title></head><body>\(frame.0)<h1>Old hull raised</h1>
      <p>Workers raised an old hull from the mud of the harbour on Monday, three metres below the quay.</p>
      <p>\(sentence)</p>\(frame.1)</body></html>
      """)
    #expect(article.body.text.hasSuffix(sentence))
  }

  @Test("Every block has a role, a reason and the beginning of its words")
  func roles() throws {
    let lines = try HTMLFixture.reading(Self.page()).lines
    #expect(lines.contains { $0.role == .headline })
    #expect(lines.contains { $0.role == .navigation })
    #expect(lines.filter { $0.role == .paragraph }.count == 4)
    #expect(lines.allSatisfy { !$0.reason.isEmpty && $0.from >= 1 && $0.text?.isEmpty == false })
  }

  @Test("The time stated for machines makes the shown day exact, in an offset that keeps the day")
  func exactDay() throws {
    let article = try HTMLFixture.article(
      Self.page(
        head: "<meta property='article:published_time' content='2026-03-03T02:15:00Z'>",
        before: "<div class='meta'>March 2, 2026</div>"))
    let published = try #require(article.published)
    #expect(published.point == Instant(rfc3339: "2026-03-03T02:15:00Z"))
    #expect(published.timestamp.rfc3339.hasPrefix("2026-03-02T"))
  }

  @Test("JSON-LD states dates and authors where the page shows none")
  func linkedData() throws {
    let json = """
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
      {"@type":["NewsArticle"],"headline":"Lighthouse keeper retires after forty years","datePublished":"2026-03-02T10:00:00+01:00",
      "dateModified":"2026-03-02T12:30:00+01:00","author":[{"@type":"Person","name":"Cleo Ink"}],"articleSection":"Sea",}]}</script>
      """
    let article = try HTMLFixture.article(Self.page(head: json))
    #expect(article.published?.timestamp.rfc3339 == "2026-03-02T10:00:00+01:00")
    #expect(article.updated?.timestamp.rfc3339 == "2026-03-02T12:30:00+01:00")
    #expect(article.authors.map(\.name) == ["Cleo Ink"])
    #expect(article.categories.contains("Sea"))
  }

  @Test("The headline comes from the title where no heading shows it, without the site's name")
  func fromTitle() throws {
    let page = Self.page().replacing(
      "<h1>Lighthouse keeper retires after forty years</h1>", with: "")
    #expect(try HTMLFixture.article(page).headline == "Lighthouse keeper retires after forty years")
  }

  @Test("A page of menus alone is a problem")
  func menus() {
    let page = """
      <html><head><title>Bay Herald</title></head><body><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li>
      </ul></nav><footer><a href="/c">Contact</a></footer></body></html>
      """
    let error = #expect(throws: NormalizeError.self) { _ = try HTMLFixture.article(page) }
    #expect(error?.reason == .noArticle)
  }

  @Test("A button that is never closed does not take the article with it")
  func openButton() throws {
    let page = Self.page().replacing("<nav", with: "<div><button><div></button></div><nav")
    #expect(try HTMLFixture.article(page).body.text.contains("northern light"))
  }

  @Test("Byte flips never crash the reading")
  func flips() {
    let bytes = Array(Self.page().utf8)
    var state: UInt64 = 7
    for _ in 0..<200 {
      var broken = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        broken[Int(state >> 33) % broken.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      do {
        let reading = try HTMLFixture.reading(String(decoding: broken, as: UTF8.self))
        #expect(HTMLFixture.fault(in: reading.article.body.shown) == nil)
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}

@Suite("JSON of pages") struct PageJSONTests {
  @Test("Deep and endless JSON in a page is passed over")
  func hostile() throws {
    let deep = String(repeating: "[", count: 100_000)
    let json = "<script type=\"application/ld+json\">\(deep)</script>"
    #expect(try HTMLFixture.article(PageTests.page(head: json)).authors.count == 2)
  }
}
