import FeedModel
import Glibc
import Synchronization

/// The `Date` field of responses, written once a second (RFC 9110 §6.6.1).
final class DateLine: Sendable {
  private let current = Mutex<(second: Int64, line: [UInt8])>((Int64.min, []))

  /// The time now and `Date: …` with its line end.
  func now() -> (instant: Instant, line: [UInt8]) {
    var clock = timespec()
    // Some milliseconds behind at most, and several times cheaper.
    clock_gettime(CLOCK_REALTIME_COARSE, &clock)
    let second = Int64(clock.tv_sec)
    return current.withLock { current in
      if current.second != second {
        current = (second, Array("Date: \(Instant(seconds: second).httpDate)\r\n".utf8))
      }
      return (Instant(seconds: second), current.line)
    }
  }
}
