/// Judges blocks by boosted decision trees; weights, features and how they are trained belong together.
struct BlockModel {
  /// The trained model.
  static let trained = BlockModel(BlockWeights.trees)

  /// Feature of a fork, or −1 for a leaf.
  private var features: [Int16] = []
  /// Threshold of a fork, or value of a leaf.
  private var values: [Float] = []
  /// Where the second branch of a fork starts; the first follows it at once.
  private var second: [Int32] = []
  private var roots: [Int32] = []

  /// Reads trees in preorder (see `BlockWeights`).
  init(_ text: String) {
    var forks: [(node: Int, isSecond: Bool)] = []
    for token in text.utf8.split(whereSeparator: { Whitespace.isSpace($0) }) {
      let node = features.count
      if forks.isEmpty { roots.append(Int32(node)) }
      second.append(0)
      if token.first == UInt8(ascii: "=") {
        features.append(-1)
        values.append((Float(Substring(token.dropFirst())) ?? 0) / 1000)
        // A leaf ends its branch: the next token starts the second branch of the nearest open fork.
        while let fork = forks.last, fork.isSecond { forks.removeLast() }
        if let fork = forks.last {
          second[fork.node] = Int32(node + 1)
          forks[forks.count - 1].isSecond = true
        }
      } else {
        let parts = token.split(separator: UInt8(ascii: ":"))
        features.append(parts.first.flatMap { Int16(Substring($0)) } ?? 0)
        values.append(parts.last.flatMap { Float(Substring($0)) } ?? 0)
        forks.append((node, false))
      }
    }
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

  private func sum(_ input: [Float]) -> Float {
    var sum: Float = 0
    for root in roots {
      var node = Int(root)
      while features[node] >= 0 {
        node = input[Int(features[node])] <= values[node] ? node + 1 : Int(second[node])
      }
      sum += values[node]
    }
    return sum
  }

  /// Without a library: e to a power by squaring (1 + x/1024) ten times, good to three digits.
  private static func logistic(_ value: Float) -> Float {
    var power = 1 - max(-40, min(40, value)) / 1024
    for _ in 0..<10 { power *= power }
    return 1 / (1 + power)
  }
}
