import FeedModel
import Testing

@testable import Relate

/// Everything that a caller can see of `ids`.
private func answers(_ index: RelatedIndex, _ ids: [ItemID]) -> [[Neighbour]] {
  ids.map { index.nearest($0, limit: 10) }
}

/// Which pairs of `ids` are of one story.
private func pairs(_ index: RelatedIndex, _ ids: [ItemID]) -> Set<[ItemID]> {
  var stories: [StoryID: [ItemID]] = [:]
  for id in ids { if let story = index.story(of: id) { stories[story, default: []].append(id) } }
  var pairs: Set<[ItemID]> = []
  for members in stories.values {
    for a in members { for b in members where a < b { pairs.insert([a, b]) } }
  }
  return pairs
}

/// Splitmix, so that shuffles are the same on every run.
private struct Fixed: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mixed(state)
  }
}

@Suite("Related index, whatever the order")
struct RelatedIndexPropertyTests {
  @Test("gives the same links in any order and batch size", arguments: [1, 16])
  func order(_ batch: Int) {
    let inputs = Fixtures.archive(120)
    let ids = inputs.map(\.id)
    let whole = RelatedIndex()
    _ = whole.insert(inputs)
    var random = Fixed(state: UInt64(batch))
    let shuffled = inputs.shuffled(using: &random)
    let index = RelatedIndex()
    for start in stride(from: 0, to: shuffled.count, by: batch) {
      _ = index.insert(Array(shuffled[start..<min(start + batch, shuffled.count)]))
    }
    let isSame = answers(index, ids) == answers(whole, ids)
    #expect(isSame)
    let (a, b) = (pairs(index, ids), pairs(whole, ids))
    #expect(!b.isEmpty)
    #expect(Double(a.intersection(b).count) >= 0.95 * Double(a.union(b).count))
  }

  @Test("is byte for byte the same after what was added is removed")
  func removal() {
    let inputs = Fixtures.archive(100)
    let index = RelatedIndex()
    _ = index.insert(Array(inputs[..<80]))
    let before = index.bytesWithoutStories()
    let stories = pairs(index, inputs.map(\.id))
    let links = answers(index, inputs.map(\.id))
    _ = index.insert(Array(inputs[80...]) + Fixtures.bridge)
    let isOther = index.bytesWithoutStories() != before
    #expect(isOther)
    for input in Fixtures.bridge + inputs[80...] { index.remove(input.id) }
    let after = index.bytesWithoutStories()
    let isSame = after == before
    #expect(isSame)
    let areSame = answers(index, inputs.map(\.id)) == links
    #expect(areSame)
    #expect(pairs(index, inputs.map(\.id)) == stories)
  }

  @Test("replaces an article whose id is there")
  func replacing() {
    let inputs = Fixtures.archive(60)
    let index = RelatedIndex()
    _ = index.insert(inputs)
    var changed = inputs[5]
    changed.text = Fixtures.bridge[0].text
    _ = index.insert([changed])
    #expect(index.count == 60)
    let fresh = RelatedIndex()
    var other = inputs
    other[5] = changed
    _ = fresh.insert(other)
    let isSame = answers(index, inputs.map(\.id)) == answers(fresh, inputs.map(\.id))
    #expect(isSame)
  }

  @Test("forgets everything when everything is removed")
  func emptying() {
    let index = RelatedIndex()
    let empty = index.snapshot()
    let inputs = Fixtures.archive(40)
    _ = index.insert(inputs)
    for input in inputs.reversed() { index.remove(input.id) }
    #expect(index.count == 0)
    let isEmpty = index.snapshot() == empty
    #expect(isEmpty)
  }

  @Test("answers while articles are being added, from a whole state")
  func concurrency() async {
    let inputs = Fixtures.archive(100)
    let index = RelatedIndex()
    _ = index.insert(Array(inputs[..<40]))
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for start in stride(from: 40, to: 100, by: 20) {
          _ = index.insert(Array(inputs[start..<start + 20]))
        }
        return true
      }
      for reader in 0..<4 {
        group.addTask {
          for round in 0..<20 {
            let count = index.count
            let id = inputs[(round * 7 + reader) % 40].id
            guard count % 20 == 0, let story = index.story(of: id),
              index.nearest(id, limit: 5).count == 5, !index.members(of: story).isEmpty
            else { return false }
          }
          return true
        }
      }
      for await isSound in group { #expect(isSound) }
    }
    #expect(index.count == 100)
  }
}
