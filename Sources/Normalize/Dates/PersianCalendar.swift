internal import FeedModel

/// The Solar Hijri calendar of Iran, by its 33-year leap rule: exact for the years 1300 to 1500.
enum PersianCalendar {
  /// The Gregorian date of a Solar Hijri one; nil when there is no such day.
  static func gregorian(year: Int, month: Int, day: Int) -> (year: Int, month: Int, day: Int)? {
    guard (1300...1500).contains(year), (1...12).contains(month), day >= 1, day <= 31,
      month <= 6 || day <= 30
    else { return nil }
    let shifted = year - 979
    let before = 365 * shifted + shifted / 33 * 8 + (shifted % 33 + 3) / 4
    let ofYear = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    let start = CivilTime.daysSinceEpoch(year: 1600, month: 3, day: 20)
    return CivilTime.date(daysSinceEpoch: start + Int64(before + ofYear + day - 1))
  }
}
