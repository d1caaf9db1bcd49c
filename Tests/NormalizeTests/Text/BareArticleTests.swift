import FeedModel
import Testing

@testable import Normalize

@Suite("Files of a short headline and a few short sentences") struct BareArticleTests {
  @Test(
    "A short first line is the headline, the sentences below it are the text",
    arguments: [
      ("Bridge to close\nBy Mara Lind\n\nThe old bridge closes Monday.\n\nBoats wait north.\n", 2),
      ("Rain again\n\nBy Tom Reed\n\nIt rained.\n\nIt will rain again.\n", 2),
      ("Ferry stops\n3 May 2026\nBy Jon Hall\n\nThe ferry is out of service.\n\nA bus runs.\n", 2),
      ("3 May 2026\nFerry stops\n\nThe ferry is out of service.\n", 1),
      ("Mayor resigns\nBy Jane Roe\nThe mayor of Elsby left.\nShe gave no reason.\n", 2),
      ("Story 17\n\nBody of story 17.\n", 1),
      (
        "Fähre fällt aus\nVon Jana Kern\n\nDie Fähre fährt heute nicht.\n\nEin Bus ersetzt sie.\n",
        2
      ),
    ])
  func short(_ text: String, _ paragraphs: Int) throws {
    let article = try PageTexts.article(text)
    let first = text.split(separator: "\n").first { !$0.contains("2026") }
    #expect(article.headline == first.map(String.init))
    #expect(article.body.text.split(separator: "\n").count == paragraphs)
    #expect(article.warnings.isEmpty)
  }

  @Test("The byline and the date between them are data")
  func data() throws {
    let article = try PageTexts.article(
      "Ferry stops\nBy Jon Hall\n3 May 2026\n\nThe ferry is out of service.\n\nA bus runs.\n")
    #expect(article.authors.map(\.name) == ["Jon Hall"])
    #expect(article.published?.timestamp.rfc3339.hasPrefix("2026-05-03") == true)
    #expect(article.body.text == "The ferry is out of service.\n\nA bus runs.")
  }

  @Test("Sentences without a headline are the text, all of them")
  func untitled() throws {
    let article = try PageTexts.article("The ferry is late. It rains.\n\nNobody minds.\n")
    #expect(article.body.text == "The ferry is late. It rains.\n\nNobody minds.")
    #expect(!article.warnings.isEmpty)
  }

  @Test(
    "Menus and prompts over a sentence are no article",
    arguments: [
      "Menu\n\nPlease accept our cookies and subscribe.\n", "Home\nNews\nSport\n",
      "Share this article\n",
    ])
  func debris(_ text: String) {
    #expect(throws: NormalizeError.self) { try PageTexts.read(text) }
  }

  @Test("One line of a few words is a headline")
  func oneLine() throws {
    let article = try PageTexts.article("Just one line of text here\n")
    #expect(article.headline == "Just one line of text here")
    #expect(article.body.text.isEmpty)
  }
}
