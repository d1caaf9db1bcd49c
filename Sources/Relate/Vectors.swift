/// The kept terms of every article, by the article's slot: term numbers and levels, packed.
///
/// Three bytes a term, number and level in little-endian order, or four where the article has a number beyond two
/// million; in pages that are compacted when half of what they hold lies idle.
struct Vectors: Sendable {
  private var pages: [[UInt8]] = []
  /// Page and offset, packed; where a slot's bytes begin.
  private var places: [UInt64] = []
  /// How many terms, and in the highest bit whether they take four bytes.
  private var counts: [UInt16] = []
  private var idleBytes = 0
  private var liveBytes = 0

  private static let pageSize = 1 << 20
  private static let isWide: UInt16 = 0x8000
  /// Terms are read four bytes at a time: the last one of a page needs something behind it.
  private static let padding = [UInt8](repeating: 0, count: 4)

  /// Stores the terms of a slot: levels below 8, fewer than 32,768.
  mutating func set(_ slot: Int, _ terms: [(number: UInt32, level: UInt8)]) {
    let isWide = terms.contains { $0.number >= 1 << 21 }
    let width = isWide ? 4 : 3
    var bytes: [UInt8] = []
    bytes.reserveCapacity(terms.count * width)
    for term in terms {
      let value = term.number << 3 | UInt32(term.level)
      for shift in 0..<UInt32(width) {
        bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift)))
      }
    }
    while counts.count <= slot {
      places.appendTightly(0)
      counts.appendTightly(0)
    }
    counts[slot] = UInt16(terms.count) | (isWide ? Self.isWide : 0)
    places[slot] = append(bytes[...])
  }

  /// Forgets the terms of a slot.
  mutating func clear(_ slot: Int) {
    idleBytes += size(slot)
    liveBytes -= size(slot)
    counts[slot] = 0
    if idleBytes > Self.pageSize, idleBytes > liveBytes { compact() }
  }

  /// How many terms a slot has.
  func count(_ slot: Int) -> Int { Int(counts[slot] & ~Self.isWide) }

  /// Calls `body` with number and level of every term of a slot, in the order stored.
  @inline(__always)
  func each(_ slot: Int, _ body: (UInt32, Int) -> Void) {
    let count = counts[slot]
    guard count > 0 else { return }
    let isWide = count >= Self.isWide
    let width = isWide ? 4 : 3
    let mask: UInt32 = isWide ? .max : 0xFF_FFFF
    let place = places[slot]
    pages[Int(place >> 32)].withUnsafeBytes { page in
      var at = Int(place & 0xFFFF_FFFF)
      let end = at + width * Int(count & ~Self.isWide)
      while at < end {
        let entry = UInt32(littleEndian: page.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        body((entry & mask) >> 3, Int(entry & 7))
        at += width
      }
    }
  }

  /// How many slots have each term below `bound`; nil when there is a term beyond.
  func frequencies(_ bound: Int) -> [UInt32]? {
    var counts = [UInt32](repeating: 0, count: bound)
    var isSound = true
    counts.withUnsafeMutableBufferPointer { counts in
      for slot in places.indices {
        each(slot) { number, _ in
          if number < bound { counts[Int(number)] += 1 } else { isSound = false }
        }
      }
    }
    return isSound ? counts : nil
  }

  private func size(_ slot: Int) -> Int {
    count(slot) * (counts[slot] >= Self.isWide ? 4 : 3)
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    liveBytes += bytes.count
    if pages.isEmpty || pages[pages.count - 1].count + bytes.count > Self.pageSize {
      pages.append([])
      pages[pages.count - 1].reserveCapacity(max(Self.pageSize, bytes.count + 4))
      pages[pages.count - 1] += Self.padding
    }
    // The padding moves behind what is new.
    let page = pages.count - 1
    pages[page].removeLast(4)
    let place = UInt64(page) << 32 | UInt64(pages[page].count)
    pages[page] += bytes
    pages[page] += Self.padding
    return place
  }

  private mutating func compact() {
    let old = pages
    pages = []
    idleBytes = 0
    liveBytes = 0
    for slot in places.indices where counts[slot] > 0 {
      let start = Int(places[slot] & 0xFFFF_FFFF)
      places[slot] = append(old[Int(places[slot] >> 32)][start..<start + size(slot)])
    }
  }
}

extension Vectors {
  /// Writes the terms of `slots`, their numbers as `ranks` has them, ascending.
  func write(_ slots: [Int], ranks: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(slots.map { UInt16(count($0)) })
    var entries: [UInt32] = []
    entries.reserveCapacity(slots.reduce(0) { $0 + count($1) })
    for slot in slots {
      let start = entries.count
      each(slot) { number, level in entries.append(ranks[Int(number)] << 3 | UInt32(level)) }
      entries[start...].sort()
    }
    let isWide = ranks.count > 1 << 21
    writer.put(packed: entries, width: isWide ? 4 : 3)
  }

  /// Reads what `write` wrote of so many articles; whether term numbers are sound is told by `frequencies`.
  init(
    _ reader: inout SnapshotReader, articles: Int, terms: Int, perArticle: Int
  ) throws(SnapshotError) {
    self.init()
    let isWide = terms > 1 << 21
    let width = isWide ? 4 : 3
    counts = try reader.list(UInt16.self, count: articles)
    try reader.require(counts.allSatisfy { $0 <= perArticle && $0 < Self.isWide })
    let bytes = try reader.list(UInt8.self)
    try reader.require(counts.reduce(0) { $0 + Int($1) } * width == bytes.count)
    places.reserveCapacity(articles)
    var start = 0
    for slot in counts.indices {
      let end = start + Int(counts[slot]) * width
      places.append(append(bytes[start..<end]))
      if isWide { counts[slot] |= Self.isWide }
      start = end
    }
  }
}
