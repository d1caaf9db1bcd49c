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
      ("Secret note\n\nThe mayor hid the letter in a drawer.\n", 1),
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

  @Test(
    "Short lines with figures that stand together are a list of the text, under what heads them")
  func entries() throws {
    let article = try PageTexts.article(
      """
      Rovers lead the northern league

      By Nell Orchard

      Harden Rovers beat Tolmouth on Saturday.

      Table

      Premier division
      Harden Rovers 31 68
      Tolmouth Town 31 66
      Skelby Athletic 30 61

      First division
      Marlow End 30 70
      Dunsop Vale 31 64
      Crane Street 31 59

      The season ends on 30 May, with Rovers away at Wick.

      """)
    #expect(article.authors.map(\.name) == ["Nell Orchard"])
    let markup = PageTexts.markup(article.body)
    #expect(markup.contains("<h2>Premier division</h2>"))
    #expect(markup.contains("<li>Skelby Athletic 30 61</li>"))
    #expect(markup.contains("<li>Crane Street 31 59</li>"))
    #expect(article.body.text.hasSuffix("away at Wick."))
  }

  @Test("Short lines between two sentences are text, whatever they are")
  func between() throws {
    let text = """
      All matches begin at three unless a time is given.

      Rovers v Town
      United v Athletic
      Wick v Skelby
      Marlow v Dunsop

      The cup final is played at Harden on Sunday.
      """
    let article = try PageTexts.article("Fixtures of the week\n\nBy Nell Orchard\n\n\(text)\n")
    #expect(article.authors.map(\.name) == ["Nell Orchard"])
    for line in text.split(separator: "\n") { #expect(article.body.text.contains(line)) }
  }

  @Test("The byline and the date between them are data")
  func data() throws {
    let article = try PageTexts.article(
      "Ferry stops\nBy Jon Hall\n3 May 2026\n\nThe ferry is out of service.\n\nA bus runs.\n")
    #expect(article.authors.map(\.name) == ["Jon Hall"])
    #expect(article.published?.timestamp.rfc3339.hasPrefix("2026-05-03") == true)
    #expect(article.body.text == "The ferry is out of service.\n\nA bus runs.")
  }

  @Test(
    "A sentence that names a day is text, and dates nothing",
    arguments: [
      "The new hull will be on show from 12 September 2027.", "Entries close on March 31, 2026.",
      "She was born on 14 June 1933.", "The by-law took effect on 1 January 2026.",
      "Der neue Kai öffnet am 12. September 2027.",
      "Otto Brandt, lamp maker, born 14 June 1933; died 27 February 2025",
    ])
  func sentenceOfADay(_ sentence: String) throws {
    let opening = "The harbour board met on the matter in the customs house for two hours."
    for text in ["\(sentence)\n\n\(opening)", "\(opening)\n\n\(sentence)"] {
      let article = try PageTexts.article("Harbour news in brief\nBy Jon Hall\n\n\(text)\n")
      #expect(article.published == nil)
      #expect(article.body.text.contains(opening))
      if sentence.hasSuffix(".") { #expect(article.body.text.contains(sentence)) }
    }
  }

  @Test(
    "A report that opens with place and day keeps its words, and is of that day",
    arguments: [
      "ELSBY, March 3, 2026 (AP) — An old hull was raised.",
      "Elsby, 3 March 2026 – An old hull was raised from the mud.",
    ])
  func opensWithADay(_ sentence: String) throws {
    let article = try PageTexts.article(
      "Hull raised\nBy Jon Hall\n\n\(sentence)\n\nIt will be shown in the customs house.\n")
    #expect(article.published?.timestamp.rfc3339.hasPrefix("2026-03-03") == true)
    #expect(article.body.text.contains("old hull was raised"))
  }

  @Test(
    "Questions, headings, lists and tables of a short text are text to the last line",
    arguments: [
      "Will the ferry run?\nNo.\n\nWhy not?\nIt leaks.",
      "Here is what to bring.\n\n1. A ticket\n\nIt is sold on the quay.\n\n2. A coat\n\nIt is cold.",
      "The tides are high.\n\nDay\tHigh\tLow\nMonday\t10:12\t4:01\nTuesday\t10:50\t4:44",
      "Bring these.\n\n- A ticket\n- A coat\n- A lamp",
    ])
  func parts(_ text: String) throws {
    let article = try PageTexts.article("What to know of the ferry\n\n\(text)\n")
    #expect(article.headline == "What to know of the ferry")
    for line in text.split(separator: "\n") {
      for word in line.split(separator: "\t") {
        let words = word.drop { "0123456789.- ".contains($0) && !word.contains(":") }
        #expect(PageTexts.markup(article.body).contains(words), "\(words)")
      }
    }
  }

  @Test("What asks the reader for something is left out, and the text goes on below it")
  func prompts() throws {
    let article = try PageTexts.article(
      """
      Hull raised from the mud

      The hull is eleven metres long, the harbour board said.

      Advertisement

      It was cut from a single trunk.

      Sign up for our newsletter

      Visitors may see it in a year.

      """)
    #expect(
      article.body.text == """
        The hull is eleven metres long, the harbour board said.

        It was cut from a single trunk.

        Visitors may see it in a year.
        """)
  }

  @Test("A headline over two lines is one")
  func wrapped() throws {
    let article = try PageTexts.article(
      "Old hull raised\nfrom the mud of Elsby\n\nThe hull is eleven metres long.\n\nIt leaks.\n")
    #expect(article.headline == "Old hull raised from the mud of Elsby")
    #expect(article.body.text == "The hull is eleven metres long.\n\nIt leaks.")
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
