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

  @Test("takes the last of several texts of one article in a batch")
  func twice() {
    let inputs = Fixtures.archive(24)
    var early = inputs[3]
    early.text = Fixtures.bridge[0].text
    let index = RelatedIndex()
    let placements = index.insert([early] + inputs)
    #expect(placements.count == 25)
    #expect(placements[0].story == placements[4].story)
    let plain = RelatedIndex()
    _ = plain.insert(inputs)
    let isSame = index.bytesWithoutStories() == plain.bytesWithoutStories()
    #expect(isSame)
  }

  @Test("stays whole when terms become crowded, and when their articles go again")
  func crowds() {
    var settings = RelateSettings()
    settings.crowdLimit = 6
    let index = RelatedIndex(settings: settings)
    let empty = index.snapshot()
    let inputs = Fixtures.archive(80)
    for start in stride(from: 0, to: 80, by: 5) {
      _ = index.insert(Array(inputs[start..<start + 5]))
    }
    #expect(inputs.contains { !index.nearest($0.id, limit: 5).isEmpty })
    let gone = Set(inputs.filter { $0.id.low % 3 == 0 }.map(\.id))
    for id in gone { index.remove(id) }
    for input in inputs where !gone.contains(input.id) {
      let links = index.nearest(input.id, limit: 20) + index.sameStory(input.id, limit: 20)
      #expect(links.allSatisfy { !gone.contains($0.id) && $0.score > 0 })
    }
    for input in inputs { index.remove(input.id) }
    let isEmpty = index.snapshot() == empty
    #expect(isEmpty)
  }

  @Test("finds the nearest articles that comparing every pair would find")
  func exhaustive() {
    let inputs = Fixtures.archive(60)
    let index = RelatedIndex()
    _ = index.insert(inputs)
    expectNearest(index, inputs)
  }

  @Test("still finds them after many have come, gone and been replaced", arguments: [1, 7])
  func turnover(_ batch: Int) throws {
    var held = Array(Fixtures.archive(150)[..<60])
    let index = RelatedIndex()
    _ = index.insert(held)
    var random = Fixed(state: UInt64(batch))
    for start in stride(from: 60, to: 150, by: batch) {
      held.shuffle(using: &random)
      for gone in held.suffix(batch) { index.remove(gone.id) }
      held.removeLast(batch)
      var changed = held[0]
      changed.text += " " + held[1].text
      held[0] = changed
      let arrived = Fixtures.archive(150)[start..<min(start + batch, 150)]
      _ = index.insert([changed] + arrived)
      held += arrived
    }
    expectNearest(index, held)
    let again = try RelatedIndex(snapshot: index.snapshot())
    for gone in held.prefix(20) { again.remove(gone.id) }
    expectNearest(again, Array(held.dropFirst(20)))
  }

  private func expectNearest(_ index: RelatedIndex, _ inputs: [RelateInput]) {
    for input in inputs {
      var all: [Neighbour] = []
      for other in inputs where other.id != input.id {
        let score = Double(index.similarity(input.id, other.id))
        if score > 0 { all.append(Neighbour(id: other.id, score: score)) }
      }
      all.sort { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
      #expect(index.neighbours(of: input.id) == all.prefix(8).map(\.id))
    }
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
