/// Upper bounds of one article's similarity to all others, by slot, in 16384ths: what tells the few that must be looked at.
///
/// Most articles share one word with the searched one and are near to it in nothing else. So bounds are summed up without a
/// question, and then the greatest of each four are asked, sixteen at a time, whether they come to what matters.
struct Bounds: Sendable {
  /// The bound of equal articles.
  static let whole: Float = 16384

  /// A sum for every slot, and zeros up to a whole block.
  private var sums: [UInt16] = []
  /// Of every block sixteen numbers, each of them the greatest of four of its sums.
  private var peaks: [UInt16] = []
  /// What was read ahead: of no meaning, but kept so that the reading is not left out.
  private var warmth: UInt8 = 0

  /// Forgets all sums and makes room for as many slots as there are gates.
  mutating func begin(_ gates: Gates) {
    if sums.count == gates.values.count {
      sums.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    } else {
      sums = [UInt16](repeating: 0, count: gates.values.count)
      peaks = [UInt16](repeating: 0, count: gates.lows.count)
    }
  }

  /// Has the list of a term come from memory before it is added.
  @inline(__always)
  mutating func warm(_ postings: borrowing Postings, _ term: UInt32) {
    postings.with(term) { warmth ^= $0.touched }
  }

  /// Adds `factor` times the impact to the sum of every article with the term, rounded up.
  mutating func add(_ postings: borrowing Postings, _ term: UInt32, _ factor: UInt32) {
    sums.withUnsafeMutableBufferPointer { sums in
      postings.with(term) { entries in
        entries.each { entry in
          let share = (factor &* Postings.impact(entry) &+ 1023) >> 10
          sums[Postings.slot(entry)] &+= UInt16(truncatingIfNeeded: share)
        }
      }
    }
  }

  /// Makes all that was added ready to be looked at.
  mutating func close() {
    sums.withUnsafeBytes { sums in
      peaks.withUnsafeMutableBytes { peaks in
        for place in stride(from: 0, to: peaks.count, by: Lanes.size) {
          var peak = Lanes.Vector.zero
          for part in 0..<4 {
            let sums = Lanes.load(sums, 4 &* place &+ Lanes.size &* part)
            peak = Lanes.greater(peak, sums)
          }
          peaks.storeBytes(of: peak, toByteOffset: place, as: Lanes.Vector.self)
        }
      }
    }
  }

  /// Calls `body` with every article, and its bound, whose bound comes to `least` or to its own gate.
  ///
  /// Cost: 64 articles in a few nanoseconds.
  @inline(__always)
  func each(from least: UInt16, _ gates: Gates, _ body: (Int, UInt16) -> Void) {
    let rest = Lanes.rest(to: least)
    gates.values.withUnsafeBytes { values in
      gates.lows.withUnsafeBytes { lows in
        eachHit(
          { ($0 &+ rest) | (($0 | Lanes.highest) &- Lanes.load(lows, $1)) },
          { ($0 &+ rest) | (($0 | Lanes.highest) &- Lanes.load(values, $1)) }, body)
      }
    }
  }

  /// Calls `body` with every article, and its bound, whose bound comes to `least`.
  @inline(__always)
  func each(from least: UInt16, _ body: (Int, UInt16) -> Void) {
    let rest = Lanes.rest(to: least)
    eachHit({ sums, _ in sums &+ rest }, { sums, _ in sums &+ rest }, body)
  }

  /// The `limit` articles with the greatest bounds, or all that have one, in no order; ties by chance.
  @inline(__always)
  func greatest(_ limit: Int, where isWanted: (Int) -> Bool) -> [Int] {
    var best: [(bound: UInt16, slot: Int)] = []
    best.reserveCapacity(limit)
    var rest = Lanes.rest(to: 1)
    eachHit({ sums, _ in sums &+ rest }, { sums, _ in sums &+ rest }) { slot, bound in
      guard best.count < limit || bound > best[limit - 1].bound, isWanted(slot) else { return }
      if best.count == limit { best.removeLast() }
      var place = best.count
      while place > 0, best[place - 1].bound < bound { place -= 1 }
      best.insert((bound, slot), at: place)
      if best.count == limit { rest = Lanes.rest(to: best[limit - 1].bound + 1) }
    }
    return best.map(\.slot)
  }

  /// Calls `body` with the slots and sums for which `test`, given sums and where they stand, sets the highest bit; `isLikely` says
  /// whether it does so for one of the four sums of a peak.
  ///
  /// The last blocks come first: they hold the latest articles, which are likelier than others to be near to a new one.
  @inline(__always)
  private func eachHit(
    _ isLikely: (Lanes.Vector, Int) -> Lanes.Vector, _ test: (Lanes.Vector, Int) -> Lanes.Vector,
    _ body: (Int, UInt16) -> Void
  ) {
    sums.withUnsafeBytes { sums in
      peaks.withUnsafeBytes { peaks in
        var place = peaks.count
        while place > 0 {
          place &-= Lanes.size
          guard Lanes.isHit(isLikely(Lanes.load(peaks, place), place)) else { continue }
          for part in 0..<4 {
            let at = 4 &* place &+ Lanes.size &* part
            Lanes.eachHit(test(Lanes.load(sums, at), at)) { lane in
              body(at / 2 + lane, sums.load(fromByteOffset: at + 2 * lane, as: UInt16.self))
            }
          }
        }
      }
    }
  }
}

/// What the bound of an article must come to for it to be among the nearest of each other one, by slot.
struct Gates: Sendable {
  /// A gate for every slot, shut ones up to a whole block; none is 0, none is above `shut`.
  fileprivate private(set) var values: [UInt16]
  /// The least of the four gates of each of sixteen lanes, for every block.
  fileprivate private(set) var lows: [UInt16]

  /// A gate that no bound comes to.
  static let shut: UInt16 = 0x7FFF

  /// Shut gates for so many slots.
  init(_ count: Int = 0) {
    let blocks = (count + Lanes.slots - 1) / Lanes.slots
    values = [UInt16](repeating: Self.shut, count: blocks * Lanes.slots)
    lows = [UInt16](repeating: Self.shut, count: blocks * Lanes.count)
  }

  subscript(slot: Int) -> UInt16 {
    get { values[slot] }
    set {
      values[slot] = max(1, min(newValue, Self.shut))
      let (block, lane) = (slot / Lanes.slots, slot % Lanes.count)
      var low = Self.shut
      for part in 0..<4 {
        low = min(low, values[block * Lanes.slots + part * Lanes.count + lane])
      }
      lows[block * Lanes.count + lane] = low
    }
  }

  /// Makes room for a slot.
  mutating func grow(for slot: Int) {
    guard slot >= values.count else { return }
    values.makeRoom(for: Lanes.slots)
    values += repeatElement(Self.shut, count: Lanes.slots)
    lows.makeRoom(for: Lanes.count)
    lows += repeatElement(Self.shut, count: Lanes.count)
  }
}

/// Sixteen numbers below 2^15 at a time: adding what is left to it sets the highest bit of a number that comes to a bound.
private enum Lanes {
  typealias Vector = SIMD16<UInt16>

  /// Numbers in a vector, and its bytes.
  static let count = 16
  static let size = 32
  /// Numbers of a block, which is what is looked at together.
  static let slots = 64
  static let highest = Vector(repeating: 0x8000)

  /// What sets the highest bit of each number that comes to `least` when it is added.
  @inline(__always)
  static func rest(to least: UInt16) -> Vector {
    Vector(repeating: 0x8000 - max(1, min(least, Gates.shut)))
  }

  @inline(__always)
  static func load(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Vector {
    bytes.loadUnaligned(fromByteOffset: at, as: Vector.self)
  }

  /// The greater of each two numbers; signed, for which processors have an instruction.
  @inline(__always)
  static func greater(_ a: Vector, _ b: Vector) -> Vector {
    let a = unsafeBitCast(a, to: SIMD16<Int16>.self)
    let b = unsafeBitCast(b, to: SIMD16<Int16>.self)
    return unsafeBitCast(a.replacing(with: b, where: b .> a), to: Vector.self)
  }

  /// Whether the highest bit of any number is set.
  @inline(__always)
  static func isHit(_ hits: Vector) -> Bool {
    let words = unsafeBitCast(hits & highest, to: SIMD4<UInt64>.self)
    return words[0] | words[1] | words[2] | words[3] != 0
  }

  /// Calls `body` with the place of every number whose highest bit is set.
  @inline(__always)
  static func eachHit(_ hits: Vector, _ body: (Int) -> Void) {
    let words = unsafeBitCast(hits & highest, to: SIMD4<UInt64>.self)
    for word in 0..<4 {
      var bits = UInt64(littleEndian: words[word])
      while bits != 0 {
        body(4 * word + (bits.trailingZeroBitCount >> 4))
        bits &= bits - 1
      }
    }
  }
}
