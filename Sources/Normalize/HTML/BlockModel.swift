/// Judges blocks by boosted decision trees; weights, features and how they are trained belong together.
struct BlockModel {
  /// The trained model.
  static let trained = BlockModel(BlockWeights.trees)

  private struct Node {
    /// Feature of a fork, or −1 for a leaf.
    var feature: Int32
    /// Threshold of a fork, or value of a leaf.
    var value: Float
    /// Where the second branch of a fork starts; the first follows it at once.
    var second: Int32 = 0
  }

  private var nodes: [Node] = []
  private var roots: [Int32] = []

  /// Reads trees in preorder (see `BlockWeights`).
  init(_ text: String) {
    var forks: [(node: Int, isSecond: Bool)] = []
    for token in text.utf8.split(whereSeparator: { Whitespace.isSpace($0) }) {
      let node = nodes.count
      if forks.isEmpty { roots.append(Int32(node)) }
      if token.first == UInt8(ascii: "=") {
        let value = Float(Substring(token.dropFirst())) ?? 0
        nodes.append(Node(feature: -1, value: value / 1000))
        // A leaf ends its branch: the next token starts the second branch of the nearest open fork.
        while let fork = forks.last, fork.isSecond { forks.removeLast() }
        if let fork = forks.last {
          nodes[fork.node].second = Int32(node + 1)
          forks[forks.count - 1].isSecond = true
        }
      } else {
        let parts = token.split(separator: UInt8(ascii: ":"))
        nodes.append(
          Node(
            feature: parts.first.flatMap { Int32(Substring($0)) } ?? 0,
            value: parts.last.flatMap { Float(Substring($0)) } ?? 0))
        forks.append((node, false))
      }
    }
    precondition(forks.isEmpty, "every fork has two branches")
    precondition(
      nodes.allSatisfy { $0.feature < BlockFeatures.count && $0.second < nodes.count },
      "features and branches exist")
  }

  /// The likelihood of each of `count` blocks, whose features `append` adds to an array.
  func likelihoods(_ count: Int, _ append: (Int, inout [Float]) -> Void) -> [Float] {
    var input: [Float] = []
    input.reserveCapacity(BlockFeatures.count)
    return (0..<count).map { index in
      input.removeAll(keepingCapacity: true)
      append(index, &input)
      return Self.logistic(sum(input))
    }
  }

  /// What all trees say of one block.
  ///
  /// Unchecked: `init` has seen that features and branches exist.
  private func sum(_ input: [Float]) -> Float {
    precondition(input.count == BlockFeatures.count, "every feature is there")
    return input.withUnsafeBufferPointer { input in
      nodes.withUnsafeBufferPointer { nodes in
        guard let input = input.baseAddress, let nodes = nodes.baseAddress else { return 0 }
        var sum: Float = 0
        for root in roots {
          var node = nodes + Int(root)
          while node.pointee.feature >= 0 {
            let isFirst = input[Int(node.pointee.feature)] <= node.pointee.value
            node = isFirst ? node + 1 : nodes + Int(node.pointee.second)
          }
          sum += node.pointee.value
        }
        return sum
      }
    }
  }

  /// Without a library: e to a power by squaring (1 + x/1024) ten times, good to three digits.
  private static func logistic(_ value: Float) -> Float {
    var power = 1 - max(-40, min(40, value)) / 1024
    for _ in 0..<10 { power *= power }
    return 1 / (1 + power)
  }
}
