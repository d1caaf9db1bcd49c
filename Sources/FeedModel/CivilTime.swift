/// A date and time of day in the proleptic Gregorian calendar, without a zone.
///
/// Arithmetic is on integers (days from civil, after Howard Hinnant's public algorithms): no `Calendar`, no formatter.
package struct CivilTime: Hashable, Sendable {
  package var year: Int
  /// 1…12.
  package var month: Int
  /// 1…31.
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int

  package init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The clock reading of `instant` in a zone `offsetMinutes` east of UTC.
  package init(_ instant: Instant, offsetMinutes: Int = 0) {
    let local = instant.seconds + Int64(offsetMinutes) * 60
    let (days, rest) = local.flooredDivision(by: 86_400)
    (year, month, day) = Self.date(daysSinceEpoch: days)
    hour = Int(rest / 3600)
    minute = Int(rest / 60 % 60)
    second = Int(rest % 60)
  }

  /// The instant of this clock reading in a zone `offsetMinutes` east of UTC.
  package func instant(offsetMinutes: Int = 0) -> Instant {
    let time = Int64(hour * 3600 + minute * 60 + second)
    let days = Self.daysSinceEpoch(year: year, month: month, day: day)
    return Instant(seconds: days * 86_400 + time - Int64(offsetMinutes) * 60)
  }

  /// Whether the fields name a real date and time of day (leap seconds are not).
  package var isValid: Bool {
    (1...12).contains(month) && day >= 1 && day <= Self.days(inMonth: month, of: year)
      && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
  }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int {
    let days = Self.daysSinceEpoch(year: year, month: month, day: day)
    return Int((days + 3).flooredDivision(by: 7).remainder)
  }

  /// 28…31; `month` must be 1…12.
  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Days from 1970-01-01 to the date; negative before.
  package static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = Int64(shifted).flooredDivision(by: 400)
    let monthFromMarch = Int64((month + 9) % 12)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date `days` after 1970-01-01.
  package static func date(daysSinceEpoch days: Int64) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
    let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  /// Quotient rounded towards minus infinity, and a remainder that is never negative.
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
