import CForest
import Testing

@testable import Normalize

@Suite("Forests of decision trees") struct ForestTests {
  /// One tree over two columns: column 0 ≤ 10 → leaf 0; else column 1 ≤ 20 → leaf 1, else leaf 2.
  private static let tree: [UInt8] = [
    1, 0, 3, 0, 10, 128, 1, 1, 20, 129, 130, 0x00, 0xE0, 0x00, 0x00, 0x00, 0x20,
  ]

  @Test("A row falls to the leaf that its values lead to, wherever it stands among the others")
  func leaves() {
    var columns = FeatureColumns(width: 2, count: 130)
    for row in 0..<130 {
      columns[0, row] = row % 3 == 0 ? 10 : 11
      columns[1, row] = row % 3 == 1 ? 20 : 21
    }
    let scores = Forest(Self.tree).scores(columns) { $0 != 129 }
    let expected: [UInt8] = [30, 128, 225]
    for row in 0..<129 { #expect(scores[row] == expected[row % 3], "row \(row)") }
    #expect(scores[129] == 0)
  }

  @Test(
    "The sums are the same with vectors and without, for any rows", arguments: [1, 31, 64, 200])
  func sameEverywhere(_ count: Int) {
    var seed = UInt64(count)
    func next() -> UInt8 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: seed >> 56)
    }
    var trees: [forest_tree] = []
    var questions: [forest_question] = []
    for _ in 0..<60 {
      var tree = forest_tree()
      tree.questions = (next() % 9, next() % 9)
      withUnsafeMutableBytes(of: &tree.low) { for leaf in 0..<16 { $0[leaf] = next() } }
      withUnsafeMutableBytes(of: &tree.high) { for leaf in 0..<16 { $0[leaf] = next() } }
      for group in [tree.questions.0, tree.questions.1].enumerated() {
        for _ in 0..<group.element {
          // The last leaf of the second group stays.
          let leaves = group.offset == 1 ? next() & 127 : next()
          questions.append(
            forest_question(
              column: UInt16(next() % 5), least: Int8(bitPattern: next()), leaves: leaves))
        }
      }
      trees.append(tree)
    }
    let stride = 320
    let cells = (0..<5 * stride).map { _ in next() }
    let rows = (0..<UInt32(300)).filter { _ in next() % 3 > 0 }.prefix(count).map { $0 }
    var wide = [Int32](repeating: 0, count: rows.count)
    var plain = wide
    forest_sums(trees, trees.count, questions, cells, stride, 5, rows, rows.count, &wide)
    forest_plain_sums(trees, trees.count, questions, cells, stride, 5, rows, rows.count, &plain)
    #expect(wide == plain)
    #expect(Set(plain).count > min(count, 20) / 2, "rows differ")
  }
}
