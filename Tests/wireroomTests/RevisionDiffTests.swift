import FeedModel
import Testing

@testable import wireroom

@Suite("Progress and diffs for people")
struct RevisionDiffTests {
  private func revision(_ headline: String, _ text: String) -> Revision {
    let article = Article(
      format: .text, charset: "utf-8", headline: headline, body: Body(text: text))
    let stamp = Timestamp(Instant(seconds: 1_780_000_000))
    return Revision(
      id: ItemID(high: 1, low: 2), number: 1,
      location: SourceLocation(directory: "/in", path: "a.txt"),
      slug: "a", article: article, published: stamp, publishedPrecision: .second, updated: stamp,
      updatedPrecision: .second, captured: stamp.instant, firstSeen: stamp.instant)
  }

  @Test("A diff shows what was there before and what is there now")
  func diff() {
    let lines = RevisionDiff(
      from: revision("Ferry sails", "One.\n\nTwo."), to: revision("Ferry stays", "One.\n\nThree.")
    ).lines
    #expect(lines == ["- headline: Ferry sails", "+ headline: Ferry stays", "- Two.", "+ Three."])
  }

  @Test("A paragraph that changed in part shows the words that changed, and some around them")
  func words() {
    let before =
      "The ferry sails at nine from the north quay and comes back at noon, as it has for years."
    let after =
      "The ferry sails at ten from the north quay and comes back at noon, as it has for many years."
    #expect(
      RevisionDiff(from: revision("A", before), to: revision("A", after)).lines == [
        "~ The ferry sails at [-nine-] {+ten+} from the north quay and comes back at noon, as it has for {+many+} years."
      ])
    let long = (1...30).map { "word\($0)" }
    var changed = long
    changed[14] = "other"
    let diff = RevisionDiff(
      from: revision("A", long.joined(separator: " ")),
      to: revision("A", changed.joined(separator: " ")))
    #expect(
      diff.lines == [
        "~ … word9 word10 word11 word12 word13 word14 [-word15-] {+other+} word16 word17 word18 word19 word20 word21 …"
      ])
  }

  @Test("Equal revisions have no diff")
  func same() {
    #expect(RevisionDiff(from: revision("A", "One."), to: revision("A", "One.")).lines.isEmpty)
  }
}
