internal import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Bytes looked at in one go.
  static var block: Int { 32 }

  /// Whether `isPlain` gives 1, not 0, for all of the block of bytes from `start` on; false where fewer are left.
  ///
  /// Without a branch and from a fixed start, so that the compiler looks at many bytes in one step.
  @inline(__always)
  func isPlainBlock(from start: Int, _ isPlain: (UInt8) -> UInt8) -> Bool {
    guard start &+ Self.block <= count, let base = baseAddress.map({ $0 + start }) else {
      return false
    }
    var plain: UInt8 = 0
    for index in 0..<Self.block { plain &+= isPlain(base[index]) }
    return plain == UInt8(Self.block)
  }

  /// Calls `body` with every block that holds a byte that isn't plain, until it returns false; false then.
  @inline(__always)
  func forEachBlock(except isPlain: (UInt8) -> UInt8, _ body: (Range<Int>) -> Bool) -> Bool {
    var start = 0
    while start < count {
      let end = Swift.min(start &+ Self.block, count)
      if !isPlainBlock(from: start, isPlain), !body(start..<end) { return false }
      start = end
    }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Whether `byte` occurs.
  func holds(_ byte: UInt8) -> Bool {
    withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
    }
  }
}
