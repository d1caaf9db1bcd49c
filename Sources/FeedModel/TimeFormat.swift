/// The written forms of a time that feeds and HTTP use. Output is ASCII, English, independent of locale.
extension Timestamp {
  /// RFC 3339 with upper-case T: `2026-06-01T12:00:00Z`, or with the offset when it is not zero.
  package var rfc3339: String {
    let civil = CivilTime(instant, offsetMinutes: offsetMinutes)
    let date = "\(padded(civil.year, 4))-\(padded(civil.month))-\(padded(civil.day))"
    return date + "T" + civil.clock + zone(separator: ":", utc: "Z")
  }

  /// RFC 822 as RSS 2.0 wants it, four-digit year: `Mon, 01 Jun 2026 12:00:00 +0000`.
  package var rfc822: String {
    CivilTime(instant, offsetMinutes: offsetMinutes).longDate
      + zone(separator: "", utc: " +0000", lead: " ")
  }

  private func zone(separator: String, utc: String, lead: String = "") -> String {
    guard offsetMinutes != 0 else { return utc }
    let minutes = abs(offsetMinutes)
    return lead + (offsetMinutes < 0 ? "-" : "+") + padded(minutes / 60) + separator
      + padded(minutes % 60)
  }
}

extension Instant {
  /// RFC 3339 in UTC: `2026-06-01T12:00:00Z`.
  package var rfc3339: String { Timestamp(self).rfc3339 }

  /// IMF-fixdate of RFC 9110 §5.6.7: `Mon, 01 Jun 2026 12:00:00 GMT`.
  package var httpDate: String { CivilTime(self).longDate + " GMT" }

  /// The instant of an RFC 3339 text with `Z` or an offset, a fraction of a second dropped; nil when it is not one.
  package init?(rfc3339 text: String) {
    guard let stamp = Timestamp(rfc3339: text) else { return nil }
    self = stamp.instant
  }
}

extension Timestamp {
  /// The time of an RFC 3339 text (§5.6), its offset kept, a fraction of a second dropped; nil when it is not one.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      byte(4) == UInt8(ascii: "-"), byte(7) == UInt8(ascii: "-"),
      "Tt ".utf8.contains(byte(10)), byte(13) == UInt8(ascii: ":"), byte(16) == UInt8(ascii: ":")
    else { return nil }
    // RFC 3339 allows second 60; the feed model has no leap seconds.
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59))
    guard civil.isValid, second <= 60 else { return nil }
    var at = 19
    if byte(at) == UInt8(ascii: ".") {
      at += 1
      guard (48...57).contains(byte(at)) else { return nil }
      while (48...57).contains(byte(at)) { at += 1 }
    }
    var offset = 0
    switch byte(at) {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): at += 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let hours = number(at + 1..<at + 3), let minutes = number(at + 4..<at + 6),
        byte(at + 3) == UInt8(ascii: ":"), hours <= 23, minutes <= 59
      else { return nil }
      offset = (hours * 60 + minutes) * (byte(at) == UInt8(ascii: "-") ? -1 : 1)
      at += 6
    default: return nil
    }
    guard at == bytes.count else { return nil }
    self.init(civil.instant(offsetMinutes: offset), offsetMinutes: offset)
  }
}

extension CivilTime {
  /// `12:00:00`.
  fileprivate var clock: String { "\(padded(hour)):\(padded(minute)):\(padded(second))" }

  /// `Mon, 01 Jun 2026 12:00:00`.
  fileprivate var longDate: String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(days[weekday]), \(padded(day)) \(months[month - 1]) \(padded(year, 4)) \(clock)"
  }
}

private func padded(_ value: Int, _ width: Int = 2) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
