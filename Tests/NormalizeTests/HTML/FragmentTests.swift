import FeedModel
import Normalize
import Testing

@Suite("Fragments and Markdown") struct FragmentTests {
  @Test("The first heading of Markdown is the headline and leaves the body")
  func heading() throws {
    let article = try HTMLFixture.article(
      "# Ferry *late*\n\nFirst paragraph.\n\n## Why\n\nFog.\n", "a.md")
    #expect(article.headline == "Ferry late")
    #expect(article.body.shown == "<p>First paragraph.</p><h2>Why</h2><p>Fog.</p>")
    #expect(article.body.text == "First paragraph.\n\nWhy\n\nFog.")
    #expect(article.format == .markdown)
  }

  @Test("A title in front matter wins, and the same heading is not repeated")
  func title() throws {
    let article = try HTMLFixture.article(
      "---\ntitle: Ferry late\n---\n# Ferry late\n\nFog.\n", "a.md")
    #expect(article.headline == "Ferry late")
    #expect(article.body.text == "Fog.")
  }

  @Test("Text without any heading gets its opening as headline")
  func opening() throws {
    #expect(
      try HTMLFixture.article("Fog over the bay.\n\nMore fog.", "a.md").headline
        == "Fog over the bay.")
  }

  @Test("Markdown footnotes become sources and citations")
  func footnotes() throws {
    let article = try HTMLFixture.article(
      """
      # Bridge closed

      The bridge is shut.[^1] Lorries wait.[^b]

      [^1]: [Harbour Board](https://harbour.example.org/notice)
      [^b]: Gull Gazette, page 4
      """, "a.md")
    #expect(article.body.shown == "<p>The bridge is shut.‹1› Lorries wait.‹2›</p>")
    #expect(article.body.text == "The bridge is shut. Lorries wait.")
    #expect(article.citations == [1, 2])
    #expect(
      article.sources == [
        Source(number: 1, title: "Harbour Board", url: "https://harbour.example.org/notice"),
        Source(number: 2, title: "Gull Gazette, page 4"),
      ])
  }

  @Test("Bracketed numbers cite a numbered list under a heading of sources, others stay text")
  func brackets() throws {
    let article = try HTMLFixture.article(
      """
      <h1>Tunnel plan</h1><p>It costs more [1], say planners [2]; see [3] and a[12].</p>
      <h2>Sources</h2><ol><li><a href="https://one.example.org/">One</a></li><li>Two</li></ol>
      """)
    #expect(article.body.shown == "<p>It costs more ‹1›, say planners ‹2›; see [3] and a[12].</p>")
    #expect(article.sources.map(\.title) == ["One", "Two"])
    #expect(article.citations == [1, 2])
  }

  @Test("Superscripts are citations only where a source has their number")
  func superscripts() throws {
    let article = try HTMLFixture.article(
      """
      <h1>Area</h1><p>Ten m<sup>2</sup> more<sup><a href="#n1">1</a></sup>.</p>
      <ol><li id="n1">The survey</li></ol>
      """)
    #expect(article.body.shown == "<p>Ten m<sup>2</sup> more‹1›.</p>")
    #expect(article.sources.map(\.title) == ["The survey"])
  }

  @Test("A numbered list in an article is no list of sources")
  func steps() throws {
    let article = try HTMLFixture.article(
      "<h1>Bread</h1><p>Steps:</p><ol><li>Mix</li><li>Wait</li></ol>")
    #expect(article.sources.isEmpty)
    #expect(article.body.text == "Steps:\n\nMix\n\nWait")
  }

  @Test("Rows of a table are a paragraph of text each")
  func rows() throws {
    let article = try HTMLFixture.article("# T\n\n|a|b|\n|---|---|\n|1|2|\n", "a.md")
    #expect(article.body.text == "a | b\n\n1 | 2")
    #expect(article.body.shown.contains("<thead><tr><th>a</th>"))
  }

  @Test("A headline alone is no article", arguments: ["# Only this", "<h1>Only this</h1>"])
  func bare(_ text: String) {
    let error = #expect(throws: NormalizeError.self) {
      _ = try HTMLFixture.article(text, text.hasPrefix("#") ? "a.md" : "a.html")
    }
    #expect(error?.reason == .noArticle)
  }

  @Test("Markup that would take quadratic time is a problem with its reason")
  func hostile() {
    let deep = String(repeating: "<div>", count: 2000) + "x"
    let error = #expect(throws: NormalizeError.self) {
      _ = try HTMLFixture.article("<p>a</p>" + deep)
    }
    #expect(error?.reason == .unreadable)
  }
}
