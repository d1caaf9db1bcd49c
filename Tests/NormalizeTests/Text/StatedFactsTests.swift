import FeedModel
import Testing

@testable import Normalize

@Suite("What a file states of itself")
struct StatedFactsTests {
  private func article(_ change: (inout Metadata) -> Void) throws -> Article {
    var manuscript = PageTexts.manuscript(
      "Board votes to widen the northern quay at Lindmouth\n\n" + PageTexts.harbour)
    change(&manuscript.metadata)
    return try Normalizer(zone: .utc).read(manuscript, capturedAt: PageTexts.captured).article
  }

  @Test("Wins over what is read, categories distinct")
  func wins() throws {
    let article = try article {
      $0.title = "The quay"
      $0.summary = "In short."
      $0.authors = [Author(name: "Bo Lin"), Author(name: "Bo Lin")]
      $0.categories = ["Harbour", "harbour", " Town  news "]
      $0.canonicalURL = "HTTPS://Courier.Example:443/quay#top"
      $0.id = "quay-1"
      $0.slug = "quay"
      $0.language = "en-GB"
      $0.published = "2026-05-03T10:00:00+02:00"
    }
    #expect(article.headline == "The quay")
    #expect(article.dek == "In short.")
    #expect(article.authors.map(\.name) == ["Bo Lin"])
    #expect(article.categories == ["Harbour", "Town news"])
    #expect(article.canonicalURL == "https://courier.example/quay")
    #expect(article.explicitID == "quay-1")
    #expect(article.language == "en-GB")
    #expect(article.published?.timestamp.rfc3339 == "2026-05-03T10:00:00+02:00")
    #expect(article.hold == nil)
  }

  @Test("A headline in the text that the stated title has few words of stays in the text")
  func otherHeadline() throws {
    let other = try article { $0.title = "What the harbour will look like" }
    #expect(other.body.text.hasPrefix("Board votes to widen the northern quay at Lindmouth\n\nThe"))
    let same = try article { $0.title = "Board votes to widen the quay | Lindmouth Courier" }
    #expect(same.body.text.hasPrefix("The harbour board"))
  }

  @Test("A language written as a locale is its tag; what is no tag is a warning")
  func language() throws {
    let american = try article { $0.language = "en_US" }
    #expect(american.language == "en-US" && american.warnings.isEmpty)
    let unknown = try article { $0.language = "British English" }
    #expect(unknown.language == "en")
    #expect(unknown.warnings == ["The stated language is no tag such as en or pt-BR; ignored."])
  }

  @Test("A draft is held, and so is a date in the future")
  func held() throws {
    #expect(try article { $0.isDraft = true }.hold == .draft)
    let later = try article { $0.published = "2031-01-01T00:00:00Z" }
    #expect(later.hold == .future(Instant(seconds: 1_924_992_000)))
  }

  @Test("An unreadable date or address is a warning, not an error")
  func doubtful() throws {
    let article = try article {
      $0.published = "soon"
      $0.canonicalURL = "javascript:alert(1)"
      $0.image = "pictures/quay.jpg"
    }
    #expect(article.canonicalURL == nil)
    #expect(article.image == nil)
    #expect(article.warnings.count == 3)
  }

  @Test(
    "Addresses are written one way",
    arguments: [
      ("http://a.example", "http://a.example/"),
      ("http://A.example:80/X?y#z", "http://a.example/X?y"),
      (" https://a.example/b ", "https://a.example/b"),
    ])
  func addresses(_ text: String, _ expected: String) {
    #expect(WebAddress.normalised(text) == expected)
  }

  @Test(
    "What is no absolute web address is none",
    arguments: [
      "a.example", "ftp://a.example/", "http://", "http:///x", "https://u:p@a.example/",
      "http://a b/", "//a.example/", "",
      "javascript:alert(1)",
    ])
  func noAddress(_ text: String) {
    #expect(WebAddress.normalised(text) == nil)
  }
}
