/// What the model looks at, a byte each: one column a feature, one row a filled line.
struct FeatureColumns {
  /// Rows that are filled; sixteen bytes can be read from any of their cells on.
  let count: Int
  let width: Int
  /// Bytes from column to column.
  let stride: Int
  private var bytes: [UInt8]
  /// Bytes before the first column, so that sixty-four rows of a column are one cache line.
  private let skew: Int

  init(width: Int, count: Int) {
    self.width = width
    self.count = count
    // An odd multiple of a cache line, so that the columns of one row don't fall on each other.
    stride = (count + 63) & ~63 | 64
    bytes = [UInt8](repeating: 0, count: stride * width + 63 + 16)
    skew = bytes.withUnsafeBytes { -(Int(bitPattern: $0.baseAddress)) & 63 }
  }

  @inline(__always)
  subscript(column: Int, row: Int) -> UInt8 {
    get { bytes[column &* stride &+ row &+ skew] }
    set { bytes[column &* stride &+ row &+ skew] = newValue }
  }

  /// Copies a column, each row taking what stands `offset` rows below; `none` beyond the ends.
  mutating func copy(_ source: Int, offset: Int, to column: Int, none: UInt8 = 255) {
    let inside = max(0, -offset)..<max(min(count, count - offset), max(0, -offset))
    withMutableCells { [count, stride] cells in
      let from = cells + (source * stride + offset)
      let to = cells + column * stride
      to.update(repeating: none, count: count)
      (to + inside.lowerBound).update(from: from + inside.lowerBound, count: inside.count)
    }
  }

  /// Calls `body` with the first byte of the first column.
  mutating func withMutableCells(_ body: (UnsafeMutablePointer<UInt8>) -> Void) {
    bytes.withUnsafeMutableBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      body(base + skew)
    }
  }

  /// Calls `body` with the first byte of the first column.
  func withCells(_ body: (UnsafePointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      body(base + skew)
    }
  }
}
