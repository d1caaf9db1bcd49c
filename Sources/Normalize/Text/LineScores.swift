/// What the line model says of every filled line of a page, 0…255 each.
struct LineScores {
  /// That a line belongs to the article's running text.
  private(set) var body: [UInt8] = []
  private(set) var title: [UInt8] = []
  private(set) var date: [UInt8] = []
  private(set) var byline: [UInt8] = []

  /// Columns behind those of `LineFeatures`, as `Benchmarks/reading/train.py` has them.
  private enum Column {
    static let words = LineFeatures.width
    static let title = words + 5
    static let around = title + 2
    static let agreement = around + 31
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

  /// The body scores around each line.
  private static func addAround(
    _ scores: [UInt8], _ page: Page, _ columns: inout FeatureColumns
  ) {
    let count = scores.count
    var mass = [0]
    var words = [0]
    for index in 0..<count {
      let weight = min(page.lines[index].words, 200)
      mass.append(mass[index] + Int(scores[index]) * weight)
      words.append(words[index] + weight)
    }
    let low = Runs(scores, page, Array(0..<count))
    let high = Runs(scores, page, (0..<count).reversed())
    let firstBody = scores.firstIndex { $0 >= 128 }
    let lastBody = scores.lastIndex { $0 >= 128 } ?? 0
    for index in 0..<count { columns[Column.around, index] = scores[index] }
    for step in 1...6 {
      let column = Column.around + step * 2
      columns.copy(Column.around, offset: -step, to: column - 1, none: 0)
      columns.copy(Column.around, offset: step, to: column, none: 0)
    }
    let total = LineFeatures.scale(mass[count] / 255)
    let mean = UInt8(mass[count] / max(words[count], 1))
    for index in 0..<count {
      var column = Column.around + 13
      func put(_ value: UInt8) {
        columns[column, index] = value
        column += 1
      }
      for reach in [3, 8, 20] {
        let start = max(index - reach, 0)
        let end = min(index + 1 + reach, count)
        let before = mass[index] - mass[start]
        let after = mass[end] - mass[index + 1]
        put(UInt8(before / max(words[index] - words[start], 1)))
        put(UInt8(after / max(words[end] - words[index + 1], 1)))
        if reach == 20 {
          put(LineFeatures.scale(before / 255))
          put(LineFeatures.scale(after / 255))
        }
      }
      put(UInt8(min(mass[index] * 64 / max(mass[count], 1), 255)))
      put(total)
      put(mean)
      if let firstBody {
        put(LineFeatures.scale(firstBody - index))
        put(LineFeatures.scale(index - firstBody))
        put(LineFeatures.scale(index - lastBody))
      } else {
        for _ in 0..<3 { put(255) }
      }
      put(LineFeatures.scale(low.lines[index]))
      put(LineFeatures.scale(low.words[index]))
      put(LineFeatures.scale(high.lines[index]))
      put(LineFeatures.scale(high.words[index]))
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

  /// Lines, and their words, of the run without running text that ends right before each line.
  private struct Runs {
    var lines: [Int]
    var words: [Int]

    init(_ scores: [UInt8], _ page: Page, _ order: [Int]) {
      lines = Array(repeating: 0, count: scores.count)
      words = lines
      var run = 0
      var held = 0
      for index in order {
        lines[index] = run
        words[index] = held
        if scores[index] < 64 {
          run += 1
          held += min(page.lines[index].words, 200)
        } else {
          run = 0
          held = 0
        }
      }
    }
  }
}
