/// The numbers the line model looks at, of lines alone, of their place and of their neighbours.
///
/// Every value is a small integer, so that training and reading see the same thing to the bit.
struct LineFeatures {
  /// The first `width` columns are filled.
  private(set) var columns: FeatureColumns

  /// Of the line alone, of its place, and of the lines around it.
  static let own = 46
  static let place = 30 + 25
  static let width = own + place + offsets.count * copied.count
  private static let offsets = [-3, -2, -1, 1, 2, 3]
  /// The columns of its neighbours that a line sees.
  private static let copied = [0, 3, 7, 8, 11, 13, 19, 20]

  /// With room for `more` columns behind its own.
  init(_ page: Page, _ context: PageContext, more: Int = 0) {
    let count = page.lines.count
    var columns = FeatureColumns(width: Self.width + more, count: count)
    let whole = Whole(page, context)
    let stride = columns.stride
    columns.withMutableCells { cells in
      for index in 0..<count {
        var row = Row(cell: cells + index, stride: stride)
        row.putOwn(page.lines[index], next: index + 1 < count ? page.lines[index + 1].gap : 9)
        row.putPlace(page, context, whole, index)
        let end = cells + (index + stride * (Self.own + Self.place))
        precondition(row.cell == end, "the features are as many as declared")
      }
    }
    var column = Self.own + Self.place
    for offset in Self.offsets {
      for source in Self.copied {
        columns.copy(source, offset: offset, to: column)
        column += 1
      }
    }
    self.columns = columns
  }

  /// A count as a byte that grows with its logarithm: exact to 15, eight steps an octave after.
  @inline(__always)
  static func scale(_ count: Int) -> UInt8 {
    guard count >= 8 else { return UInt8(max(count, 0)) }
    let octave = Int.bitWidth - 1 - count.leadingZeroBitCount
    return UInt8(min(8 * (octave - 2) + (count >> (octave - 3)) & 7, 254))
  }

  @inline(__always)
  static func ratio(_ part: Int, _ whole: Int, _ steps: Int = 32) -> UInt8 {
    whole <= 0 || part == 0 ? 0 : UInt8(min(part * steps / whole, 255))
  }
}

/// One line's features as they are filled in, from the first column on.
private struct Row {
  var cell: UnsafeMutablePointer<UInt8>
  let stride: Int

  @inline(__always)
  private mutating func put(_ value: UInt8) {
    cell.pointee = value
    cell += stride
  }

  @inline(__always)
  private mutating func put(count: Int) { put(LineFeatures.scale(count)) }

  @inline(__always)
  private mutating func put(_ part: Int, of whole: Int, steps: Int = 32) {
    put(LineFeatures.ratio(part, whole, steps))
  }

  mutating func putOwn(_ line: Line, next: Int) {
    let words = line.words
    var debris = 0
    for bit in 2..<9 { debris += Int(line.kinds[bit]) }
    put(count: line.width)
    put(count: words)
    put(line.letters + line.digits, of: words, steps: 8)
    put(line[.stop], of: words)
    put(count: line[.stop])
    put(line.capitalised, of: words)
    put(line.shouted, of: words, steps: 16)
    put(line.end.rawValue)
    put(line.start.rawValue)
    put(count: line.commas)
    put(count: line.inner)
    put(line.marker.rawValue)
    put(line.digits, of: line.width)
    put(UInt8(min(line.gap, 7)))
    put(UInt8(min(next, 7)))
    put(count: line.separators)
    put(count: line.symbols)
    put(UInt8(min(line.colons, 15)) << 1 | (line.hasAddress ? 1 : 0))
    put(count: line.quotes)
    put(debris, of: words, steps: 16)
    put(line.isProse ? 1 : 0)
    put(count: line.digits)
    put(line.ideographs, of: line.letters, steps: 8)
    for bit in 1..<15 {
      let hits = Int(line.kinds[bit])
      // Few words: whether they are all of one kind; many: how many are.
      put(words <= 8 ? UInt8(min(hits, 8)) : UInt8(16 + min(hits, 15)))
    }
    for bit in [2, 4, 5, 7, 9, 10, 12] { put(Int(line.kinds[bit]), of: words, steps: 16) }
    put(UInt8(min(line.indent, 254)))
    put(UInt8(min(line.number, 254)))
  }

  mutating func putPlace(_ page: Page, _ context: PageContext, _ whole: Whole, _ index: Int) {
    let count = page.lines.count
    let line = page.lines[index]
    let block = context.blocks[context.blockOf[index]]
    let prose = context.proseBefore[index]
    put(index, of: count, steps: 64)
    put(context.wordsBefore[index], of: whole.words, steps: 64)
    put(prose, of: whole.prose, steps: 64)
    put(count: prose)
    put(count: whole.prose - context.proseBefore[index + 1])
    put(context.sinceProse[index])
    put(context.untilProse[index])
    put(UInt8(min(max(line.indent - context.indent + 128, 0), 255)))
    put(count: block.count)
    put(count: block.width / block.count)
    put(count: block.widest)
    put(block.prose, of: block.count, steps: 16)
    put(count: index - block.first)
    put(context.repeats[index])
    put(context.repeatDistance[index])
    put(context.agreement[index])
    put(context.agreeing[index])
    put(context.section[index])
    put(context.sinceSection[index])
    for reach in [2, 5, 12] {
      let low = max(0, index - reach)
      let high = min(count, index + reach + 1)
      put(count: prose - context.proseBefore[low])
      put(count: context.proseBefore[high] - context.proseBefore[index + 1])
    }
    for index in whole.values.indices { put(whole.values[index]) }
    putTallies(context, index, names: whole.names)
    put(context.repeatsAbove[index])
    put(block.debris, of: block.words, steps: 16)
    for kind in 0..<7 { put(context.sinceEach[index * 7 + kind]) }
  }

  private mutating func putTallies(_ context: PageContext, _ index: Int, names: UInt8) {
    let count = context.tallies.count - 1
    let here = context.tallies[index]
    let after = context.tallies[index + 1]
    let start = context.tallies[max(0, index - 10)]
    let end = context.tallies[min(count, index + 11)]
    put(count: here.comments - start.comments)
    put(count: end.comments - after.comments)
    put(count: here.comments)
    put(count: context.tallies[count].comments - after.comments)
    put(count: here.dates - start.dates)
    put(count: end.dates - after.dates)
    put(count: here.dates)
    put(count: context.tallies[count].dates - after.dates)
    put(count: here.names - start.names)
    put(count: end.names - after.names)
    put(names)
    put(count: here.short - start.short)
    put(count: end.short - after.short)
    put(count: here.prompts - start.prompts)
    put(count: end.prompts - after.prompts)
    put(count: after.dates - here.dates)
  }
}

/// Figures of the whole page.
private struct Whole {
  let words: Int
  let prose: Int
  /// Words, lines, the share of running text and its lines, and in 16ths the lines with an empty line before them.
  let values: [5 of UInt8]
  /// Short lines that may be names.
  let names: UInt8

  init(_ page: Page, _ context: PageContext) {
    let lines = page.lines.count
    words = context.wordsBefore[lines]
    prose = context.proseBefore[lines]
    values = [
      LineFeatures.scale(words), LineFeatures.scale(lines), LineFeatures.ratio(prose, words),
      LineFeatures.scale(context.proseLines),
      LineFeatures.ratio(page.lines.count { $0.gap > 0 }, lines, 16),
    ]
    names = LineFeatures.scale(context.tallies[lines].names)
  }
}
