/// The lines of a text in one run of bytes.
///
/// UTF-8, NFC, LF behind every line but perhaps the last; free of characters that XML 1.0 §2.2 forbids.
package struct TextLines: Hashable, Sendable {
  /// The whole text, and what stood before the first line if lines were dropped.
  package let bytes: [UInt8]
  /// Where each line begins, and behind the last where another would.
  private let starts: ArraySlice<Int>

  /// Cuts `bytes` at their line feeds; no empty line behind the last of them.
  ///
  /// - Complexity: O(bytes).
  package init(_ bytes: [UInt8]) {
    var starts: [Int] = []
    starts.reserveCapacity(bytes.count / 32 + 2)
    starts.append(0)
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices where buffer[index] == 10 { starts.append(index + 1) }
    }
    if let last = starts.last, last < bytes.count { starts.append(bytes.count + 1) }
    self.bytes = bytes
    self.starts = starts[...]
  }

  private init(_ bytes: [UInt8], _ starts: ArraySlice<Int>) {
    self.bytes = bytes
    self.starts = starts
  }

  package var count: Int { starts.count - 1 }
  package var indices: Range<Int> { 0..<count }

  /// Where the line stands in `bytes`, without its line end.
  package func range(_ index: Int) -> Range<Int> {
    let at = starts.startIndex + index
    return starts[at]..<starts[at + 1] - 1
  }

  package subscript(index: Int) -> String {
    String(decoding: bytes[range(index)], as: UTF8.self)
  }

  /// Where all lines stand in `bytes`, without what was dropped.
  package var extent: Range<Int> {
    let start = starts.first ?? 0
    return start..<max(start, min(starts.last ?? 0, bytes.count))
  }

  /// The lines behind the first `count`.
  package func dropFirst(_ count: Int) -> TextLines {
    TextLines(bytes, starts.dropFirst(min(count, self.count)))
  }
}
