internal import FeedModel

/// Whether an expression dates its page, or is a date that prose mentions.
extension DateLine {
  /// What of a line stands around an expression, up to the marks that part a line.
  private struct Surroundings {
    /// Words of prose before and after it, in its own part of the line: in thirds, for three
    /// letters of a script without spaces make about one.
    var before = 0
    var after = 0
    var hasEvent = false
    /// Words that only running text has.
    var prose = 0
    var endsSentence = false
    var total: Int { (before + after) / 3 }
  }

  /// Why the expression is not a date of its page; nil when it is one.
  func doubt(_ index: Int) -> String? {
    let expression = expressions[index]
    if followsDay(index) { return "it tells of this day in another year" }
    let around = surroundings(of: index)
    let limit = wordLimit(expression)
    if around.hasEvent, expression.kind == .unknown || around.total > 6 {
      return "the words beside it tell of something other than the page"
    }
    if around.total > limit || around.endsSentence && around.total > max(2, limit / 2) {
      return "it stands in running text"
    }
    if !expression.isRelative, expression.kind == .unknown, around.prose >= 2, around.after > 3,
      around.before > 3
    {
      return "it stands in running text"
    }
    return nil
  }

  /// How many words of prose may stand beside an expression.
  private func wordLimit(_ expression: Expression) -> Int {
    if expression.kind != .unknown { return 10 }
    if expression.isRelative { return expression.isDistant ? 3 : expression.hasClock ? 6 : 5 }
    if !expression.isFull { return expression.hasClock ? 5 : 2 }
    return expression.hasClock ? 16 : 12
  }

  /// "today 5 years ago".
  private func followsDay(_ index: Int) -> Bool {
    guard index > 0 else {
      return expressions.count > 1 && expressions[0].isRelative && expressions[1].isDistant
        && expressions[0].tokens.upperBound == expressions[1].tokens.lowerBound
    }
    return expressions[index].isRelative && expressions[index - 1].isRelative
      && expressions[index - 1].tokens.upperBound == expressions[index].tokens.lowerBound
      && expressions[index].isDistant
  }

  private func surroundings(of index: Int) -> Surroundings {
    let tokens = expressions[index].tokens
    var around = Surroundings()
    var at = tokens.lowerBound - 1
    while at >= 0, !parts(at) {
      // A name follows "by", and is no prose.
      if cursor.has(.by, at: at) { around.before = max(0, around.before - 12) }
      around.before += words(at, in: &around)
      at -= 1
    }
    around.hasEvent = cursor.has(.event, at: leadWord(of: index))
    var names = 0
    at = tokens.upperBound
    while at < cursor.tokens.count, !parts(at) {
      if cursor.has(.by, at: at), around.after < 6 { names = 12 }
      let count = words(at, in: &around)
      if names > 0 { names -= count } else { around.after += count }
      at += 1
    }
    around.endsSentence = cursor.isMark(".!?", at: cursor.tokens.count - 1)
    return around
  }

  /// The word directly before the expression, weekdays and articles passed over.
  private func leadWord(of index: Int) -> Int {
    var at = expressions[index].tokens.lowerBound - 1
    while at >= 0,
      cursor.has(.weekday, at: at) || cursor.isMark(",.", at: at)
        || cursor.has(.filler, at: at) && !cursor.has(.event, at: at)
    {
      at -= 1
    }
    return at
  }

  /// 3 for a word of prose, 1 for a letter of a script without spaces, 9 for the end of a sentence, else 0.
  private func words(_ at: Int, in around: inout Surroundings) -> Int {
    if cursor.isMark("?!", at: at), at + 1 < cursor.tokens.count { return 9 }
    guard cursor.isWord(at: at), !isTaken[at], !isMarkWord(at), !cursor.has(.quiet, at: at),
      !cursor.has(.by, at: at), !cursor.has(.weekday, at: at)
    else { return 0 }
    if cursor.has(.prose, at: at) { around.prose += 1 }
    return cursor.tokens[at].isSyllabic && cursor.tokens[at].entry < 0 ? 1 : 3
  }

  /// Whether the token parts a line: a bar, a bullet, a bracket, a spaced dash or slash.
  private func parts(_ index: Int) -> Bool {
    let token = cursor.tokens[index]
    guard token.kind == .mark else { return false }
    if cursor.isMark("|*()[]\"+", at: index) { return true }
    if cursor.isMark(":", at: index) { return false }
    let isSpaced =
      token.spaceBefore && index + 1 < cursor.tokens.count
      && cursor.tokens[index + 1].spaceBefore
    return isSpaced && cursor.isMark("-/>", at: index)
  }
}
