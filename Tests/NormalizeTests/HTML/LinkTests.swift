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
}
