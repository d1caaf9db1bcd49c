import FeedModel
import Testing

@testable import Normalize

@Suite("Dates beside the headline that bear no label") struct BesideHeadlineTests {
  static let title = "Board votes to widen the northern quay at Lindmouth"

  /// The moment that a line told at `PageTexts.captured`, so many seconds before it.
  static func before(_ seconds: Int64) -> Instant { PageTexts.captured - seconds }

  static let spans: [(String, Int64)] = [
    ("14 hours ago", 14 * 3600), ("2h ago", 2 * 3600), ("3 days ago", 3 * 86_400),
    ("5 hours ago · 4 min read", 5 * 3600), ("Il y a 3 heures", 3 * 3600),
    ("vor 3 Stunden", 3 * 3600), ("half an hour ago", 1800),
  ]

  @Test("A time told from now is an interval that ends there, below the headline", arguments: spans)
  func below(_ line: String, _ seconds: Int64) throws {
    let reading = try PageTexts.read("\(Self.title)\n\(line)\n\n\(PageTexts.harbour)\n")
    let published = try #require(reading.article.published)
    #expect(published.latest == Self.before(seconds))
    #expect(published.earliest < published.latest)
    #expect(reading.lines[1].role == .date)
    #expect(!reading.article.body.text.contains(line))
  }

  @Test("The same below the byline, and above the headline", arguments: spans)
  func around(_ line: String, _ seconds: Int64) throws {
    for text in [
      "\(Self.title)\n\nBy Ada Quill\n\(line)\n\n\(PageTexts.harbour)\n",
      "Home\nNews\n\n\(line)\n\n\(Self.title)\n\nBy Ada Quill\n\n\(PageTexts.harbour)\n",
    ] {
      let article = try PageTexts.article(text)
      #expect(article.published?.latest == Self.before(seconds))
      #expect(article.authors.map(\.name) == ["Ada Quill"])
    }
  }

  @Test(
    "A day without its year is the latest such day",
    arguments: [
      ("Mar 5 · 6 min read", "2026-03-05T00:00:00Z"), ("Tue 3 Mar", "2026-03-03T00:00:00Z"),
      ("3. Mai", "2026-05-03T00:00:00Z"),
      ("yesterday at 3pm", "2026-05-27T15:00:00Z"),
    ])
  func day(_ line: String, _ expected: String) throws {
    let article = try PageTexts.article("\(Self.title)\n\(line)\n\n\(PageTexts.harbour)\n")
    #expect(article.published?.timestamp.rfc3339 == expected)
  }

  @Test(
    "Under the title of another story it is that story's",
    arguments: [
      "\(title)\n\nBy Ada Quill\n\n\(PageTexts.harbour)\n\nRelated\n\nFerry firm buys two hybrid boats\n3 hours ago\n",
      "\(title)\n\nFerry firm buys two hybrid boats\n3 hours ago\nCannery hall to become a market\n5 hours ago\n\n\(PageTexts.harbour)\n",
      "Ferry firm buys two new hybrid boats\n3 hours ago\n\n\(title)\n\nBy Ada Quill\n\n\(PageTexts.harbour)\n",
      "\(title)\n\nBy Ada Quill\n\n\(PageTexts.harbour)\n\nComments\n\nHerring\n2 hours ago\nStones cost money.\n",
    ])
  func others(_ text: String) throws {
    let article = try PageTexts.article(text)
    #expect(article.headline == Self.title)
    #expect(article.published == nil)
  }

  @Test("An update below it is read too, however far the headline")
  func updateBelow() throws {
    let article = try PageTexts.article(
      "\(Self.title)\nThe ferry company has waited four years for a berth of its own\nAda Quill\n"
        + "14 hours ago\nUpdated 3 hours ago\n\n\(PageTexts.harbour)\n")
    #expect(article.published?.latest == Self.before(14 * 3600))
    #expect(article.updated?.latest == Self.before(3 * 3600))
  }

  @Test(
    "A length, and a day of last year that would have its year, tell nothing",
    arguments: ["4 min", "4 min read", "Aug 15", "1. Set Goals"])
  func nothing(_ line: String) throws {
    let article = try PageTexts.article("\(Self.title)\n\(line)\n\n\(PageTexts.harbour)\n")
    #expect(article.published == nil)
  }

  @Test("Buttons between the headline's time and a name don't matter, and a post names nobody")
  func post() throws {
    let reading = try PageTexts.read(
      "\(Self.title)\n3 hours ago\nShare\nSave\nKit Sandars\nEast of England reporter\n\n\(PageTexts.harbour)\n"
    )
    #expect(reading.article.authors.map(\.name) == ["Kit Sandars"])
    #expect(reading.article.published?.latest == Self.before(3 * 3600))
    #expect(reading.lines[4].role == .byline)
    #expect(reading.lines[5].role == .byline)
  }

  @Test(
    "Opening hours date no article, and stay in its text",
    arguments: [
      "Opening hours\nMon–Fri 9:00–17:00\nSat 10:00–14:00\nSun closed",
      "Mon–Fri 9:00–17:00", "Saturday 10:00–14:00", "Monday to Friday 9am to 5pm",
    ])
  func openingHours(_ hours: String) throws {
    let below = try PageTexts.article("\(Self.title)\n\(hours)\n\n\(PageTexts.harbour)\n")
    #expect(below.published == nil && below.headline == Self.title)
    let between = try PageTexts.article(
      "\(Self.title)\n\n\(PageTexts.harbour)\n\n\(hours)\n\n\(PageTexts.harbour)\n")
    #expect(between.published == nil && between.headline == Self.title)
    #expect(between.body.text.contains(hours.suffix(6)))
  }
}

@Suite("Lines that state both dates") struct BothDatesTests {
  static let french = """
    Le conseil du port de Lindmouth a voté mardi pour élargir le quai nord, mettant fin à un différend qui avait fait \
    attendre la compagnie de ferries de la ville pendant près de quatre ans.

    Selon le plan, qui doit encore être approuvé par le comté, deux postes seront construits à côté de l'ancienne \
    douane, et le marché aux poissons sera installé dans une halle vide.
    """

  @Test(
    "Both are read, and neither stays in the text",
    arguments: [
      "Publié le 3 mars 2026 à 18h45 - Mis à jour le 4 mars 2026 à 7h10",
      "Publié le 03/03/2026 à 18:45, mis à jour le 04/03/2026 à 07:10",
    ])
  func french(_ line: String) throws {
    let article = try PageTexts.article(
      "Le conseil vote l'élargissement du quai nord\n\n\(line)\n\n\(Self.french)\n")
    #expect(article.published?.timestamp.rfc3339 == "2026-03-03T18:45:00Z")
    #expect(article.updated?.timestamp.rfc3339 == "2026-03-04T07:10:00Z")
    #expect(article.body.text == Self.french)
  }

  @Test("The first without a word for it, the second with one")
  func spanish() throws {
    let article = try PageTexts.article(
      """
      La junta vota ampliar el muelle norte

      14/08/2025 a las 05:30 - Actualizado 15/08/2025 a las 10:12

      La junta del puerto votó el martes a favor de ampliar el muelle norte.

      El condado decidirá en primavera, según el acta.
      """)
    #expect(article.published?.timestamp.rfc3339 == "2025-08-14T05:30:00Z")
    #expect(article.updated?.timestamp.rfc3339 == "2025-08-15T10:12:00Z")
    #expect(!article.body.text.contains("Actualizado"))
  }

  @Test("A third statement adds nothing, and is no heading of the text")
  func third() throws {
    let article = try PageTexts.article(
      """
      \(BesideHeadlineTests.title)

      Ada Quill
      Sat 10 Jan 2026 09.00 GMT
      Last modified on Sat 10 Jan 2026 11.32 GMT
      Last modified on Sat 10 Jan 2026 12.40 GMT

      \(PageTexts.harbour)
      """)
    #expect(!PageTexts.markup(article.body).contains("modified"))
    #expect(article.updated?.timestamp.rfc3339 == "2026-01-10T11:32:00Z")
  }
}
