/// What the line model says of every filled line of a page, 0…255 each.
struct LineScores {
  /// That a line belongs to the article's running text.
  private(set) var body: [UInt8] = []
  private(set) var title: [UInt8] = []
  private(set) var date: [UInt8] = []
  private(set) var byline: [UInt8] = []

  /// Columns behind those of `LineFeatures`, as `Benchmarks/reading/train.py` has them.
  enum Column {
    static let words = LineFeatures.width
    static let title = words + 5
    static let around = title + 2
    static let reach = around + 13
    static let place = reach + 8
    static let ends = place + 3
    static let runs = ends + 3
    static let agreement = runs + 4
    static let end = agreement + 4
  }

  /// - Complexity: O(words + lines).
  init(_ page: Page, _ context: PageContext, _ model: LineModel) {
    let count = page.lines.count
    guard count > 0 else { return }
    let more = Column.end - LineFeatures.width
    var columns = LineFeatures(page, context, more: more).columns
    Self.addWords(page, &columns)
    let short = page.lines.map {
      ($0.letters + $0.digits > 0) && LineFeatures.scale($0.width) <= 48
    }
    let first = model.first.scores(columns) { short[$0] }
    Self.addTitle(first, short, &columns)
    body = model.body.scores(columns) { _ in true }
    Self.addAround(body, page, &columns)
    Self.addAgreement(body, page, &columns)
    title = model.title.scores(columns) { short[$0] && first[$0] > 1 }
    date = model.date.scores(columns) {
      short[$0] && (page.lines[$0].digits > 0 || page.lines[$0][.calendar] > 0)
    }
    byline = model.byline.scores(columns) {
      short[$0] && page.lines[$0].words <= 24 && page.lines[$0].capitalised > 0
        || short[$0] && page.lines[$0][.byline] > 0
    }
  }
}

extension LineScores {
  /// What the words of each line, and of the lines around it, speak for.
  private static func addWords(_ page: Page, _ columns: inout FeatureColumns) {
    let column = Column.words
    let count = page.lines.count
    var weights = [0]
    var words = [0]
    weights.reserveCapacity(count + 1)
    words.reserveCapacity(count + 1)
    for line in page.lines {
      weights.append(weights[weights.count - 1] + line.weight)
      words.append(words[words.count - 1] + max(line.words, 1))
    }
    func mean(_ low: Int, _ high: Int) -> UInt8 {
      guard high > low else { return 128 }
      return byte((weights[high] - weights[low]) / max(words[high] - words[low], 1))
    }
    for index in 0..<count {
      columns[column, index] = mean(index, index + 1)
      columns[column + 1, index] = byte((weights[index + 1] - weights[index]) / 8)
      columns[column + 2, index] = mean(max(index - 6, 0), index)
      columns[column + 3, index] = mean(index + 1, min(index + 7, count))
      columns[column + 4, index] = mean(max(index - 2, 0), min(index + 3, count))
    }
  }

  @inline(__always)
  private static func byte(_ value: Int) -> UInt8 { UInt8(min(max(128 + value, 0), 255)) }

  /// Where the likeliest headline stands.
  private static func addTitle(
    _ first: [UInt8], _ short: [Bool], _ columns: inout FeatureColumns
  ) {
    var best = 0
    var score = -1
    for index in first.indices where short[index] && Int(first[index]) > score {
      best = index
      score = Int(first[index])
    }
    for index in first.indices {
      columns[Column.title, index] = byte(index - best)
      columns[Column.title + 1, index] = first[index]
    }
  }

  /// How much of a line's content the body talks about.
  private static func addAgreement(
    _ scores: [UInt8], _ page: Page, _ columns: inout FeatureColumns
  ) {
    var uses = WordUses()
    for (index, line) in page.lines.enumerated() where scores[index] >= 128 {
      uses.add(page.words[line.wordRange])
    }
    var best = 1
    var sums: [Int] = []
    sums.reserveCapacity(scores.count)
    for (index, line) in page.lines.enumerated() {
      let found = uses.agreement(of: page.words[line.wordRange])
      let content = found.content
      let column = Column.agreement
      columns[column, index] = LineFeatures.scale(found.shared)
      columns[column + 1, index] = content == 0 ? 255 : UInt8(found.shared * 32 / content)
      columns[column + 2, index] = content == 0 ? 255 : UInt8(found.sum * 8 / content)
      sums.append(scores[index] < 128 && content <= 30 ? found.sum : 0)
      best = max(best, sums[index])
    }
    for index in scores.indices {
      columns[Column.agreement + 3, index] = UInt8(sums[index] * 64 / best)
    }
  }
}
