/// Boosted decision trees over rows of bytes.
struct Forest: Sendable {
  /// Feature, threshold (left when not greater), left and right child; a child from 128 on is a leaf.
  private var nodes: [UInt32] = []
  private var leaves: [Int32] = []
  /// Where each tree's nodes and leaves begin; a tree of one leaf has no nodes.
  private var trees: [Tree] = []

  private struct Tree {
    var node: Int32
    var leaf: Int32
    var isLeaf: Bool
  }

  /// Leaf values are stored times this.
  private static let unit: Float = 4096

  /// Reads the trees that `Benchmarks/reading/train.py` wrote.
  init(_ bytes: [UInt8]) {
    var at = 2
    let count = Int(bytes[0]) | Int(bytes[1]) << 8
    for _ in 0..<count {
      let size = Int(bytes[at])
      at += 1
      trees.append(
        Tree(node: Int32(nodes.count), leaf: Int32(leaves.count), isLeaf: size == 1))
      for _ in 1..<max(size, 1) {
        nodes.append(
          UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
            | UInt32(bytes[at + 3]) << 24)
        at += 4
      }
      for _ in 0..<size {
        leaves.append(Int32(Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)))
        at += 2
      }
    }
  }

  /// The probability for each of `rows` that `wanted` names, as 0…255; 0 for the others.
  ///
  /// `rows` are rows of `width` bytes.
  /// - Complexity: O(wanted rows × trees).
  func scores(_ rows: Span<UInt8>, width: Int, wanted: (Int) -> Bool) -> [UInt8] {
    let count = width == 0 ? 0 : rows.count / width
    var sums = [Int32](repeating: 0, count: count)
    let indices = (0..<count).filter(wanted)
    let nodes = nodes.span
    let leaves = leaves.span
    // Rows by the handful stay in the cache while the trees go over them.
    for start in stride(from: 0, to: indices.count, by: 64) {
      let group = indices[start..<min(start + 64, indices.count)]
      for tree in trees {
        for index in group {
          var slot = UInt32(0)
          if tree.isLeaf {
            slot = 128
          } else {
            let base = index * width
            repeat {
              let node = nodes[Int(tree.node) + Int(slot)]
              let value = UInt32(rows[base + Int(node & 0xFF)])
              slot = (value <= (node >> 8 & 0xFF) ? node >> 16 : node >> 24) & 0xFF
            } while slot < 128
          }
          sums[index] += leaves[Int(tree.leaf) + Int(slot) - 128]
        }
      }
    }
    var out = [UInt8](repeating: 0, count: count)
    for index in indices { out[index] = Self.probability(sums[index]) }
    return out
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
