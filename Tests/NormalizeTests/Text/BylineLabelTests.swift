import FeedModel
import Testing

@testable import Normalize

@Suite("Names behind a label") struct BylineLabelTests {
  @Test(
    "A label for the author gives the name behind it",
    arguments: [
      ("Words: Tess Gray", "Tess Gray"), ("Interview: Tess Gray", "Tess Gray"),
      ("Text und Fotos: Jana Kern", "Jana Kern"), ("كتبت: ليلى حسن", "ليلى حسن"),
      ("Írta: Kovács Anna", "Kovács Anna"), ("Tác giả: Nguyễn Lan", "Nguyễn Lan"),
      ("Reporting by: Bo Lin", "Bo Lin"), ("By Ada Quill 10:30", "Ada Quill"),
    ])
  func author(_ line: String, _ name: String) {
    #expect(BylineReader.authors(line, isCertain: true).map(\.name) == [name])
  }

  @Test(
    "Any other label makes neither itself nor what follows an author",
    arguments: [
      "Media contact: Iris Cole", "Filed under: Harbour, Ferries", "Photo: Tess Gray",
      "Photography by: Tess Gray", "Translation: Tess Gray", "Harbour: a history",
    ])
  func other(_ line: String) {
    #expect(BylineReader.authors(line, isCertain: true).isEmpty)
  }

  @Test(
    "In a short text too such a line is no part of it",
    arguments: [
      ("Words: Tess Gray", ["Tess Gray"]), ("Words by Tess Gray", ["Tess Gray"]),
      ("Interview: Tess Gray", ["Tess Gray"]), ("Írta: Kovács Anna", ["Kovács Anna"]),
      ("Filed under: Harbour, Ferries", []), ("Photo: Tess Gray", []),
    ])
  func short(_ line: String, _ names: [String]) throws {
    let article = try PageTexts.article(
      "\(BesideHeadlineTests.title)\n\n\(line)\n\n\(PageTexts.harbour)\n")
    #expect(article.authors.map(\.name) == names)
    #expect(article.body.text == PageTexts.harbour)
  }

  @Test("Whoever answers the press wrote nothing", arguments: ["Contact:", "Media Contact"])
  func contact(_ label: String) throws {
    let article = try PageTexts.article(
      "\(BesideHeadlineTests.title)\n\n\(PageTexts.harbour)\n\n\(label)\nDana Whitlow\n")
    #expect(article.authors.isEmpty)
    #expect(!article.body.text.contains("Whitlow"))
  }
}
