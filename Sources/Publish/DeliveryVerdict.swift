package import Curl
package import FeedModel

/// What a receiver's answer means for the outbox.
package enum DeliveryVerdict: Hashable, Sendable {
  /// The receiver took it: any 2xx.
  case accepted
  /// Try again later, not before the given seconds are over where the receiver named a time.
  case retry(reason: String, notBeforeSeconds: Int?)
  /// It is too early for a reason of our own, which passes soon; the receiver was not asked.
  case notYet(reason: String)
  /// The receiver will never take this: drop it, and tell the operator.
  case refused(reason: String)
  /// The receiver wants nothing of this kind ever again: 410.
  case ended(reason: String)
}

/// Who is told, as messages name it, and how its refusals are taken.
package struct Receiver: Hashable, Sendable {
  /// `the hub`, at the start of a message.
  package var name: String
  /// What the operator is to do about a receiver that is wrong, such as `correct push.hubs`.
  package var remedy: String
  /// Whether a 3xx or 4xx ends the try for good, because the next news says the same; else it is tried again, for
  /// an event that is dropped is lost.
  package var dropsWhatIsRefused: Bool

  package init(name: String, remedy: String, dropsWhatIsRefused: Bool) {
    self.name = name
    self.remedy = remedy
    self.dropsWhatIsRefused = dropsWhatIsRefused
  }

  package static let hub = Receiver(
    name: "the hub", remedy: "correct push.hubs", dropsWhatIsRefused: true)
  package static let webhook = Receiver(
    name: "the webhook", remedy: "correct push.webhooks", dropsWhatIsRefused: false)
  package static let subscriber = Receiver(
    name: "the subscriber", remedy: "it is tried again until its lease ends",
    dropsWhatIsRefused: false)
}

extension DeliveryVerdict {
  /// Reads an answer.
  ///
  /// 408, 425, 429 and all 5xx are the receiver's passing troubles; other 4xx say that the request is wrong, 410 that the
  /// receiver has ended. A redirect is not followed: who names a receiver must name its real address.
  package init(_ response: IncomingResponse, from receiver: Receiver, now: Instant) {
    let status = response.status
    let wait = response.header("retry-after").flatMap { retryAfterSeconds($0, now: now) }
    let name = receiver.name
    switch status {
    case 200...299: self = .accepted
    case 410: self = .ended(reason: "\(name) has ended (410); \(receiver.remedy)")
    case 408, 425, 429, 500...599:
      self = .retry(reason: "\(name) answered \(status)", notBeforeSeconds: wait)
    case 300...399:
      let place = response.header("location").map { " to " + $0 } ?? ""
      self = Self.refusal("\(name) redirects (\(status))\(place); \(receiver.remedy)", receiver)
    default: self = Self.refusal("\(name) refused (\(status)); \(receiver.remedy)", receiver)
    }
  }

  /// Reads that there was no answer.
  package init(_ error: CurlError, from receiver: Receiver) {
    let name = receiver.name
    switch error.reason {
    case .invalidRequest:
      self = .refused(reason: "\(name)'s address is wrong (\(error.message)); \(receiver.remedy)")
    case .refusedAddress:
      self = .refused(reason: "\(name)'s address is not public; \(receiver.remedy)")
    default:
      self = .retry(reason: "\(name) gave no answer (\(error.message))", notBeforeSeconds: nil)
    }
  }

  private static func refusal(_ reason: String, _ receiver: Receiver) -> Self {
    receiver.dropsWhatIsRefused
      ? .refused(reason: reason) : .retry(reason: reason, notBeforeSeconds: nil)
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
