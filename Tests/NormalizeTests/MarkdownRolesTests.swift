import Decode
import FeedModel
import Testing

@testable import Normalize

@Suite("Roles of the lines of Markdown") struct MarkdownRolesTests {
  @Test("Every line has its role, front matter and fences too")
  func roles() throws {
    let text = """
      ---
      date: 2026-05-03
      ---
      # Board votes to widen the quay

      By Ada Quill

      The board of the harbour voted on Tuesday.
      It will build two berths.

      ## Berths

      - One is
        for ferries.
      * One is not.

      > A berth is a berth.

      ```
      # not a heading
      ```

      | a | b |
      |---|---|

      Below
      -----
      ![Quay](https://a.example/quay.jpg)
      """
    let manuscript = try ManuscriptDecoder().decode(Array(text.utf8), name: Array("a.md".utf8))
    let reading = try Normalizer(zone: .utc).read(manuscript, capturedAt: PageTexts.captured)
    #expect(
      reading.lines.map(\.role) == [
        .metadata, .headline, .blank, .byline, .blank, .paragraph, .paragraph, .blank, .heading,
        .blank, .listItem, .listItem, .listItem, .blank, .quote, .blank, .code, .code, .code,
        .blank, .table, .table, .blank, .heading, .heading, .caption,
      ])
    #expect(reading.lines.first?.to == 3)
    #expect(reading.lines.last?.to == text.utf8.count { $0 == 10 } + 1)
    #expect(reading.lines.allSatisfy { !$0.reason.isEmpty })
  }

  @Test(
    "A paragraph that reads as the title does is text, for it stands in the body",
    arguments: ["Just one line of words here.\n", "---\ntitle: Rain\n---\nRain\n"])
  func titleAsText(_ text: String) throws {
    let manuscript = try ManuscriptDecoder().decode(Array(text.utf8), name: Array("a.md".utf8))
    let reading = try Normalizer(zone: .utc).read(manuscript, capturedAt: PageTexts.captured)
    #expect(reading.lines.last?.role == .paragraph)
    #expect(reading.article.body.text.hasSuffix(reading.article.headline))
  }
}
