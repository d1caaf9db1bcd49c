import FeedModel

/// From item ids to slots; the ids themselves stay with the caller.
struct SlotTable: Sendable {
  /// 1 + slot, 0 for an empty place; linear probing, backward-shift deletion.
  private var places = [UInt32](repeating: 0, count: 1 << 8)
  private(set) var count = 0

  init() {}

  /// A table of distinct ids, each at its place.
  init(_ ids: [ItemID]) {
    var size = places.count
    while size < ids.count * 2 { size *= 2 }
    places = [UInt32](repeating: 0, count: size)
    count = ids.count
    places.withUnsafeMutableBufferPointer { places in
      for slot in ids.indices {
        var place = Self.hash(ids[slot]) & (size - 1)
        while places[place] != 0 { place = (place + 1) & (size - 1) }
        places[place] = UInt32(slot) + 1
      }
    }
  }

  func slot(of id: ItemID, in ids: [ItemID]) -> Int? {
    let place = places[find(id, ids)]
    return place == 0 ? nil : Int(place) - 1
  }

  /// `ids[slot]` must be set already.
  mutating func add(_ slot: Int, _ ids: [ItemID]) {
    places[find(ids[slot], ids)] = UInt32(slot) + 1
    count += 1
    guard count * 3 > places.count * 2 else { return }
    let old = places
    places = [UInt32](repeating: 0, count: old.count * 2)
    for place in old where place > 0 { places[find(ids[Int(place) - 1], ids)] = place }
  }

  mutating func remove(_ id: ItemID, _ ids: [ItemID]) {
    let mask = places.count - 1
    var hole = find(id, ids)
    guard places[hole] > 0 else { return }
    count -= 1
    var next = (hole + 1) & mask
    while places[next] != 0 {
      let home = Self.hash(ids[Int(places[next]) - 1]) & mask
      if (next &- home) & mask >= (next &- hole) & mask {
        places[hole] = places[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    places[hole] = 0
  }

  private func find(_ id: ItemID, _ ids: [ItemID]) -> Int {
    let mask = places.count - 1
    var place = Self.hash(id) & mask
    while places[place] != 0, ids[Int(places[place]) - 1] != id { place = (place + 1) & mask }
    return place
  }

  private static func hash(_ id: ItemID) -> Int {
    Int(truncatingIfNeeded: mixed(id.high &* 3 &+ id.low))
  }
}
