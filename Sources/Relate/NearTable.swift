/// An article and its similarity to another by their own terms, in 65535ths.
struct Near: Sendable {
  var slot: UInt32
  var score: UInt16
}

/// The nearest articles of each one, by slot: up to `kept` of them, best first, five bytes each.
struct NearTable: Sendable {
  let kept: Int
  /// Slots in three bytes and scores in two, and three bytes behind them: an entry is read eight bytes at a time.
  private var bytes: [UInt8] = [0xFF, 0xFF, 0xFF]
  /// Whether there may be more than are kept.
  private(set) var isCut: [Bool] = []
  /// How many articles keep the slot among their nearest.
  private(set) var holders: [UInt32] = []

  /// No slot comes to this.
  static let slotLimit = 0xFF_FFFF
  private static let none: UInt32 = 0xFF_FFFF
  private static let size = 5

  init(kept: Int) { self.kept = kept }

  /// Room for so many slots, of which nothing is known.
  init(kept: Int, slots: Int) {
    self.kept = kept
    bytes = [UInt8](repeating: 0xFF, count: slots * kept * Self.size + 3)
    isCut = [Bool](repeating: false, count: slots)
    holders = [UInt32](repeating: 0, count: slots)
  }

  /// Makes room for one more slot.
  mutating func grow() {
    bytes.makeRoom(for: kept * Self.size)
    bytes += repeatElement(0xFF, count: kept * Self.size)
    isCut.appendTightly(false)
    holders.appendTightly(0)
  }

  /// Calls `body` with the first `limit` of a slot, best first.
  @inline(__always)
  func each(_ slot: Int, first limit: Int, _ body: (Near) -> Void) {
    bytes.withUnsafeBytes { bytes in
      let start = slot &* kept &* Self.size
      for at in stride(from: start, to: start &+ limit &* Self.size, by: Self.size) {
        let near = Self.load(bytes, at)
        guard near.slot != Self.none else { break }
        body(near)
      }
    }
  }

  /// The first `limit` of a slot, best first.
  func list(_ slot: Int, first limit: Int) -> [Near] {
    var list: [Near] = []
    list.reserveCapacity(limit)
    each(slot, first: limit) { list.append($0) }
    return list
  }

  /// Whether a slot has so many.
  func has(_ slot: Int, _ count: Int) -> Bool { self[slot, count - 1].slot != Self.none }

  /// The last one that a slot keeps.
  func last(_ slot: Int) -> Near? {
    var last: Near?
    each(slot, first: kept) { last = $0 }
    return last
  }

  /// Whether a slot has another among the first `limit`.
  func holds(_ slot: Int, _ other: Int, first limit: Int) -> Bool {
    var isFound = false
    each(slot, first: limit) { if $0.slot == UInt32(other) { isFound = true } }
    return isFound
  }

  /// Writes down what a slot keeps, best first, `kept` of them at most.
  mutating func set(_ slot: Int, _ nearest: [Near], isCut: Bool) {
    for old in list(slot, first: kept) { holders[Int(old.slot)] -= 1 }
    for near in nearest { holders[Int(near.slot)] += 1 }
    for place in 0..<kept {
      self[slot, place] = place < nearest.count ? nearest[place] : Near(slot: Self.none, score: 0)
    }
    self.isCut[slot] = isCut
  }

  /// Says of a slot that keeps nothing that its nearest are yet to be found.
  mutating func open(_ slot: Int) { isCut[slot] = true }

  private subscript(slot: Int, place: Int) -> Near {
    get { bytes.withUnsafeBytes { Self.load($0, (slot * kept + place) * Self.size) } }
    set {
      let entry = UInt64(newValue.score) << 24 | UInt64(newValue.slot)
      for byte in 0..<Self.size {
        bytes[(slot * kept + place) * Self.size + byte] =
          UInt8(truncatingIfNeeded: entry >> UInt64(8 * byte))
      }
    }
  }

  @inline(__always)
  private static func load(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Near {
    let entry = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    return Near(
      slot: UInt32(truncatingIfNeeded: entry) & none,
      score: UInt16(truncatingIfNeeded: entry >> 24))
  }
}
