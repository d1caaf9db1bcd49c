/// A time as told from the moment of reading: "3 hours ago", "yesterday at 14:45", "last Tuesday".
struct WrittenSpan {
  enum Kind {
    /// So many of each unit ago.
    case ago([(count: Int, unit: DateUnit)])
    /// So many half hours ago: "half an hour ago", "an hour and a half ago".
    case halfHours(Int)
    /// Days from the day of reading, never after it.
    case day(Int)
    case now
    /// The nearest such day before; the day of reading itself only where `isLast` is false.
    case weekday(Int, isLast: Bool)
  }

  var kind: Kind
  var clock: WrittenClock?
  /// Tokens, from…up to.
  var tokens: Range<Int>
}

extension DateCursor {
  /// The relative time that begins at token `start`; nil when none does.
  func span(at start: Int) -> WrittenSpan? {
    if has(.now, at: start) {
      // "100000000 seconds ago" is not "seconds ago".
      if isNumber(at: start - 1), tokens[start - 1].digits > 6 || !isFresh(at: start - 1) {
        return nil
      }
      let end = has(.agoAfter, at: start + 1) ? start + 2 : start + 1
      return WrittenSpan(kind: .now, tokens: start..<end)
    }
    if let half = halfHours(at: start) { return half }
    if var ago = ago(at: start) {
      // "2 days ago at 06:20": only behind a word for "at", for a list may go on with a clock.
      if has(.at, at: ago.tokens.upperBound), !isMark("@", at: ago.tokens.upperBound),
        let clock = clock(at: ago.tokens.upperBound + 1, besideDate: true)
      {
        ago.clock = clock
        ago.tokens = start..<clock.tokens.upperBound
      }
      return ago
    }
    if let offset = value(.dayOffset, at: start), offset <= 0 {
      let clock = clock(after: start + 1)
      return WrittenSpan(
        kind: .day(offset), clock: clock, tokens: start..<(clock?.tokens.upperBound ?? start + 1))
    }
    return weekday(at: start)
  }

  /// "1h", "5 min", "2 d": a span without a word for "ago", which only a line of its own may have.
  func bareSpan(at start: Int) -> WrittenSpan? {
    guard let count = number(at: start, digits: 1...3, in: 0...999),
      let unit = value(.shortUnit, at: start + 1) ?? value(.unit, at: start + 1),
      let unit = DateUnit(rawValue: unit)
    else { return nil }
    return WrittenSpan(kind: .ago([(count, unit)]), tokens: start..<start + 2)
  }
}

extension DateCursor {
  private func halfHours(at start: Int) -> WrittenSpan? {
    let at = has(.agoBefore, at: start) ? start + 1 : start
    guard let count = value(.halfHours, at: at) else { return nil }
    if at > start, agree(ago: start, unit: at) {
      return WrittenSpan(kind: .halfHours(count), tokens: start..<at + 1)
    }
    guard has(.agoAfter, at: at + 1), agree(ago: at + 1, unit: at) else { return nil }
    return WrittenSpan(kind: .halfHours(count), tokens: at..<at + 2)
  }

  private func ago(at start: Int) -> WrittenSpan? {
    if has(.agoBefore, at: start), let span = agoAfterMark(start) { return span }
    if let count = number(at: start, digits: 1...6, in: 0...999_999),
      let unit = value(.unitAgo, at: start + 1).flatMap(DateUnit.init)
    {
      return WrittenSpan(kind: .ago([(count, unit)]), tokens: start..<start + 2)
    }
    guard let (amounts, end) = amounts(at: start), has(.agoAfter, at: end),
      agree(ago: end, unit: lastWord(before: end))
    else { return nil }
    return WrittenSpan(kind: .ago(amounts), tokens: start..<end + 1)
  }

  /// "vor 3 Stunden", "il y a une heure", "قبل ساعتين".
  private func agoAfterMark(_ start: Int) -> WrittenSpan? {
    for skipped in 1...2 {
      // "vor etwa 3 Stunden": one word may stand before a number.
      if skipped == 2, !isWord(at: start + 1) || !isNumber(at: start + 2) { break }
      guard let (amounts, end) = amounts(at: start + skipped),
        agree(ago: start, unit: lastWord(before: end))
      else { continue }
      let last = has(.agoAfter, at: end) ? end + 1 : end
      return WrittenSpan(kind: .ago(amounts), tokens: start..<last)
    }
    return nil
  }

  private func lastWord(before end: Int) -> Int { isWord(at: end - 1) ? end - 1 : end - 2 }

  /// "3 Monaten, 1 Woche", "an hour", "ساعتين", "godzinę": at most four parts.
  private func amounts(at start: Int) -> (amounts: [(count: Int, unit: DateUnit)], end: Int)? {
    var parts: [(count: Int, unit: DateUnit)] = []
    var end = start
    var at = start
    while parts.count < 4, let (count, unit, after) = amount(at: at, isFirst: parts.isEmpty) {
      if let last = parts.last, unit.rawValue >= last.unit.rawValue { break }
      parts.append((count, unit))
      end = after
      at = after
      if isMark(",", at: at) { at += 1 } else if has(.prose, at: at), isWord(at: at) { at += 1 }
    }
    return parts.isEmpty ? nil : (parts, end)
  }

  private func amount(at start: Int, isFirst: Bool) -> (count: Int, unit: DateUnit, end: Int)? {
    if let count = number(at: start, digits: 1...6, in: 0...999_999), isFresh(at: start) {
      var at = start + 1
      if isGlued(at: at), let unit = value(.shortUnit, at: at).flatMap(DateUnit.init) {
        return (count, unit, at + 1)
      }
      if has(.filler, at: at), !has(.unit, at: at) { at += 1 }
      guard let unit = (value(.unit, at: at) ?? value(.shortUnit, at: at)).flatMap(DateUnit.init)
      else { return nil }
      return (count, unit, isMark(".", at: at + 1) && !tokens[at + 1].spaceBefore ? at + 2 : at + 1)
    }
    guard isFirst else { return nil }
    if let count = value(.number, at: start),
      let unit = value(.unit, at: start + 1).flatMap(DateUnit.init)
    {
      return (count, unit, start + 2)
    }
    if let unit = value(.dualUnit, at: start).flatMap(DateUnit.init) { return (2, unit, start + 1) }
    // Behind a number that is none of this world the unit is not one.
    guard !isNumber(at: start - 1) else { return nil }
    if let unit = (value(.oneUnit, at: start) ?? value(.unit, at: start)).flatMap(DateUnit.init) {
      return (1, unit, start + 1)
    }
    return nil
  }

  /// "last Tuesday", "mardi dernier", "Tuesday, 14:30".
  private func weekday(at start: Int) -> WrittenSpan? {
    if has(.last, at: start), let day = value(.weekday, at: start + 1) {
      return weekdaySpan(day, isLast: true, from: start, to: start + 2)
    }
    guard let day = value(.weekday, at: start) else { return nil }
    if has(.lastAfter, at: start + 1) {
      return weekdaySpan(day, isLast: true, from: start, to: start + 2)
    }
    guard let clock = clock(after: start + 1) else { return nil }
    return WrittenSpan(
      kind: .weekday(day, isLast: false), clock: clock, tokens: start..<clock.tokens.upperBound)
  }

  private func weekdaySpan(_ day: Int, isLast: Bool, from start: Int, to end: Int) -> WrittenSpan {
    let clock = clock(after: end)
    return WrittenSpan(
      kind: .weekday(day, isLast: isLast), clock: clock,
      tokens: start..<(clock?.tokens.upperBound ?? end))
  }

  /// The clock behind a day: at most two words or marks between, the day not part of a date.
  private func clock(after start: Int) -> WrittenClock? {
    for at in start...(start + 3) {
      if let clock = clock(at: at, besideDate: false) {
        return date(at: at) == nil ? clock : nil
      }
      guard isMark(",-|.@/", at: at) || has(.at, at: at) || has(.filler, at: at) else { return nil }
    }
    return nil
  }
}
