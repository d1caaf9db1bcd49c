internal import FeedModel

/// Turns what is written into intervals on the UTC line, for a page seen at `capturedAt`.
struct DateResolution {
  let zone: Zone
  let capturedAt: Instant
  let order: DateOrder

  /// The claim of a date with its clock; nil when there is no such day.
  func claim(_ date: WrittenDate, clock: WrittenClock?) -> TimeClaim? {
    var (month, day) = (date.month, date.day)
    var reason = "the date as written"
    if let (first, second) = date.undecided {
      guard
        let choice = order.choice(
          first, second, year: date.year, separator: date.separator, zone: clock?.zone)
      else { return nil }
      (month, day) = (choice.month, choice.day)
      reason += "; " + choice.reason
    }
    guard let month else { return nil }
    guard let year = date.year else {
      guard let day else { return nil }
      if let weekday = date.weekday,
        let agreed = nearestPast(month: month, day: day, weekday: weekday)
      {
        return claim(agreed, clock: clock, reason: reason + "; the nearest such weekday before")
      }
      guard let nearest = nearestPast(month: month, day: day) else { return nil }
      return claim(nearest, clock: clock, reason: reason + "; the nearest such day before")
    }
    if date.hasShortYear, year > CivilTime(capturedAt).year + 1 { return nil }
    guard let day else { return monthClaim(year, month, reason: reason + ", to the month") }
    let civil = CivilTime(year: year, month: month, day: day)
    guard civil.isValid else { return nil }
    return claim(civil, clock: clock ?? date.clock, reason: reason)
  }

  /// The claim of a time told from the moment of reading.
  func claim(_ span: WrittenSpan) -> TimeClaim? {
    switch span.kind {
    case .now:
      return around(
        earliest: capturedAt - 60, point: capturedAt, precision: .minute,
        reason: "just before it was seen")
    case .day(let offset):
      return claim(
        today(offset: offset), clock: span.clock,
        reason: offset == 0 ? "the day it was seen" : "\(-offset) days before it was seen")
    case .weekday(let weekday, let isLast):
      let now = today(offset: 0)
      var back = (now.weekday - weekday + 7) % 7
      if back == 0 && isLast { back = 7 }
      let day = today(offset: -back)
      let reason = "the nearest such day before it was seen"
      let claim = claim(day, clock: span.clock, reason: reason)
      if let claim, claim.point > capturedAt, back == 0 {
        return self.claim(today(offset: -7), clock: span.clock, reason: reason)
      }
      return claim
    case .ago(let amounts): return ago(amounts, clock: span.clock)
    case .halfHours(let count):
      return around(
        earliest: capturedAt - Int64(count + 1) * 1800, point: capturedAt - Int64(count) * 1800,
        precision: .hour,
        reason: "\(count * 30) to \(count * 30 + 30) minutes before it was seen")
    }
  }

  /// The claim of a clock alone, on `day` or the latest day that makes it no later than the capture.
  func claim(_ clock: WrittenClock, on day: TimeClaim?) -> TimeClaim? {
    if let day {
      let civil = CivilTime(day.point, offsetMinutes: day.offsetMinutes)
      var clock = clock
      if clock.zone == nil { clock.zone = .offset(day.offsetMinutes) }
      return claim(civil, clock: clock, reason: "the clock, on the day of the date before it")
    }
    let reason = "the clock, on the nearest such day before it was seen"
    guard let claim = claim(today(offset: 0), clock: clock, reason: reason) else { return nil }
    return claim.point <= capturedAt
      ? claim : self.claim(today(offset: -1), clock: clock, reason: reason)
  }
}

extension DateResolution {
  /// The day of the capture in the site's zone, moved by whole days.
  private func today(offset: Int) -> CivilTime {
    let now = CivilTime(capturedAt, offsetMinutes: zone.offsetMinutes(at: capturedAt))
    let days = CivilTime.daysSinceEpoch(year: now.year, month: now.month, day: now.day)
    let date = CivilTime.date(daysSinceEpoch: days + Int64(offset))
    return CivilTime(year: date.year, month: date.month, day: date.day)
  }

  /// The latest such day that is not yet to come, on `weekday` where it is given; nil when eight years hold none.
  private func nearestPast(month: Int, day: Int, weekday: Int? = nil) -> CivilTime? {
    let now = today(offset: 0)
    // Eight years hold a leap day even across 1900 or 2100.
    for back in 0...8 {
      let civil = CivilTime(year: now.year - back, month: month, day: day)
      guard civil.isValid, (month, day) <= (now.month, now.day) || back > 0 else { continue }
      if weekday == nil || weekday == civil.weekday { return civil }
    }
    return nil
  }

  /// The whole day, or the hour, minute or second of `clock` on it.
  private func claim(_ day: CivilTime, clock: WrittenClock?, reason: String) -> TimeClaim? {
    var civil = CivilTime(year: day.year, month: day.month, day: day.day)
    guard let clock else {
      let next = CivilTime.date(
        daysSinceEpoch: CivilTime.daysSinceEpoch(
          year: day.year, month: day.month, day: day.day) + 1)
      return between(
        civil, CivilTime(year: next.year, month: next.month, day: next.day), .day, reason: reason)
    }
    civil.hour = clock.hour
    civil.minute = clock.minute ?? 0
    civil.second = clock.second ?? 0
    guard civil.isValid else { return nil }
    let (precision, length): (Precision, Int64) =
      clock.second != nil ? (.second, 0) : clock.minute != nil ? (.minute, 59) : (.hour, 3599)
    let offset = clock.zone?.offsetMinutes(at: civil) ?? zone.offsetMinutes(at: civil)
    let point = civil.instant(offsetMinutes: offset)
    return TimeClaim(
      earliest: point, latest: point + length, point: point, offsetMinutes: offset,
      precision: precision, reason: reason + (clock.zone == nil ? "" : ", in the zone it names"))
  }

  private func monthClaim(_ year: Int, _ month: Int, reason: String) -> TimeClaim? {
    let first = CivilTime(year: year, month: month, day: 1)
    let next = CivilTime(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
    guard first.isValid else { return nil }
    return between(first, next, .month, reason: reason)
  }

  /// From the start of one civil time to just before another, in the site's zone.
  private func between(
    _ start: CivilTime, _ end: CivilTime, _ precision: Precision, reason: String
  ) -> TimeClaim {
    let offset = zone.offsetMinutes(at: start)
    let point = start.instant(offsetMinutes: offset)
    let latest = end.instant(offsetMinutes: zone.offsetMinutes(at: end)) - 1
    return TimeClaim(
      earliest: point, latest: max(point, latest), point: point, offsetMinutes: offset,
      precision: precision, reason: reason)
  }

  private func around(
    earliest: Instant, point: Instant, precision: Precision, reason: String
  ) -> TimeClaim {
    TimeClaim(
      earliest: earliest, latest: point, point: point,
      offsetMinutes: zone.offsetMinutes(at: point), precision: precision, reason: reason)
  }

  private func ago(_ amounts: [(count: Int, unit: DateUnit)], clock: WrittenClock?) -> TimeClaim? {
    guard let finest = amounts.last else { return nil }
    if finest.count < 0 {
      return around(
        earliest: back(capturedAt, 10, finest.unit), point: back(capturedAt, 2, finest.unit),
        precision: finest.unit.precision, reason: "two to ten \(finest.unit)s before it was seen")
    }
    var point = capturedAt
    for amount in amounts { point = back(point, amount.count, amount.unit) }
    guard CivilTime(point).year >= 1900 else { return nil }
    let words = amounts.map { "\($0.count) \($0.unit)\($0.count == 1 ? "" : "s")" }
    let reason = words.joined(separator: ", ") + " before it was seen"
    if let clock, finest.unit.rawValue >= DateUnit.day.rawValue {
      let day = CivilTime(point, offsetMinutes: zone.offsetMinutes(at: point))
      return claim(day, clock: clock, reason: reason)
    }
    return around(
      earliest: back(point, 1, finest.unit), point: point, precision: finest.unit.precision,
      reason: reason)
  }

  /// `instant` moved back; months and years by the calendar of the site's zone, the day kept or the month's last.
  private func back(_ instant: Instant, _ count: Int, _ unit: DateUnit) -> Instant {
    if let seconds = unit.seconds { return instant - Int64(count) * seconds }
    var civil = CivilTime(instant, offsetMinutes: zone.offsetMinutes(at: instant))
    let months = civil.year * 12 + civil.month - 1 - count * (unit == .year ? 12 : 1)
    guard months >= 12 else { return Instant(seconds: Int64.min / 4) }
    civil.year = months / 12
    civil.month = months % 12 + 1
    civil.day = min(civil.day, CivilTime.days(inMonth: civil.month, of: civil.year))
    return civil.instant(offsetMinutes: zone.offsetMinutes(at: civil))
  }
}

extension DateUnit {
  /// Its length, where it has one.
  var seconds: Int64? {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    case .day: 86_400
    case .week: 604_800
    case .month, .year: nil
    }
  }

  /// How finely it tells a time; a week counts as days.
  var precision: Precision {
    switch self {
    case .second: .second
    case .minute: .minute
    case .hour: .hour
    case .day, .week: .day
    case .month: .month
    case .year: .year
    }
  }
}

extension WrittenZone {
  /// Minutes east of UTC at a clock reading in this zone.
  func offsetMinutes(at civil: CivilTime) -> Int {
    switch self {
    case .offset(let minutes): minutes
    case .american(let standard): Self.isSummer(civil) ? standard + 60 : standard
    }
  }

  /// Second Sunday of March to first Sunday of November at 2:00; before 2007 first of April to last of October.
  private static func isSummer(_ civil: CivilTime) -> Bool {
    let isNew = civil.year >= 2007
    let start = sunday(isNew ? 2 : 1, of: isNew ? 3 : 4, in: civil.year)
    let end = isNew ? sunday(1, of: 11, in: civil.year) : sunday(5, of: 10, in: civil.year)
    let reading = (civil.month, civil.day, civil.hour)
    return reading >= (start.month, start.day, 2) && reading < (end.month, end.day, 2)
  }

  /// The date of the n-th Sunday of a month, the fifth being the last.
  private static func sunday(_ ordinal: Int, of month: Int, in year: Int) -> (month: Int, day: Int)
  {
    let first = CivilTime(year: year, month: month, day: 1)
    var day = 1 + (6 - first.weekday) + (ordinal - 1) * 7
    while day > CivilTime.days(inMonth: month, of: year) { day -= 7 }
    return (month, day)
  }
}
