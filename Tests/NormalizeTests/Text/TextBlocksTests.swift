import FeedModel
import Testing

@testable import Normalize

@Suite("Blocks of body text")
struct TextBlocksTests {
  /// The markup when every line belongs to the body.
  private func markup(_ text: String, citing: Set<Int> = []) -> String {
    let page = Page(TextLines(Array(text.utf8)))
    var body = TextBody(page, citing: citing)
    return PageTexts.markup(body.write(TextBlocks(page, Array(page.lines.indices)).blocks))
  }

  @Test("Escapes what markup would read")
  func escapes() {
    #expect(markup("a < b & c > \"d\".") == "<p>a &lt; b &amp; c &gt; &quot;d&quot;.</p>")
  }

  @Test("Bullets and numbers become lists, a list that starts later says so")
  func lists() {
    #expect(markup("* oats\n* barley") == "<ul><li>oats</li><li>barley</li></ul>")
    #expect(markup("1. oats\n2. barley") == "<ol><li>oats</li><li>barley</li></ol>")
    #expect(markup("4. oats\n5. barley") == "<ol start=\"4\"><li>oats</li><li>barley</li></ol>")
  }

  @Test("A numbered line on its own is a heading, not a list of one")
  func numberedHeading() {
    let text =
      "1. Widen the quay\n\nThe board wants to widen the quay before the winter, and has asked the county for money."
    #expect(markup(text).hasPrefix("<h2>1. Widen the quay</h2><p>The board"))
  }

  @Test("Verse keeps its line breaks and its stanzas")
  func verse() {
    let text = """
      The harbour sleeps beneath the snow,
      the boats are counted, row on row,
      and no one comes, and none will go.

      A lamp is lit behind the door,
      it shines upon the frozen shore,
      as it has done on nights before.
      """
    #expect(
      markup(text).hasPrefix(
        "<p>The harbour sleeps beneath the snow,<br/>the boats are counted, row on row,<br/>and no one"
      ))
    #expect(markup(text).contains("</p><p>A lamp is lit"))
  }

  @Test("Lines that a program wrapped are one paragraph")
  func wrapped() {
    let text = """
      The harbour board of Lindmouth voted on Tuesday to widen the northern
      quay, ending a dispute that had kept the ferry company waiting for so
      long that nobody could say any more who had begun it and what it was
      about.
      """
    #expect(markup(text) == "<p>" + text.split(separator: "\n").joined(separator: " ") + "</p>")
  }

  @Test("Columns become a table")
  func table() {
    #expect(
      markup("Boat\tBerth\nElsa\t4")
        == "<table><tr><td>Boat</td><td>Berth</td></tr><tr><td>Elsa</td><td>4</td></tr></table>")
    #expect(
      markup("| Boat | Berth |\n|---|---|\n| Elsa | 4 |")
        == "<table><tr><td>Boat</td><td>Berth</td></tr><tr><td>Elsa</td><td>4</td></tr></table>")
  }

  @Test("Program text keeps its indents")
  func code() {
    #expect(markup("if (a) {\n  b();\n  c();\n}") != "")
    #expect(markup("a = b[0];\nc = d(e);") == "<pre>a = b[0];\nc = d(e);</pre>")
  }

  @Test("Lines that open with > are a quotation")
  func quotation() {
    #expect(markup("> so it goes") == "<blockquote><p>so it goes</p></blockquote>")
  }

  @Test("Questions and answers stay paragraphs")
  func interview() {
    let text =
      "Q: Who pays for the stones?\n\nA: The county does, and has said so in writing more than once this year."
    #expect(markup(text).hasPrefix("<p>Q: Who") || markup(text).hasPrefix("<h2>Q: Who"))
    #expect(
      markup(text).hasSuffix(
        "<p>A: The county does, and has said so in writing more than once this year.</p>"))
  }

  @Test("A mark cuts the markup, not the paragraph")
  func citation() {
    #expect(
      markup("It said so.2 Then it went on.", citing: [2])
        == "<p>It said so.[2] Then it went on.</p>")
  }

  @Test("Dialogue with dashes is not a list")
  func dialogue() {
    #expect(markup("— Who goes there?\n— Nobody.") == "<p>— Who goes there?</p><p>— Nobody.</p>")
  }
}
