internal import FeedModel

/// Picks the line that names the authors.
struct BylineChoice {
  private(set) var authors: [Author] = []

  /// A line below this score names somebody else.
  private static let least = 40
  /// Beside the headline, and with a word such as `By`, less will do.
  private static let leastNear = 22
  private static let leastMarked = 12
  /// One word alone is more often a heading.
  private static let leastShort = 100

  /// Whether a line without a word such as `By` is mostly words in capitals, or of a script that has none.
  private static func looksNamed(_ line: Line) -> Bool {
    let isCased = line.capitalised > 0 || line.start == .letter
    return !isCased || line.ideographs > 0 || line.capitalised * 2 > line.words - line.digits / 2
  }

  /// The likeliest line that isn't among those known to be running text.
  init(_ sketch: inout PageSketch, headline: ClosedRange<Int>?, besides text: [Int]) {
    for index in Self.ranked(sketch, headline).prefix(4) where !text.contains(index) {
      guard sketch.isFree(index) || sketch.roles[index] == .date,
        !Self.asksForContact(index, sketch)
      else { continue }
      if let name = Self.holder(of: index, sketch) {
        authors = name.authors
        sketch.set(name.line, .byline, "names the author")
        sketch.set(index, .byline, "the author's post")
        return
      }
      let last = Self.isLabel(index, sketch) ? index + 1 : index
      authors = BylineReader.authors(
        sketch.page.content(sketch.page.lines[last]), isCertain: true)
      guard !authors.isEmpty else { continue }
      for line in index...last where sketch.isFree(line) {
        sketch.set(
          line, .byline, "names the author, \(Int(sketch.scores.byline[index]) * 100 / 255) %")
      }
      if last + 1 < sketch.count, sketch.isFree(last + 1), Self.isPost(sketch, last + 1) {
        sketch.set(last + 1, .byline, "the author's post")
      }
      return
    }
  }
}

extension BylineChoice {
  /// The lines that may name the authors, the likeliest first.
  private static func ranked(_ sketch: PageSketch, _ headline: ClosedRange<Int>?) -> [Int] {
    let scores = sketch.scores.byline
    let lines = sketch.page.lines
    let found = scores.indices.filter { index in
      let isNear =
        headline.map { index >= $0.lowerBound - 3 && index <= $0.upperBound + 6 } ?? false
      guard isNear || scores[index] >= Self.leastMarked else { return false }
      let isMarked = lines[index][.byline] > 0
      let isShort = lines[index].words == 1 && lines[index].ideographs == 0
      let least =
        isMarked
        ? Self.leastMarked : isShort ? Self.leastShort : isNear ? Self.leastNear : Self.least
      let isLikely =
        Int(scores[index]) >= least && (isMarked || looksNamed(lines[index]))
        || isNear && BylineReader.isNamed(sketch.page, index)
      return isLikely && !lines[index].isProse && !TrailingLists.isHeading(sketch.page, index)
    }
    return found.sorted { (scores[$0], -$0) > (scores[$1], -$1) }
  }

  private static func asksForContact(_ index: Int, _ sketch: PageSketch) -> Bool {
    (max(0, index - 1)...index).contains {
      BylineLabel.asksForContact(sketch.page.text(sketch.page.lines[$0]))
    }
  }

  /// Whether a line is `By` or `Written by` alone, so that the next one has the name.
  private static func isLabel(_ index: Int, _ sketch: PageSketch) -> Bool {
    let line = sketch.page.lines[index]
    return line.words <= 2 && line[.byline] > 0 && index + 1 < sketch.count
      && sketch.isFree(index + 1) && !sketch.page.lines[index + 1].isProse
      && BylineReader.authors(sketch.page.content(line), isCertain: true).isEmpty
  }

  /// Whether a line says what somebody does: `East of England reporter`.
  private static func isPost(_ sketch: PageSketch, _ index: Int) -> Bool {
    let line = sketch.page.lines[index]
    guard (1...8).contains(line.words), line.end == .letter, line.commas == 0, line.colons == 0,
      let last = sketch.page.text(line).split(separator: " ").last
    else { return false }
    return posts.contains(FoldedText.of(String(last)))
  }

  private static let posts: Set<String> = [
    "reporter", "correspondent", "editor", "columnist", "korrespondent", "korrespondentin",
    "redakteur", "redakteurin", "correspondant", "correspondante", "corresponsal",
  ]

  /// Who stands over a line that only says what they do.
  private static func holder(
    of index: Int, _ sketch: PageSketch
  ) -> (line: Int, authors: [Author])? {
    guard index > 0, isPost(sketch, index) else { return nil }
    let above = sketch.page.lines[index - 1]
    guard sketch.isFree(index - 1), (2...8).contains(above.words), above.digits == 0,
      above.end == .letter, looksNamed(above), !DebrisRoles.isWidget(sketch.page, index - 1),
      BylineReader.authors(sketch.page.content(sketch.page.lines[index]), isCertain: false).isEmpty
    else { return nil }
    let names = BylineReader.authors(sketch.page.content(above), isCertain: true)
    let areShort = names.allSatisfy { (2...4).contains($0.name.split(separator: " ").count) }
    return names.isEmpty || !areShort ? nil : (index - 1, names)
  }
}
