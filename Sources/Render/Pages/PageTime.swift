import FeedModel

/// A time as a page says it: never finer than it is known.
struct PageTime {
  let timestamp: Timestamp
  let precision: Precision

  /// For the `datetime` attribute (HTML §4.5.14): a date, month or year alone where no more is known.
  var machine: String {
    switch precision {
    case .second, .minute, .hour: timestamp.rfc3339
    case .day: String(timestamp.rfc3339.prefix(10))
    case .month: String(timestamp.rfc3339.prefix(7))
    case .year: String(timestamp.rfc3339.prefix(4))
    }
  }

  /// For people: `1 June 2026, about 14:00 UTC`.
  var text: String {
    let civil = CivilTime(timestamp.instant, offsetMinutes: timestamp.offsetMinutes)
    let month = Self.months[civil.month - 1]
    let clock = "\(two(civil.hour)):\(two(civil.minute)) \(zone)"
    return switch precision {
    case .second, .minute: "\(civil.day) \(month) \(civil.year), \(clock)"
    case .hour: "\(civil.day) \(month) \(civil.year), about \(clock)"
    case .day: "\(civil.day) \(month) \(civil.year)"
    case .month: "\(month) \(civil.year)"
    case .year: "\(civil.year)"
    }
  }

  /// `UTC`, `UTC+2`, `UTC−3:30`.
  private var zone: String {
    let minutes = abs(timestamp.offsetMinutes)
    guard minutes > 0 else { return "UTC" }
    let rest = minutes % 60 == 0 ? "" : ":" + two(minutes % 60)
    return "UTC\(timestamp.offsetMinutes < 0 ? "−" : "+")\(minutes / 60)\(rest)"
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
