/// The lines of a manuscript in one run of bytes, measured, with the hashes of their words.
struct Page {
  /// All lines, one after the other.
  let bytes: [UInt8]
  /// The filled lines, in order.
  let lines: [Line]
  /// The words of all lines, folded and hashed, odd for function words; of ideographs, every pair.
  let words: [UInt32]
  /// Lines of the manuscript, filled or not.
  let lineCount: Int

  /// - Complexity: O(bytes).
  init(_ texts: [String]) {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    var bounds: [Int] = [0]
    bounds.reserveCapacity(texts.count + 1)
    for text in texts {
      buffer.append(contentsOf: text.utf8)
      bounds.append(buffer.count)
    }
    var gauge = LineGauge()
    var lines: [Line] = []
    var gap = 0
    for index in texts.indices {
      if let line = gauge.measure(buffer.span, bounds[index]..<bounds[index + 1], index, gap) {
        lines.append(line)
        gap = 0
      } else {
        gap += 1
      }
    }
    bytes = buffer
    self.lines = lines
    words = gauge.words
    lineCount = texts.count
  }

  /// The text of a filled line, trimmed, list marker included.
  func text(_ line: Line) -> String { text(line.bytes) }

  /// The text of a filled line behind its list marker.
  func content(_ line: Line) -> String {
    text(line.bytes.lowerBound + line.markerLength..<line.bytes.upperBound)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
