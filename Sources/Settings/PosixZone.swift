import FeedModel

/// A rule such as `CET-1CEST,M3.5.0,M10.5.0/3`: POSIX's TZ string with RFC 8536's longer hours (§3.3.1).
struct PosixZone {
  /// A day of the year and a time of that day, in seconds of the clock that is about to change.
  struct Moment {
    enum Day {
      /// 1…365, 29 February never counted.
      case julian(Int)
      /// 0…365, 29 February counted.
      case ordinal(Int)
      /// Week 5 is the last; weekday 0 is Sunday.
      case weekday(month: Int, week: Int, weekday: Int)
    }
    var day: Day
    var seconds: Int
  }

  /// Seconds east of UTC.
  private var standard: Int
  private var daylight: (offset: Int, start: Moment, end: Moment)?

  /// The rule that `text` writes; nil when it is not one.
  init?(_ text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    guard scanner.skipName(), let west = scanner.time(limit: 24) else { return nil }
    standard = -west
    if scanner.rest.isEmpty { return }
    guard scanner.skipName() else { return nil }
    var offset = standard + 3600
    if scanner.rest.first != UInt8(ascii: ",") {
      guard let west = scanner.time(limit: 24) else { return nil }
      offset = -west
    }
    guard scanner.skip(","), let start = scanner.moment(), scanner.skip(","),
      let end = scanner.moment(), scanner.rest.isEmpty
    else { return nil }
    daylight = (offset, start, end)
  }

  /// The changes of the years `first` to `last`, ascending.
  func changes(from first: Int, through last: Int) -> [Zone.Transition] {
    guard let daylight, first <= last else {
      let start = CivilTime(year: first, month: 1, day: 1).instant(offsetMinutes: minutes(standard))
      return [Zone.Transition(from: start, offsetMinutes: minutes(standard))]
    }
    var all: [Zone.Transition] = []
    for year in first...last {
      all.append(
        Zone.Transition(
          from: daylight.start.instant(in: year, offset: standard),
          offsetMinutes: minutes(daylight.offset)))
      all.append(
        Zone.Transition(
          from: daylight.end.instant(in: year, offset: daylight.offset),
          offsetMinutes: minutes(standard)))
    }
    return all.sorted { $0.from < $1.from }
  }

  private func minutes(_ seconds: Int) -> Int { Int((Double(seconds) / 60).rounded(.down)) }
}

extension PosixZone.Moment {
  fileprivate func instant(in year: Int, offset: Int) -> Instant {
    let newYear = CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
    let days: Int64
    switch day {
    case .julian(let day):
      days = newYear + Int64(day) - 1 + (CivilTime.isLeap(year) && day >= 60 ? 1 : 0)
    case .ordinal(let day):
      days = newYear + Int64(day)
    case .weekday(let month, let week, let weekday):
      let first = CivilTime(year: year, month: month, day: 1)
      let sundayBased = (first.weekday + 1) % 7
      var date = 1 + (weekday - sundayBased + 7) % 7 + (week - 1) * 7
      if date > CivilTime.days(inMonth: month, of: year) { date -= 7 }
      days = CivilTime.daysSinceEpoch(year: year, month: month, day: date)
    }
    return Instant(seconds: days * 86_400 + Int64(seconds - offset))
  }
}

/// Takes a rule apart from its front.
private struct Scanner {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ text: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: text) else { return false }
    rest.removeFirst()
    return true
  }

  /// Passes over `CET` or `<+0330>`.
  mutating func skipName() -> Bool {
    if skip("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let name = rest.prefix { (65...90).contains($0) || (97...122).contains($0) }
    rest = rest[name.endIndex...]
    return name.count >= 3
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { (48...57).contains($0) }
    guard (1...4).contains(digits.count) else { return nil }
    rest = rest[digits.endIndex...]
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    return range.contains(value) ? value : nil
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time(limit: Int) -> Int? {
    let sign = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard let hours = number(0...limit) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(0...59) else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(0...59) else { return nil }
        seconds += rest
      }
    }
    return sign * seconds
  }

  mutating func moment() -> PosixZone.Moment? {
    guard let day = day() else { return nil }
    guard skip("/") else { return PosixZone.Moment(day: day, seconds: 7200) }
    guard let seconds = time(limit: 167) else { return nil }
    return PosixZone.Moment(day: day, seconds: seconds)
  }

  private mutating func day() -> PosixZone.Moment.Day? {
    if skip("M") {
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
    if skip("J") { return number(1...365).map { .julian($0) } }
    return number(0...365).map { .ordinal($0) }
  }
}
