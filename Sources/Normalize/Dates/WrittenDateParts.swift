/// The parts of dates: months, ordinals and years as pages write them.
extension DateCursor {
  /// A year as pages write it; Buddhist years are turned into common ones.
  func plainYear(_ value: Int) -> Int? {
    switch value {
    case 1900...2100: value
    case 2443...2643: value - 543
    default: nil
    }
  }

  func fullYear(at index: Int) -> Int? {
    number(at: index, digits: 4...4, in: 1900...2643).flatMap(plainYear)
  }

  /// The month at `index` and the token after it; a month by number is written `tháng 11`.
  func month(at index: Int) -> (month: Int, end: Int)? {
    if let month = value(.month, at: index) { return (month, index + 1) }
    if has(.monthMark, at: index), !isGlued(at: index), !isGlued(at: index + 1),
      let month = number(at: index + 1, digits: 1...2, in: 1...12)
    {
      return (month, index + 2)
    }
    return nil
  }

  /// The token after the day's ordinal: `st`, `.`, `er`.
  func afterDay(_ index: Int) -> Int {
    if isGlued(at: index), has(.ordinal, at: index) || isMark(".", at: index) { return index + 1 }
    return index
  }

  /// Whether the number is an hour: `9:30`, `9h`.
  func beginsClock(at index: Int) -> Bool {
    isGlued(at: index + 1) && isMark(":", at: index + 1) && isGlued(at: index + 2)
      && isNumber(at: index + 2)
      || isGlued(at: index + 1) && (has(.clock, at: index + 1) || has(.half, at: index + 1))
  }

  /// The year that follows a day and month, behind commas, `de`, an apostrophe or a weekday.
  func year(after start: Int, allowsTwoDigits: Bool) -> (year: Int, end: Int)? {
    var at = start
    var hasApostrophe = false
    while at - start < 4, !isNumber(at: at) {
      guard
        isMark(".,'-/", at: at) || has(.filler, at: at) || has(.weekday, at: at)
          || has(.yearMark, at: at) && isWord(at: at)
      else { return nil }
      hasApostrophe = isMark("'", at: at)
      at += 1
    }
    if let year = fullYear(at: at) {
      return isGlued(at: at + 1) && isMark(":", at: at + 1) && isGlued(at: at + 2)
        && isNumber(at: at + 2) ? nil : (year, afterYear(at + 1))
    }
    if isNumber(at: at), (5...6).contains(tokens[at].digits) {
      // A page's text often lacks the space before a count: "June 4th, 20257 Comments".
      return gluedYear(at: at).map { ($0, at + 1) }
    }
    guard allowsTwoDigits || hasApostrophe, !beginsClock(at: at),
      let year = number(at: at, digits: 2...2, in: 0...99),
      !(isMark(".:", at: at + 1)
        && isGlued(at: at + 2) && isNumber(at: at + 2)),
      hasApostrophe || !isWord(at: at + 1) || has(.at, at: at + 1) || has(.by, at: at + 1)
    else { return nil }
    return (countsBuddhistYears ? 1957 + year : year < 70 ? 2000 + year : 1900 + year, at + 1)
  }

  /// The year at the front of a number that has swallowed what follows it.
  func gluedYear(at index: Int) -> Int? {
    guard isNumber(at: index), (5...6).contains(tokens[index].digits) else { return nil }
    let year = tokens[index].value / (tokens[index].digits == 5 ? 10 : 100)
    return (2000...2099).contains(year) ? year : nil
  }

  /// `26.05.03`, as the page's language writes years of two digits.
  func shortYearFirst(
    _ year: Int, _ month: Int, _ day: Int, tokens: Range<Int>
  ) -> WrittenDate? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    return WrittenDate(
      year: 2000 + year, month: month, day: day, form: .yearFirst, hasShortYear: true,
      tokens: tokens)
  }

  var yearLeads: Bool {
    language.map { ["zh", "ja", "ko"].contains(vocabulary.languages[$0]) } ?? false
  }

  var countsBuddhistYears: Bool {
    language.map { vocabulary.languages[$0] == "th" } ?? false
  }

  /// The token after `г.` or `года`.
  func afterYear(_ index: Int) -> Int {
    var at = index
    if has(.filler, at: at), !has(.month, at: at), !has(.at, at: at) { at += 1 }
    return at > index && isMark(".", at: at) ? at + 1 : at
  }
}
