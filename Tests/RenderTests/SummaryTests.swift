import FeedModel
import Testing

@testable import Render

@Suite("Summaries")
struct SummaryTests {
  @Test("The dek is the summary; without one the first sentences are")
  func dek() {
    var article = article("x", text: "First. Second.")
    #expect(summary(of: article) == "First. Second.")
    article.dek = "The dek."
    #expect(summary(of: article) == "The dek.")
    article.dek = nil
    article.body = Body()
    #expect(summary(of: article) == nil)
  }

  @Test("A long text is cut after the last sentence that ends in time")
  func sentences() {
    let sentence = "The harbour master counted the boats twice before the fog came in."
    let text = Array(repeating: sentence, count: 8).joined(separator: " ")
    let cut = opening(of: text)
    #expect(cut == Array(repeating: sentence, count: 4).joined(separator: " "))
  }

  @Test("Without a sentence's end it is cut after a word, with an ellipsis")
  func words() {
    let text = Array(repeating: "harbour", count: 80).joined(separator: " ")
    let cut = opening(of: text)
    #expect(cut.hasSuffix("harbour…"))
    #expect(cut.count <= 301)
  }

  @Test("A name's initial ends no sentence")
  func initials() {
    let text = String(repeating: "x", count: 90) + " said J. " + String(repeating: "y ", count: 150)
    #expect(!opening(of: text).hasSuffix("J."))
  }

  @Test("Text without spaces is cut between graphemes, never in one")
  func graphemes() {
    let family = "👩‍👩‍👧‍👦"
    let cut = opening(of: String(repeating: family, count: 400))
    #expect(cut.last == "…")
    #expect(cut.dropLast().allSatisfy { String($0) == family })
    let chinese = opening(of: String(repeating: "海港的雾很大。", count: 100))
    #expect(chinese.hasSuffix("。"))
  }

  @Test("A thousand marks piled on one letter are not cut, and cost no more than they must")
  func piledMarks() {
    let letter = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(opening(of: "ab " + letter).utf8.count <= 2100)
    #expect(opening(of: letter + " end").unicodeScalars.count > 0)
  }

  @Test("Headings and list items make no summary, unless there is nothing else")
  func headings() {
    let text =
      "What the register says\n\nBerth nine is let.\n\nBerth seven\n\n“It is not,” she said."
    #expect(opening(of: text) == "Berth nine is let. “It is not,” she said.")
    #expect(opening(of: "Berth seven\n\nBerth nine") == "Berth seven Berth nine")
  }

  @Test("Line breaks and runs of space become one space")
  func spaces() {
    #expect(opening(of: "  One.\n\n Two\t three. \n") == "One. Two three.")
  }

  @Test("Half a million controls that close nothing of each other cost no more than their number")
  func manyControls() {
    let count = 250_000
    let text =
      String(repeating: "\u{2066}", count: count) + String(repeating: "\u{202c}", count: count)
    #expect(balanced(text).unicodeScalars.count == 2 * count)
  }

  @Test(
    "Bidirectional controls are closed, and what closes nothing is dropped",
    arguments: [
      ("plain", "plain"), ("\u{202e}abc", "\u{202e}abc\u{202c}"),
      ("\u{2067}a\u{2069}", "\u{2067}a\u{2069}"), ("a\u{2069}b\u{202c}", "ab"),
      ("\u{2066}\u{202b}x", "\u{2066}\u{202b}x\u{202c}\u{2069}"),
      ("\u{2066}\u{202b}x\u{2069}y", "\u{2066}\u{202b}x\u{2069}y"),
    ])
  func bidi(_ text: String, _ expected: String) {
    #expect(balanced(text) == expected)
  }
}
