/// Direct links between articles by slot, both ways and in the order drawn: chains of eight bytes a link.
struct StoryLinks: Sendable {
  private struct Node: Sendable {
    var other: UInt32
    /// As in `heads`.
    var next: UInt32
  }

  /// 1 + the first node of each slot, 0 for none.
  private var heads: [UInt32] = []
  private var nodes: [Node] = []
  /// The first free node, as in `heads`.
  private var idle: UInt32 = 0

  init() {}

  /// The links of so many slots: pairs of the smaller and the greater slot, ascending and no one twice.
  init(_ slots: Int, _ pairs: [UInt64]) {
    heads = [UInt32](repeating: 0, count: slots)
    nodes.reserveCapacity(pairs.count * 2)
    for pair in pairs.reversed() {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      for (from, to) in [(a, b), (b, a)] {
        nodes.append(Node(other: UInt32(to), next: heads[from]))
        heads[from] = UInt32(nodes.count)
      }
    }
  }

  /// Makes room for one more slot.
  mutating func grow() { heads.appendTightly(0) }

  /// The articles to which `slot` is linked.
  func others(_ slot: Int) -> [UInt32] {
    var others: [UInt32] = []
    var at = heads[slot]
    while at != 0 {
      let node = nodes[Int(at) - 1]
      others.append(node.other)
      at = node.next
    }
    return others
  }

  func holds(_ from: Int, _ to: Int) -> Bool { find(from, to).node != 0 }

  mutating func add(_ from: Int, _ to: Int) {
    let (last, known) = find(from, to)
    guard known == 0 else { return }
    let node = Node(other: UInt32(to), next: 0)
    var place = idle
    if place != 0 {
      idle = nodes[Int(place) - 1].next
      nodes[Int(place) - 1] = node
    } else {
      nodes.appendTightly(node)
      place = UInt32(nodes.count)
    }
    setNext(from, last, place)
  }

  mutating func remove(_ from: Int, _ to: Int) {
    let (before, node) = find(from, to)
    guard node != 0 else { return }
    setNext(from, before, nodes[Int(node) - 1].next)
    nodes[Int(node) - 1].next = idle
    idle = node
  }

  /// The node of a link and the one before it; where there is none, 0 and the last node.
  private func find(_ from: Int, _ to: Int) -> (before: UInt32, node: UInt32) {
    var before: UInt32 = 0
    var at = heads[from]
    while at != 0, nodes[Int(at) - 1].other != UInt32(to) {
      before = at
      at = nodes[Int(at) - 1].next
    }
    return (before, at)
  }

  private mutating func setNext(_ from: Int, _ node: UInt32, _ next: UInt32) {
    if node == 0 { heads[from] = next } else { nodes[Int(node) - 1].next = next }
  }
}
