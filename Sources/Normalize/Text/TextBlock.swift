/// A run of body lines that reads as one thing.
struct TextBlock {
  enum Kind: Equatable {
    case paragraph, heading, quote, poem, code, table
    /// One item; items that follow one another make a list.
    case bullet
    case numbered(Int)
  }

  var kind: Kind
  /// Filled lines of the page.
  var lines: [Int]
}

/// Puts body lines together to paragraphs, headings, lists, quotes, poems, code and tables.
struct TextBlocks {
  private let page: Page
  private let chosen: [Int]
  private(set) var blocks: [TextBlock] = []

  /// Groups `chosen`, the filled lines of the body in order.
  ///
  /// Cost: O(lines).
  init(_ page: Page, _ chosen: [Int]) {
    self.page = page
    self.chosen = chosen
    var at = 0
    while at < chosen.count {
      let end = groupEnd(at)
      let deep = indentedEnd(at)
      if deep > end, isCode(at..<deep) {
        append(.code, at..<deep)
        at = deep
      } else {
        appendGroup(at..<end)
        at = end
      }
    }
  }
}

extension TextBlocks {
  private func line(_ position: Int) -> Line { page.lines[chosen[position]] }

  /// The end of the lines that stand together: no empty line between, the same indent.
  private func groupEnd(_ start: Int) -> Int {
    var end = start + 1
    while end < chosen.count, chosen[end] == chosen[end - 1] + 1, line(end).gap == 0,
      line(end).indent == line(start).indent || line(start).marker != .none
    {
      end += 1
    }
    return end
  }

  /// The end of the lines that stand together and are all indented, by how much ever.
  private func indentedEnd(_ start: Int) -> Int {
    var end = start
    while end < chosen.count, line(end).indent >= 2,
      end == start || chosen[end] == chosen[end - 1] + 1 && line(end).gap == 0
    {
      end += 1
    }
    return end
  }

  private mutating func appendGroup(_ group: Range<Int>) {
    if group.count >= 2 {
      if isTable(group) { return append(.table, group) }
      if isCode(group) { return append(.code, group) }
      if isQuote(group) { return append(.quote, group) }
      if isPoem(group) { return append(.poem, group) }
      if isWrapped(group) { return appendWrapped(group) }
      if group.map(line).areEntries { return appendEntries(group) }
    } else if isQuote(group) {
      return append(.quote, group)
    }
    for position in group {
      blocks.append(TextBlock(kind: kind(position), lines: [chosen[position]]))
    }
  }

  private mutating func append(_ kind: TextBlock.Kind, _ group: Range<Int>) {
    blocks.append(TextBlock(kind: kind, lines: Array(chosen[group])))
  }

  /// Lines that are entries, a list of them under what heads it.
  private mutating func appendEntries(_ group: Range<Int>) {
    for position in group {
      let isLabel = position == group.lowerBound && line(position).digits == 0
      append(isLabel ? .heading : .bullet, position..<position + 1)
    }
  }

  private func kind(_ position: Int) -> TextBlock.Kind {
    let line = line(position)
    switch line.marker {
    case .bullet: return .bullet
    case .number where isListed(position): return .numbered(line.number)
    default: return isHeading(position) ? .heading : .paragraph
    }
  }

  /// Whether a numbered line has a neighbour that counts on, so that it is an item and not a numbered heading.
  private func isListed(_ position: Int) -> Bool {
    let number = line(position).number
    func counts(_ other: Int, _ wanted: Int) -> Bool {
      chosen.indices.contains(other) && line(other).marker == .number
        && line(other).number == wanted
    }
    return counts(position + 1, number + 1) || counts(position - 1, number - 1)
  }

  /// A short line without an end mark, over running text.
  private func isHeading(_ position: Int) -> Bool {
    let line = line(position)
    guard line.words <= 16, line.width <= 110, line.letters > line.digits,
      position + 1 < chosen.count,
      line.marker != .dash, line.start != .letter || line.ideographs > 0
    else { return false }
    switch line.end {
    case .letter, .question, .digit, .bracket: break
    case .quote where line.start == .quote || line.inner == 0 && line[.stop] * 3 <= line.words:
      break
    case .exclamation where line.words <= 8: break
    case .colon where line.words <= 3: break
    default: return false
    }
    let next = self.line(position + 1)
    guard next.isProse || next.width > line.width || next.marker != .none || isShortOver(position)
    else {
      return false
    }
    // A line broken in the middle of a sentence goes on in lower case.
    return next.start != .letter || next.ideographs > 0 || next.marker != .none
  }

  /// Two headings may follow one another when a paragraph does then.
  private func isShortOver(_ position: Int) -> Bool {
    line(position).gap > 0 && position + 2 < chosen.count && line(position + 2).isProse
  }

  private func isQuote(_ group: Range<Int>) -> Bool {
    group.allSatisfy { page.bytes[line($0).bytes.lowerBound] == UInt8(ascii: ">") }
  }

  /// Columns divided by tabs or bars, the same number in each of two lines or more.
  private func isTable(_ group: Range<Int>) -> Bool {
    for mark in [UInt8(9), UInt8(ascii: "|")] {
      let counts = group.map { position in page.bytes[line(position).bytes].count { $0 == mark } }
      if let first = counts.first, first >= 1, counts.allSatisfy({ $0 == first }),
        mark == 9 || first >= 2
      {
        return true
      }
    }
    return false
  }

  /// Mostly lines with the signs of program text.
  private func isCode(_ group: Range<Int>) -> Bool {
    let marked = group.count { position in
      let line = line(position)
      guard let last = page.bytes[line.bytes].last, line.marker == .none else { return false }
      let brackets = page.bytes[line.bytes].count { "{}()[]=;<>$_".utf8.contains($0) }
      return "{};".utf8.contains(last) || brackets * 8 >= line.width
    }
    return marked * 3 >= group.count * 2 && marked >= 2
  }

  /// Short lines that are broken where no sentence ends, and not items of a list.
  private func isPoem(_ group: Range<Int>) -> Bool {
    guard group.count >= 3, group.allSatisfy({ line($0).width <= 60 && line($0).marker == .none })
    else { return false }
    let open = group.count { line($0).end == .comma || line($0).end == .dash }
    let running = group.count { line($0)[.stop] > 0 }
    return open * 4 >= group.count && running * 3 >= group.count * 2
  }

  /// Lines of about the same length, all but the last of a paragraph: broken by a program, not by the writer.
  private func isWrapped(_ group: Range<Int>) -> Bool {
    let lengths = group.dropLast().map { line($0).bytes.count }
    guard let longest = lengths.max(), (40...120).contains(longest),
      group.allSatisfy({ line($0).bytes.count <= longest + 12 })
    else { return false }
    let full = lengths.count { $0 * 10 >= longest * 7 }
    let open = group.dropLast().count { !line($0).end.closes && line($0).end != .colon }
    let goesOn = group.dropFirst().count { line($0).start == .letter }
    return full * 10 >= lengths.count * 8 && open * 2 >= lengths.count
      && goesOn * 3 >= lengths.count
  }

  /// A wrapped group, cut where a list marker begins a new item.
  private mutating func appendWrapped(_ group: Range<Int>) {
    var start = group.lowerBound
    for position in group.dropFirst()
    where line(position).marker == .bullet || line(position).marker == .number && isListed(position)
    {
      appendWrapped(start, position)
      start = position
    }
    appendWrapped(start, group.upperBound)
  }

  private mutating func appendWrapped(_ start: Int, _ end: Int) {
    let kind: TextBlock.Kind =
      switch line(start).marker {
      case .bullet: .bullet
      case .number: .numbered(line(start).number)
      default: .paragraph
      }
    append(kind, start..<end)
  }
}
