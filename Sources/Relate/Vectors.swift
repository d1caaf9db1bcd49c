/// The kept terms of every article, by the article's slot: term numbers and levels, packed.
///
/// By ascending number, each as the gap to the one before and the level, in one unit of 16 bits or in two; see `PackedTerm`.
/// Units lie in pages that are compacted when half of what they hold is idle.
struct Vectors: Sendable {
  private var pages: [[UInt16]] = []
  /// Page and unit, packed; where a slot's terms begin.
  private var places: [UInt32] = []
  private var counts: [UInt16] = []
  private var idleUnits = 0
  private var liveUnits = 0

  private static let pageBits: UInt32 = 19
  private static let pageSize = 1 << Int(pageBits)

  init() {}

  /// The terms of so many articles, packed one after the other, where those of each one end.
  init(_ units: [UInt16], _ counts: [UInt16], ends: [UInt32]) {
    self.counts = counts
    places.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      places.append(append(units[start..<Int(end)]))
      start = Int(end)
    }
  }

  /// Stores the terms of a slot: by ascending number, fewer than 65,536.
  mutating func set(_ slot: Int, _ terms: [PackedTerm]) {
    while counts.count <= slot {
      places.appendTightly(0)
      counts.appendTightly(0)
    }
    var units: [UInt16] = []
    units.reserveCapacity(2 * terms.count)
    PackedTerm.pack(terms, into: &units)
    counts[slot] = UInt16(terms.count)
    places[slot] = append(units[...])
  }

  /// Forgets the terms of a slot.
  mutating func clear(_ slot: Int) {
    let size = units(slot).count
    idleUnits += size
    liveUnits -= size
    counts[slot] = 0
    if idleUnits > Self.pageSize, idleUnits > liveUnits { compact() }
  }

  /// How many terms a slot has.
  func count(_ slot: Int) -> Int { Int(counts[slot]) }

  /// Calls `body` with number and level of every term of a slot, by ascending number.
  @inline(__always)
  func each(_ slot: Int, _ body: (UInt32, Int) -> Void) {
    let count = Int(counts[slot])
    guard count > 0 else { return }
    let place = places[slot]
    pages[Int(place >> Self.pageBits)].withUnsafeBufferPointer { page in
      var at = Int(place) & (Self.pageSize - 1)
      var number = UInt32.max
      for _ in 0..<count {
        let term = PackedTerm.next(page, &at, after: number)
        number = term.number
        body(number, term.level)
      }
    }
  }

  private func units(_ slot: Int) -> ArraySlice<UInt16> {
    guard counts[slot] > 0 else { return [] }
    let page = pages[Int(places[slot] >> Self.pageBits)]
    let start = Int(places[slot]) & (Self.pageSize - 1)
    var end = start
    for _ in 0..<counts[slot] { end += PackedTerm.isWide(page[end]) ? 2 : 1 }
    return page[start..<end]
  }

  private mutating func append(_ units: ArraySlice<UInt16>) -> UInt32 {
    liveUnits += units.count
    if pages.isEmpty || pages[pages.count - 1].count + units.count > Self.pageSize {
      pages.append([])
      pages[pages.count - 1].reserveCapacity(Self.pageSize)
    }
    let page = pages.count - 1
    let place = UInt32(page) << Self.pageBits | UInt32(pages[page].count)
    pages[page] += units
    return place
  }

  private mutating func compact() {
    let old = self
    pages = []
    idleUnits = 0
    liveUnits = 0
    for slot in places.indices where counts[slot] > 0 { places[slot] = append(old.units(slot)) }
  }
}
