/// The kept terms of every article as packed bytes, by the article's slot.
///
/// Ascending term numbers as varints of gap and level; compacted when a third of the pages lies idle.
struct Vectors: Sendable {
  private var pages: [[UInt8]] = []
  /// Page and offset, packed; where a slot's bytes begin.
  private var places: [UInt64] = []
  private var lengths: [UInt32] = []
  private var idleBytes = 0
  private var liveBytes = 0

  private static let pageSize = 1 << 20

  /// Stores the terms of a slot: ascending by number, levels below 8.
  mutating func set(_ slot: Int, _ terms: [(number: UInt32, level: UInt8)]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(terms.count * 3)
    var last: UInt32 = 0
    for term in terms {
      var value = UInt64(term.number &- last) << 3 | UInt64(term.level)
      last = term.number
      while value >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
        value >>= 7
      }
      bytes.append(UInt8(value))
    }
    place(slot, bytes[...])
  }

  /// Forgets the terms of a slot.
  mutating func clear(_ slot: Int) {
    idleBytes += Int(lengths[slot])
    liveBytes -= Int(lengths[slot])
    lengths[slot] = 0
    if idleBytes > Self.pageSize, idleBytes * 2 > liveBytes { compact() }
  }

  /// Calls `body` with number and level of every term of a slot, ascending by number.
  @inline(__always)
  func each(_ slot: Int, _ body: (UInt32, Int) -> Void) {
    let length = Int(lengths[slot])
    guard length > 0 else { return }
    let place = places[slot]
    let start = Int(place & 0xFFFF_FFFF)
    pages[Int(place >> 32)].withUnsafeBufferPointer { page in
      var at = start
      let end = start + length
      var number: UInt32 = 0
      while at < end {
        var value = UInt64(page[at])
        at += 1
        if value >= 0x80 {
          value &= 0x7F
          var shift: UInt64 = 7
          while true {
            let byte = UInt64(page[at])
            at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
          }
        }
        number &+= UInt32(truncatingIfNeeded: value >> 3)
        body(number, Int(value & 7))
      }
    }
  }

  /// The packed bytes of a slot.
  func withBytes(_ slot: Int, _ body: (ArraySlice<UInt8>) -> Void) {
    let start = Int(places[slot] & 0xFFFF_FFFF)
    body(pages[Int(places[slot] >> 32)][start..<start + Int(lengths[slot])])
  }

  /// Stores packed bytes for a slot.
  mutating func place(_ slot: Int, _ bytes: ArraySlice<UInt8>) {
    while places.count <= slot {
      places.append(0)
      lengths.append(0)
    }
    lengths[slot] = UInt32(bytes.count)
    liveBytes += bytes.count
    if pages.isEmpty || pages[pages.count - 1].count + bytes.count > Self.pageSize {
      pages.append([])
      pages[pages.count - 1].reserveCapacity(max(Self.pageSize, bytes.count))
    }
    places[slot] = UInt64(pages.count - 1) << 32 | UInt64(pages[pages.count - 1].count)
    pages[pages.count - 1].append(contentsOf: bytes)
  }

  private mutating func compact() {
    let old = pages
    pages = []
    idleBytes = 0
    liveBytes = 0
    for slot in places.indices where lengths[slot] > 0 {
      let start = Int(places[slot] & 0xFFFF_FFFF)
      place(slot, old[Int(places[slot] >> 32)][start..<start + Int(lengths[slot])])
    }
  }
}
