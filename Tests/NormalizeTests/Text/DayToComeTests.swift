import FeedModel
import Testing

@testable import Normalize

@Suite("Days that are yet to come") struct DayToComeTests {
  private static let board =
    "The board meets at the town hall, hears the builders about the quay, and asks what it costs the town."
  private static let vote =
    "The members vote on the plan in the evening, and the chair tells the result on the steps of the hall."

  private static let events: [(name: String, text: String, day: String)] = [
    ("a.md", "# What happens on 3 December 2026\n\n\(board)\n\n\(vote)\n", ""),
    (
      "a.md",
      "# The week ahead\n\n## Monday, 30 November 2026\n\n\(board)\n\n## Thursday, 3 December 2026\n\n\(vote)\n",
      "Monday, 30 November 2026"
    ),
    ("a.md", "# The week ahead\n\n**Monday, 30 November 2026**\n\n\(board)\n", "30 November 2026"),
    ("a.md", "# The week ahead\n\nVote on 3 December 2026\n\n\(board)\n", "Vote on 3 December"),
    (
      "a.md",
      "# The week ahead\n\nMonday, 30 November 2026\n\n\(board)\n\nThursday, 3 December 2026\n\n\(vote)\n",
      "Monday, 30 November 2026"
    ),
    ("a.md", "# The week ahead\n\nIn short.\n\n3 December 2026\n\n\(vote)\n", "3 December 2026"),
    ("a.html", "<h1>The vote</h1><h2>3 December 2026</h2><p>\(vote)</p>", "3 December 2026"),
    (
      "a.html",
      "<h1>The vote</h1><dl><dt>3 December 2026</dt><dd>\(vote)</dd></dl><p>\(board)</p>",
      "3 December 2026"
    ),
    (
      "a.html",
      "<title>The vote</title><h1>The vote</h1><p><b>3 December 2026</b></p><p>\(vote)</p><p>\(board)</p>",
      "3 December 2026"
    ),
    ("a.txt", "What happens on 3 December 2026\n\n\(board)\n\n\(vote)\n", ""),
    (
      "a.txt",
      "The week ahead\n\nMonday, 30 November 2026\n\n\(board)\n\nThursday, 3 December 2026\n\n\(vote)\n",
      "Monday, 30 November 2026"
    ),
    (
      "a.txt", "The week ahead at the quay\n\n\(board)\n\nThursday, 3 December 2026\n\n\(vote)\n",
      "Thursday, 3 December 2026"
    ),
    ("a.txt", "The quay\n\n3 December 2026, 18:00, town hall\n\n\(board)\n\n\(vote)\n", ""),
  ]

  @Test(
    "A day that the text tells of doesn't hold the article back, and stays in it", arguments: events
  )
  func told(_ name: String, _ text: String, _ day: String) throws {
    let article = try HTMLFixture.article(text, name)
    #expect(article.hold == nil && article.published == nil)
    #expect(article.body.text.contains(day))
    #expect(
      article.headline.hasPrefix("The ") || article.headline == "What happens on 3 December 2026")
  }

  private static let statements: [(name: String, text: String)] = [
    "Published 30 November 2026", "Published on 30 November 2026", "30 November 2026",
    "Monday, 30 November 2026", "By Ada Quill, 30 November 2026",
    "Embargoed until 30 November 2026",
    "EMBARGO: 30 November 2026, 00:00", "Not for publication before 30 November 2026",
    "Sperrfrist: 30. November 2026",
  ].flatMap { line in
    [
      ("a.txt", "The week at the quay\n\n\(line)\n\n\(board)\n\n\(vote)\n"),
      ("a.md", "# The week at the quay\n\n\(line)\n\n\(board)\n\n\(vote)\n"),
      ("a.html", "<h1>The week at the quay</h1><p>\(line)</p><p>\(board)</p><p>\(vote)</p>"),
    ]
  }

  @Test("A day on which the article is to appear holds it back until then", arguments: statements)
  func stated(_ name: String, _ text: String) throws {
    let article = try HTMLFixture.article(text, name)
    #expect(article.hold == .future(try #require(Instant(rfc3339: "2026-11-30T00:00:00Z"))))
    #expect(article.headline == "The week at the quay")
    #expect(article.body.text == "\(Self.board)\n\n\(Self.vote)")
  }

  @Test("A notice over the headline holds the article back, and is no headline")
  func notice() throws {
    let article = try HTMLFixture.article(
      "EMBARGOED UNTIL 30 November 2026, 09:00\n\nThe week at the quay\n\n\(Self.board)\n\n\(Self.vote)\n",
      "a.txt")
    #expect(article.headline == "The week at the quay")
    #expect(article.published?.timestamp.rfc3339 == "2026-11-30T09:00:00Z")
  }

  @Test(
    "Items of lists and cells of tables that tell of days stay in the text",
    arguments: [
      "- 3 March 2026: the board meets\n- 4 April 2026: the members vote\n",
      "| Day | What |\n|---|---|\n| 3 March 2026 | Board |\n| 4 April 2026 | Vote |\n",
      "- 30 November 2026: the board meets\n- 3 December 2026: the members vote\n",
    ])
  func listed(_ list: String) throws {
    let article = try HTMLFixture.article("# The plan\n\n\(list)\n\(Self.board)\n", "a.md")
    #expect(article.published == nil)
    for day in ["3 March 2026", "4 April 2026", "30 November 2026", "3 December 2026"] {
      #expect(article.body.text.contains(day) == list.contains(day))
    }
  }

  @Test("A headline that ends with a day is one")
  func headline() throws {
    let article = try HTMLFixture.article(
      "What happened on 3 March 2026\n\n\(Self.board)\n\n\(Self.vote)\n", "a.txt")
    #expect(article.headline == "What happened on 3 March 2026")
  }
}
