import FeedModel
import Normalize
import Testing

@Suite("What pages state") struct PageStatementTests {
  @Test(
    "Site names come off titles, on either side, and headlines with dashes stay whole",
    arguments: [
      ("Ferry sinks - Bay Herald", "Bay Herald", "Ferry sinks"),
      ("Bay Herald | Ferry sinks", "Bay Herald", "Ferry sinks"),
      ("Ferry sinks - crew safe | Bay Herald", "Bay Herald", "Ferry sinks - crew safe"),
      ("A long story about the ferry » Bay", "", "A long story about the ferry"),
      ("Ferry sinks", "Bay Herald", "Ferry sinks"),
    ])
  func titles(_ title: String, _ site: String, _ expected: String) throws {
    let name = site.isEmpty ? "" : "<meta property='og:site_name' content='\(site)'>"
    let page = PageTests.page(head: name)
      .replacing("<meta property=\"og:site_name\" content=\"Bay Herald\">", with: "")
      .replacing("Lighthouse keeper retires after forty years | Bay Herald", with: title)
      .replacing("<h1>Lighthouse keeper retires after forty years</h1>", with: "")
    #expect(try HTMLFixture.article(page).headline == expected)
  }

  @Test("An author named by reference in JSON-LD is looked up in its graph")
  func reference() throws {
    let json = """
      <script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#p"}},
      {"@type":"Person","@id":"#p","name":"Dora Slate"}]}</script>
      """
    #expect(
      try HTMLFixture.article(PageTests.page(head: json)).authors.map(\.name) == ["Dora Slate"])
  }

  @Test("A picture that stands for the article is absolute, with the page's base")
  func image() throws {
    let page = PageTests.page(head: "<meta property='og:image' content='/img/keeper.jpg'>")
    #expect(try HTMLFixture.article(page).image?.url == "https://bay.example.org/img/keeper.jpg")
  }

  @Test("A page that shows only an update says so, and no publication")
  func updateOnly() throws {
    let page = PageTests.page(
      head: "<meta property='article:published_time' content='2019-01-01T00:00:00Z'>",
      before: "<div class='meta'>Updated March 2, 2026</div>")
    let article = try HTMLFixture.article(page)
    #expect(article.published == nil)
    #expect(article.updated?.timestamp.rfc3339.hasPrefix("2026-03-02") == true)
  }

  private static let other = """
    {"@type":"NewsArticle","headline":"Nine sheds for small gardens","url":"https://bay.example.org/sheds",
    "author":{"name":"Shed Bot"},"datePublished":"2026-03-02"}
    """
  private static func linked(_ json: String) -> String {
    "<script type='application/ld+json'>\(json)</script>"
      + "<meta property='article:published_time' content='2026-03-02T10:00:00Z'>"
  }

  @Test("JSON-LD of another article says nothing of this one")
  func otherArticle() throws {
    let article = try HTMLFixture.article(PageTests.page(head: Self.linked(Self.other)))
    #expect(!article.authors.map(\.name).contains("Shed Bot"))
    #expect(article.headline == "Lighthouse keeper retires after forty years")
    #expect(article.published?.timestamp.rfc3339 == "2026-03-02T10:00:00Z")
  }

  @Test("A headline that never ends is compared by its start")
  func endless() throws {
    let title =
      "Lighthouse keeper retires after forty years" + String(repeating: "a", count: 500_000)
    let json = Self.other.replacing("Nine sheds for small gardens", with: title)
    let article = try HTMLFixture.article(
      PageTests.page(head: "<script type='application/ld+json'>\(json)</script>"))
    #expect(article.authors.map(\.name) == ["Shed Bot"])
  }

  @Test(
    "JSON-LD with the page's headline or address counts, and its day leaves the time of the day",
    arguments: [
      ("Nine sheds for small gardens", "Lighthouse keeper retires after forty years"),
      ("https://bay.example.org/sheds", "https://www.bay.example.org/stories/keeper?from=feed"),
    ])
  func ownArticle(_ text: String, _ own: String) throws {
    let json = Self.other.replacing(text, with: own)
    let article = try HTMLFixture.article(PageTests.page(head: Self.linked(json)))
    #expect(article.authors.map(\.name) == ["Shed Bot"])
    #expect(article.published?.timestamp.rfc3339 == "2026-03-02T10:00:00Z")
  }
}

@Suite("Addresses in Markdown") struct MarkdownAddressTests {
  private static let text = """
    # Quay widened

    See the [map](/maps/quay) and the [plan](plan.html?utm_source=mail&page=2#b). ![The quay](img/quay.png)
    """

  @Test("Relative ones start from the canonical URL of the front matter")
  func canonical() throws {
    let article = try HTMLFixture.article(
      "---\ncanonical_url: https://news.example/harbour/story.html\n---\n" + Self.text, "a.md")
    let markup = article.body.shown
    #expect(markup.contains("href=\"https://news.example/maps/quay\""))
    #expect(markup.contains("href=\"https://news.example/harbour/plan.html?page=2#b\""))
    #expect(markup.contains("src=\"https://news.example/harbour/img/quay.png\""))
    #expect(article.warnings.isEmpty)
  }

  @Test("Without one the words stay, and a warning says what was left out")
  func without() throws {
    let article = try HTMLFixture.article(Self.text, "a.md")
    #expect(article.body.text == "See the map and the plan.")
    #expect(!article.body.shown.contains("href"))
    #expect(
      article.warnings == [
        "3 relative addresses are left out, for nothing says where the text stood; state its canonical URL."
      ])
  }
}
