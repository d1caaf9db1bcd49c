import FeedModel
import Testing

@testable import Relate

@Suite("Packed terms, lists, neighbours and story names")
struct PackingTests {
  @Test("gives back the terms of every article, whatever the gaps, after others were forgotten")
  func vectors() {
    var vectors = Vectors()
    var wanted = [[PackedTerm]](repeating: [], count: 40)
    for slot in wanted.indices { vectors.set(slot, []) }
    var random = Fixed(state: 11)
    for round in 0..<30_000 {
      let slot = Int(random.next() % 40)
      vectors.clear(slot)
      let bound = round % 3 == 0 ? UInt64(1) << 28 : 6000
      let numbers = Set((0..<random.next() % 60).map { _ in UInt32(random.next() % bound) })
      wanted[slot] = numbers.map { PackedTerm($0, level: UInt8($0 & 7)) }.sorted()
      vectors.set(slot, wanted[slot])
      guard round % 500 == 0 else { continue }
      for slot in wanted.indices where vectors.count(slot) > 0 {
        var found: [PackedTerm] = []
        vectors.each(slot) { found.append(PackedTerm($0, level: UInt8($1))) }
        #expect(found == wanted[slot])
      }
    }
  }

  @Test("keeps the lists of terms in three bytes an entry, and in four from a greater slot on")
  func postings() {
    var postings = Postings(limit: 200)
    var wanted = [Set<UInt32>](repeating: [], count: 5)
    var random = Fixed(state: 13)
    for round in 0..<20_000 {
      let term = Int(random.next() % 5)
      let bound = round < 15_000 ? UInt64(1) << 18 : 1 << 24
      let entry = Postings.entry(slot: Int(random.next() % bound), impact: UInt8(round % 63 + 1))
      let isFull = wanted[term].count == 200
      if isFull || random.next() % 3 == 0, let old = wanted[term].randomElement(using: &random) {
        wanted[term].remove(old)
        postings.remove(UInt32(term), slot: Int(old >> 6), isLast: wanted[term].isEmpty)
      } else if !isFull, !wanted[term].contains(where: { $0 >> 6 == entry >> 6 }) {
        wanted[term].insert(entry)
        postings.add(UInt32(term), entry)
      }
      #expect(postings.width == (round < 15_000 ? 3 : postings.width))
      guard round % 50 == 0 else { continue }
      #expect((0..<5).map { Set(list(postings, $0)) } == wanted)
      #expect((0..<5).map { list(postings, $0).count } == wanted.map(\.count))
    }
    #expect(postings.width == 4)
  }

  @Test(
    "gives a block of every size room for as many entries as it is chosen for, and seldom much more"
  )
  func sizes() {
    for count in 2...5000 {
      let size = Postings.size(count)
      #expect(Postings.capacity(size) >= count)
      #expect(size == 0 || Postings.capacity(size - 1) < count)
    }
  }

  @Test("keeps the nearest articles of each, and counts who keeps whom")
  func neighbours() {
    var table = NearTable(kept: 4)
    for _ in 0..<9 { table.grow() }
    var wanted = [[UInt32]](repeating: [], count: 9)
    var random = Fixed(state: 17)
    for _ in 0..<500 {
      let slot = Int(random.next() % 9)
      let others = Array((UInt32(0)..<9).shuffled(using: &random).prefix(Int(random.next() % 5)))
      wanted[slot] = others
      table.set(slot, others.map { Near(slot: $0, score: UInt16($0) * 7000) }, isCut: false)
      for slot in 0..<9 {
        #expect(table.list(slot, first: 4).map(\.slot) == wanted[slot])
        #expect(table.list(slot, first: 2).map(\.slot) == Array(wanted[slot].prefix(2)))
        #expect(table.last(slot)?.score == wanted[slot].last.map { UInt16($0) * 7000 })
        #expect(table.has(slot, 3) == (wanted[slot].count > 2))
        let keepers = wanted.count { $0.contains(UInt32(slot)) }
        #expect(table.holders[slot] == UInt32(keepers))
      }
    }
  }

  @Test("names a story by its opener while that is of it, and as well when it is not")
  func names() {
    let ids = (0..<6).map { ItemID(high: 1, low: UInt64($0)) }
    var names = StoryNames()
    for _ in ids { names.grow() }
    let story = StoryID(ids[2])
    names.name([1, 2, 3], story, opener: 2)
    #expect([1, 2, 3].allSatisfy { names.story(of: $0, ids) == story })
    #expect(names.member(of: story, opener: 2) == 2)
    names.clear(2)
    names.name([3, 1], story, opener: 2)
    #expect(names.story(of: 1, ids) == story && names.story(of: 2, ids) == nil)
    #expect(names.member(of: story, opener: 2) == 3)
    #expect(names.member(of: story, opener: nil) == 3)
    names.name([2, 1, 3], story, opener: 2)
    #expect(names.member(of: story, opener: nil) == nil)
    #expect(names.codes[1] == names.codes[2] && names.codes[1] != names.codes[4])
    names.name([4], StoryID(ids[0]), opener: nil)
    names.forget(StoryID(ids[0]))
    #expect(names.member(of: StoryID(ids[0]), opener: nil) == nil)
    #expect(names.areDistinct { ids.firstIndex(of: $0) })
    names.name([5], story, opener: nil)
    #expect(!names.areDistinct { ids.firstIndex(of: $0) })
  }

  @Test("keeps a term once, at its greatest level, when two words of an article have one hash")
  func repeated() {
    var holding = Holding(settings: RelateSettings(), prior: .shipped)
    let terms = [(7, 0), (9, 1), (7, 3), (7, 2)].map { hash, level in
      Profile.Term(hash: UInt64(hash), level: UInt8(level), weight: 300, surface: 0..<1)
    }
    let profile = Profile(terms: terms, surfaces: [97], fingerprint: 0, title: 0, named: [])
    let slot = holding.enter(Fixtures.input(1, "A", "B"), profile)
    var kept: [UInt64: Int] = [:]
    holding.vectors.each(slot) { kept[holding.terms.hashes[Int($0)]] = $1 }
    #expect(kept == [7: 3, 9: 1])
    #expect(holding.terms.frequencies.filter { $0 > 0 } == [1, 1])
    _ = holding.drop(slot)
    #expect(holding.terms.frequencies.allSatisfy { $0 == 0 })
  }

  private func list(_ postings: Postings, _ term: UInt32) -> [UInt32] {
    var entries: [UInt32] = []
    postings.with(term) { $0.each { entries.append($0) } }
    return entries
  }
}
