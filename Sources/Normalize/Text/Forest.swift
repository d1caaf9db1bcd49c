/// Boosted decision trees over columns of bytes.
///
/// A tree is not walked: each of its questions that is answered "greater" rules out the leaves left of it, and the leftmost
/// leaf that none rules out is the row's. So sixty-four rows are asked at once, without a branch (QuickScorer,
/// Lucchese et al. 2015).
struct Forest: Sendable {
  /// One question, and the leaves of one group of eight that it rules out.
  private struct Question {
    var column: UInt16
    /// The smallest value that counts as greater.
    var least: UInt8
    var leaves: UInt8
  }

  private struct Tree {
    /// Groups of eight leaves.
    var groups: Int
    /// Where its leaves' values begin.
    var values: Int
  }

  private var trees: [Tree] = []
  /// How many questions each group of each tree has.
  private var counts: [Int] = []
  private var questions: [Question] = []
  private var values: [Int32] = []
  /// Columns looked at lie below this.
  private var width = 0

  /// Leaf values are stored times this.
  private static let unit: Float = 4096
  /// Rows asked at once.
  private static let batch = 64

  /// Reads the trees that `Benchmarks/reading/train.py` wrote: their number, and for each that of its leaves, its nodes
  /// (column, greatest value that goes left, left and right child; 128 and more are leaves) and its leaves from left to right.
  init(_ bytes: [UInt8]) {
    var at = 2
    for _ in 0..<Int(bytes[0]) | Int(bytes[1]) << 8 {
      let leaves = Int(bytes[at])
      let nodes = at + 1
      at = nodes + (leaves - 1) * 4
      precondition((1...32).contains(leaves), "a tree's leaves fit into four bytes")
      trees.append(Tree(groups: (leaves + 7) / 8, values: values.count))
      for _ in 0..<leaves {
        values.append(Int32(Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)))
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
    for start in stride(from: 0, to: features.count, by: Self.batch) {
      let rows = (start..<min(start + Self.batch, features.count)).filter(wanted)
      guard !rows.isEmpty else { continue }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.batch) { sums in
        guard let base = sums.baseAddress else { return }
        sums.initialize(repeating: 0)
        add(features, start, rows.map { $0 - start }, to: base)
        for row in rows { out[row] = Self.probability(sums[row - start]) }
      }
    }
    return out
  }
}

extension Forest {
  /// Turns the nodes of one tree into questions, sorted by the group of leaves they rule out.
  private mutating func ask(_ bytes: [UInt8], _ nodes: Int, _ leaves: Int) {
    var asked: [(group: Int, question: Question)] = []
    /// The leaves below a child, from left to right.
    func walk(_ child: UInt8) -> Range<Int> {
      guard child < 128 else { return Int(child) - 128..<Int(child) - 127 }
      let node = nodes + Int(child) * 4
      let left = walk(bytes[node + 2])
      let right = walk(bytes[node + 3])
      precondition(left.upperBound == right.lowerBound, "leaves are numbered from left to right")
      let column = Int(bytes[node])
      width = max(width, column + 1)
      if bytes[node + 1] < 255 {
        for group in left.lowerBound / 8...(left.upperBound - 1) / 8 {
          let mask = left.reduce(UInt8(0)) { $1 / 8 == group ? $0 | 1 << UInt8($1 % 8) : $0 }
          asked.append(
            (group, Question(column: UInt16(column), least: bytes[node + 1] + 1, leaves: mask)))
        }
      }
      return left.lowerBound..<right.upperBound
    }
    if leaves > 1 { _ = walk(0) }
    for group in 0..<(leaves + 7) / 8 {
      let own = asked.filter { $0.group == group }.map(\.question)
      counts.append(own.count)
      questions += own
    }
  }

  /// Adds what all trees say of sixty-four rows from `start` on, to the sums of those of them that `rows` names.
  ///
  /// Unchecked: columns have room for sixty-four rows from every start, `scores` has checked that they exist, and a tree
  /// never rules out its last leaf. Plain loops over bytes, which the compiler turns into steps of sixteen; the standard
  /// library's vectors end in calls here, and take twenty times as long.
  private func add(
    _ features: FeatureColumns, _ start: Int, _ rows: [Int], to sums: UnsafeMutablePointer<Int32>
  ) {
    features.withCells { cells in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4 * Self.batch) { ruledOut in
        guard let ruledOut = ruledOut.baseAddress else { return }
        var question = 0
        var group = 0
        for tree in trees {
          for part in 0..<tree.groups {
            let out = ruledOut + part &* Self.batch
            out.update(repeating: 0, count: Self.batch)
            for asked in questions[question..<question + counts[group]] {
              let row = cells + (Int(asked.column) &* features.stride &+ start)
              for index in 0..<Self.batch {
                out[index] |= row[index] >= asked.least ? asked.leaves : 0
              }
            }
            question += counts[group]
            group += 1
          }
          addLeaves(of: tree, ruledOut, rows, to: sums)
        }
      }
    }
  }

  @inline(__always)
  private func addLeaves(
    of tree: Tree, _ out: UnsafeMutablePointer<UInt8>, _ rows: [Int],
    to sums: UnsafeMutablePointer<Int32>
  ) {
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress.map({ $0 + tree.values }) else { return }
      switch tree.groups {
      case 1:
        for row in rows {
          sums[row] &+= values[(~UInt32(out[row])).trailingZeroBitCount]
        }
      case 2:
        for row in rows {
          let low = UInt32(out[row]) | UInt32(out[row + 64]) << 8
          sums[row] &+= values[(~low).trailingZeroBitCount]
        }
      default:
        for row in rows {
          let low = UInt32(out[row]) | UInt32(out[row + 64]) << 8
          let high = UInt32(out[row + 128]) | (tree.groups > 3 ? UInt32(out[row + 192]) << 8 : 0)
          sums[row] &+= values[(~(low | high << 16)).trailingZeroBitCount]
        }
      }
    }
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
