import FeedModel
import Testing

@testable import Pipeline

@Suite("Reading a file")
struct ArticleReaderTests {
  @Test(
    "The canonical address has no tracking parameters, wherever it is stated",
    arguments: [
      (
        "a.md",
        "---\ntitle: A boat\ncanonical: https://a.example/boat?utm_source=rss&id=7\n---\n\nThe boat sails again."
      ),
      (
        "a.html",
        "<html><head><title>A boat</title><link rel=canonical href='https://a.example/boat?id=7&amp;fbclid=x'></head>"
          + "<body><h1>A boat</h1><p>The boat sails again, says the clerk of the harbour.</p></body></html>"
      ),
    ])
  func canonical(_ name: String, _ text: String) throws {
    let reader = ArticleReader(
      site: Site(title: "S", baseURL: "https://s.example/", authority: "s"))
    let result = try reader.read(
      Array(text.utf8), at: SourceLocation(directory: "/in", path: name),
      capturedAt: Instant(seconds: 1_780_315_200))
    #expect(result.reading.article.canonicalURL == "https://a.example/boat?id=7")
  }
}
