import FeedModel

/// A date as RSS writes it: `Mon, 01 Jun 2026 12:00:00 +0000` (RFC 822 §5 with the four-digit years of RFC 1123).
struct RFC822Date {
  let instant: Instant
  /// The rule that it bends: readable, but not by every reader.
  let fault: String?

  /// Not a date at all.
  struct Unreadable: Error {}

  /// Reads `text`, which has no space around it.
  static func read(_ text: String) -> Result<RFC822Date, Unreadable> {
    var words = text.split(separator: " ").map { String($0) }[...]
    var fault: String?
    var weekday: Int?
    if let first = words.first, first.hasSuffix(",") {
      weekday = days.firstIndex(of: String(first.dropLast()))
      if weekday == nil { fault = "date-weekday" }
      words = words.dropFirst()
    }
    guard words.count == 5, let day = Int(words[words.startIndex]),
      let month = months.firstIndex(of: words[words.startIndex + 1]),
      var year = Int(words[words.startIndex + 2]), let zone = offset(words[words.startIndex + 4])
    else { return .failure(Unreadable()) }
    if words[words.startIndex + 2].utf8.count < 4 {
      fault = "date-two-digit-year"
      year += year < 50 ? 2000 : 1900
    }
    let clock = words[words.startIndex + 3].split(separator: ":").map { String($0) }
    guard (2...3).contains(clock.count), let hour = Int(clock[0]), let minute = Int(clock[1]),
      let second = clock.count == 3 ? Int(clock[2]) : 0
    else { return .failure(Unreadable()) }
    let civil = CivilTime(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: min(second, 59))
    guard civil.isValid, second <= 60 else { return .failure(Unreadable()) }
    if zone.isNamed { fault = fault ?? "date-zone-name" }
    if let weekday, weekday != civil.weekday { fault = "date-weekday" }
    return .success(RFC822Date(instant: civil.instant(offsetMinutes: zone.minutes), fault: fault))
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func offset(_ text: String) -> (minutes: Int, isNamed: Bool)? {
    let names = [
      "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
      "PDT": -420,
    ]
    if ["GMT", "UT", "Z"].contains(text) { return (0, false) }
    if let minutes = names[text] { return (minutes, true) }
    let digits = Array(text.utf8)
    guard digits.count == 5, [43, 45].contains(digits[0]), let value = Int(text.dropFirst()),
      value / 100 <= 14, value % 100 <= 59
    else { return nil }
    let minutes = value / 100 * 60 + value % 100
    return (digits[0] == 45 ? -minutes : minutes, false)
  }
}
