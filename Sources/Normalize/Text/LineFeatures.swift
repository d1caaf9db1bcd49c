/// The numbers the line model looks at: one row of bytes a filled line.
///
/// Every value is a small integer, so that training and reading see the same thing to the bit.
struct LineFeatures {
  /// Row after row, `width` bytes each.
  private(set) var rows: [UInt8]
  let count: Int

  /// Of the line alone, of its place, and of the lines around it.
  static let own = 46
  static let place = 30 + 25
  static let width = own + place + offsets.count * copied.count
  private static let offsets = [-3, -2, -1, 1, 2, 3]
  /// The columns of its neighbours that a line sees.
  private static let copied = [0, 3, 7, 8, 11, 13, 19, 20]

  init(_ page: Page, _ context: PageContext) {
    count = page.lines.count
    rows = []
    rows.reserveCapacity(count * Self.width)
    let whole = Whole(page, context)
    for index in 0..<count {
      appendOwn(page.lines[index], next: index + 1 < count ? page.lines[index + 1].gap : 9)
      appendPlace(page, context, whole, index)
      for _ in 0..<(Self.width - Self.own - Self.place) { rows.append(255) }
    }
    copyNeighbours()
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
  private mutating func appendOwn(_ line: Line, next: Int) {
    let words = line.words
    var debris = 0
    for bit in 2..<9 { debris += Int(line.kinds[bit]) }
    rows.append(Self.scale(line.width))
    rows.append(Self.scale(words))
    rows.append(Self.ratio(line.letters + line.digits, words, 8))
    rows.append(Self.ratio(line[.stop], words))
    rows.append(Self.scale(line[.stop]))
    rows.append(Self.ratio(line.capitalised, words))
    rows.append(Self.ratio(line.shouted, words, 16))
    rows.append(line.end.rawValue)
    rows.append(line.start.rawValue)
    rows.append(Self.scale(line.commas))
    rows.append(Self.scale(line.inner))
    rows.append(line.marker.rawValue)
    rows.append(Self.ratio(line.digits, line.width))
    rows.append(UInt8(min(line.gap, 7)))
    rows.append(UInt8(min(next, 7)))
    rows.append(Self.scale(line.separators))
    rows.append(Self.scale(line.symbols))
    rows.append(UInt8(min(line.colons, 15)) << 1 | (line.hasAddress ? 1 : 0))
    rows.append(Self.scale(line.quotes))
    rows.append(Self.ratio(debris, words, 16))
    rows.append(line.isProse ? 1 : 0)
    rows.append(Self.scale(line.digits))
    rows.append(Self.ratio(line.ideographs, line.letters, 8))
    for bit in 1..<15 {
      let hits = Int(line.kinds[bit])
      // Few words: whether they are all of one kind; many: how many are.
      rows.append(words <= 8 ? UInt8(min(hits, 8)) : UInt8(16 + min(hits, 15)))
    }
    for bit in [2, 4, 5, 7, 9, 10, 12] { rows.append(Self.ratio(Int(line.kinds[bit]), words, 16)) }
    rows.append(UInt8(min(line.indent, 254)))
    rows.append(UInt8(min(line.number, 254)))
  }

  private mutating func appendPlace(
    _ page: Page, _ context: PageContext, _ whole: Whole, _ index: Int
  ) {
    let line = page.lines[index]
    let block = context.blocks[context.blockOf[index]]
    let prose = context.proseBefore[index]
    rows.append(Self.ratio(index, count, 64))
    rows.append(Self.ratio(context.wordsBefore[index], whole.words, 64))
    rows.append(Self.ratio(prose, whole.prose, 64))
    rows.append(Self.scale(prose))
    rows.append(Self.scale(whole.prose - context.proseBefore[index + 1]))
    rows.append(context.sinceProse[index])
    rows.append(context.untilProse[index])
    rows.append(UInt8(min(max(line.indent - context.indent + 128, 0), 255)))
    rows.append(Self.scale(block.count))
    rows.append(Self.scale(block.width / block.count))
    rows.append(Self.scale(block.widest))
    rows.append(Self.ratio(block.prose, block.count, 16))
    rows.append(Self.scale(index - block.first))
    rows.append(context.repeats[index])
    rows.append(context.repeatDistance[index])
    rows.append(context.agreement[index])
    rows.append(context.agreeing[index])
    rows.append(context.section[index])
    rows.append(context.sinceSection[index])
    for reach in [2, 5, 12] {
      let low = max(0, index - reach)
      let high = min(count, index + reach + 1)
      rows.append(Self.scale(prose - context.proseBefore[low]))
      rows.append(Self.scale(context.proseBefore[high] - context.proseBefore[index + 1]))
    }
    rows.append(Self.scale(whole.words))
    rows.append(Self.scale(count))
    rows.append(Self.ratio(whole.prose, whole.words))
    rows.append(Self.scale(context.proseLines))
    rows.append(whole.gaps)
    appendTallies(context, index)
    rows.append(context.repeatsAbove[index])
    rows.append(Self.ratio(block.debris, block.words, 16))
    for kind in 0..<7 { rows.append(context.sinceEach[index * 7 + kind]) }
  }

  private mutating func appendTallies(_ context: PageContext, _ index: Int) {
    let here = context.tallies[index]
    let after = context.tallies[index + 1]
    let start = context.tallies[max(0, index - 10)]
    let end = context.tallies[min(count, index + 11)]
    rows.append(Self.scale(here.comments - start.comments))
    rows.append(Self.scale(end.comments - after.comments))
    rows.append(Self.scale(here.comments))
    rows.append(Self.scale(context.tallies[count].comments - after.comments))
    rows.append(Self.scale(here.dates - start.dates))
    rows.append(Self.scale(end.dates - after.dates))
    rows.append(Self.scale(here.dates))
    rows.append(Self.scale(context.tallies[count].dates - after.dates))
    rows.append(Self.scale(here.names - start.names))
    rows.append(Self.scale(end.names - after.names))
    rows.append(Self.scale(context.tallies[count].names))
    rows.append(Self.scale(here.short - start.short))
    rows.append(Self.scale(end.short - after.short))
    rows.append(Self.scale(here.prompts - start.prompts))
    rows.append(Self.scale(end.prompts - after.prompts))
    rows.append(Self.scale(after.dates - here.dates))
  }

  private mutating func copyNeighbours() {
    for index in 0..<count {
      var at = index * Self.width + Self.own + Self.place
      for offset in Self.offsets {
        let neighbour = index + offset
        if neighbour >= 0 && neighbour < count {
          for (step, column) in Self.copied.enumerated() {
            rows[at + step] = rows[neighbour * Self.width + column]
          }
        }
        at += Self.copied.count
      }
    }
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
