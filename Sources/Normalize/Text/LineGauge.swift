/// Measures lines, one pass over the bytes of each.
struct LineGauge {
  /// The words of all lines measured so far.
  var words: [UInt32] = []
  let table: WordTable

  init(_ table: WordTable) { self.table = table }

  /// Appends what `range` of `bytes` is as a line; false when it holds nothing but space.
  mutating func measure(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ index: Int, _ gap: Int, to lines: inout [Line]
  ) -> Bool {
    guard let (trimmed, indent) = Self.trim(bytes, range) else { return false }
    let start = words.count
    let last = lines.count
    lines.append(
      Line(
        index: index, bytes: trimmed, indent: indent, gap: min(gap, 255), wordRange: start..<start))
    findMarker(bytes, &lines[last])
    scan(bytes, &lines[last])
    lines[last].wordRange = start..<words.count
    return true
  }
}

extension LineGauge {
  /// `range` without the space around its text, and the columns of the space before it.
  private static func trim(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (Range<Int>, Int)? {
    var start = range.lowerBound
    var indent = 0
    while start < range.upperBound {
      if bytes[start] == 9 {
        indent += 4
        start += 1
      } else if bytes[start] <= 32 {
        indent += 1
        start += 1
      } else {
        guard let length = wideSpace(bytes, start, range.upperBound) else { break }
        indent += 1
        start += length
      }
    }
    guard start < range.upperBound else { return nil }
    var end = range.upperBound
    while end > start {
      if bytes[end - 1] <= 32 {
        end -= 1
      } else if end - 2 >= start, wideSpace(bytes, end - 2, end) == 2 {
        end -= 2
      } else if end - 3 >= start, wideSpace(bytes, end - 3, end) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return (start..<end, min(indent, 4095))
  }

  /// The length of the space beyond ASCII at `index`, if there is one.
  @inline(__always)
  private static func wideSpace(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Int? {
    let first = bytes[index]
    guard first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF else { return nil }
    let (scalar, length) = Scalars.decode(bytes.extracting(index..<end), at: 0)
    return length > 1 && Scalars.classify(scalar) == .space ? length : nil
  }

  /// Finds `* `, `• `, `3. `, `3) ` and their kin at the start of the line.
  private func findMarker(_ bytes: Span<UInt8>, _ line: inout Line) {
    let start = line.bytes.lowerBound
    let end = line.bytes.upperBound
    var index = start
    while index < end, index - start < 4, (48...57).contains(bytes[index]) {
      line.number = line.number * 10 + Int(bytes[index] - 48)
      index += 1
    }
    if index > start, index + 1 < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == 41,
      bytes[index + 1] <= 32
    {
      line.marker = .number
      index += 1
    } else {
      line.number = 0
      let (scalar, length) = Scalars.decode(bytes.extracting(start..<end), at: 0)
      index = start + length
      guard index < end, bytes[index] <= 32 || scalar == 0x2022 else {
        if index == end, scalar == 0x2A || scalar == 0x2022 { line.marker = .bullet }
        return
      }
      switch scalar {
      case 0x2A, 0x2B, 0x2D, 0xB7, 0x2022, 0x2023, 0x25A0, 0x25AA, 0x25CF, 0x25CB, 0x25E6, 0x2219:
        line.marker = .bullet
      case 0x2013, 0x2014: line.marker = .dash
      default: return
      }
    }
    while index < end, bytes[index] <= 32 { index += 1 }
    line.markerLength = index - start
  }
}
