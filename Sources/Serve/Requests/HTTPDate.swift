import FeedModel

/// Dates of HTTP fields in the three forms that a recipient must read (RFC 9110 §5.6.7).
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The instant of `field`; nil when it is no date.
  ///
  /// `now` places the two-digit years of RFC 850 dates.
  static func instant(_ field: ArraySlice<UInt8>, now: Instant) -> Instant? {
    let words = field.split { $0 == .space || $0 == UInt8(ascii: ",") }
    switch words.count {
    case 6 where words[5].elementsEqual("GMT".utf8):
      return instant(day: words[1], month: words[2], year: words[3].decimal, clock: words[4])
    case 4: return obsolete(words, now: now)
    case 5:
      return instant(day: words[2], month: words[1], year: words[4].decimal, clock: words[3])
    default: return nil
    }
  }

  /// `Sunday, 06-Nov-94 08:49:37 GMT`: a year more than 50 years ahead is of the century before.
  private static func obsolete(_ words: [ArraySlice<UInt8>], now: Instant) -> Instant? {
    let date = words[1].split(separator: UInt8(ascii: "-"))
    guard date.count == 3, words[3].elementsEqual("GMT".utf8),
      let short = date[2].decimal, short < 100
    else { return nil }
    let thisYear = CivilTime(now).year
    let year = thisYear / 100 * 100 + short
    return instant(
      day: date[0], month: date[1], year: year > thisYear + 50 ? year - 100 : year, clock: words[2])
  }

  private static func instant(
    day: ArraySlice<UInt8>, month: ArraySlice<UInt8>, year: Int?, clock: ArraySlice<UInt8>
  ) -> Instant? {
    let parts = clock.split(separator: UInt8(ascii: ":")).compactMap(\.decimal)
    let name = String(decoding: month.map(\.lowercased), as: UTF8.self)
    guard let year, let day = day.decimal, let month = months.firstIndex(of: name),
      parts.count == 3, (1...9999).contains(year)
    else { return nil }
    // A leap second is the last second of its minute here.
    let civil = CivilTime(
      year: year, month: month + 1, day: day, hour: parts[0], minute: parts[1],
      second: min(parts[2], 59))
    return civil.isValid && parts[2] <= 60 ? civil.instant() : nil
  }
}
