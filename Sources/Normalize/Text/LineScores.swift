/// What the line model says of every filled line of a page, 0…255 each.
struct LineScores {
  /// That a line belongs to the article's running text.
  private(set) var body: [UInt8] = []
  private(set) var title: [UInt8] = []
  private(set) var date: [UInt8] = []
  private(set) var byline: [UInt8] = []

  private static let wordColumns = 5
  private static let titleColumns = 2
  private static let aroundColumns = 31
  private static let agreementColumns = 4

  /// - Complexity: O(words + lines).
  init(_ page: Page, _ context: PageContext) {
    let count = page.lines.count
    guard count > 0 else { return }
    let model = LineModel.shared
    let features = LineFeatures(page, context)
    let narrow = LineFeatures.width
    let width =
      narrow + Self.wordColumns + Self.titleColumns + Self.aroundColumns
      + Self.agreementColumns
    var rows = [UInt8](repeating: 0, count: count * width)
    for index in 0..<count {
      let from = index * narrow
      rows.replaceSubrange(
        index * width..<index * width + narrow, with: features.rows[from..<from + narrow])
    }
    Self.addWords(page, model.words, &rows, width, narrow)
    let short = page.lines.map {
      ($0.letters + $0.digits > 0) && LineFeatures.scale($0.width) <= 48
    }
    let first = model.first.scores(rows.span, width: width) { short[$0] }
    Self.addTitle(first, short, &rows, width, narrow + Self.wordColumns)
    Self.addWords(page, model.bodyWords, &rows, width, narrow)
    body = model.body.scores(rows.span, width: width) { _ in true }
    Self.addWords(page, model.words, &rows, width, narrow)
    Self.addAround(body, page, &rows, width, narrow + Self.wordColumns + Self.titleColumns)
    Self.addAgreement(body, page, &rows, width, width - Self.agreementColumns)
    title = model.title.scores(rows.span, width: width) { short[$0] && first[$0] > 0 }
    date = model.date.scores(rows.span, width: width) {
      short[$0] && (page.lines[$0].digits > 0 || page.lines[$0][.calendar] > 0)
    }
    byline = model.byline.scores(rows.span, width: width) {
      short[$0] && page.lines[$0].words <= 24 && page.lines[$0].capitalised > 0
        || short[$0] && page.lines[$0][.byline] > 0
    }
  }
}

extension LineScores {
  /// What the words of each line, and of the lines around it, speak for.
  private static func addWords(
    _ page: Page, _ table: WordWeights, _ rows: inout [UInt8], _ width: Int, _ column: Int
  ) {
    let count = page.lines.count
    var weights = [0]
    var words = [0]
    for line in page.lines {
      weights.append(weights[weights.count - 1] + table.weight(of: page.words[line.wordRange]))
      words.append(words[words.count - 1] + max(line.words, 1))
    }
    func mean(_ low: Int, _ high: Int) -> UInt8 {
      guard high > low else { return 128 }
      return byte((weights[high] - weights[low]) / max(words[high] - words[low], 1))
    }
    for index in 0..<count {
      let at = index * width + column
      rows[at] = mean(index, index + 1)
      rows[at + 1] = byte((weights[index + 1] - weights[index]) / 8)
      rows[at + 2] = mean(max(index - 6, 0), index)
      rows[at + 3] = mean(index + 1, min(index + 7, count))
      rows[at + 4] = mean(max(index - 2, 0), min(index + 3, count))
    }
  }

  @inline(__always)
  private static func byte(_ value: Int) -> UInt8 { UInt8(min(max(128 + value, 0), 255)) }

  /// Where the likeliest headline stands.
  private static func addTitle(
    _ first: [UInt8], _ short: [Bool], _ rows: inout [UInt8], _ width: Int, _ column: Int
  ) {
    var best = 0
    var score = -1
    for index in first.indices where short[index] && Int(first[index]) > score {
      best = index
      score = Int(first[index])
    }
    for index in first.indices {
      rows[index * width + column] = byte(index - best)
      rows[index * width + column + 1] = first[index]
    }
  }

  /// The body scores around each line.
  private static func addAround(
    _ scores: [UInt8], _ page: Page, _ rows: inout [UInt8], _ width: Int, _ column: Int
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
    for index in 0..<count {
      var at = index * width + column
      func put(_ value: UInt8) {
        rows[at] = value
        at += 1
      }
      put(scores[index])
      for step in 1...6 {
        put(index >= step ? scores[index - step] : 0)
        put(index + step < count ? scores[index + step] : 0)
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
      put(LineFeatures.scale(mass[count] / 255))
      put(UInt8(mass[count] / max(words[count], 1)))
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
    _ scores: [UInt8], _ page: Page, _ rows: inout [UInt8], _ width: Int, _ column: Int
  ) {
    let mask: UInt32 = 16_383
    var uses = [UInt8](repeating: 0, count: Int(mask) + 1)
    for (index, line) in page.lines.enumerated() where scores[index] >= 128 {
      for word in page.words[line.wordRange] where word & 1 == 0 {
        let slot = Int(word >> 1 & mask)
        if uses[slot] < 255 { uses[slot] += 1 }
      }
    }
    var best = 1
    var sums: [Int] = []
    sums.reserveCapacity(scores.count)
    for (index, line) in page.lines.enumerated() {
      var content = 0
      var shared = 0
      var sum = 0
      for word in page.words[line.wordRange] where word & 1 == 0 {
        let used = Int(uses[Int(word >> 1 & mask)])
        content += 1
        sum += min(used, 15)
        if used > 0 { shared += 1 }
      }
      let at = index * width + column
      rows[at] = LineFeatures.scale(shared)
      rows[at + 1] = content == 0 ? 255 : UInt8(shared * 32 / content)
      rows[at + 2] = content == 0 ? 255 : UInt8(sum * 8 / content)
      sums.append(scores[index] < 128 && content <= 30 ? sum : 0)
      best = max(best, sums[index])
    }
    for index in scores.indices {
      rows[index * width + column + 3] = UInt8(sums[index] * 64 / best)
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
