/// The numbers the line model looks at, of lines alone, of their place and of their neighbours.
///
/// Every value is a small integer, so that training and reading see the same thing to the bit.
struct LineFeatures {
  /// The first `width` columns are filled.
  private(set) var columns: FeatureColumns
  private let count: Int
  /// The row, and the column that is filled next.
  private var row = 0
  private var column = 0

  /// Of the line alone, of its place, and of the lines around it.
  static let own = 46
  static let place = 30 + 25
  static let width = own + place + offsets.count * copied.count
  private static let offsets = [-3, -2, -1, 1, 2, 3]
  /// The columns of its neighbours that a line sees.
  private static let copied = [0, 3, 7, 8, 11, 13, 19, 20]

  /// With room for `more` columns behind its own.
  init(_ page: Page, _ context: PageContext, more: Int = 0) {
    count = page.lines.count
    columns = FeatureColumns(width: Self.width + more, count: count)
    let whole = Whole(page, context)
    for index in 0..<count {
      row = index
      column = 0
      putOwn(page.lines[index], next: index + 1 < count ? page.lines[index + 1].gap : 9)
      putPlace(page, context, whole, index)
    }
    column = Self.own + Self.place
    for offset in Self.offsets {
      for source in Self.copied {
        columns.copy(source, offset: offset, to: column)
        column += 1
      }
    }
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
    whole <= 0 ? 0 : UInt8(min(part * steps / whole, 255))
  }
}

extension LineFeatures {
  @inline(__always)
  private mutating func put(_ value: UInt8) {
    columns[column, row] = value
    column &+= 1
  }

  private mutating func putOwn(_ line: Line, next: Int) {
    let words = line.words
    var debris = 0
    for bit in 2..<9 { debris += Int(line.kinds[bit]) }
    put(Self.scale(line.width))
    put(Self.scale(words))
    put(Self.ratio(line.letters + line.digits, words, 8))
    put(Self.ratio(line[.stop], words))
    put(Self.scale(line[.stop]))
    put(Self.ratio(line.capitalised, words))
    put(Self.ratio(line.shouted, words, 16))
    put(line.end.rawValue)
    put(line.start.rawValue)
    put(Self.scale(line.commas))
    put(Self.scale(line.inner))
    put(line.marker.rawValue)
    put(Self.ratio(line.digits, line.width))
    put(UInt8(min(line.gap, 7)))
    put(UInt8(min(next, 7)))
    put(Self.scale(line.separators))
    put(Self.scale(line.symbols))
    put(UInt8(min(line.colons, 15)) << 1 | (line.hasAddress ? 1 : 0))
    put(Self.scale(line.quotes))
    put(Self.ratio(debris, words, 16))
    put(line.isProse ? 1 : 0)
    put(Self.scale(line.digits))
    put(Self.ratio(line.ideographs, line.letters, 8))
    for bit in 1..<15 {
      let hits = Int(line.kinds[bit])
      // Few words: whether they are all of one kind; many: how many are.
      put(words <= 8 ? UInt8(min(hits, 8)) : UInt8(16 + min(hits, 15)))
    }
    for bit in [2, 4, 5, 7, 9, 10, 12] { put(Self.ratio(Int(line.kinds[bit]), words, 16)) }
    put(UInt8(min(line.indent, 254)))
    put(UInt8(min(line.number, 254)))
  }

  private mutating func putPlace(
    _ page: Page, _ context: PageContext, _ whole: Whole, _ index: Int
  ) {
    let line = page.lines[index]
    let block = context.blocks[context.blockOf[index]]
    let prose = context.proseBefore[index]
    put(Self.ratio(index, count, 64))
    put(Self.ratio(context.wordsBefore[index], whole.words, 64))
    put(Self.ratio(prose, whole.prose, 64))
    put(Self.scale(prose))
    put(Self.scale(whole.prose - context.proseBefore[index + 1]))
    put(context.sinceProse[index])
    put(context.untilProse[index])
    put(UInt8(min(max(line.indent - context.indent + 128, 0), 255)))
    put(Self.scale(block.count))
    put(Self.scale(block.width / block.count))
    put(Self.scale(block.widest))
    put(Self.ratio(block.prose, block.count, 16))
    put(Self.scale(index - block.first))
    put(context.repeats[index])
    put(context.repeatDistance[index])
    put(context.agreement[index])
    put(context.agreeing[index])
    put(context.section[index])
    put(context.sinceSection[index])
    for reach in [2, 5, 12] {
      let low = max(0, index - reach)
      let high = min(count, index + reach + 1)
      put(Self.scale(prose - context.proseBefore[low]))
      put(Self.scale(context.proseBefore[high] - context.proseBefore[index + 1]))
    }
    put(Self.scale(whole.words))
    put(Self.scale(count))
    put(Self.ratio(whole.prose, whole.words))
    put(Self.scale(context.proseLines))
    put(whole.gaps)
    putTallies(context, index)
    put(context.repeatsAbove[index])
    put(Self.ratio(block.debris, block.words, 16))
    for kind in 0..<7 { put(context.sinceEach[index * 7 + kind]) }
  }

  private mutating func putTallies(_ context: PageContext, _ index: Int) {
    let here = context.tallies[index]
    let after = context.tallies[index + 1]
    let start = context.tallies[max(0, index - 10)]
    let end = context.tallies[min(count, index + 11)]
    put(Self.scale(here.comments - start.comments))
    put(Self.scale(end.comments - after.comments))
    put(Self.scale(here.comments))
    put(Self.scale(context.tallies[count].comments - after.comments))
    put(Self.scale(here.dates - start.dates))
    put(Self.scale(end.dates - after.dates))
    put(Self.scale(here.dates))
    put(Self.scale(context.tallies[count].dates - after.dates))
    put(Self.scale(here.names - start.names))
    put(Self.scale(end.names - after.names))
    put(Self.scale(context.tallies[count].names))
    put(Self.scale(here.short - start.short))
    put(Self.scale(end.short - after.short))
    put(Self.scale(here.prompts - start.prompts))
    put(Self.scale(end.prompts - after.prompts))
    put(Self.scale(after.dates - here.dates))
  }

  /// Figures of the whole page.
  private struct Whole {
    let words: Int
    let prose: Int
    /// Share of lines with an empty line before them, in 16ths.
    let gaps: UInt8

    init(_ page: Page, _ context: PageContext) {
      words = context.wordsBefore[page.lines.count]
      prose = context.proseBefore[page.lines.count]
      gaps = LineFeatures.ratio(page.lines.count { $0.gap > 0 }, page.lines.count, 16)
    }
  }
}
