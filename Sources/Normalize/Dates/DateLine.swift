internal import FeedModel

/// The date expressions of one line, found, marked and judged.
struct DateLine {
  /// An expression with the part it plays.
  struct Expression {
    /// Tokens, from…up to, its clock included.
    var tokens: Range<Int>
    var claim: TimeClaim
    var kind = DateMention.Kind.unknown
    /// Whether a word says that it is a date of the page, be it which it may.
    var isMarked = false
    var isRelative: Bool
    /// Full dates are trusted beside more words than "3 May" or "May 2024".
    var isFull: Bool
    var hasClock: Bool
    /// Counts years, or follows "today": more often history than news.
    var isDistant = false
    /// Tells a count of units ago.
    var isCount = false
    /// Has no word for "ago".
    var mayBeLength = false
    /// Why it is not a date of the page; nil when it is one.
    var doubt: String?
  }

  let cursor: DateCursor
  let resolution: DateResolution
  private(set) var expressions: [Expression] = []
  /// Whether a token is part of an expression.
  private(set) var isTaken: [Bool]
  /// Words of the line beside its dates and their marks.
  private(set) var lineWords = 0

  init(cursor: DateCursor, resolution: DateResolution) {
    self.cursor = cursor
    self.resolution = resolution
    isTaken = [Bool](repeating: false, count: cursor.tokens.count)
    find()
    for expression in expressions {
      for at in expression.tokens { isTaken[at] = true }
    }
    for index in expressions.indices { mark(index) }
    lineWords = countedWords()
    for index in expressions.indices { expressions[index].doubt = doubt(index) }
  }
}

// MARK: - Finding
extension DateLine {
  /// A line with more dates is a table, whose rest tells nothing new.
  private static let mostExpressions = 16

  private mutating func find() {
    var at = 0
    while at < cursor.tokens.count, expressions.count < Self.mostExpressions {
      if let expression = expression(at: at) {
        expressions.append(expression)
        at = max(at + 1, expression.tokens.upperBound)
      } else if isImpossibleDay(at) {
        at = max(at + 2, cursor.date(at: at + 1)?.tokens.upperBound ?? 0)
      } else {
        // A day that is none, such as 31 April, is not a month of what is left of it.
        at = max(at + 1, cursor.date(at: at)?.tokens.upperBound ?? 0)
      }
    }
    if expressions.isEmpty { findBareSpan() }
  }

  /// "Published 45 May 2026" names no day, and so no date; behind another word the number may count issues.
  private func isImpossibleDay(_ at: Int) -> Bool {
    guard cursor.isNumber(at: at), cursor.tokens[at].digits <= 3,
      !(1...31).contains(cursor.tokens[at].value), cursor.month(at: at + 1) != nil
    else { return false }
    return at == 0 || isMarkWord(at - 1) || cursor.isMark(":", at: at - 1)
  }

  private func expression(at start: Int) -> Expression? {
    let token = cursor.tokens[start]
    guard token.kind == .number || token.entry >= 0 || cursor.isMark("([", at: start) else {
      return nil
    }
    if let span = cursor.span(at: start) { return expression(of: span) }
    if var clock = cursor.clock(at: start, besideDate: false) {
      if let date = date(after: clock.tokens.upperBound) {
        if clock.zone == nil, let later = cursor.clock(at: start, besideDate: false) {
          clock = later
        }
        return expression(of: date, clock: clock, from: start, to: date.tokens.upperBound)
      }
      if let day = cursor.value(.dayOffset, at: clock.tokens.upperBound), day <= 0 {
        return expression(
          of: WrittenSpan(
            kind: .day(day), clock: clock, tokens: start..<clock.tokens.upperBound + 1))
      }
      return cursor.date(at: start) == nil ? loose(clock) : dated(at: start)
    }
    return dated(at: start)
  }

  private func dated(at start: Int) -> Expression? {
    guard var date = cursor.date(at: start) else { return nil }
    date.weekday = weekday(before: start)
    var end = date.tokens.upperBound
    let clock = cursor.clockGluedToYear(before: end) ?? clock(after: end)
    if let clock { end = clock.tokens.upperBound }
    return expression(of: date, clock: clock, from: start, to: end)
  }

  /// The weekday right before a date; two letters are more often another word.
  private func weekday(before start: Int) -> Int? {
    var at = start - 1
    if cursor.isMark(",.", at: at) || cursor.has(.filler, at: at) { at -= 1 }
    guard let day = cursor.value(.weekday, at: at),
      cursor.tokens[at].bytes.count > 2 || cursor.hasOwn(.weekday, at: at)
    else { return nil }
    return day
  }

  private func expression(
    of date: WrittenDate, clock: WrittenClock?, from start: Int, to end: Int
  ) -> Expression? {
    var (date, end) = (date, end)
    if date.year == nil, clock != nil,
      let year = cursor.number(at: end, digits: 4...4, in: 1900...2100)
    {
      // As `date` prints: "Mon Jun 1 12:00:00 UTC 2026".
      (date.year, end) = (year, end + 1)
    }
    if date.form == .shortNumbers && clock == nil && !hasMarkBefore(start) { return nil }
    guard let claim = resolution.claim(date, clock: clock) else { return nil }
    return Expression(
      tokens: start..<end, claim: claim, isRelative: false,
      isFull: date.year != nil && claim.precision != .month && !date.maybeVersion,
      hasClock: clock != nil)
  }

  private func expression(of span: WrittenSpan) -> Expression? {
    guard let claim = resolution.claim(span) else { return nil }
    var expression = Expression(
      tokens: span.tokens, claim: claim, isRelative: true, isFull: false,
      hasClock: span.clock != nil)
    switch span.kind {
    case .ago(let amounts):
      expression.isCount = true
      expression.isDistant = amounts.first?.unit == .year
    case .halfHours: expression.isCount = true
    default: break
    }
    return expression
  }

  /// A clock without a date counts behind a mark such as "updated".
  private func loose(_ clock: WrittenClock) -> Expression? {
    guard hasMarkBefore(clock.tokens.lowerBound) else { return nil }
    let last = expressions.last { !$0.isCount }
    guard let claim = resolution.claim(clock, on: last?.claim) else { return nil }
    return Expression(
      tokens: clock.tokens, claim: claim, isRelative: false, isFull: false, hasClock: true)
  }

  private mutating func findBareSpan() {
    var start = 0
    while start < cursor.tokens.count, isSeparator(start) || isMarkWord(start) { start += 1 }
    guard let span = cursor.bareSpan(at: start) else { return }
    var end = span.tokens.upperBound
    while end < cursor.tokens.count, isSeparator(end) { end += 1 }
    guard end == cursor.tokens.count, var found = expression(of: span) else { return }
    found.mayBeLength = true
    expressions.append(found)
  }

  /// The clock behind a date: marks, a weekday, "at" and its kin may stand between.
  private func clock(after start: Int) -> WrittenClock? {
    for at in start..<start + 6 {
      if let clock = cursor.clock(at: at, besideDate: true) {
        let isDate = cursor.date(at: at).map { $0.year != nil } ?? false
        return isDate ? nil : clock
      }
      guard
        cursor.isMark(",.-|/:@([*)", at: at) || cursor.has(.at, at: at)
          || cursor.has(.weekday, at: at) || cursor.has(.filler, at: at)
          || cursor.isMark("(", at: at - 1) && cursor.isMark(")", at: at + 1)
      else { return nil }
    }
    return nil
  }

  /// The date behind a clock, likewise.
  private func date(after start: Int) -> WrittenDate? {
    for at in start..<start + 6 {
      if let date = cursor.date(at: at), date.day != nil || date.undecided != nil { return date }
      guard
        cursor.isMark(",.-|/()@*", at: at) || cursor.has(.at, at: at)
          || cursor.has(.weekday, at: at) || cursor.has(.filler, at: at)
      else { return nil }
    }
    return nil
  }
}

// MARK: - Marks
extension DateLine {
  func isMarkWord(_ index: Int) -> Bool {
    cursor.has(.published, at: index) || cursor.has(.updated, at: index)
      || cursor.has(.dated, at: index)
  }

  func isSeparator(_ index: Int) -> Bool {
    index >= 0 && index < cursor.tokens.count && cursor.tokens[index].kind == .mark
  }

  /// Whether "published", "updated" or a word like them stands close before the token.
  private func hasMarkBefore(_ index: Int) -> Bool { markBefore(index) != nil }

  private func markBefore(_ index: Int) -> Int? {
    let first = max(expressions.last?.tokens.upperBound ?? 0, index - 12)
    var at = index - 1
    while at >= first {
      if isMarkWord(at) { return at }
      at -= 1
    }
    return nil
  }

  private mutating func mark(_ index: Int) {
    let tokens = expressions[index].tokens
    let from = index > 0 ? expressions[index - 1].tokens.upperBound : 0
    let first = max(from, tokens.lowerBound - 14)
    var words = 0
    for at in stride(from: tokens.lowerBound - 1, through: first, by: -1) {
      if take(at, for: index) { return }
      if cursor.isWord(at: at), !cursor.has(.filler, at: at) { words += 1 }
      // A mark far off speaks of something else; a name may stand between ("veröffentlicht von …").
      if words > 6 { break }
      if index > 0, cursor.isMark("|", at: at) { break }
    }
    // Behind the date only where nothing follows that the word could mark: "am 3. Mai geändert".
    guard index + 1 == expressions.count else { return }
    let last = max(tokens.upperBound, min(cursor.tokens.count, tokens.upperBound + 3))
    for at in tokens.upperBound..<last where !cursor.isWord(at: at + 1) {
      if !cursor.has(.dated, at: at), take(at, for: index) { return }
    }
  }

  /// Marks the expression by the word at the token; false when that does not say which date it is.
  private mutating func take(_ at: Int, for index: Int) -> Bool {
    guard isMarkWord(at) else { return false }
    expressions[index].isMarked = true
    if cursor.has(.updated, at: at) {
      expressions[index].kind = .updated
      return true
    }
    guard cursor.has(.published, at: at) else { return false }
    expressions[index].kind = .published
    return true
  }
}
