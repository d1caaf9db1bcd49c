internal import FeedModel

/// Known headings, folded as `FoldedText` does, found by their lines' hashes.
struct HeadingSet: Sendable {
  private let all: Set<String>
  private let hashes: Set<UInt32>
  /// A bit for each hash; most other lines are told by one look.
  private let bits: [UInt64]

  /// - Parameter text: a heading a line.
  init(_ text: String) {
    all = Set(text.split(separator: "\n").map { FoldedText.of(String($0)) })
    hashes = Set(Page(TextLines(Array(text.utf8))).lines.map(\.hash))
    var bits = [UInt64](repeating: 0, count: 128)
    for hash in hashes { bits[Int(hash >> 6 & 127)] |= 1 << UInt64(hash & 63) }
    self.bits = bits
  }

  /// Whether one of them may have this `Line.hash`.
  func mayHold(_ hash: UInt32) -> Bool {
    bits[Int(hash >> 6 & 127)] & 1 << UInt64(hash & 63) != 0 && hashes.contains(hash)
  }

  /// Whether a folded text is one of them.
  func contains(_ folded: String) -> Bool { all.contains(folded) }
}
