import FeedModel
import Normalize
import Testing

@Suite("Lines between headline and text") struct PreambleTests {
  @Test(
    "Byline and date are data in fragments and Markdown too",
    arguments: [
      ("<h1>Gulls return</h1><p>By Ada Quill, 2 March 2026</p><p>They are back.</p>", "a.html"),
      ("# Gulls return\n\n*By Ada Quill — 2 March 2026*\n\nThey are back.\n", "a.md"),
    ])
  func byline(_ text: String, _ name: String) throws {
    let article = try HTMLFixture.article(text, name)
    #expect(article.authors.map(\.name) == ["Ada Quill"])
    #expect(article.published?.timestamp.rfc3339.hasPrefix("2026-03-02") == true)
    #expect(article.body.text == "They are back.")
  }

  @Test("Sentences that mention people and days stay in the text")
  func sentences() throws {
    let text = "# Gulls return\n\nSeen by Ada on 2 March 2026.\n\nThey are back.\n"
    let article = try HTMLFixture.article(text, "a.md")
    #expect(article.authors.isEmpty)
    #expect(article.body.text == "Seen by Ada on 2 March 2026.\n\nThey are back.")
  }
}
