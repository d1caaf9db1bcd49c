internal import FeedModel

/// Finds the headline, its repetitions, and the kickers over or between them.
struct HeadlineChoice {
  /// The filled line nearest the body that holds the headline; nil when no line does.
  private(set) var line: Int?
  /// From its first repetition to its last.
  private(set) var span: ClosedRange<Int>?
  /// Whether a kicker stands between two repetitions.
  private(set) var isRepeatedAroundKicker = false
  private(set) var headline = ""
  private(set) var kickers: [String] = []

  init(_ sketch: inout PageSketch) {
    guard let best = Self.best(sketch) else { return }
    let lines = sketch.page.lines
    let same = lines.indices.filter {
      lines[$0].hash == lines[best].hash && abs($0 - best) <= 12 && sketch.isFree($0)
    }
    let last = same.last ?? best
    line = last
    span = (same.first ?? best)...last
    headline = Self.cleaned(sketch.page.content(lines[best]))
    let score = Int(sketch.scores.title[best]) * 100 / 255
    for index in same {
      sketch.set(
        index, .headline, index == best ? "likeliest headline, \(score) %" : "the headline again")
    }
    if let first = same.first, first < last, last - first <= 4 {
      for index in first + 1..<last where Self.mayBeKicker(lines[index]) {
        take(index, &sketch, "between two headlines")
        isRepeatedAroundKicker = true
      }
    } else if let above = same.first.map({ $0 - 1 }), above >= 0,
      Self.standsAlone(above, over: last, sketch)
    {
      take(above, &sketch, "a short line right over the headline")
    }
  }

  private mutating func take(_ index: Int, _ sketch: inout PageSketch, _ reason: String) {
    kickers.append(sketch.page.content(sketch.page.lines[index]))
    sketch.set(index, .kicker, reason)
  }
}

extension HeadlineChoice {
  private static func best(_ sketch: PageSketch) -> Int? {
    var best: Int?
    var score = 0
    for (index, line) in sketch.page.lines.enumerated() {
      let value = Int(sketch.scores.title[index])
      guard sketch.isFree(index), line.letters > 0, value > score else { continue }
      best = index
      score = value
    }
    guard let best else { return nil }
    // Running text that merely comes first is no headline.
    return sketch.page.lines[best].isProse && score < 100 ? nil : score >= 8 ? best : nil
  }

  private static func mayBeKicker(_ line: Line) -> Bool {
    (1...6).contains(line.words) && line.width <= 60 && !line.end.closes
      && line.letters > line.digits
      && line[.share] + line[.advert] + line[.prompt] == 0
  }

  private static func standsAlone(_ index: Int, over headline: Int, _ sketch: PageSketch) -> Bool {
    let lines = sketch.page.lines
    let line = lines[index]
    guard mayBeKicker(line), line.words <= 4, line.digits == 0, line.separators == 0,
      sketch.isFree(index), line.capitalised > 0, line.end == .letter, !line.hasAddress
    else { return false }
    let alone = line.gap > 0 || index == 0
    guard alone, sketch.context.repeats[index] == 1, line[.comment] + line[.related] == 0 else {
      return false
    }
    return index == 0 || lines[index - 1].words > 4 || lines[index].gap > 0
  }

  /// The headline without the site's name behind a bar.
  static func cleaned(_ text: String) -> String {
    let bytes = Array(text.utf8)
    for index in bytes.indices.dropFirst().dropLast().reversed()
    where bytes[index] == UInt8(ascii: "|") && bytes[index - 1] == 32 && bytes[index + 1] == 32 {
      let head = bytes[..<(index - 1)]
      let tail = bytes[(index + 2)...]
      let words = head.split(separator: 32).count
      guard words >= 3, tail.split(separator: 32).count <= 4, tail.count * 2 < head.count else {
        break
      }
      return String(decoding: head, as: UTF8.self)
    }
    return text
  }
}
