import FeedModel
import Testing

@testable import Relate

@Suite("Stories, whatever becomes of their articles")
struct StoriesTests {
  @Test(
    "leaves every article in one story of one id, whatever is restored, replaced and removed",
    arguments: [1, 2, 3])
  func whole(_ seed: Int) throws {
    let inputs = Fixtures.archive(60)
    var random = Fixed(state: UInt64(seed))
    var index = RelatedIndex()
    var held: Set<ItemID> = []
    for round in 0..<400 {
      var input = inputs[Int(random.next() % 60)]
      switch random.next() % 6 {
      case 0, 1:
        index.remove(input.id)
        held.remove(input.id)
      case 2:
        // A story of any name: of an article elsewhere, or of one that is not there.
        index.restore([(input, StoryID(inputs[Int(random.next() % 60)].id))])
        held.insert(input.id)
      case 3: input.text = inputs[Int(random.next() % 60)].text
      default: break
      }
      if random.next() % 2 == 0 {
        _ = index.insert([input])
        held.insert(input.id)
      }
      if round % 100 == 50 { index = try RelatedIndex(snapshot: index.snapshot()) }
      check(index, inputs.map(\.id), held)
    }
  }

  private func check(_ index: RelatedIndex, _ ids: [ItemID], _ held: Set<ItemID>) {
    var members: [StoryID: Set<ItemID>] = [:]
    for id in ids {
      let story = index.story(of: id)
      #expect((story != nil) == held.contains(id))
      if let story { members[story, default: []].insert(id) }
    }
    for (story, wanted) in members { #expect(Set(index.members(of: story)) == wanted) }
  }
}
