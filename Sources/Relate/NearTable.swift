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

  /// A table of so many of each slot, all in one list; of slots that have `cut` of them there may be more.
  init(kept: Int, cut: Int, _ counts: [UInt8], _ slots: [UInt32], _ scores: [UInt16]) {
    self.kept = kept
    bytes = [UInt8](repeating: 0xFF, count: counts.count * kept * Self.size + 3)
    isCut = counts.map { $0 == cut }
    holders = [UInt32](repeating: 0, count: counts.count)
    var next = 0
    for slot in counts.indices {
      for place in 0..<Int(counts[slot]) {
        self[slot, place] = Near(slot: slots[next], score: scores[next])
        holders[Int(slots[next])] += 1
        next += 1
      }
    }
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
      let at = (slot * kept + place) * Self.size
      bytes.withUnsafeMutableBytes { bytes in
        let slot = newValue.slot | UInt32(newValue.score & 0xFF) << 24
        bytes.storeBytes(of: slot.littleEndian, toByteOffset: at, as: UInt32.self)
        bytes[at + 4] = UInt8(newValue.score >> 8)
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
