import Markdown
import Testing

@Suite("Markdown") struct MarkdownTests {
  func html(_ text: String) throws -> String {
    String(decoding: try htmlFromMarkdown(Array(text.utf8)), as: UTF8.self)
  }

  @Test(
    "CommonMark and GitHub's additions become HTML",
    arguments: [
      ("# One *two*", "<h1>One <em>two</em></h1>\n"),
      ("a ~~b~~", "<p>a <del>b</del></p>\n"),
      (
        "see https://example.org/x for more",
        "<p>see <a href=\"https://example.org/x\">https://example.org/x</a> for more</p>\n"
      ),
      ("a@example.org www.example.org", "<p>a@example.org www.example.org</p>\n"),
      ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
      ("", ""),
    ])
  func renders(_ text: String, _ expected: String) throws {
    #expect(try html(text) == expected)
  }

  @Test("Tables and task lists are understood")
  func github() throws {
    #expect(try html("|a|b|\n|---|---|\n|1|2|\n").contains("<td>2</td>"))
    #expect(try html("- [x] done").contains("checkbox"))
  }

  @Test("Hostile repetition is rendered without quadratic time")
  func hostile() throws {
    for unit in ["![[]()", "[", "*a_ ", "`", "<", "> ", "|a"] {
      _ = try html(String(repeating: unit, count: 50_000))
    }
  }
}
