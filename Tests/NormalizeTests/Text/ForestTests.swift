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
}
