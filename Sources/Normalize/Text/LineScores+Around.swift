extension LineScores {
  /// The body scores around each line.
  static func addAround(_ scores: [UInt8], _ page: Page, _ columns: inout FeatureColumns) {
    addNeighbours(scores, &columns)
    let mass = Mass(scores, page)
    addReach(mass, &columns)
    addPlace(mass, &columns)
    addEnds(scores, &columns)
    addRuns(scores, page, &columns)
  }

  /// The scores of each line and of the six to either side.
  private static func addNeighbours(_ scores: [UInt8], _ columns: inout FeatureColumns) {
    for index in scores.indices { columns[Column.around, index] = scores[index] }
    for step in 1...6 {
      let column = Column.around + step * 2
      columns.copy(Column.around, offset: -step, to: column - 1, none: 0)
      columns.copy(Column.around, offset: step, to: column, none: 0)
    }
  }

  /// How likely the words within some lines above and below are body, and within the most how many of them.
  private static func addReach(_ mass: Mass, _ columns: inout FeatureColumns) {
    var column = Column.reach
    func put(_ reach: Int, _ value: (Range<Int>) -> UInt8) {
      for index in 0..<mass.count {
        columns[column, index] = value(max(index - reach, 0)..<index)
        columns[column + 1, index] = value(index + 1..<min(index + 1 + reach, mass.count))
      }
      column += 2
    }
    for reach in [3, 8, 20] { put(reach, mass.mean) }
    put(20) { LineFeatures.scale(mass.words(in: $0)) }
  }

  /// How much of the page's body stands before each line, how much there is, and how likely all of the page is body.
  private static func addPlace(_ mass: Mass, _ columns: inout FeatureColumns) {
    let all = 0..<mass.count
    let words = LineFeatures.scale(mass.words(in: all))
    let mean = mass.mean(all)
    for index in all {
      columns[Column.place, index] = mass.share(before: index)
      columns[Column.place + 1, index] = words
      columns[Column.place + 2, index] = mean
    }
  }

  /// Lines to and from the first line of the body, and from the last.
  private static func addEnds(_ scores: [UInt8], _ columns: inout FeatureColumns) {
    let first = scores.firstIndex { $0 >= 128 }
    let last = scores.lastIndex { $0 >= 128 } ?? 0
    for index in scores.indices {
      columns[Column.ends, index] = first.map { LineFeatures.scale($0 - index) } ?? 255
      columns[Column.ends + 1, index] = first.map { LineFeatures.scale(index - $0) } ?? 255
      columns[Column.ends + 2, index] = first == nil ? 255 : LineFeatures.scale(index - last)
    }
  }

  /// The runs without running text right above and below each line.
  private static func addRuns(
    _ scores: [UInt8], _ page: Page, _ columns: inout FeatureColumns
  ) {
    let above = Runs(scores, page, Array(scores.indices))
    let below = Runs(scores, page, scores.indices.reversed())
    for index in scores.indices {
      columns[Column.runs, index] = LineFeatures.scale(above.lines[index])
      columns[Column.runs + 1, index] = LineFeatures.scale(above.words[index])
      columns[Column.runs + 2, index] = LineFeatures.scale(below.lines[index])
      columns[Column.runs + 3, index] = LineFeatures.scale(below.words[index])
    }
  }

  /// Words of a page's lines, each as far as it is likely body.
  private struct Mass {
    /// Scores times words, and words, before each line and of the whole page.
    private var scored = [0]
    private var words = [0]
    let count: Int

    init(_ scores: [UInt8], _ page: Page) {
      count = scores.count
      for index in scores.indices {
        let weight = min(page.lines[index].words, 200)
        scored.append(scored[index] + Int(scores[index]) * weight)
        words.append(words[index] + weight)
      }
    }

    /// The mean score of the words in some lines; 0 where there are none.
    func mean(_ lines: Range<Int>) -> UInt8 {
      UInt8(sum(lines) / max(words[lines.upperBound] - words[lines.lowerBound], 1))
    }

    /// How many words of some lines are body.
    func words(in lines: Range<Int>) -> Int { sum(lines) / 255 }

    /// The share of the body before a line, in 64ths.
    func share(before index: Int) -> UInt8 {
      UInt8(min(scored[index] * 64 / max(scored[count], 1), 255))
    }

    private func sum(_ lines: Range<Int>) -> Int {
      scored[lines.upperBound] - scored[lines.lowerBound]
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
