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
  /// The text of a file that holds nothing but an article.
  let bare: BareArticle?

  init(_ sketch: inout PageSketch, dates: LineDates) {
    bare = BareArticle(sketch, dates)
    guard let best = Self.best(sketch, dates, bare) else { return }
    let lines = sketch.page.lines
    let same = lines.indices.filter {
      lines[$0].hash == lines[best].hash && abs($0 - best) <= 12 && sketch.isFree($0)
    }
    let isWrapped = best == bare?.headline && bare?.isWrapped == true
    let words = isWrapped ? [best, best + 1] : [best]
    let last = max(same.last ?? best, words.last ?? best)
    line = last
    span = (same.first ?? best)...last
    headline = Self.cleaned(words.map { sketch.page.content(lines[$0]) }.joined(separator: " "))
    let score = Int(sketch.scores.title[best]) * 100 / 255
    let isPlaced = best == bare?.headline && sketch.scores.title[best] < Self.sure
    let reason = isPlaced ? "stands over the text" : "likeliest headline, \(score) %"
    for index in same {
      sketch.set(index, .headline, index == best ? reason : "the headline again")
    }
    if isWrapped {
      sketch.set(best + 1, .headline, "the headline goes on")
    } else if let first = same.first, first < last, last - first <= 4 {
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
  private static func best(
    _ sketch: PageSketch, _ dates: LineDates, _ bare: BareArticle?
  ) -> Int? {
    let scores = sketch.scores.title
    let lines = sketch.page.lines
    var ranked = lines.indices.filter {
      scores[$0] >= 8 && sketch.isFree($0) && lines[$0].letters > 0 && lines[$0].end != .comma
        && !TrailingLists.isHeading(sketch.page, $0) && !isLabel(lines[$0])
    }
    ranked.sort { (scores[$0], -$0) > (scores[$1], -$1) }
    let most = ranked.first.map { scores[$0] } ?? 0
    if let repeated = repeatedAroundKicker(sketch, least: min(most / 4, 48)) { return repeated }
    let likeliest = ranked.prefix(8).first { !dates.statesDate($0) && !dates.isBare($0) }
    if let title = bare?.headline,
      bare?.isWrapped == true || likeliest.map({ scores[$0] < sure }) ?? true
    {
      return title
    }
    guard let likeliest else {
      return opening(sketch, dates) ?? overText(sketch, dates)
    }
    let best = withoutPath(likeliest, sketch)
    if lines[best].end == .stop || lines[best].isProse,
      let above = titleOver(best, sketch), !dates.statesDate(above),
      Int(scores[above]) * 8 >= Int(scores[best])
    {
      return above
    }
    // Running text that merely comes first is no headline.
    return lines[best].isProse && scores[best] < 100 ? nil : best
  }

  /// From here on the model's headline is taken also where the file is too short for it.
  private static let sure: UInt8 = 128

  /// A line that reads the same right before and after a kicker, with running text soon after.
  ///
  /// The model must not think it much less likely than another: picture counters and buttons repeat like this too.
  private static func repeatedAroundKicker(_ sketch: PageSketch, least: UInt8) -> Int? {
    let lines = sketch.page.lines
    return lines.indices.first { index in
      let distance = Int(sketch.context.repeatDistance[index])
      guard sketch.scores.title[index] >= least, (2...3).contains(distance),
        index + distance < lines.count,
        lines[index + distance].hash == lines[index].hash, (4...30).contains(lines[index].words),
        sketch.isFree(index), lines[index].end != .stop, sketch.context.repeats[index] == 2
      else { return false }
      return (index + 1..<index + distance).allSatisfy { mayBeKicker(lines[$0]) }
        && sketch.context.untilProse[index + distance] <= 5
    }
  }

  /// The line beside `index` that holds only the end of its words: `Home » News » Quay widened` stands over `Quay widened`.
  private static func withoutPath(_ index: Int, _ sketch: PageSketch) -> Int {
    let page = sketch.page
    let words = page.words[page.lines[index].wordRange]
    guard words.count > 3 else { return index }
    let near = max(0, index - 6)...min(page.lines.count - 1, index + 4)
    let found = near.filter { other in
      let tail = page.words[page.lines[other].wordRange]
      return (3..<words.count).contains(tail.count) && tail.count * 5 >= words.count * 2
        && sketch.isFree(other) && words.suffix(tail.count).elementsEqual(tail)
    }
    return found.min { abs($0 - index) < abs($1 - index) } ?? index
  }

  /// The first line of a file that goes on with running text, where it could be a headline.
  private static func opening(_ sketch: PageSketch, _ dates: LineDates) -> Int? {
    let lines = sketch.page.lines
    guard
      let index = lines.indices.prefix(3).first(where: {
        sketch.isFree($0) && !dates.statesDate($0)
      })
    else { return nil }
    let line = lines[index]
    let isTitle =
      (3...25).contains(line.words) && line.end != .stop && line.end != .comma && !line.isProse
    if isTitle, sketch.context.untilProse[index] <= 4 { return index }
    // Verse is no prose: its title stands alone over it.
    let isAlone = index == 0 && lines.count > 1 && lines[1].gap > 0 && line.words <= 12
    return isAlone && line.end == .letter && sketch.scores.body.prefix(4).contains { $0 >= 128 }
      ? index : nil
  }

  /// The line over the running text that stands alone and could be a headline, byline and date between them or not.
  private static func overText(_ sketch: PageSketch, _ dates: LineDates) -> Int? {
    let lines = sketch.page.lines
    guard let text = lines.indices.first(where: { sketch.scores.body[$0] >= 128 }), text > 0 else {
      return nil
    }
    return (max(0, text - 4)..<text).reversed().first { index in
      let line = lines[index]
      let isTitle = (4...25).contains(line.words) && !line.end.closes && !line.isProse
      return isTitle && line.end != .comma && line.end != .colon && line.gap > 0
        && line.letters > line.digits * 3 && line[.byline] == 0 && sketch.isFree(index)
        && !isLabel(line) && !dates.statesDate(index)
    }
  }

  /// Whether a line is nothing but a word or two for a part of the page, such as `Sources` or `Comments`.
  private static func isLabel(_ line: Line) -> Bool {
    let named =
      line[.sources] + line[.comment] + line[.share] + line[.related] + line[.advert]
    return line.words <= 2 && named >= line.words
  }

  /// The line right over a sentence that looks more like a headline: shorter, without a full stop.
  private static func titleOver(_ index: Int, _ sketch: PageSketch) -> Int? {
    let lines = sketch.page.lines
    guard index > 0, sketch.isFree(index - 1) else { return nil }
    let line = lines[index - 1]
    let isTitle =
      (3...20).contains(line.words) && line.end != .stop && line.end != .colon
      && line.words < lines[index].words && line.letters > line.digits * 3
    return isTitle ? index - 1 : nil
  }

  private static func mayBeKicker(_ line: Line) -> Bool {
    (1...6).contains(line.words) && line.width <= 60 && !line.end.closes
      && line.letters > line.digits
      && line[.share] + line[.advert] + line[.prompt] == 0
  }

  private static func standsAlone(_ index: Int, over headline: Int, _ sketch: PageSketch) -> Bool {
    let lines = sketch.page.lines
    let line = lines[index]
    guard mayBeKicker(line), line.words <= 4, !isReleaseNotice(sketch.page.text(line)),
      line.digits == 0, line.separators == 0,
      sketch.isFree(index), line.capitalised > 0, line.end == .letter, !line.hasAddress
    else { return false }
    let alone = line.gap > 0 || index == 0
    guard alone, sketch.context.repeats[index] == 1, line[.comment] + line[.related] == 0 else {
      return false
    }
    return index == 0 || lines[index - 1].words > 4 || lines[index].gap > 0
  }

  /// What agencies put over a press release names no department.
  private static func isReleaseNotice(_ text: String) -> Bool {
    ["for immediate release", "embargoed", "pressemitteilung", "communiqué de presse"]
      .contains(FoldedText.of(text))
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
