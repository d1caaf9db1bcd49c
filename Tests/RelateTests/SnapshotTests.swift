import FeedModel
import Testing

@testable import Relate

@Suite("Snapshot of the related index")
struct SnapshotTests {
  private func filled() -> RelatedIndex {
    let index = RelatedIndex()
    var inputs = Fixtures.archive(50) + Fixtures.bridge
    inputs[3].links = ["Harbour bridge of Velmouth closes"]
    _ = index.insert(inputs)
    return index
  }

  @Test("comes back as it was, and goes on as it would have")
  func roundTrip() throws {
    let index = filled()
    let bytes = index.snapshot()
    let again = try RelatedIndex(snapshot: bytes)
    let isSame = again.snapshot() == bytes
    #expect(isSame)
    #expect(again.count == index.count)
    let more = Fixtures.archive(60)
    for copy in [index, again] {
      _ = copy.insert(Array(more[50...]))
      copy.remove(more[0].id)
    }
    for input in more {
      #expect(index.nearest(input.id, limit: 8) == again.nearest(input.id, limit: 8))
      #expect(index.story(of: input.id) == again.story(of: input.id))
    }
    let goesOn = index.snapshot() == again.snapshot()
    #expect(goesOn)
  }

  @Test("is rejected with any byte changed or cut off")
  func damage() {
    let bytes = filled().snapshot()
    var at = 0
    while at < bytes.count {
      var bad = bytes
      bad[at] ^= UInt8(1 << (at % 8))
      #expect(throws: SnapshotError.self) { try RelatedIndex(snapshot: bad) }
      #expect(throws: SnapshotError.self) { try RelatedIndex(snapshot: Array(bytes[..<at])) }
      at += at < 40 ? 1 : bytes.count / 40
    }
    #expect(throws: SnapshotError.self) { try RelatedIndex(snapshot: bytes + [0]) }
    #expect(throws: SnapshotError(.truncated)) { try RelatedIndex(snapshot: []) }
  }

  @Test("is rejected or sound when damaged by someone who mends the checksum")
  func forged() {
    let bytes = filled().snapshot()
    let start = 28
    for round in 0..<400 {
      var bad = bytes
      for change in 0...(round % 3) {
        let random = mixed(UInt64(round * 7 + change))
        bad[start + Int(random % UInt64(bytes.count - start))] = UInt8(
          truncatingIfNeeded: random >> 40)
      }
      let sum = bad.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
      for index in 0..<8 { bad[start - 8 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
      guard let index = try? RelatedIndex(snapshot: bad) else { continue }
      for input in Fixtures.archive(50) {
        #expect(index.nearest(input.id, limit: 8).allSatisfy { (0...1).contains($0.score) })
        _ = index.why(input.id, Fixtures.id(1))
        index.remove(input.id)
      }
      _ = index.insert(Fixtures.bridge)
    }
  }

  @Test("is rejected with an article of no time on earth")
  func time() {
    let index = filled()
    var input = Fixtures.input(99, "Harbour reopens", "The harbour reopens after the storm.")
    input.published = Instant(seconds: 1 << 41)
    _ = index.insert([input])
    #expect(throws: SnapshotError.self) { try RelatedIndex(snapshot: index.snapshot()) }
  }

  @Test("is rejected under settings that store something else, not under others")
  func settings() throws {
    let bytes = filled().snapshot()
    var other = RelateSettings()
    other.neighbours = 4
    #expect(throws: SnapshotError(.settings)) { try RelatedIndex(snapshot: bytes, settings: other) }
    var harmless = RelateSettings()
    harmless.relatedThreshold = 0.5
    #expect(try RelatedIndex(snapshot: bytes, settings: harmless).count == 53)
  }
}
