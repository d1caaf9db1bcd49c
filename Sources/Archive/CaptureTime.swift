package import FeedModel

/// When the text of a file was taken, as far as it can be believed.
package enum CaptureTime {
  /// 1990-01-01T00:00:00Z: what claims to be older is a clock that was never set.
  private static let earliest = Instant(seconds: 631_152_000)

  /// The stated time, else the file's; `now` in place of one before 1990 or after `now`.
  ///
  /// Readers of relative dates ("2 hours ago") must count from this very instant.
  package static func believed(
    stated: Timestamp?, modified: Instant, now: Instant
  ) -> Timestamp {
    let time = stated ?? Timestamp(modified)
    guard time.instant >= earliest, time.instant <= now else {
      return Timestamp(now, offsetMinutes: time.offsetMinutes)
    }
    return time
  }
}
