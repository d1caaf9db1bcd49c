import FeedModel
import Testing

@testable import Normalize

@Suite("Pages as text")
struct PageReaderTests {
  private let seed = """
    Updated 3 hours ago
    Glass Bees Map The Valley Faster Than Any Satellite, Beekeepers Say

    Quiet Machines

    Glass Bees Map The Valley Faster Than Any Satellite, Beekeepers Say

    A cooperative of beekeepers in the Orla valley has spent the summer letting tiny transparent drones fly with their \
    swarms, and the maps they drew are better than those the ministry paid for.

    How the swarm draws a map

    Each drone follows a single bee for an hour and notes where it lands, Orla Weekly reported, citing.2 The notes are \
    put together at night on a computer in the back room of the cooperative's shop.

    The ministry's satellite, in contrast, passes over the valley once in nine days and sees little on cloudy ones, \
    the cooperative wrote in a:3

    What the ministry says

    Officials called the maps "charming and unusually exact", and asked for a copy. The cooperative has not decided \
    whether to sell them, lend them or hang them in the shop window, its chairwoman said.

    Sources

      1. 1.Orla Weekly(orlaweekly.example)
      2. 2.The Comb(thecomb.example)
      3. 3.Valley Ministry(ministry.example)

    Share this article

    PostShare

    More on This Story

    Related News
    """

  @Test("A story page gives one headline, its kicker, its dek and its update time")
  func storyPage() throws {
    let article = try PageTexts.article(seed)
    #expect(
      article.headline == "Glass Bees Map The Valley Faster Than Any Satellite, Beekeepers Say")
    #expect(article.kickers == ["Quiet Machines"])
    #expect(article.categories == ["Quiet Machines"])
    #expect(article.dek?.hasPrefix("A cooperative of beekeepers") == true)
    let updated = try #require(article.updated)
    #expect(updated.point == PageTexts.captured - 3 * 3600)
    #expect(updated.precision == .hour)
  }

  @Test("Section headings become h2, debris and the list of sources stay out of the body")
  func storyBody() throws {
    let article = try PageTexts.article(seed)
    let markup = PageTexts.markup(article.body)
    #expect(markup.contains("<h2>How the swarm draws a map</h2>"))
    #expect(markup.contains("<h2>What the ministry says</h2>"))
    for debris in [
      "Share this article", "PostShare", "More on This Story", "Related News", "hours ago",
      "Sources",
      "orlaweekly", "Glass Bees", "Quiet Machines",
    ] {
      #expect(!markup.contains(debris), "\(debris)")
      #expect(!article.body.text.contains(debris), "\(debris)")
    }
  }

  @Test("Sources have titles and addresses, and glued marks become citations")
  func storySources() throws {
    let article = try PageTexts.article(seed)
    #expect(article.sources.map(\.title) == ["Orla Weekly", "The Comb", "Valley Ministry"])
    #expect(
      article.sources.map(\.url) == [
        "https://orlaweekly.example/", "https://thecomb.example/", "https://ministry.example/",
      ])
    #expect(article.citations == [2, 3])
    #expect(article.body.pieces.contains(.citation(2)))
    #expect(article.body.pieces.contains(.citation(3)))
    #expect(article.body.text.contains("citing. The notes"))
  }

  @Test("Every line has one role, in order, without gaps")
  func lineRoles() throws {
    let reading = try PageTexts.read(seed)
    var next = 1
    for line in reading.lines {
      #expect(line.from == next)
      #expect(line.to >= line.from)
      #expect(!line.reason.isEmpty)
      next = line.to + 1
    }
    #expect(next == seed.utf8.count { $0 == 10 } + 2)
    #expect(reading.lines.filter { $0.role == .source }.count == 4)
    #expect(reading.lines.filter { $0.role == .headline }.count == 2)
  }

  @Test("Titles under a trailing list are data, not body")
  func trailingTitles() throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n\n" + PageTexts.harbour + "\n\n"
        + """
        Related News

        Ferry company buys two hybrid boats from a bankrupt rival
        Cannery hall in Lindmouth to become a market after all
        """)
    #expect(
      article.links.map(\.title) == [
        "Ferry company buys two hybrid boats from a bankrupt rival",
        "Cannery hall in Lindmouth to become a market after all",
      ])
    #expect(!article.body.text.contains("hybrid boats"))
    #expect(article.body.text.hasSuffix("within eighteen months."))
  }

  @Test("Menus above and a footer below are left out")
  func menus() throws {
    let article = try PageTexts.article(
      """
      Skip to content
      Home
      News
      Sport
      Contact
      Log in

      Board votes to widen the northern quay at Lindmouth

      By Ada Quill
      3 May 2026

      \(PageTexts.harbour)

      \(PageTexts.quay)

      Subscribe to our newsletter
      Enter your email address
      Privacy policy
      © 2026 Lindmouth Courier. All rights reserved.
      """)
    #expect(article.headline == "Board votes to widen the northern quay at Lindmouth")
    #expect(article.authors.map(\.name) == ["Ada Quill"])
    #expect(article.published?.timestamp.rfc3339.hasPrefix("2026-05-03") == true)
    #expect(article.body.text.hasPrefix("The harbour board of Lindmouth"))
    #expect(article.body.text.hasSuffix("handful of delays."))
  }
}
