import FeedModel
import Testing

@testable import Assemble

@Suite("Archive pages and withdrawals")
struct HistoryTests {
  private let assembler = Assembler(site: site)

  @Test("A page holds exactly what it is given, newest first, and no link found later")
  func page() {
    let revisions = (1...3).map { revision($0, published: Int64($0 * 100)) }
    let feed = assembler.page(4, of: FeedDefinition(name: "tides", limit: 1), revisions: revisions)
    #expect(feed.items.map(\.revision.id) == [id(3), id(2), id(1)])
    #expect(feed.archivePage == 4)
    #expect(feed.archivePath(4) == "feeds/tides/archive/4.atom")
    #expect(
      feed.id
        == assembler.feed(
          FeedDefinition(name: "tides"), revisions: [], links: [:], tombstones: []
        ).id)
    #expect(Feed.archiveFolder("") == "feeds/main/archive/")
  }

  @Test("A correction of an old article stands where its change belongs")
  func correction() {
    let old = revision(1, published: 100, updated: 500)
    let others = [revision(2, published: 300), revision(3, published: 600)]
    let feed = assembler.feed(
      FeedDefinition(), revisions: [old] + others, links: [:], tombstones: [],
      corrections: [id(1)])
    #expect(feed.items.map(\.revision.id) == [id(3), id(1), id(2)])
  }

  @Test("A notice stands under the withdrawn article's id, without a word of its text")
  func notice() throws {
    var gone = revision(1, published: 100, headline: "Crane sold")
    gone.article.body = Body(pieces: [.markup("<p>Secret</p>")], text: "Secret")
    gone.article.dek = "Secret"
    gone.related = [link(9)]
    gone.withdrawn = Instant(seconds: 900)
    let feed = assembler.feed(
      FeedDefinition(), revisions: [revision(2, published: 300)], links: [:], tombstones: [],
      withdrawn: [gone])
    let item = try #require(feed.items.first?.revision)
    #expect(item.id == id(1))
    #expect(item.article.headline == "Withdrawn: Crane sold")
    #expect(item.updated.instant == Instant(seconds: 900))
    #expect(item.published == gone.published)
    #expect(!"\(item.article)".contains("Secret"))
    #expect(item.related.isEmpty)
    #expect(SiteLayout.page(of: item) == "withdrawn/\(gone.slug).html")
    #expect(feed.updated.instant == Instant(seconds: 900))
  }

  @Test("A feed's own language, icon and subtitle win over the site's")
  func description() {
    var definition = FeedDefinition(name: "a", title: "A")
    definition.language = "de"
    definition.icon = "a.png"
    definition.subtitle = "Sub"
    let feed = assembler.feed(definition, revisions: [], links: [:], tombstones: [])
    #expect(feed.language == "de")
    #expect(feed.icon == "a.png")
    #expect(feed.subtitle == "Sub")
  }
}
