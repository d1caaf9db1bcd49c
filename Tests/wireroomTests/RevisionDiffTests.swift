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

  @Test("Equal revisions have no diff")
  func same() {
    #expect(RevisionDiff(from: revision("A", "One."), to: revision("A", "One.")).lines.isEmpty)
  }
}
