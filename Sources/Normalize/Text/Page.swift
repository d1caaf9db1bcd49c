internal import FeedModel

/// The lines of a manuscript in one run of bytes, measured, with the hashes of their words.
struct Page {
  /// The whole text.
  let bytes: [UInt8]
  /// The filled lines, in order.
  let lines: [Line]
  /// The words of all lines, folded and hashed, odd for function words; of ideographs, every pair.
  let words: [UInt32]
  /// Lines of the manuscript, filled or not.
  let lineCount: Int

  /// - Complexity: O(bytes).
  init(_ text: TextLines, _ table: WordTable) {
    var gauge = LineGauge(table)
    var lines: [Line] = []
    lines.reserveCapacity(text.count)
    var gap = 0
    for index in text.indices {
      let isFilled = gauge.measure(text.bytes.span, text.range(index), index, gap, to: &lines)
      gap = isFilled ? 0 : gap + 1
    }
    bytes = text.bytes
    self.lines = lines
    words = gauge.words
    lineCount = text.count
  }

  init(_ text: TextLines) { self.init(text, LineModel.shared.words) }

  /// The text of a filled line, trimmed, list marker included.
  func text(_ line: Line) -> String { text(line.bytes) }

  /// The text of a filled line behind its list marker.
  func content(_ line: Line) -> String {
    text(line.bytes.lowerBound + line.markerLength..<line.bytes.upperBound)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
