/// A point on the UTC time line, to the second, as seconds since 1970-01-01T00:00:00Z.
///
/// Feeds state times to the second (RFC 3339, RFC 822), so nothing finer is kept here.
package struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Seconds since the epoch; negative before 1970.
  package var seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  package static func + (a: Self, seconds: Int64) -> Self { Self(seconds: a.seconds + seconds) }
  package static func - (a: Self, seconds: Int64) -> Self { Self(seconds: a.seconds - seconds) }
}

/// An instant together with the offset from UTC in which its page states it.
package struct Timestamp: Hashable, Sendable, Codable {
  package var instant: Instant
  /// Minutes east of UTC, −1439…1439.
  package var offsetMinutes: Int

  package init(_ instant: Instant, offsetMinutes: Int = 0) {
    self.instant = instant
    self.offsetMinutes = offsetMinutes
  }
}

/// How finely a time is known: the unit of the interval that holds it.
package enum Precision: String, Hashable, Sendable, Codable, CaseIterable {
  case second, minute, hour, day, month, year
}

/// A date as a page states it: an interval with the one instant that is published for it.
///
/// "Updated 14 hours ago" seen at 20:00 is the interval 05:00–06:00 with the point 06:00 and precision `hour`;
/// "3 May 2026" is that whole day in the page's zone, with its first second as the point.
package struct TimeClaim: Hashable, Sendable, Codable {
  package var earliest: Instant
  package var latest: Instant
  /// The instant to publish: the start of an absolute interval, the end of a relative one.
  package var point: Instant
  /// Minutes east of UTC in which the page states the time; the site's where the page states none.
  package var offsetMinutes: Int
  package var precision: Precision
  /// Why the phrase was read so, for `wireroom when` and `inspect`: a short English sentence.
  package var reason: String

  package init(
    earliest: Instant, latest: Instant, point: Instant, offsetMinutes: Int, precision: Precision,
    reason: String
  ) {
    precondition(earliest <= point && point <= latest, "a time's point lies inside its interval")
    self.earliest = earliest
    self.latest = latest
    self.point = point
    self.offsetMinutes = offsetMinutes
    self.precision = precision
    self.reason = reason
  }

  /// The published instant with its offset.
  package var timestamp: Timestamp { Timestamp(point, offsetMinutes: offsetMinutes) }
}
