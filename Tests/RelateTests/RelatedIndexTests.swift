import FeedModel
import Testing

@testable import Relate

private func input(_ n: UInt64, _ headline: String, _ text: String) -> RelateInput {
  RelateInput(
    id: ItemID(high: 0, low: n), headline: headline, text: text,
    published: Instant(seconds: 1_780_000_000 + Int64(n) * 60))
}

@Suite("Related index")
struct RelatedIndexTests {
  @Test("puts two reports of one event into one story and leaves a stranger out")
  func stories() {
    let index = RelatedIndex()
    let placements = index.insert([
      input(
        1, "Harbour bridge of Velmouth closes",
        "The harbour bridge of Velmouth closed on Monday after cracks."),
      input(
        2, "Velmouth closes harbour bridge after cracks",
        "Cracks closed the Velmouth harbour bridge on Monday."),
      input(
        3, "Cheese prize goes to Ostrel dairy", "A dairy in Ostrel won the annual cheese prize."),
    ])
    #expect(placements[0].story == placements[1].story)
    #expect(placements[2].story == StoryID(ItemID(high: 0, low: 3)))
    #expect(index.nearest(ItemID(high: 0, low: 1), limit: 1).first?.id == ItemID(high: 0, low: 2))
    #expect(index.members(of: placements[0].story).count == 2)
  }
}
