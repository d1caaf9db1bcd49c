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

/// A term's number, below 2^28, and its level, below 8.
struct PackedTerm: Comparable, Sendable {
  private let bits: UInt32

  var number: UInt32 { bits >> 3 }
  var level: Int { Int(bits & 7) }

  init(_ number: UInt32, level: UInt8) { bits = number << 3 | UInt32(level) }

  static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }

  /// Appends terms: of gap (less one) and level together the lowest 15 bits, then the others where there are any, which the highest
  /// bit of the first unit tells.
  static func pack(_ terms: [PackedTerm], into units: inout [UInt16]) {
    var before = UInt32.max
    for term in terms {
      let value = (term.number &- before &- 1) << 3 | term.bits & 7
      before = term.number
      if value < 0x8000 {
        units.append(UInt16(value))
      } else {
        units.append(UInt16(truncatingIfNeeded: value) | 0x8000)
        units.append(UInt16(value >> 15))
      }
    }
  }

  /// Whether a term that begins with this unit has a second one.
  @inline(__always)
  static func isWide(_ unit: UInt16) -> Bool { unit >= 0x8000 }

  /// The term at `at`, where the next one begins then; `before` is the number of the last, `.max` for the first.
  @inline(__always)
  static func next(
    _ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, after before: UInt32
  ) -> (number: UInt32, level: Int) {
    var value = UInt32(units[at])
    at &+= 1
    if value >= 0x8000 {
      value = value & 0x7FFF | UInt32(units[at]) << 15
      at &+= 1
    }
    return (before &+ 1 &+ value >> 3, Int(value & 7))
  }
}

extension Vectors {
  /// Writes the terms of `slots`, their numbers as `ranks` has them.
  func write(_ slots: [Int], ranks: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(slots.map { counts[$0] })
    var units: [UInt16] = []
    for slot in slots {
      var terms: [PackedTerm] = []
      each(slot) { number, level in
        terms.append(PackedTerm(ranks[Int(number)], level: UInt8(level)))
      }
      terms.sort()
      PackedTerm.pack(terms, into: &units)
    }
    writer.put(units)
  }

  /// Reads what `write` wrote of so many articles, whose terms are in so many articles each.
  init(
    _ reader: inout SnapshotReader, articles: Int, frequencies: [UInt32], perArticle: Int
  ) throws(SnapshotError) {
    self.init()
    counts = try reader.list(UInt16.self, count: articles)
    try reader.require(counts.allSatisfy { $0 <= perArticle })
    let units = try reader.list(UInt16.self)
    guard let ends = Self.ends(units, counts, frequencies) else {
      throw reader.inconsistency
    }
    places.reserveCapacity(articles)
    var start = 0
    for end in ends {
      places.append(append(units[start..<Int(end)]))
      start = Int(end)
    }
  }

  /// Passes over what `write` wrote.
  static func skip(_ reader: inout SnapshotReader) throws(SnapshotError) {
    try reader.skip(UInt16.self)
    try reader.skip(UInt16.self)
  }

  /// Where the terms of each article end, of which there are so many; nil unless every number stands in as many as it should.
  private static func ends(
    _ units: [UInt16], _ counts: [UInt16], _ frequencies: [UInt32]
  ) -> [UInt32]? {
    var found = [UInt32](repeating: 0, count: frequencies.count)
    var ends: [UInt32] = []
    ends.reserveCapacity(counts.count)
    var isSound = !PackedTerm.isWide(units.last ?? 0)
    units.withUnsafeBufferPointer { units in
      found.withUnsafeMutableBufferPointer { found in
        var at = 0
        for count in counts {
          var number = UInt32.max
          for _ in 0..<count where isSound {
            guard at < units.count else { isSound = false; break }
            number = PackedTerm.next(units, &at, after: number).number
            if number < found.count { found[Int(number)] += 1 } else { isSound = false }
          }
          ends.append(UInt32(truncatingIfNeeded: at))
        }
        isSound = isSound && at == units.count
      }
    }
    return isSound && found == frequencies ? ends : nil
  }
}
