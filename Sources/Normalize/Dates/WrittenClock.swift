/// A zone as a page names it.
enum WrittenZone: Hashable {
  /// Minutes east of UTC.
  case offset(Int)
  /// Minutes east of UTC in winter; summer time by the rule of the United States.
  case american(Int)
}

/// A time of day as written, in 24 hours.
struct WrittenClock {
  var hour: Int
  var minute: Int?
  var second: Int?
  var zone: WrittenZone?
  /// Tokens, from…up to.
  var tokens: Range<Int>
}

extension DateCursor {
  /// The time of day that begins at token `start`; nil when none does.
  ///
  /// - Parameters:
  ///   - start: the token.
  ///   - besideDate: whether a date stands before it, so that `12.09` is a time.
  /// - Returns: the clock with its zone.
  func clock(at start: Int, besideDate: Bool) -> WrittenClock? {
    var at = start
    var zoneBefore: WrittenZone?
    if let (zone, end) = zone(at: at, afterSeconds: false), isNumber(at: end) {
      (zoneBefore, at) = (zone, end)
    }
    var half: Int?
    if isNumber(at: at + 1), isWord(at: at), tokens[at].bytes.count > 2, !tokens[at].isCapital {
      half = value(.half, at: at)
      if half != nil { at += 1 }
    }
    guard isFresh(at: at),
      var clock = namedHour(at: at) ?? plainClock(at: at, besideDate: besideDate, half: half)
    else { return nil }
    if half == nil, let after = value(.half, at: clock.tokens.upperBound),
      !isGermanAm(at: clock.tokens.upperBound)
    {
      half = after
      clock.tokens = start..<clock.tokens.upperBound + 1
      if isMark(".", at: clock.tokens.upperBound), !tokens[clock.tokens.upperBound].spaceBefore {
        clock.tokens = start..<clock.tokens.upperBound + 1
      }
    }
    if let half, clock.hour <= 12 { clock.hour = clock.hour % 12 + half }
    guard clock.hour < 24 else { return nil }
    var end = clock.tokens.upperBound
    if has(.clock, at: end), tokens[end].bytes.count > 1 || isGlued(at: end) { end += 1 }
    clock.zone = zoneBefore
    if let (zone, after) = zone(at: end, afterSeconds: clock.second != nil) {
      clock.zone = zone
      // "1436 GMT (2236 HKT)": the same time in a second zone.
      let hasSecond =
        isMark("(", at: after) && isNumber(at: after + 1)
        && namedZone(at: after + 2) != nil && isMark(")", at: after + 3)
      end = hasSecond ? after + 4 : after
    }
    clock.tokens = start..<end
    return clock
  }

  /// The clock whose hour stands in one number with the year before it: `May 3, 20262:45 AM`.
  func clockGluedToYear(before end: Int) -> WrittenClock? {
    guard isNumber(at: end - 1), (5...6).contains(tokens[end - 1].digits), isMark(":", at: end),
      isGlued(at: end), isGlued(at: end + 1),
      let minute = number(at: end + 1, digits: 2...2, in: 0...59)
    else { return nil }
    let written = tokens[end - 1]
    var clock = WrittenClock(
      hour: written.value % (written.digits == 5 ? 10 : 100), minute: minute,
      tokens: end - 1..<end + 2)
    var at = end + 2
    if let half = value(.half, at: at), clock.hour <= 12 {
      clock.hour = clock.hour % 12 + half
      at += 1
    }
    if let (zone, after) = zone(at: at, afterSeconds: false) {
      clock.zone = zone
      at = after
    }
    clock.tokens = end - 1..<at
    return clock.hour < 24 ? clock : nil
  }

  /// Whether "am" goes with the day that follows, as in German, and not with the clock before it.
  private func isGermanAm(at index: Int) -> Bool {
    hasOwn(.at, at: index) && (isNumber(at: index + 1) || has(.weekday, at: index + 1))
  }

  /// `noon`, `12 noon`.
  private func namedHour(at start: Int) -> WrittenClock? {
    let at = number(at: start, digits: 2...2, in: 12...12) == nil ? start : start + 1
    return value(.namedHour, at: at).map {
      WrittenClock(hour: $0, minute: 0, tokens: start..<at + 1)
    }
  }

  /// A clock without its half of the day and its zone.
  private func plainClock(at start: Int, besideDate: Bool, half: Int?) -> WrittenClock? {
    // "1436 GMT": four digits are a clock only beside a zone.
    if let both = number(at: start, digits: 4...4, in: 0...2359), both % 100 < 60,
      namedZone(at: start + 1) != nil
    {
      return WrittenClock(hour: both / 100, minute: both % 100, tokens: start..<start + 1)
    }
    guard let hour = number(at: start, digits: 1...2, in: 0...23) else { return nil }
    if let clock = colonClock(at: start, hour) ?? dottedClock(
      at: start, hour, besideDate: besideDate)
      ?? markedClock(at: start, hour, besideDate: besideDate)
    {
      return clock
    }
    let isBare = (1...12).contains(hour) && (half != nil || has(.half, at: start + 1))
    return isBare ? WrittenClock(hour: hour, tokens: start..<start + 1) : nil
  }

  /// `16:42`, `16:42:05.3`.
  private func colonClock(at start: Int, _ hour: Int) -> WrittenClock? {
    guard isMark(":", at: start + 1), isGlued(at: start + 1), isGlued(at: start + 2),
      let minute = number(at: start + 2, digits: 2...2, in: 0...59)
    else { return nil }
    var clock = WrittenClock(hour: hour, minute: minute, tokens: start..<start + 3)
    if isMark(":", at: start + 3), isGlued(at: start + 3), isGlued(at: start + 4),
      let second = number(at: start + 4, digits: 2...2, in: 0...60)
    {
      clock.second = min(second, 59)
      let hasFraction =
        isMark(".,", at: start + 5) && isGlued(at: start + 5) && isGlued(at: start + 6)
        && isNumber(at: start + 6)
      clock.tokens = start..<start + (hasFraction ? 7 : 5)
    }
    return clock
  }

  /// `16.42 Uhr`, `klo 16.42`, and `16.42` beside a date.
  private func dottedClock(at start: Int, _ hour: Int, besideDate: Bool) -> WrittenClock? {
    guard isMark(".", at: start + 1), isGlued(at: start + 1), isGlued(at: start + 2),
      let minute = number(at: start + 2, digits: 2...2, in: 0...59),
      !(isMark(".", at: start + 3) && isGlued(at: start + 4) && isNumber(at: start + 4)),
      besideDate || has(.clock, at: start + 3) || has(.half, at: start + 3)
        || has(.at, at: start - 1) || isMark(".", at: start - 1) && has(.at, at: start - 2)
    else { return nil }
    return WrittenClock(hour: hour, minute: minute, tokens: start..<start + 3)
  }

  /// `16h42`, `16 Uhr`, `16時42分`.
  private func markedClock(at start: Int, _ hour: Int, besideDate: Bool) -> WrittenClock? {
    guard has(.hourMark, at: start + 1) || has(.clock, at: start + 1) else { return nil }
    var clock = WrittenClock(hour: hour, tokens: start..<start + 2)
    if let minute = number(at: start + 2, digits: 1...2, in: 0...59), !isMark(":./", at: start + 3)
    {
      clock.minute = minute
      clock.tokens = start..<start + (has(.minuteMark, at: start + 3) ? 4 : 3)
    }
    // A lone letter says little: "3 h" is a clock only beside a date.
    let isLetter = tokens[start + 1].bytes.count == 1
    return clock.minute != nil && isGlued(at: start + 1) || besideDate || !isLetter ? clock : nil
  }

  /// The zone at `index`, by name or offset, and the token after it.
  private func zone(at index: Int, afterSeconds: Bool) -> (zone: WrittenZone, end: Int)? {
    var at = index
    let isBracketed = isMark("([", at: at)
    if isBracketed { at += 1 }
    guard
      case (let zone, var end)? = namedZone(at: at)
        ?? numericZone(at: at, afterSeconds: afterSeconds)
    else { return nil }
    if isBracketed {
      guard isMark(")]", at: end) else { return nil }
      end += 1
    }
    return (zone, end)
  }

  private func namedZone(at index: Int) -> (zone: WrittenZone, end: Int)? {
    guard isWord(at: index), tokens[index].isCapital || tokens[index].bytes.count > 4 else {
      return nil
    }
    if let standard = value(.americanZone, at: index) { return (.american(standard), index + 1) }
    guard let minutes = value(.zone, at: index) else { return nil }
    if minutes == 0, isMark("+-", at: index + 1),
      let (offset, end) = offset(at: index + 1)
    {
      return (.offset(offset), end)
    }
    return (.offset(minutes), index + 1)
  }

  private func numericZone(at index: Int, afterSeconds: Bool) -> (zone: WrittenZone, end: Int)? {
    guard isMark("+-", at: index), let (minutes, end) = offset(at: index) else { return nil }
    let isColon = end - index > 2
    let isFourDigits = tokens[index + 1].digits == 4
    // `10:00-11:30` is a span of time, `10:00:00-05:00` a zone.
    if isMark("-", at: index), !isFourDigits, !(isColon && afterSeconds && isGlued(at: index)) {
      return nil
    }
    return (.offset(minutes), end)
  }

  /// `+02:00`, `+0200`, `+2` behind its sign, in minutes.
  private func offset(at sign: Int) -> (minutes: Int, end: Int)? {
    guard isGlued(at: sign + 1) else { return nil }
    let east = isMark("+", at: sign) ? 1 : -1
    if let both = number(at: sign + 1, digits: 4...4, in: 0...1459), both % 100 < 60 {
      return (east * (both / 100 * 60 + both % 100), sign + 2)
    }
    guard let hours = number(at: sign + 1, digits: 1...2, in: 0...14) else { return nil }
    if isMark(":", at: sign + 2), isGlued(at: sign + 3),
      let minutes = number(at: sign + 3, digits: 2...2, in: 0...59)
    {
      return (east * (hours * 60 + minutes), sign + 4)
    }
    return (east * hours * 60, sign + 2)
  }
}
