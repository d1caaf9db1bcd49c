internal import CForest

/// Boosted decision trees over columns of bytes.
///
/// A tree is not walked: each of its questions that is answered "greater" rules out the leaves left of it, and the leftmost
/// leaf that none rules out is the row's (QuickScorer, Lucchese et al. 2015). `CForest` asks many rows at once.
struct Forest: Sendable {
  private var trees: [forest_tree] = []
  /// Those of every tree in order, of its first eight leaves and then of its last.
  private var questions: [forest_question] = []
  /// Columns looked at lie below this.
  private var width = 0

  /// Leaf values are stored times this.
  private static let unit: Float = 4096

  /// Reads the trees that `Benchmarks/reading/train.py` wrote: their number, and for each that of its leaves, its nodes
  /// (column, greatest value that goes left, left and right child; 128 and more are leaves) and its leaves from left to right.
  init(_ bytes: [UInt8]) {
    let count = Int(bytes[0]) | Int(bytes[1]) << 8
    precondition(count <= 256, "the sums of the leaves' bytes fit into two bytes")
    var at = 2
    for _ in 0..<count {
      let leaves = Int(bytes[at])
      precondition((1...16).contains(leaves), "a tree's leaves fit into two bytes")
      let nodes = at + 1
      at = nodes + (leaves - 1) * 4
      trees.append(forest_tree())
      for leaf in 0..<leaves {
        withUnsafeMutableBytes(of: &trees[trees.count - 1].low) { $0[leaf] = bytes[at] }
        withUnsafeMutableBytes(of: &trees[trees.count - 1].high) { $0[leaf] = bytes[at + 1] ^ 128 }
        at += 2
      }
      ask(bytes, nodes, leaves)
    }
  }

  /// The probability for each row that `wanted` names, as 0…255; 0 for the others.
  ///
  /// - Complexity: O(rows × questions).
  func scores(_ features: FeatureColumns, wanted: (Int) -> Bool) -> [UInt8] {
    precondition(width <= features.width, "every column exists")
    var out = [UInt8](repeating: 0, count: features.count)
    var rows: [UInt32] = []
    rows.reserveCapacity(features.count)
    for row in 0..<features.count where wanted(row) { rows.append(UInt32(row)) }
    guard !rows.isEmpty else { return out }
    let sums = [Int32](unsafeUninitializedCapacity: rows.count) { sums, count in
      features.withCells { cells in
        forest_sums(
          trees, trees.count, questions, cells, features.stride, width, rows, rows.count,
          sums.baseAddress)
      }
      count = rows.count
    }
    for (row, sum) in zip(rows, sums) { out[Int(row)] = Self.probability(sum) }
    return out
  }
}

extension Forest {
  /// Turns the nodes of one tree into questions, sorted by the group of leaves they rule out.
  private mutating func ask(_ bytes: [UInt8], _ nodes: Int, _ leaves: Int) {
    var asked: [[forest_question]] = [[], []]
    /// The leaves below a child, from left to right.
    func walk(_ child: UInt8) -> Range<Int> {
      guard child < 128 else { return Int(child) - 128..<Int(child) - 127 }
      let node = nodes + Int(child) * 4
      let left = walk(bytes[node + 2])
      let right = walk(bytes[node + 3])
      precondition(left.upperBound == right.lowerBound, "leaves are numbered from left to right")
      let column = bytes[node]
      width = max(width, Int(column) + 1)
      if bytes[node + 1] < 255 {
        let mask = UInt16(truncatingIfNeeded: (1 << left.upperBound) - (1 << left.lowerBound))
        for group in 0..<2 where UInt8(truncatingIfNeeded: mask >> (8 * group)) != 0 {
          asked[group].append(
            forest_question(
              column: UInt16(column), least: Int8(bitPattern: (bytes[node + 1] + 1) ^ 128),
              leaves: UInt8(truncatingIfNeeded: mask >> (8 * group))))
        }
      }
      return left.lowerBound..<right.upperBound
    }
    if leaves > 1 { _ = walk(0) }
    trees[trees.count - 1].questions = (UInt8(asked[0].count), UInt8(asked[1].count))
    questions += asked.joined()
  }

  /// The logistic function, 0…255.
  private static func probability(_ sum: Int32) -> UInt8 {
    let steps = Int(Float(sum) / unit * 32) + 256
    return logistic[min(max(steps, 0), 512)]
  }

  /// At −8…8 in steps of 1/32; by powers of e^(1/32), as the standard library has no exponential.
  private static let logistic: [UInt8] = {
    var power = 0.000_335_462_627_902_511_8
    return (0...512).map { _ in
      let value = power / (1 + power)
      power *= 1.031_743_407_499_102_7
      return UInt8(value * 255 + 0.5)
    }
  }()
}
