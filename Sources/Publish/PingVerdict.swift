internal import Curl
internal import FeedModel

/// What a hub's answer to a ping means for the outbox.
package enum PingVerdict: Hashable, Sendable {
  /// The hub took it: any 2xx.
  case accepted
  /// Try again later, not before the given seconds are over where the hub named a time.
  case retry(reason: String, notBeforeSeconds: Int?)
  /// The hub will never take this ping: drop it, and tell the operator. The next publication pings anew.
  case refused(reason: String)
}

extension PingVerdict {
  /// Reads a hub's answer.
  ///
  /// 408, 425, 429 and all 5xx are the hub's passing troubles; other 4xx say that the ping is wrong, 410 that the hub
  /// has ended. A redirect is not followed: who names a hub in feeds must name its real address.
  init(status: Int, retryAfter: String?, location: String?, now: Instant) {
    switch status {
    case 200...299: self = .accepted
    case 300...399:
      let place = location.map { " to " + $0 } ?? ""
      self = .refused(reason: "the hub redirects (\(status))\(place); correct push.hubs")
    case 410: self = .refused(reason: "the hub has ended (410); remove it from push.hubs")
    case 408, 425, 429, 500...599:
      self = .retry(
        reason: "the hub answered \(status)",
        notBeforeSeconds: retryAfter.flatMap { retryAfterSeconds($0, now: now) })
    default:
      self = .refused(
        reason: "the hub refused the ping (\(status)); check that it serves this site")
    }
  }

  /// Reads that there was no answer.
  init(_ error: CurlError) {
    switch error.reason {
    case .invalidRequest:
      self = .refused(reason: "the hub's address is wrong (\(error.message)); correct push.hubs")
    case .refusedAddress:
      self = .refused(reason: "the hub's address is not public; correct push.hubs")
    default:
      self = .retry(reason: "the hub gave no answer (\(error.message))", notBeforeSeconds: nil)
    }
  }
}

/// The wait that `Retry-After` asks for (RFC 9110 §10.2.3): seconds, or an HTTP date; at most a day, nil when neither.
func retryAfterSeconds(_ value: String, now: Instant) -> Int? {
  let day = 86_400
  if !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) {
    return min(Int(value) ?? day, day)
  }
  guard let date = Instant(httpDate: value) else { return nil }
  return Int(min(max(0, date.seconds - now.seconds), Int64(day)))
}

extension Instant {
  /// The instant of an IMF-fixdate (RFC 9110 §5.6.7), such as `Mon, 01 Jun 2026 12:00:00 GMT`.
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      (1...9999).contains(year), let month = months.firstIndex(where: { parts[2] == $0 })
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    let civil = CivilTime(
      year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1], second: clock[2])
    guard civil.isValid else { return nil }
    self = civil.instant()
  }
}
