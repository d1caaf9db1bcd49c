internal import FeedModel

/// The roles of a page's filled lines as they become known.
struct PageSketch {
  let page: Page
  let context: PageContext
  let scores: LineScores
  private(set) var roles: [LineRole?]
  private(set) var reasons: [String]

  init(_ page: Page, _ model: LineModel) {
    self.page = page
    context = PageContext(page)
    scores = LineScores(page, context, model)
    roles = Array(repeating: nil, count: page.lines.count)
    reasons = Array(repeating: "", count: page.lines.count)
  }

  var count: Int { page.lines.count }

  /// The language of the lines that are likely running text, BCP 47; nil where they don't tell.
  var language: String? {
    var text: [UInt8] = []
    for (index, line) in page.lines.enumerated() where scores.body[index] >= 128 {
      text += page.bytes[line.bytes]
      text.append(10)
      if text.count > LanguageGuess.sample { break }
    }
    return LanguageGuess.language(of: text[...])
  }

  /// Whether nothing is said of the line yet.
  func isFree(_ index: Int) -> Bool { roles[index] == nil }

  mutating func set(_ index: Int, _ role: LineRole, _ reason: String) {
    roles[index] = role
    reasons[index] = reason
  }

  /// The roles of all lines of the manuscript, empty ones included, in file order.
  func readings(firstLine: Int) -> [LineReading] {
    var out: [LineReading] = []
    var next = 0
    func blank(upTo line: Int) {
      guard next < line else { return }
      out.append(
        LineReading(from: next + firstLine, to: line - 1 + firstLine, role: .blank, reason: "empty")
      )
    }
    for (index, line) in page.lines.enumerated() {
      blank(upTo: line.index)
      next = line.index + 1
      out.append(
        LineReading(
          from: line.index + firstLine, to: line.index + firstLine,
          role: roles[index] ?? .navigation, reason: reasons[index]))
    }
    blank(upTo: page.lineCount)
    return out
  }
}
