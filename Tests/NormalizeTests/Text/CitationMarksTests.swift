import FeedModel
import Testing

@testable import Normalize

@Suite("Citation marks")
struct CitationMarksTests {
  private func found(_ text: String, of numbers: Set<Int>) -> [[Int]] {
    CitationMarks(numbers: numbers).marks(in: Array(text.utf8)).map(\.numbers)
  }

  @Test(
    "Finds marks glued to words and punctuation",
    arguments: [
      ("The paper reported, citing.2 Bees", [[2]]), ("disclosed in a:3", [[3]]),
      ("so it ends.1", [[1]]),
      ("they said.”4 Then", [[4]]), ("\"no comment\"2", [[2]]),
      ("a claim[3] and more[1].", [[3], [1]]),
      ("two at once[1,2]", [[1, 2]]), ("a range[1-3].", [[1, 2, 3]]), ("as shown¹ here", [[1]]),
      ("the ministry wrote² in May", [[2]]), ("it says so (4).", [[4]]),
      ("the committee2 met", [[2]]),
      ("Done!3 Next", [[3]]), ("over.2, as", [[2]]),
    ])
  func marks(_ text: String, _ expected: [[Int]]) {
    #expect(found(text, of: [1, 2, 3, 4]) == expected)
  }

  @Test(
    "Leaves numbers that only look like marks",
    arguments: [
      "It cost 3.2 million", "at 10:3 on the clock", "version 2.1 of it", "in No.3 of the series",
      "the 2nd of May",
      "in 2 of 4 cases", "an area of 4 m² and more", "(1) first, (2) second and (3) third",
      "CO2 fell", "GPT4 and B2",
      "a price of $1.3 each", "3.4 per cent", "[17] is unknown", "chapter 3", "Web 2.0",
      "1-2 to the guests", "p.3",
    ])
  func lookalikes(_ text: String) {
    #expect(found(text, of: [1, 2, 3, 4]).isEmpty)
  }

  @Test("Without a list of sources nothing is a mark")
  func noSources() {
    #expect(found("citing.2 and more[3]", of: []).isEmpty)
  }

  @Test("Unmatched marks stay text in an article")
  func unmatched() throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n\n" + PageTexts.harbour
        + "\n\nThe county had warned of this in its own report.7 It was not heard by anybody on the board.\n\n"
        + "Sources\n1. County report (county.example)")
    #expect(article.citations.isEmpty)
    #expect(article.body.text.contains("report.7 It was"))
  }
}

@Suite("Lists of sources")
struct SourceListTests {
  private func entry(_ text: String) -> Source? {
    var entry = SourceEntry(text)
    entry.number = entry.number ?? 9
    return entry.source
  }

  @Test("Reads doubled numbers and the domain in brackets")
  func doubled() {
    #expect(
      entry("1.The Comb(thecomb.example)")
        == Source(number: 1, title: "The Comb", url: "https://thecomb.example/"))
  }

  @Test("Reads title and publisher, bare addresses and domains")
  func shapes() {
    #expect(
      entry("[2] On quays — Harbour Review")
        == Source(number: 2, title: "On quays", publisher: "Harbour Review"))
    #expect(
      entry("Quay plan, https://county.example/plan.pdf.")
        == Source(number: 9, title: "Quay plan", url: "https://county.example/plan.pdf"))
    #expect(
      entry("county.example")
        == Source(
          number: 9, title: "county.example", url: "https://county.example/"))
  }

  @Test("An entry without a number or an address ends the list")
  func ends() throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n\n" + PageTexts.harbour
        + "\n\nSources\n1. County report (county.example)\n2. Harbour minutes (harbour.example)\n\nShare this article"
    )
    #expect(article.sources.count == 2)
  }

  @Test(
    "Headings in other languages head such lists too",
    arguments: ["Quellen", "Fuentes", "Источники", "Źródła"])
  func languages(_ heading: String) throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n\n" + PageTexts.harbour
        + "\n\n\(heading)\n\n1. County report (county.example)\n2. Minutes (harbour.example)")
    #expect(article.sources.map(\.number) == [1, 2])
    #expect(!article.body.text.contains("county.example"))
  }
}

@Suite("Bylines")
struct BylineReaderTests {
  @Test(
    "Takes names, not what stands around them",
    arguments: [
      ("By Ada Quill", ["Ada Quill"]), ("By Ada Quill and Bo Lin", ["Ada Quill", "Bo Lin"]),
      ("By Ada Quill, Bo Lin | 3 May 2026", ["Ada Quill", "Bo Lin"]),
      ("Written by Ada Quill", ["Ada Quill"]),
      ("Von Jürgen Öhler und Eva Saß", ["Jürgen Öhler", "Eva Saß"]),
      ("Posted by Ada Quill on May 3, 2026", ["Ada Quill"]),
      ("Text: Ada Quill", ["Ada Quill"]), ("Par Zoé Lenoir", ["Zoé Lenoir"]),
      ("Ada Quill", ["Ada Quill"]),
      ("May 3, 2026 | by Ada Quill", ["Ada Quill"]), ("Автор: Анна Перова", ["Анна Перова"]),
    ])
  func names(_ text: String, _ expected: [String]) {
    #expect(BylineReader.authors(text, isCertain: true).map(\.name) == expected)
  }

  @Test("A line without a word for by is a name only where one is expected")
  func uncertain() {
    #expect(BylineReader.authors("Ada Quill", isCertain: false).isEmpty)
  }
}
