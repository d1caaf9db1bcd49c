/// Boosted decision trees over rows of bytes.
struct Forest: Sendable {
  /// Feature, threshold, left and right child, a byte each; a leaf is its own left child with a threshold of 255.
  private var nodes: [UInt32] = []
  /// What a leaf adds, beside its node.
  private var values: [Int32] = []
  private var trees: [Tree] = []
  /// Features looked at lie below this.
  private var features = 0

  private struct Tree {
    /// Where its nodes begin.
    var base: Int
    /// Steps from the root to the farthest leaf.
    var depth: Int
  }

  /// Leaf values are stored times this.
  private static let unit: Float = 4096
  /// After so many trees, rows that are all but decided are left.
  private static let glance = 32
  /// A sum from which no row returns: less than one in four hundred.
  private static let hopeless = Int32(-6 * 4096)

  /// Reads the trees that `Benchmarks/reading/train.py` wrote.
  init(_ bytes: [UInt8]) {
    var at = 2
    let count = Int(bytes[0]) | Int(bytes[1]) << 8
    for _ in 0..<count {
      let leaves = Int(bytes[at])
      at += 1
      let inner = leaves - 1
      let base = nodes.count
      for _ in 0..<inner {
        features = max(features, Int(bytes[at]) + 1)
        let left = Self.child(bytes[at + 2], inner)
        let right = Self.child(bytes[at + 3], inner)
        precondition(left < inner + leaves && right < inner + leaves, "children lie in their tree")
        nodes.append(
          UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(left) << 16 | UInt32(right) << 24)
        at += 4
      }
      values += [Int32](repeating: 0, count: inner)
      for leaf in 0..<leaves {
        nodes.append(0xFF00 | UInt32(inner + leaf) << 16 | UInt32(inner + leaf) << 24)
        values.append(Int32(Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)))
        at += 2
      }
      trees.append(Tree(base: base, depth: depth(base, inner)))
    }
  }

  /// The probability for each of `rows` that `wanted` names, as 0…255; 0 for the others.
  ///
  /// `rows` are rows of `width` bytes.
  /// - Complexity: O(wanted rows × trees).
  func scores(_ rows: Span<UInt8>, width: Int, wanted: (Int) -> Bool) -> [UInt8] {
    let count = width == 0 ? 0 : rows.count / width
    precondition(features <= width, "every feature lies in its row")
    var sums = [Int32](repeating: 0, count: count)
    var left = (0..<count).filter(wanted)
    add(trees.prefix(Self.glance), rows, width, left, &sums)
    left.removeAll { sums[$0] < Self.hopeless }
    add(trees.dropFirst(Self.glance), rows, width, left, &sums)
    var out = [UInt8](repeating: 0, count: count)
    for index in left { out[index] = Self.probability(sums[index]) }
    return out
  }
}

extension Forest {
  private static func child(_ byte: UInt8, _ inner: Int) -> Int {
    byte < 128 ? Int(byte) : Int(byte) - 128 + inner
  }

  /// Children stand behind their parents, so one pass finds the depth of all.
  private func depth(_ base: Int, _ inner: Int) -> Int {
    var depths = [Int](repeating: 0, count: 256)
    var deepest = 0
    for slot in 0..<inner {
      let node = nodes[base + slot]
      for child in [Int(node >> 16 & 0xFF), Int(node >> 24)] {
        depths[child] = depths[slot] + 1
        deepest = max(deepest, depths[child])
      }
    }
    return deepest
  }

  /// Adds what these trees say of the rows in `indices`, four rows at a time so that their steps overlap.
  private func add(
    _ trees: ArraySlice<Tree>, _ rows: Span<UInt8>, _ width: Int, _ indices: [Int],
    _ sums: inout [Int32]
  ) {
    let nodes = nodes.span
    for start in stride(from: 0, to: indices.count, by: 64) {
      let group = indices[start..<min(start + 64, indices.count)]
      for tree in trees {
        var at = group.startIndex
        while at < group.endIndex {
          let last = group.endIndex - 1
          let (a, b) = (group[at], group[min(at + 1, last)])
          let (c, d) = (group[min(at + 2, last)], group[min(at + 3, last)])
          var (slotA, slotB, slotC, slotD) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
          for _ in 0..<tree.depth {
            slotA = Self.step(nodes, tree.base, slotA, rows, a &* width)
            slotB = Self.step(nodes, tree.base, slotB, rows, b &* width)
            slotC = Self.step(nodes, tree.base, slotC, rows, c &* width)
            slotD = Self.step(nodes, tree.base, slotD, rows, d &* width)
          }
          sums[a] &+= values[tree.base + Int(slotA)]
          if at < last { sums[b] &+= values[tree.base + Int(slotB)] }
          if at + 1 < last { sums[c] &+= values[tree.base + Int(slotC)] }
          if at + 2 < last { sums[d] &+= values[tree.base + Int(slotD)] }
          at += 4
        }
      }
    }
  }

  /// One step down: left unless the value is greater than the threshold, without a branch.
  ///
  /// Unchecked, as `init` and `scores` have checked that children and features lie in their bounds.
  @inline(__always)
  private static func step(
    _ nodes: Span<UInt32>, _ base: Int, _ slot: UInt32, _ rows: Span<UInt8>, _ row: Int
  ) -> UInt32 {
    let node = nodes[unchecked: base &+ Int(slot)]
    let value = UInt32(rows[unchecked: row &+ Int(node & 0xFF)])
    let isGreater = ((node >> 8 & 0xFF) &- value) >> 31
    return node >> (16 &+ isGreater &* 8) & 0xFF
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
