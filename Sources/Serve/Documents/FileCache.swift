import FeedModel
import NIOCore

/// Recently asked-for file content, bounded by bytes, the least recently used dropped first.
///
/// Cost of each step: O(1).
struct FileCache {
  struct Key: Hashable {
    var path: String
    var coding: ContentCoding
  }

  private struct Node {
    var key: Key
    var value: Representation
    /// Towards the more recently used.
    var newer: Int?
    var older: Int?
  }

  private let capacity: Int
  private(set) var bytes = 0
  private var places: [Key: Int] = [:]
  private var nodes: [Node?] = []
  private var free: [Int] = []
  private var newest: Int?
  private var oldest: Int?

  init(capacity: Int) { self.capacity = capacity }

  /// The content kept for `key`, now the most recently used.
  mutating func value(_ key: Key) -> Representation? {
    guard let place = places[key], let node = nodes[place] else { return nil }
    if newest != place {
      unlink(place)
      link(place)
    }
    return node.value
  }

  /// Keeps `value`, dropping what is too much; content of over an eighth of the capacity is not kept.
  mutating func insert(_ value: Representation, for key: Key) {
    remove(key)
    let cost = Self.cost(value)
    guard cost <= capacity / 8 else { return }
    let place = free.popLast() ?? nodes.count
    if place == nodes.count { nodes.append(nil) }
    nodes[place] = Node(key: key, value: value)
    places[key] = place
    bytes += cost
    link(place)
    while bytes > capacity, let oldest, let node = nodes[oldest] { remove(node.key) }
  }

  var isEmpty: Bool { places.isEmpty }

  mutating func remove(_ key: Key) {
    guard let place = places.removeValue(forKey: key), let node = nodes[place] else { return }
    unlink(place)
    bytes -= Self.cost(node.value)
    nodes[place] = nil
    free.append(place)
  }

  /// Content and what it costs to keep it.
  private static func cost(_ value: Representation) -> Int { value.body.readableBytes + 256 }

  private mutating func link(_ place: Int) {
    nodes[place]?.older = newest
    nodes[place]?.newer = nil
    if let newest { nodes[newest]?.newer = place }
    newest = place
    if oldest == nil { oldest = place }
  }

  private mutating func unlink(_ place: Int) {
    guard let node = nodes[place] else { return }
    if let newer = node.newer { nodes[newer]?.older = node.older } else { newest = node.older }
    if let older = node.older { nodes[older]?.newer = node.newer } else { oldest = node.newer }
  }
}
