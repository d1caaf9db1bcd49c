import FeedModel
import LibXML2
import Testing

@testable import Render

@Suite("Pages")
struct PageTests {
  private func page(_ item: FeedItem) throws -> MarkupTree {
    try MarkupTree(xml: renderer().articlePage(item).identity)
  }

  @Test("An article's page says what the article says")
  func article() throws {
    let document = try renderer().articlePage(FeedItem(everything))
    #expect(document.path == "stories/article-1/index.html")
    #expect(document.mediaType == "text/html; charset=utf-8")
    let tree = try MarkupTree(xml: document.identity)
    #expect(tree.root?.attribute("lang") == "en-GB")
    #expect(tree.root?.attribute("dir") == "ltr")
    #expect(tree.elements.filter { $0.name == "h1" }.map(\.text) == [everything.article.headline])
    for text in [
      "Ports & Docks", "The port’s register names", "Ines Okafor", "PORT ELGAR",
      "Berth nine: disputed",
    ] {
      #expect(tree.root?.text.contains(text) == true)
    }
  }

  @Test("Its canonical link leads to the original, else to itself")
  func canonical() throws {
    func canonical(_ item: FeedItem) throws -> String? {
      try page(item).elements.first { $0.attribute("rel") == "canonical" }?.attribute("href")
    }
    #expect(try canonical(FeedItem(everything)) == "https://wire.example/cranes/9")
    let own = FeedItem(revision(4, RenderTests.article("x")))
    #expect(try canonical(own) == "https://ledger.example/stories/article-4/")
  }

  @Test("Citations lead to numbered sources on the same page")
  func citations() throws {
    let tree = try page(FeedItem(everything))
    let marks = tree.elements.filter { $0.name == "sup" }.compactMap { $0.children.first }
    #expect(marks.map { $0.attribute("href") } == ["#source-1", "#source-3", "#source-2"])
    let items = tree.elements.filter { $0.attribute("id")?.hasPrefix("source-") == true }
    #expect(items.map { $0.attribute("value") } == ["1", "2", "3"])
  }

  @Test("It needs no script and no inline style")
  func strict() throws {
    for golden in Golden.allCases {
      for item in golden.feed.items {
        for element in try page(item).elements {
          #expect(!["script", "style", "iframe", "form"].contains(element.name))
          #expect(!element.attributes.contains { $0.name == "style" || $0.name.hasPrefix("on") })
        }
      }
    }
  }

  @Test(
    "A time is said no finer than it is known",
    arguments: [
      (Precision.second, "1 June 2026, 10:00 UTC", "2026-06-01T10:00:00Z"),
      (.minute, "1 June 2026, 10:00 UTC", "2026-06-01T10:00:00Z"),
      (.hour, "1 June 2026, about 10:00 UTC", "2026-06-01T10:00:00Z"),
      (.day, "1 June 2026", "2026-06-01"), (.month, "June 2026", "2026-06"),
      (.year, "2026", "2026"),
    ])
  func times(_ precision: Precision, _ text: String, _ machine: String) {
    let said = PageTime(timestamp: Timestamp(time()), precision: precision)
    #expect(said.text == text)
    #expect(said.machine == machine)
  }

  @Test(
    "A zone is named by its distance from UTC",
    arguments: [(120, "12:00 UTC+2"), (-210, "06:30 UTC−3:30"), (0, "10:00 UTC")])
  func zones(_ minutes: Int, _ text: String) {
    let said = PageTime(
      timestamp: Timestamp(time(), offsetMinutes: minutes), precision: .minute)
    #expect(said.text == "1 June 2026, " + text)
  }

  @Test(
    "The direction follows the language",
    arguments: [
      ("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"),
      ("FA", "rtl"),
    ])
  func directions(_ language: String, _ expected: String) {
    #expect(direction(of: language) == expected)
    #expect(direction(of: nil) == "auto")
  }

  @Test("The opener is shown, unless the body shows it")
  func opener() throws {
    var shown = everything
    #expect(try page(FeedItem(shown)).elements.contains { $0.name == "img" })
    shown.article.body.pieces.append(
      .markup("<p><img src=\"https://img.example/crane.jpg\" alt=\"\"/></p>"))
    #expect(try page(FeedItem(shown)).elements.filter { $0.name == "img" }.count == 1)
  }

  @Test("A story of one article is not linked; one of several is")
  func story() throws {
    var alone = everything
    alone.related = []
    let path = "threads/\(id(20).uuid)/"
    #expect(try !renderer().articlePage(FeedItem(alone)).text.contains(path))
    let followed = FeedItem(alone, laterRelated: [link(9, "Next", isSameStory: true)])
    #expect(try renderer().articlePage(followed).text.contains(path))
  }

  @Test("The index and a story's page list their items in order, and name their feeds")
  func lists() throws {
    var story = Golden.bare.feed
    story.folder = "threads/\(id(20).uuid)/"
    story.page = story.folder
    let page = try renderer().storyPage(story)
    #expect(page.path == "threads/\(id(20).uuid)/index.html")
    #expect(page.text.contains("href=\"../../stories/article-2/\""))
    #expect(page.text.contains("href=\"../../\(story.folder)feed.atom\""))
    let index = try renderer().index(
      Golden.bare.feed, feeds: [FeedOutline(title: "Cranes", folder: "feeds/cranes/")])
    let tree = try MarkupTree(xml: index.identity)
    #expect(
      tree.elements.filter { $0.name == "h2" }.map(\.text).prefix(2) == [
        "Fog, all day", "An old notice",
      ])
    #expect(index.text.contains("href=\"feeds/cranes/feed.atom\""))
    let empty = try renderer().index(feed([]), feeds: [])
    #expect(empty.text.contains("Nothing has been published here yet."))
  }

  @Test("The assets are the stylesheet that pages name, and the page that the extension names")
  func assets() throws {
    let assets = try renderer().assets()
    #expect(assets.map(\.path) == ["assets/style.css", "assets/json-feed-extension.html"])
    #expect(assets.allSatisfy { !$0.text.contains("http") })
    for asset in assets { try Gate(site: site).check(asset, of: nil, previousCount: nil) }
    #expect(
      try renderer().articlePage(FeedItem(everything)).text.contains("../../assets/style.css"))
  }
}
