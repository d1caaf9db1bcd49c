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

  @Test(
    "One line is the text, though it names somebody or a day",
    arguments: [
      ("---\ntitle: Film review\n---\n\nGulls of Night, reviewed by Bo Lin\n", "a.md"),
      ("---\ntitle: Bridge\n---\n\nBridge closes 3 May 2026\n", "a.md"),
      ("Ada Quill sings for Bo Lin by Night\n", "a.md"),
      ("<h1>Gulls</h1><p>Gulls return to Lindmouth by Night in May</p>", "a.html"),
    ])
  func oneLine(_ text: String, _ name: String) throws {
    let article = try HTMLFixture.article(text, name)
    #expect(!article.body.text.isEmpty)
    #expect(article.authors.isEmpty && article.published == nil)
  }

  @Test("A headline over nothing but a byline and a date still lacks its text")
  func noText() {
    #expect(throws: NormalizeError.self) {
      try HTMLFixture.article("# Gulls return\n\nBy Ada Quill\n\n2 March 2026\n", "a.md")
    }
  }

  @Test("Sentences that mention people and days stay in the text")
  func sentences() throws {
    let text = "# Gulls return\n\nSeen by Ada on 2 March 2026.\n\nThey are back.\n"
    let article = try HTMLFixture.article(text, "a.md")
    #expect(article.authors.isEmpty)
    #expect(article.body.text == "Seen by Ada on 2 March 2026.\n\nThey are back.")
  }
}
