/// A calendar date as written: what is missing is nil.
struct WrittenDate {
  /// How it is written, in the order of trust.
  enum Form { case named, yearFirst, numbers, compact, shortNumbers }

  var year: Int?
  var month: Int?
  var day: Int?
  /// Two numbers of which one is the day and the other the month, in the order written.
  var undecided: (first: Int, second: Int)?
  var separator: UInt8 = 0
  var form = Form.named
  /// The weekday written before it, 0 for Monday.
  var weekday: Int?
  /// The year has two digits.
  var hasShortYear = false
  /// Might be a version, such as 2.2.21.
  var maybeVersion = false
  /// Tokens, from…up to.
  var tokens: Range<Int>
  /// The clock of a compact date such as 20260601123000.
  var clock: WrittenClock?
}

extension DateCursor {
  /// The date that begins at token `start`; nil when none does.
  func date(at start: Int) -> WrittenDate? {
    if isNumber(at: start) {
      guard isFresh(at: start) else { return nil }
      return compact(at: start) ?? yearFirst(at: start) ?? marked(at: start) ?? numeric(at: start)
        ?? dayMonth(at: start)
    }
    return era(at: start) ?? monthDay(at: start)
  }
}

extension DateCursor {
  /// `20260601`, `202606011230`, `20260601123000`.
  private func compact(at start: Int) -> WrittenDate? {
    let token = tokens[start]
    guard [8, 12, 14].contains(token.digits), token.value > 0 else { return nil }
    var value = token.value
    var clock: WrittenClock?
    if token.digits > 8 {
      let second = token.digits == 14 ? value % 100 : nil
      if second != nil { value /= 100 }
      clock = WrittenClock(
        hour: value / 100 % 100, minute: value % 100, second: second, tokens: start..<start + 1)
      value /= 10_000
    }
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
    guard (1990...2099).contains(year), (1...12).contains(month), (1...31).contains(day),
      clock.map({ $0.hour < 24 && ($0.minute ?? 0) < 60 && ($0.second ?? 0) < 60 }) ?? true
    else { return nil }
    return WrittenDate(
      year: year, month: month, day: day, form: .compact, tokens: start..<start + 1, clock: clock)
  }

  /// `2026-06-01`, `2026/6/1`, `2026. 06. 01.`, `2026. június 1.`, `2026 June 1`, `1405/03/11`.
  private func yearFirst(at start: Int) -> WrittenDate? {
    guard let written = number(at: start, digits: 4...4, in: 1300...2643) else { return nil }
    let isPersian = written < 1500
    guard let year = isPersian ? written : plainYear(written) else { return nil }
    var at = start + 1
    let separator = at < tokens.count && tokens[at].kind == .mark ? tokens[at].value : 0
    if isMark("-/.,", at: at) { at += 1 }
    if let month = number(at: at, digits: 1...2, in: 1...12), separator != 0,
      separator != Int(UInt8(ascii: ",")),
      at + 1 < tokens.count, tokens[at + 1].isMark(Unicode.Scalar(UInt8(separator))),
      let day = number(at: at + 2, digits: 1...2, in: 1...31)
    {
      let end = at + 3
      if isMark("-/.", at: end), isGlued(at: end), isGlued(at: end + 1), isNumber(at: end + 1) {
        return nil
      }
      if isPersian { return persian(written, month, day, tokens: start..<end) }
      return WrittenDate(year: year, month: month, day: day, form: .yearFirst, tokens: start..<end)
    }
    guard !isPersian else { return nil }
    while has(.filler, at: at) || isMark(".", at: at) && has(.filler, at: at - 1), at - start < 5 {
      at += 1
    }
    guard let (month, afterMonth) = month(at: at) else { return nil }
    var end = afterMonth
    if isMark(".-/,", at: end) { end += 1 }
    guard let day = number(at: end, digits: 1...2, in: 1...31), !beginsClock(at: end) else {
      return WrittenDate(
        year: year, month: month, form: .yearFirst, tokens: start..<afterMonth)
    }
    return WrittenDate(
      year: year, month: month, day: day, form: .yearFirst, tokens: start..<afterDay(end + 1))
  }

  /// `2026年6月1日`, `6月1日`, `2026년 6월 1일`.
  private func marked(at start: Int) -> WrittenDate? {
    var at = start
    var year: Int?
    if has(.yearMark, at: at + 1), tokens[at].digits == 4 || tokens[at].digits == 2 {
      if tokens[at].digits == 4 {
        year = fullYear(at: at)
        if year == nil { return nil }
      } else {
        year = 2000 + tokens[at].value
      }
      at += 2
    }
    guard let month = number(at: at, digits: 1...2, in: 1...12), has(.monthMark, at: at + 1),
      !has(.month, at: at + 1)
    else { return nil }
    at += 2
    guard let day = number(at: at, digits: 1...2, in: 1...31), has(.dayMark, at: at + 1),
      !has(.agoAfter, at: at + 2)
    else {
      guard year != nil, isGlued(at: start + 1) || !isNumber(at: at) else { return nil }
      return WrittenDate(year: year, month: month, form: .yearFirst, tokens: start..<at)
    }
    return WrittenDate(
      year: year, month: month, day: day, form: .yearFirst, tokens: start..<at + 2)
  }

  /// `令和8年6月1日`, `民國115年6月1日`.
  private func era(at start: Int) -> WrittenDate? {
    guard let years = value(.era, at: start),
      let year = number(at: start + 1, digits: 1...3, in: 1...150), has(.yearMark, at: start + 2),
      let month = number(at: start + 3, digits: 1...2, in: 1...12), has(.monthMark, at: start + 4),
      let day = number(at: start + 5, digits: 1...2, in: 1...31), has(.dayMark, at: start + 6)
    else { return nil }
    return WrittenDate(
      year: year + years, month: month, day: day, form: .yearFirst, tokens: start..<start + 7)
  }

  /// `1.6.2026`, `13. 1. 2026`, `06/01/26`, `1-6-2026`; without a year only `1.6.`.
  private func numeric(at start: Int) -> WrittenDate? {
    guard let first = number(at: start, digits: 1...2, in: 1...31), isMark("./-", at: start + 1),
      let second = number(at: start + 2, digits: 1...2, in: 1...31), first <= 12 || second <= 12
    else { return nil }
    let separator = UInt8(tokens[start + 1].value)
    let isDot = separator == UInt8(ascii: ".")
    guard isGlued(at: start + 1) == isGlued(at: start + 2) || isDot && isGlued(at: start + 1) else {
      return nil
    }
    var date = WrittenDate(
      undecided: (first, second), separator: separator, form: .numbers, tokens: start..<start + 3)
    guard isMark("./-", at: start + 3), tokens[start + 3].value == Int(separator) else {
      // "5/3 14:30": taken only beside a clock.
      guard !isDot, isGlued(at: start + 1), yearLeads || separator == UInt8(ascii: "/"),
        !isGlued(at: start + 3) || isMark("(", at: start + 3)
      else { return nil }
      date.form = .shortNumbers
      return date
    }
    let last = start + 4
    if let (year, digits) = numericYear(at: last, isDotted: isDot) {
      date.tokens = start..<last + 1
      if digits == 2, yearLeads { return shortYearFirst(first, second, year, tokens: date.tokens) }
      date.year = digits == 4 ? year : year < 70 ? 2000 + year : 1900 + year
      date.hasShortYear = digits == 2
      date.maybeVersion =
        isDot && digits == 2 && tokens[start].digits + tokens[start + 2].digits == 2
      return date
    }
    guard isDot, isGlued(at: start + 3), second <= 12, !(isGlued(at: last) && isNumber(at: last))
    else { return nil }
    date.form = .shortNumbers
    date.tokens = start..<start + 4
    return date
  }

  /// The year behind a day and month in numbers, with the count of its digits.
  private func numericYear(at index: Int, isDotted: Bool) -> (year: Int, digits: Int)? {
    // A page's text often prints a date twice without a space: "3/5/20263/5/2026".
    if let year = gluedYear(at: index), isMark("./-", at: index + 1) { return (year, 4) }
    let goesOn =
      isMark("./-:", at: index + 1) && isGlued(at: index + 1) && isGlued(at: index + 2)
      && isNumber(at: index + 2)
    if let year = fullYear(at: index), !goesOn || isMark("-", at: index + 1) { return (year, 4) }
    guard let year = number(at: index, digits: 2...2, in: 0...99), isGlued(at: index) || !isDotted,
      !goesOn
    else { return nil }
    return (year, 2)
  }

  /// `1 June 2026`, `1. Juni 26`, `1er juin`, `01-Jun-2026`, `1 de junio de 2026`, `2 tháng 11`.
  private func dayMonth(at start: Int) -> WrittenDate? {
    guard let day = number(at: start, digits: 1...2, in: 1...31) else { return nil }
    var at = afterDay(start + 1)
    if isMark("-/.,", at: at) { at += 1 }
    for _ in 0..<2 where has(.filler, at: at) { at += 1 }
    if case (let month, var end)? = month(at: at) {
      // "3 أيار/مايو 2026": the month in both of its names.
      if isMark("/(", at: end), value(.month, at: end + 1) == month {
        end += isMark(")", at: end + 2) ? 3 : 2
      }
      var date = WrittenDate(month: month, day: day, tokens: start..<end)
      if let (year, end) = year(after: end, allowsTwoDigits: true) {
        date.year = year
        date.hasShortYear = tokens[end - 1].digits == 2
        date.tokens = start..<end
      } else if isMark(".", at: end) {
        date.tokens = start..<end + 1
      }
      return date
    }
    guard let month = value(.persianMonth, at: at) else { return nil }
    var end = at + 1
    while has(.filler, at: end) || isMark(",", at: end), end - at < 4 { end += 1 }
    guard let year = number(at: end, digits: 4...4, in: 1300...1500) else { return nil }
    return persian(year, month, day, tokens: start..<end + 1)
  }

  /// `June 1, 2026`, `Jun. 1st 2026`, `June 2026`.
  private func monthDay(at start: Int) -> WrittenDate? {
    guard let (month, afterMonth) = month(at: start) else { return nil }
    var at = afterMonth
    if isMark(".", at: at) { at += 1 }
    if isMark(",-/", at: at) { at += 1 }
    for _ in 0..<2 where has(.filler, at: at) { at += 1 }
    if let year = fullYear(at: at) {
      return WrittenDate(year: year, month: month, tokens: start..<at + 1)
    }
    guard let day = number(at: at, digits: 1...2, in: 1...31), !beginsClock(at: at) else {
      return nil
    }
    let end = afterDay(at + 1)
    var date = WrittenDate(month: month, day: day, tokens: start..<end)
    if let (year, end) = year(after: end, allowsTwoDigits: false) {
      date.year = year
      date.tokens = start..<end
    }
    return date
  }

  private func persian(_ year: Int, _ month: Int, _ day: Int, tokens: Range<Int>) -> WrittenDate? {
    guard let date = PersianCalendar.gregorian(year: year, month: month, day: day) else {
      return nil
    }
    return WrittenDate(
      year: date.year, month: date.month, day: date.day, form: .yearFirst, tokens: tokens)
  }
}
