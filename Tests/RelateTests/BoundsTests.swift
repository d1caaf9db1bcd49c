import Testing

@testable import Relate

@Suite("Bounds and story links")
struct BoundsTests {
  private static let slots = 1000

  /// Gates for every third slot, bounds summed up from five lists, and the same sums one by one.
  private func summed() -> (gates: Gates, bounds: Bounds, sums: [UInt16]) {
    var random = Fixed(state: 3)
    var gates = Gates(Self.slots)
    for slot in stride(from: 0, to: Self.slots, by: 3) {
      gates[slot] = UInt16(random.next() % 3000)
    }
    var bounds = Bounds()
    bounds.begin(gates)
    var sums = [UInt16](repeating: 0, count: Self.slots)
    var postings = Postings(limit: Self.slots)
    for term in UInt32(0)..<5 {
      let factor = UInt32(random.next() % 24_000)
      for slot in 0..<Self.slots where random.next() % 4 == 0 {
        let impact = UInt8(1 + random.next() % 63)
        postings.add(term, Postings.entry(slot: slot, impact: impact))
        sums[slot] += UInt16((factor * UInt32(impact) + 1023) / 1024)
      }
      bounds.add(postings, term, factor)
    }
    bounds.close()
    return (gates, bounds, sums)
  }

  @Test(
    "finds exactly the articles whose bounds come to the least or to their own gates",
    arguments: [0, 1, 700, 1900, Gates.shut])
  func each(_ least: UInt16) {
    let (gates, bounds, sums) = summed()
    var found: [Int: UInt16] = [:]
    bounds.each(from: least, gates) { found[$0] = $1 }
    let wanted = sums.indices.filter { sums[$0] >= max(1, least) || sums[$0] >= gates[$0] }
    #expect(found.keys.sorted() == wanted)
    #expect(found.allSatisfy { sums[$0] == $1 })
    var open: [Int] = []
    bounds.each(from: least) { slot, _ in open.append(slot) }
    #expect(open.sorted() == sums.indices.filter { sums[$0] >= max(1, least) })
  }

  @Test("finds the greatest bounds, and forgets them for the next article")
  func greatest() {
    var (gates, bounds, sums) = summed()
    let greatest = bounds.greatest(12) { $0 % 2 == 0 }
    let even = sums.indices.filter { $0 % 2 == 0 }.map { sums[$0] }.sorted(by: >)
    #expect(greatest.map { sums[$0] }.sorted(by: >) == Array(even.prefix(12)))
    #expect(greatest.allSatisfy { $0 % 2 == 0 })
    gates.grow(for: Self.slots + 200)
    bounds.begin(gates)
    bounds.close()
    #expect(bounds.greatest(12) { _ in true }.isEmpty)
  }

  @Test("keeps story links in the order drawn, whatever is removed between")
  func links() {
    var links = StoryLinks()
    for _ in 0..<20 { links.grow() }
    var wanted = [[UInt32]](repeating: [], count: 20)
    var random = Fixed(state: 5)
    for _ in 0..<2000 {
      let (from, to) = (Int(random.next() % 20), Int(random.next() % 20))
      if wanted[from].contains(UInt32(to)) {
        links.remove(from, to)
        wanted[from].removeAll { $0 == UInt32(to) }
      } else {
        links.add(from, to)
        links.add(from, to)
        wanted[from].append(UInt32(to))
      }
      #expect(links.others(from) == wanted[from])
    }
    #expect((0..<20).map { links.others($0) } == wanted)
    #expect(StoryLinks(3, [1, 2, 1 << 32 | 2]).others(2) == [0, 1])
  }
}
