import FeedModel
import Glibc
import LibXML2
import Testing

@testable import Render

/// What each golden shows, by the name of its files in `Goldens`.
enum Golden: String, CaseIterable {
  /// An article with everything that an article can have, and links found after it was published.
  case everything
  /// Articles with next to nothing: a headline alone, a body without dek, times of a day's and a year's precision.
  case bare
  /// Text that is hard to carry: markup in titles, right to left, line breaks, addresses to be encoded.
  case awkward
  /// A feed of summaries, with tombstones.
  case summaries
  /// A feed without items.
  case empty

  var feed: Feed {
    switch self {
    case .everything:
      return RenderTests.feed([
        FeedItem(
          RenderTests.everything,
          laterRelated: [
            link(22, "The crane moves", isSameStory: true), link(23, "Dredging begins"),
          ],
          inReplyTo: link(20, "A crane stands idle", isSameStory: true))
      ])
    case .bare:
      var day = revision(2, article("Fog, all day", text: "There was fog. All day."), hours: 2)
      day.publishedPrecision = .day
      day.updatedPrecision = .day
      var year = revision(
        3, Article(format: .text, charset: "utf-8", headline: "An old notice", body: Body()))
      year.publishedPrecision = .year
      year.updatedPrecision = .year
      return RenderTests.feed([FeedItem(day), FeedItem(year)])
    case .awkward:
      var arabic = article("سفينة \u{2067}«نور» وصلت", text: "وصلت السفينة صباحًا.")
      arabic.language = "ar"
      var markup = article("<3 AT&T ]]> \"quoted\" &amp; 'single'", text: "x ]]&gt; y\r\nz")
      markup.dek = "A dek with <b>tags</b> & a\ttab"
      markup.categories = ["R&D", "a \"b\" <c>"]
      markup.sources = [Source(number: 1, title: "A <b>", url: "https://s.example/ü?q=a b\"c")]
      return RenderTests.feed([
        FeedItem(revision(4, arabic, hours: 1)), FeedItem(revision(5, markup)),
      ])
    case .summaries:
      var feed = RenderTests.feed([FeedItem(RenderTests.everything)], content: .summary)
      feed.tombstones = [
        Tombstone(id: id(30), slug: "article-30", when: time(3)),
        Tombstone(id: id(31), slug: "article-31", when: time(2)),
      ]
      return feed
    case .empty: return RenderTests.feed([])
    }
  }
}

/// To record anew: `WIREROOM_RECORD=1 swift test --filter Goldens`, then read what changed.
@Suite("Goldens")
struct GoldenTests {
  private static let isRecording = getenv("WIREROOM_RECORD") != nil

  private func compare(_ document: FeedDocument, _ name: String) throws {
    if Self.isRecording { try write(document.identity, to: "Goldens/\(name)") }
    let expected = try #require(neighbour("Goldens/\(name)"), "\(name) is missing: record it")
    #expect(document.text == String(decoding: expected, as: UTF8.self), "\(name) differs")
  }

  @Test("A feed is written as recorded, in three formats", arguments: Golden.allCases)
  func feeds(_ golden: Golden) throws {
    for document in try renderer().feed(golden.feed, maxBytes: 1 << 20) {
      try compare(document, golden.rawValue + String(document.path.drop { $0 != "." }))
    }
  }

  @Test("A page is written as recorded", arguments: [Golden.everything, .bare, .awkward])
  func pages(_ golden: Golden) throws {
    let item = try #require(golden.feed.items.first)
    try compare(renderer().articlePage(item), "\(golden.rawValue).article.html")
    try compare(renderer().index(golden.feed, feeds: []), "\(golden.rawValue).index.html")
  }

  @Test("A story's page and the list of feeds are written as recorded")
  func others() throws {
    var story = Golden.everything.feed
    story.folder = "threads/\(id(20).uuid)/"
    story.page = story.folder
    story.title = "A crane stands idle"
    try compare(renderer().storyPage(story), "story.html")
    try compare(
      renderer().opml([
        FeedOutline(title: site.title, folder: "", page: ""),
        FeedOutline(title: "Cranes & Co", folder: "feeds/cranes/"),
      ]), "feeds.opml")
  }

  @Test("Every golden passes the gate", arguments: Golden.allCases)
  func gate(_ golden: Golden) throws {
    let gate = Gate(site: site)
    for document in try renderer().feed(golden.feed, maxBytes: 1 << 20) {
      try gate.check(document, of: golden.feed, previousCount: nil)
      let inspection = Inspection(
        document.identity, as: try #require(DocumentKind(path: document.path)), strictness: .own)
      #expect(inspection.findings == [])
    }
    for item in golden.feed.items {
      try gate.check(renderer().articlePage(item), of: nil, previousCount: nil)
    }
  }

  @Test("Every Atom golden is valid by the RelaxNG grammar of Atom", arguments: Golden.allCases)
  func grammar(_ golden: Golden) throws {
    let schema = try RelaxNGSchema(try #require(neighbour("Schemas/atom-own.rng")))
    let document = try #require(try renderer().feed(golden.feed, maxBytes: 1 << 20).first)
    #expect(try schema.errors(in: document.identity) == [])
  }
}
