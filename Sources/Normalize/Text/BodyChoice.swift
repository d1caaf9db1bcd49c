internal import FeedModel

/// Chooses the lines of the article's running text by what the line model says of them.
struct BodyChoice {
  /// For each filled line, whether it belongs to the body.
  private(set) var chosen: [Bool]
  /// The score from which on lines are taken, 0…255.
  let threshold: Int

  /// Lines below this are taken only when there is nothing better.
  private static let lowest = 64
  private static let highest = 150

  init(_ sketch: PageSketch) {
    threshold = Self.threshold(sketch)
    chosen = Array(repeating: false, count: sketch.count)
    var seen: Set<UInt32> = []
    for (index, line) in sketch.page.lines.enumerated() {
      guard sketch.isFree(index), Int(sketch.scores.body[index]) >= threshold else { continue }
      // A long line that reads the same is a pull quote or a second copy of the page.
      if line.words >= 8, !seen.insert(line.hash).inserted { continue }
      chosen[index] = true
    }
  }

  mutating func drop(_ index: Int) { chosen[index] = false }
  mutating func take(_ index: Int) { chosen[index] = true }

  var first: Int? { chosen.firstIndex(of: true) }
  var last: Int? { chosen.lastIndex(of: true) }
  var isEmpty: Bool { !chosen.contains(true) }

  /// The score at which the expected F1 over words is best.
  private static func threshold(_ sketch: PageSketch) -> Int {
    var words = [Int](repeating: 0, count: 256)
    var expected = 0
    var highestScore = 0
    for (index, line) in sketch.page.lines.enumerated() where sketch.isFree(index) {
      let score = Int(sketch.scores.body[index])
      words[score] += line.words
      expected += line.words * score
      highestScore = max(highestScore, score)
    }
    var best = (value: 0.0, score: 255)
    var taken = 0
    var right = 0
    for score in (1...255).reversed() where words[score] > 0 {
      taken += words[score]
      right += words[score] * score
      let value = Double(2 * right) / Double(taken * 255 + expected)
      if value > best.value { best = (value, score) }
    }
    if highestScore < lowest { return max(highestScore, 1) }
    return min(max(best.score, lowest), highest)
  }
}
