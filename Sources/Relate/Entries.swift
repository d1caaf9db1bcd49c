/// The entries of one list, while it is not changed.
struct Entries {
  let start: UnsafeRawPointer
  let count: Int
  let width: Int

  /// Calls `body` with every entry; there is a byte behind the last one.
  @inline(__always)
  func each(_ body: (UInt32) -> Void) {
    var at = start
    if width == 3 {
      let end = start + 3 * count
      while at < end {
        body(UInt32(littleEndian: at.loadUnaligned(as: UInt32.self)) & 0xFF_FFFF)
        at += 3
      }
    } else {
      let end = start + 4 * count
      while at < end {
        body(UInt32(littleEndian: at.loadUnaligned(as: UInt32.self)))
        at += 4
      }
    }
  }

  /// One byte of every 64 together: reading them ahead, so that all are on their way from memory before they are needed.
  @inline(__always)
  var touched: UInt8 {
    var all: UInt8 = 0
    for place in stride(from: 0, to: count * width, by: 64) {
      all ^= start.load(fromByteOffset: place, as: UInt8.self)
    }
    return all
  }

  @inline(__always)
  static func load(_ pool: UnsafeRawBufferPointer, _ index: Int, _ width: Int) -> UInt32 {
    let bytes = UInt32(
      littleEndian: pool.loadUnaligned(fromByteOffset: index * width, as: UInt32.self))
    return width == 3 ? bytes & 0xFF_FFFF : bytes
  }

  @inline(__always)
  static func store(
    _ entry: UInt32, _ pool: UnsafeMutableRawBufferPointer, _ index: Int, _ width: Int
  ) {
    let low = UInt16(truncatingIfNeeded: entry).littleEndian
    pool.storeBytes(of: low, toByteOffset: index * width, as: UInt16.self)
    pool[index * width + 2] = UInt8(truncatingIfNeeded: entry >> 16)
    if width == 4 { pool[index * width + 3] = UInt8(truncatingIfNeeded: entry >> 24) }
  }
}
