internal import FeedModel

/// The numbered list of sources under a heading such as `Sources`.
struct SourceList {
  private(set) var sources: [Source] = []
  /// Filled lines of the heading and its entries.
  private(set) var lines: Range<Int> = 0..<0

  /// Finds the last such list of the page and claims its lines.
  init(_ sketch: inout PageSketch) {
    let page = sketch.page
    for index in page.lines.indices.reversed() where Self.isHeading(page, page.lines[index]) {
      let entries = SourceEntries(page, after: index)
      guard !entries.sources.isEmpty else { continue }
      sources = entries.sources
      lines = index..<index + 1 + entries.owners.count
      sketch.set(index, .source, "heads the list of sources")
      for (offset, number) in entries.owners.enumerated() {
        sketch.set(index + 1 + offset, .source, "entry \(number) of the list of sources")
      }
      return
    }
  }

  /// The numbers that marks in the text may point to.
  var numbers: Set<Int> { Set(sources.map(\.number)) }

  /// A short line of nothing but words for sources.
  private static func isHeading(_ page: Page, _ line: Line) -> Bool {
    guard line.words <= 6, line.width <= 60, line.marker == .none, !line.end.closes else {
      return false
    }
    return line.words <= 4 && line[.sources] > 0 && line[.sources] + line[.stop] >= line.words
      || SourceHeadings.isOne(page.text(line), hash: line.hash)
  }
}

/// The entries below a heading, of a line or more each.
private struct SourceEntries {
  private(set) var sources: [Source] = []
  /// The number of the entry that each line below the heading belongs to.
  private(set) var owners: [Int] = []
  private var isNumbered = false

  private static let most = 999

  init(_ page: Page, after heading: Int) {
    var index = heading + 1
    while index < page.lines.count, sources.count < Self.most,
      let count = take(page, index)
    {
      index += count
    }
  }

  /// Takes the entry that begins at a line; how many lines it has, or nil where the list is at its end.
  private mutating func take(_ page: Page, _ index: Int) -> Int? {
    let line = page.lines[index]
    guard line.words <= 80 else { return nil }
    let last = sources.last?.number ?? 0
    let mayCount = isNumbered || sources.isEmpty
    let isMarked = line.marker == .number
    var entry = SourceEntry(page.content(line), next: mayCount && !isMarked ? last + 1 : nil)
    let number = isMarked ? line.number : entry.number
    var count = 1
    while let more = Self.continuation(page, index + count, of: line, entry) {
      entry.goOn(more)
      count += 1
    }
    if let number {
      // Numbers may be left out, as where a page quotes a part of a longer list.
      guard mayCount, number > last, number <= Self.most else { return nil }
      isNumbered = true
    } else {
      guard !isNumbered, entry.url != nil, line.gap <= 1 || line.marker == .bullet else {
        return nil
      }
    }
    entry.number = number ?? last + 1
    guard let source = entry.source else { return nil }
    sources.append(source)
    owners += Array(repeating: source.number, count: count)
    return count
  }

  /// The text of a line that belongs to the entry above it: its address, or more of it, set further in.
  private static func continuation(
    _ page: Page, _ index: Int, of first: Line, _ entry: SourceEntry
  ) -> String? {
    guard index < page.lines.count else { return nil }
    let line = page.lines[index]
    guard line.marker == .none, line.words <= 40, line.gap <= 1, entry.url == nil else {
      return nil
    }
    let text = page.text(line)
    let more = SourceEntry(text)
    guard more.number == nil else { return nil }
    let isAddress = more.url != nil && more.title.isEmpty && line.hasAddress
    let isWrapped = line.gap == 0 && line.indent > first.indent && first.marker == .number
    return isAddress || isWrapped ? text : nil
  }
}
