internal import FeedModel

/// Whether an expression dates its page, or is a date that prose mentions.
extension DateLine {
  /// What of a line stands around an expression, up to the marks that part a line.
  ///
  /// Words are counted in thirds: three letters of a script without spaces make about one.
  private struct Surroundings {
    /// Words of prose before and after it, in its own part of the line.
    var before = 0
    var after = 0
    /// Words that only running text has.
    var prose = 0
    /// Words that begin with a small letter.
    var lower = 0
    /// Whether it is the first or the last thing in the line.
    var isAtEdge = false
    var total: Int { (before + after) / 3 }
    /// Whether the words could be a subject and its verb: "The exhibition opens on".
    var isClause: Bool { lower >= 2 || lower == 1 && before > 3 }
  }

  /// Why the expression is not a date of its page; nil when it is one.
  func doubt(_ index: Int) -> String? {
    let expression = expressions[index]
    if followsDay(index) { return "it tells of this day in another year" }
    if isSpan(index) { return "it is a span of days" }
    if isSpanOfHours(index) { return "it is a span of hours" }
    let lead = leadWord(of: index)
    // The mark "c" stands for ©.
    if cursor.has(.event, at: lead) || cursor.isMark("c", at: lead), expression.kind == .unknown {
      return "the word before it tells of something other than the page"
    }
    if tellsOfPage(index) { return nil }
    let around = surroundings(of: index)
    if lineWords > 20, !isTrustedInParagraph(expression, around) {
      return "it stands in a paragraph"
    }
    let isWeak = !expression.isMarked && !expression.isFull && !expression.isCount
    let words = isWeak ? lineWords : around.total
    let limit = wordLimit(expression)
    let endsSentence = cursor.isMark(".!?", at: cursor.tokens.count - 1)
    let isLed = expression.isMarked && around.before <= 3
    let isClause =
      around.isClause && !cursor.isMark(":", at: expression.tokens.lowerBound - 1)
    if words > limit || endsSentence && !isLed && (words > max(1, limit / 2) || isClause) {
      return "it stands in running text"
    }
    if expression.isCount, !expression.isMarked, around.prose >= 2 || around.lower >= 3 {
      return "it stands in running text"
    }
    if expression.claim.precision == .month, !expression.isMarked, !expression.isCount,
      expression.tokens.count < cursor.tokens.count
    {
      return "a month among other things is an archive's or a story's"
    }
    if !expression.isRelative, !expression.isMarked, around.prose >= 2, around.after > 3,
      around.before > 3
    {
      return "it stands in running text"
    }
    return nil
  }

  /// How many words of prose may stand beside an expression.
  private func wordLimit(_ expression: Expression) -> Int {
    if expression.isCount {
      return expression.isDistant ? 2 : expression.hasClock || expression.isMarked ? 6 : 5
    }
    if expression.isMarked { return 10 }
    if !expression.isFull { return expression.hasClock ? 5 : expression.isRelative ? 0 : 2 }
    return expression.hasClock ? 16 : 12
  }

  /// A line this long dates its page only at its very start or end, or with a mark there.
  private func isTrustedInParagraph(_ expression: Expression, _ around: Surroundings) -> Bool {
    around.isAtEdge && expression.isFull
      && (expression.hasClock || expression.isMarked || around.total <= 1)
  }

  /// "This article was first published on …": the page speaks of itself, however long the line.
  private func tellsOfPage(_ index: Int) -> Bool {
    guard expressions[index].isMarked else { return false }
    let start = expressions[index].tokens.lowerBound
    return (max(0, start - 10)..<start).contains { $0 < 4 && cursor.has(.page, at: $0) }
  }

  /// "today 5 years ago", "5 years ago today".
  private func followsDay(_ index: Int) -> Bool {
    func tellsOfDay(_ first: Int) -> Bool {
      first >= 0 && first + 1 < expressions.count && expressions[first].isRelative
        && expressions[first + 1].isRelative
        && (expressions[first].isDistant || expressions[first + 1].isDistant)
        && expressions[first].tokens.upperBound == expressions[first + 1].tokens.lowerBound
    }
    return tellsOfDay(index) || tellsOfDay(index - 1)
  }

  /// "18–20 September 2026", "2 October – 15 February", "Tue – Sat 4pm".
  private func isSpan(_ index: Int) -> Bool {
    let tokens = expressions[index].tokens
    guard !expressions[index].isCount else { return false }
    if isDash(tokens.upperBound), !expressions[index].hasClock {
      let next = tokens.upperBound + 1
      if cursor.isGlued(at: next), cursor.number(at: next, digits: 1...2, in: 1...31) != nil,
        !isClock(next)
      {
        return true
      }
      if startsDay(index + 1, at: next) { return true }
    }
    let before = tokens.lowerBound - 1
    if expressions[index].isRelative, isAfterWeekday(tokens.lowerBound) { return true }
    guard isDash(before) else { return false }
    if cursor.isGlued(at: tokens.lowerBound) || cursor.isMark(".", at: before - 1) {
      let number = cursor.isMark(".", at: before - 1) ? before - 2 : before - 1
      if cursor.number(at: number, digits: 1...2, in: 1...31) != nil, !isTaken[number] {
        return true
      }
    }
    return index > 0 && !expressions[index].hasClock && !expressions[index - 1].hasClock
      && expressions[index - 1].tokens.upperBound == before
      && startsDay(index - 1, at: expressions[index - 1].tokens.lowerBound)
  }

  /// Whether another weekday stands right before, as in `Mon–Fri 9:00`, `Monday to Friday` and `Mon & Thu`.
  private func isAfterWeekday(_ start: Int) -> Bool {
    guard cursor.has(.weekday, at: start) else { return false }
    return cursor.isGlued(at: start) && cursor.has(.weekday, at: start - 1)
      || isLink(start - 1) && cursor.has(.weekday, at: start - 2)
  }

  /// `Sat 10:00–14:00`, `3 May 2026, 9am to 5pm`: hours in which something is open or goes on.
  private func isSpanOfHours(_ index: Int) -> Bool {
    let expression = expressions[index]
    let (start, end) = (expression.tokens.lowerBound, expression.tokens.upperBound)
    // Where a page's language is not known, "to 5pm" may be a Swedish Thursday.
    if index > 0, isSpanOfHours(index - 1), expressions[index - 1].tokens.upperBound == start,
      isLink(start)
    {
      return true
    }
    guard expression.hasClock, !expression.isCount,
      isDash(end) && !expression.isMarked || isLink(end) && expression.isRelative
    else { return false }
    return cursor.clock(at: end + 1, besideDate: expression.isRelative) != nil
  }

  /// Whether the token is a dash, an ampersand or a short word such as "to".
  private func isLink(_ at: Int) -> Bool {
    cursor.isMark("-&", at: at)
      || cursor.isWord(at: at) && cursor.tokens[at].bytes.count <= 5 && !isMarkWord(at)
  }

  private func isDash(_ at: Int) -> Bool { cursor.isMark("-", at: at) }

  private func isClock(_ at: Int) -> Bool { cursor.clock(at: at, besideDate: true) != nil }

  /// Whether the expression is an absolute day without clock or mark that begins at the token.
  private func startsDay(_ index: Int, at token: Int) -> Bool {
    index < expressions.count && expressions[index].tokens.lowerBound == token
      && !expressions[index].hasClock && !expressions[index].isRelative
      && !expressions[index].isMarked
  }

  private func surroundings(of index: Int) -> Surroundings {
    let tokens = expressions[index].tokens
    var around = Surroundings()
    var at = tokens.lowerBound - 1
    while at >= 0, !parts(at), !(expressions[index].isFull && endsSentence(at)) {
      // A name follows "by", and is no prose.
      if isByline(at) { around.before = max(0, around.before - 12) }
      around.before += words(at, in: &around)
      at -= 1
    }
    let isFirst = (0..<tokens.lowerBound).allSatisfy { weight($0) == 0 }
    var names = 0
    at = tokens.upperBound
    while at < cursor.tokens.count, !parts(at), !(around.after == 0 && endsSentence(at)) {
      if isByline(at), around.after < 6 { names = 12 }
      let count = words(at, in: &around)
      if names > 0 { names -= count } else { around.after += count }
      at += 1
    }
    around.isAtEdge = isFirst || at >= cursor.tokens.count - 1 || wordsFrom(at) <= 4
    return around
  }

  /// The words from the token to the line's end.
  private func wordsFrom(_ start: Int) -> Int {
    (start..<max(start, cursor.tokens.count)).reduce(0) { $0 + weight($1) } / 3
  }

  /// The word directly before the expression, weekdays and articles passed over.
  private func leadWord(of index: Int) -> Int {
    var at = expressions[index].tokens.lowerBound - 1
    while at >= 0,
      cursor.has(.weekday, at: at) || cursor.isMark(",.", at: at)
        || cursor.has(.filler, at: at) && !cursor.hasOwn(.event, at: at)
    {
      at -= 1
    }
    return at
  }

  /// Whether a name follows the word for "by".
  private func isByline(_ at: Int) -> Bool {
    cursor.has(.by, at: at)
      && (cursor.isMark("@", at: at + 1)
        || cursor.isWord(at: at + 1) && cursor.tokens[at + 1].isTitle)
  }

  private func words(_ at: Int, in around: inout Surroundings) -> Int {
    if cursor.isMark("?!", at: at), at + 1 < cursor.tokens.count { return 9 }
    let weight = weight(at)
    if weight > 0, cursor.has(.prose, at: at) { around.prose += 1 }
    if weight > 0, !cursor.tokens[at].isTitle { around.lower += 1 }
    return weight
  }

  /// The words of the whole line beside its dates.
  func countedWords() -> Int { cursor.tokens.indices.reduce(0) { $0 + weight($1) } / 3 }

  /// 3 for a word of prose, 1 for a letter of a script without spaces, else 0.
  private func weight(_ at: Int) -> Int {
    guard cursor.isWord(at: at), !isTaken[at], !isMarkWord(at), !cursor.has(.quiet, at: at),
      !cursor.has(.by, at: at), !cursor.has(.weekday, at: at)
    else { return 0 }
    return cursor.tokens[at].isSyllabic && cursor.tokens[at].entry < 0 ? 1 : 3
  }

  /// Whether the token parts a line: a bar, a bullet, a bracket, a spaced dash or slash.
  private func parts(_ index: Int) -> Bool {
    let token = cursor.tokens[index]
    guard token.kind == .mark else { return false }
    if cursor.isMark("|*()[]\"+", at: index) { return true }
    let isSpaced =
      token.spaceBefore && index + 1 < cursor.tokens.count
      && cursor.tokens[index + 1].spaceBefore
    return isSpaced && cursor.isMark("-/>", at: index)
  }

  /// Whether the token is the full stop of a sentence, rather than of an abbreviation.
  private func endsSentence(_ index: Int) -> Bool {
    guard cursor.isMark(".?!", at: index), index + 1 < cursor.tokens.count,
      cursor.tokens[index + 1].spaceBefore, index > 0
    else { return false }
    return isTaken[index - 1]
      || cursor.isWord(at: index - 1) && cursor.tokens[index - 1].bytes.count > 3
  }
}
