import FeedModel
import Testing

@testable import Normalize

@Suite("Entries of lists of sources") struct SourceEntryTests {
  /// The sources of a page that ends in this list, as `number title url`.
  private func sources(_ list: String, heading: String = "Sources") throws -> [String] {
    let article = try PageTexts.article(
      "\(BesideHeadlineTests.title)\n\n\(PageTexts.harbour)\n\n\(PageTexts.quay)\n\n\(heading)\n\n\(list)\n"
    )
    #expect(article.body.text == PageTexts.harbour + "\n\n" + PageTexts.quay)
    return article.sources.map { "\($0.number) \($0.title) \($0.url ?? "-")" }
  }

  @Test(
    "An address keeps its own brackets, and what stood around it goes from the title",
    arguments: [
      (
        "1. Wiki, https://w.example/wiki/Dead_zone_(ecology)",
        "1 Wiki https://w.example/wiki/Dead_zone_(ecology)"
      ),
      ("1. report 2025 (https://x.example/r)", "1 report 2025 https://x.example/r"),
      ("1. Survey <https://x.example/r>.", "1 Survey https://x.example/r"),
      ("1. <https://x.example/r>", "1 x.example https://x.example/r"),
      ("1. SMHI – https://x.example/r", "1 SMHI https://x.example/r"),
      ("1. Minutes (see https://x.example/r)", "1 Minutes (see) https://x.example/r"),
    ])
  func addresses(_ line: String, _ expected: String) throws {
    #expect(try sources(line) == [expected])
  }

  @Test("What tracks readers is cut from addresses")
  func tracking() throws {
    #expect(
      try sources("1. Report, https://x.example/r?utm_source=mail&id=3&fbclid=9#top")
        == ["1 Report https://x.example/r?id=3"])
  }

  @Test("Title and address may stand on two lines")
  func twoLines() throws {
    #expect(
      try sources(
        "1. The county report\nhttps://a.example/1\n2. The minutes\nhttps://b.example/2\n"
          + "3. A survey of the bay that goes\n   on in another line, https://c.example/3")
        == [
          "1 The county report https://a.example/1", "2 The minutes https://b.example/2",
          "3 A survey of the bay that goes on in another line https://c.example/3",
        ])
  }

  @Test("Numbers that are left out leave the others theirs")
  func gaps() throws {
    #expect(
      try sources("1. First, https://a.example/1\n5. Fifth, https://b.example/5")
        == ["1 First https://a.example/1", "5 Fifth https://b.example/5"])
  }

  @Test(
    "Numbers set high, glued on, or without a full stop are no part of the title",
    arguments: [
      "¹ The county report, https://a.example/1\n² The minutes, https://b.example/2",
      "1The county report, https://a.example/1\n2The minutes, https://b.example/2",
      "1 The county report, https://a.example/1\n2 The minutes, https://b.example/2",
    ])
  func numbers(_ list: String) throws {
    #expect(
      try sources(list)
        == ["1 The county report https://a.example/1", "2 The minutes https://b.example/2"])
  }

  @Test("A title that begins with a number keeps it")
  func numberInTitle() throws {
    #expect(
      try sources("3M annual report, https://a.example/1\n7 rules of quays, https://b.example/2")
        == ["1 3M annual report https://a.example/1", "2 7 rules of quays https://b.example/2"])
  }

  @Test(
    "Headings of many languages head them",
    arguments: [
      "参考文献", "参考来源", "資料來源", "引用文献", "참고 문헌", "Quellenverzeichnis", "Bibliographie",
      "Riferimenti bibliografici", "Fuentes consultadas", "Források", "Zdroje", "Πηγές", "Джерела",
      "מקורות", "منابع", "แหล่งที่มา", "Tài liệu tham khảo", "Källförteckning", "Reference list:",
    ])
  func headings(_ heading: String) throws {
    #expect(
      try sources(
        "1. Report, https://a.example/1\n2. Minutes, https://b.example/2", heading: heading
      )
      .count == 2)
  }

  @Test("Behind a year a number set high is a mark, behind another number an exponent")
  func year() {
    let marks = CitationMarks(numbers: [1, 2])
    #expect(marks.marks(in: Array("since 1900¹, it".utf8)).map(\.numbers) == [[1]])
    #expect(marks.marks(in: Array("some 10² and 3,100² of them".utf8)).isEmpty)
  }
}
