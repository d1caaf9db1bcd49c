import FeedModel
import Testing

@testable import Normalize

@Suite("Datelines") struct DatelineTests {
  @Test(
    "Place and agency, place alone in capitals, and a date between",
    arguments: [
      ("PARIS (Reuters) — The board voted.", "PARIS (Reuters)"),
      ("PARIS (Reuters) - The board voted.", "PARIS (Reuters)"),
      ("LINDMOUTH, May 3 (AP) -- The board voted.", "LINDMOUTH, May 3 (AP)"),
      (
        "DULUTH, Minn., June 9, 2026 (GLOBE NEWSWIRE) -- The",
        "DULUTH, Minn., June 9, 2026 (GLOBE NEWSWIRE)"
      ),
      ("LEEDS, June 9, 2026 /PRNewswire/ -- The board", "LEEDS, June 9, 2026 /PRNewswire/"),
      ("WASHINGTON, D.C. — The board voted.", "WASHINGTON, D.C."),
      ("SAN FRANCISCO – The board voted.", "SAN FRANCISCO"),
      ("PARIS, France — The board voted.", "PARIS, France"),
      ("Berlin (dpa) – Der Rat hat beschlossen.", "Berlin (dpa)"),
      ("Berlin/Paris (AFP) - Der Rat hat beschlossen.", "Berlin/Paris (AFP)"),
      ("МОСКВА (Interfax) — Совет решил.", "МОСКВА (Interfax)"),
    ])
  func found(_ line: String, _ expected: String) {
    #expect(Dateline(Array(line.utf8)[...])?.text == expected)
  }

  @Test(
    "What opens otherwise has none",
    arguments: [
      "UPDATE — The board voted.", "BREAKING - The board voted.",
      "The board — it has five members.",
      "Marta Ellingsen (Labour) - she chairs the board.", "Paris — a city of light.", "PARIS",
      "A — b", "", "—", "(Reuters) - The board", "NATO said on Monday - before it met - that",
      "2026 — a year", "Q: What was it about?",
    ])
  func none(_ line: String) {
    #expect(Dateline(Array(line.utf8)[...]) == nil)
  }
}

@Suite("Press releases") struct PressReleaseTests {
  private func release(_ between: String, _ end: String) -> String {
    """
    Lindmouth Ferries Orders Two Hybrid Boats

    \(between)DULUTH, Minn., May 9, 2026 (GLOBE NEWSWIRE) -- \(PageTexts.harbour)

    \(end)
    """
  }

  @Test("The dateline's day is when it was published")
  func day() throws {
    let article = try PageTexts.article(release("", "###"))
    #expect(article.published?.timestamp.rfc3339 == "2026-05-09T00:00:00Z")
    #expect(article.published?.precision == .day)
    #expect(article.dateline == "DULUTH, Minn., May 9, 2026 (GLOBE NEWSWIRE)")
  }

  @Test("A line that states when goes before the dateline")
  func stated() throws {
    let article = try PageTexts.article(release("Published May 10, 2026 at 08:30\n\n", "###"))
    #expect(article.published?.timestamp.rfc3339 == "2026-05-10T08:30:00Z")
  }

  @Test("In HTML and in Markdown as well")
  func markup() throws {
    for name in ["a.html", "a.md"] {
      let text = PageTexts.harbour
      let article = try HTMLFixture.article(
        name == "a.md"
          ? "# Ferries order boats\n\nDULUTH, Minn., May 9, 2026 (AP) -- \(text)\n\n-30-\n"
          : "<h1>Ferries order boats</h1><p>DULUTH, Minn., May 9, 2026 (AP) -- \(text)</p><p># # #</p>",
        name)
      #expect(article.published?.timestamp.rfc3339 == "2026-05-09T00:00:00Z")
      #expect(article.body.text.hasSuffix("eighteen months."))
    }
  }

  @Test("The mark of its end is no text", arguments: ["-30-", "###", "# # #", "– 30 –", "ENDS"])
  func end(_ mark: String) throws {
    let reading = try PageTexts.read(release("", mark))
    #expect(reading.article.body.text.hasSuffix("eighteen months."))
    #expect(reading.lines.last?.role == .footer)
  }
}
