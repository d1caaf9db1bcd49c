/// What a line's place on its page says: running text, blocks and repetition around it.
struct PageContext {
  /// Words of running text before each line, with one more entry for the whole page.
  private(set) var proseBefore: [Int] = [0]
  /// Words before each line, and of the whole page.
  private(set) var wordsBefore: [Int] = [0]
  /// Lines to the nearest running text above and below; 255 when there is none.
  private(set) var sinceProse: [UInt8] = []
  private(set) var untilProse: [UInt8] = []
  /// For each line, the run of lines without an empty line or change of indent that holds it.
  private(set) var blockOf: [Int] = []
  private(set) var blocks: [Block] = []
  /// How often a line reads the same on the page, and how far the nearest other is (255: none).
  private(set) var repeats: [UInt8] = []
  private(set) var repeatDistance: [UInt8] = []
  /// How many lines above read the same.
  private(set) var repeatsAbove: [UInt8] = []
  /// Share of a line's content words that running text elsewhere uses, in 32nds, and how many.
  private(set) var agreement: [UInt8] = []
  private(set) var agreeing: [UInt8] = []
  /// What kind of section heading stands last above each line, and how many lines above.
  private(set) var section: [UInt8] = []
  private(set) var sinceSection: [UInt8] = []
  /// Lines since each kind of section heading, seven a line, on a logarithmic scale.
  private(set) var sinceEach: [UInt8] = []
  /// Short lines about comments, dates, names, and short lines at all, before each line.
  private(set) var tallies: [Tally] = [Tally()]
  /// The indent most running text has.
  private(set) var indent = 0
  /// Lines of running text.
  private(set) var proseLines = 0

  struct Tally {
    var comments = 0
    var dates = 0
    var names = 0
    var short = 0
    var prompts = 0
  }

  struct Block {
    var first: Int
    var debris = 0
    var words = 0
    var count = 0
    var width = 0
    var widest = 0
    var prose = 0
  }

  /// - Complexity: O(words).
  init(_ page: Page) {
    measureProse(page)
    measureBlocks(page)
    measureRepeats(page)
    measureAgreement(page)
    measureSections(page)
    measureTallies(page)
  }
}

extension PageContext {
  private mutating func measureProse(_ page: Page) {
    let count = page.lines.count
    proseBefore.reserveCapacity(count + 1)
    wordsBefore.reserveCapacity(count + 1)
    sinceProse.reserveCapacity(count)
    untilProse = Array(repeating: 255, count: count)
    var indents: [Int: Int] = [:]
    var last = -1
    for (index, line) in page.lines.enumerated() {
      let prose = line.isProse
      sinceProse.append(last < 0 ? 255 : UInt8(min(index - last, 254)))
      if prose {
        proseLines += 1
        indents[line.indent, default: 0] += line.words
        last = index
      }
      proseBefore.append(proseBefore[index] + (prose ? line.words : 0))
      wordsBefore.append(wordsBefore[index] + line.words)
    }
    var next = -1
    for index in page.lines.indices.reversed() {
      if next >= 0 { untilProse[index] = UInt8(min(next - index, 254)) }
      if proseBefore[index + 1] > proseBefore[index] { next = index }
    }
    indent = indents.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }

  private mutating func measureBlocks(_ page: Page) {
    blockOf.reserveCapacity(page.lines.count)
    var indent = -1
    for (index, line) in page.lines.enumerated() {
      if line.gap > 0 || line.indent != indent || blocks.isEmpty {
        blocks.append(Block(first: index))
      }
      indent = line.indent
      let last = blocks.count - 1
      blocks[last].count += 1
      blocks[last].width += line.width
      blocks[last].words += line.words
      for bit in 2..<9 { blocks[last].debris += Int(line.kinds[bit]) }
      blocks[last].widest = max(blocks[last].widest, line.width)
      if line.isProse { blocks[last].prose += 1 }
      blockOf.append(last)
    }
  }

  private mutating func measureRepeats(_ page: Page) {
    let count = page.lines.count
    repeats = Array(repeating: 1, count: count)
    repeatDistance = Array(repeating: 255, count: count)
    repeatsAbove = Array(repeating: 0, count: count)
    var seen = LastLines(count)
    for (index, line) in page.lines.enumerated() where line.letters > 0 {
      let slot = seen.slot(line.hash, page)
      if let last = seen.last(slot) {
        let distance = UInt8(min(index - last, 254))
        repeatDistance[index] = distance
        repeatsAbove[index] = repeatsAbove[last] < 254 ? repeatsAbove[last] + 1 : 255
        repeatDistance[last] = min(repeatDistance[last], distance)
      }
      seen.put(slot, index)
    }
    for (index, line) in page.lines.enumerated() where line.letters > 0 {
      guard let last = seen.last(seen.slot(line.hash, page)) else { continue }
      repeats[index] = repeatsAbove[last] < 254 ? repeatsAbove[last] + 1 : 255
    }
  }

  /// The last line seen of each hash; open addressing.
  private struct LastLines {
    private var lines: [Int32]
    private let mask: Int

    init(_ count: Int) {
      var size = 64
      while size < count * 2 { size *= 2 }
      lines = Array(repeating: -1, count: size)
      mask = size - 1
    }

    func slot(_ hash: UInt32, _ page: Page) -> Int {
      var slot = Int(hash &* 0x9E37_79B1 >> 4) & mask
      while lines[slot] >= 0, page.lines[Int(lines[slot])].hash != hash {
        slot = (slot + 1) & mask
      }
      return slot
    }

    func last(_ slot: Int) -> Int? { lines[slot] < 0 ? nil : Int(lines[slot]) }
    mutating func put(_ slot: Int, _ index: Int) { lines[slot] = Int32(truncatingIfNeeded: index) }
  }

  private mutating func measureAgreement(_ page: Page) {
    var uses = WordUses()
    for line in page.lines where line.isProse { uses.add(page.words[line.wordRange]) }
    agreement.reserveCapacity(page.lines.count)
    agreeing.reserveCapacity(page.lines.count)
    for line in page.lines {
      let found = uses.agreement(of: page.words[line.wordRange], beyond: line.isProse ? 1 : 0)
      agreement.append(found.content == 0 ? 255 : UInt8(found.shared * 32 / found.content))
      agreeing.append(UInt8(min(found.shared, 255)))
    }
  }

  private mutating func measureSections(_ page: Page) {
    var kind: UInt8 = 0
    var since = 255
    var each = InlineArray<8, Int>(repeating: 1 << 20)
    sinceEach.reserveCapacity(page.lines.count * 7)
    section.reserveCapacity(page.lines.count)
    sinceSection.reserveCapacity(page.lines.count)
    for (index, line) in page.lines.enumerated() {
      for kind in 1..<8 {
        sinceEach.append(each[kind] > index ? 255 : LineFeatures.scale(index - each[kind]))
      }
      section.append(kind)
      sinceSection.append(UInt8(min(since, 255)))
      if since < 255 { since += 1 }
      guard line.words <= 6 else { continue }
      let named = Self.sectionKind(line)
      if named > 0 {
        kind = named
        since = 1
        each[Int(named)] = index
      }
    }
  }

  private mutating func measureTallies(_ page: Page) {
    tallies.reserveCapacity(page.lines.count + 1)
    var tally = Tally()
    for line in page.lines {
      if line.words <= 8, line[.comment] > 0 { tally.comments += 1 }
      if line.words <= 14, line.digits > 0, line.digits >= 6 || line[.calendar] > 0 {
        tally.dates += 1
      }
      if (2...3).contains(line.words), line.capitalised == line.words, line.inner == 0 {
        tally.names += 1
      }
      if line.words <= 5 { tally.short += 1 }
      if line[.prompt] + line[.legal] > 1 { tally.prompts += 1 }
      tallies.append(tally)
    }
  }

  /// What a short line announces: 1 links, 2 comments, 3 sharing, 4 a prompt, 5 sources, 6 the page's foot, 7 adverts.
  private static func sectionKind(_ line: Line) -> UInt8 {
    let words = line.words
    if line[.sources] * 3 >= words, line[.sources] > 0 { return 5 }
    if line[.comment] * 3 >= words, line[.comment] > 0 { return 2 }
    if line[.related] * 2 >= words, line[.related] > 0 { return 1 }
    if line[.share] * 2 >= words, line[.share] > 0 { return 3 }
    if line[.legal] * 2 >= words, line[.legal] > 0 { return 6 }
    if line[.advert] * 2 >= words, line[.advert] > 0 { return 7 }
    return line[.prompt] * 2 >= words && line[.prompt] > 0 ? 4 : 0
  }
}
