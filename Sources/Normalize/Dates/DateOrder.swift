internal import FeedModel

/// Which of two numbers of a date is the day.
///
/// In this order: what is impossible, the dot, the page's own evidence, what would lie in the future,
/// the zone that the line names, the language with its country, and where these bind weakly, the
/// reading nearer to when the page was seen.
struct DateOrder {
  let capturedAt: Instant
  /// BCP 47, nil when unknown.
  let language: String?
  /// Evidence from elsewhere in the page.
  let dayFirst: Bool?

  struct Choice {
    var month: Int
    var day: Int
    var reason: String
  }

  /// The day and month of `date`, whose order is undecided; nil when neither order is a date.
  func choice(
    _ first: Int, _ second: Int, year: Int?, separator: UInt8, zone: WrittenZone?
  ) -> Choice? {
    let dayFirstChoice = Choice(month: second, day: first, reason: "")
    let monthFirstChoice = Choice(month: first, day: second, reason: "")
    func pick(_ isDayFirst: Bool, _ reason: String) -> Choice {
      var choice = isDayFirst ? dayFirstChoice : monthFirstChoice
      choice.reason = reason
      return choice
    }
    if first > 12 { return second > 12 ? nil : pick(true, "\(first) can only be a day") }
    if second > 12 { return pick(false, "\(second) can only be a day") }
    if first == second { return pick(true, "day and month are the same number") }
    // English has no dots of its own: "11.14.2019" is met beside "14.11.2019".
    let isDotted = separator == UInt8(ascii: ".")
    if isDotted && !isEnglish { return pick(true, "with dots the day comes first") }
    if let dayFirst {
      return pick(dayFirst, "the page writes the \(dayFirst ? "day" : "month") first")
    }
    let year = year ?? CivilTime(capturedAt).year
    let dayFirstAge = age(year, dayFirstChoice)
    let monthFirstAge = age(year, monthFirstChoice)
    if dayFirstAge < -1 && monthFirstAge >= -1 {
      return pick(false, "the other order is yet to come")
    }
    if monthFirstAge < -1 && dayFirstAge >= -1 {
      return pick(true, "the other order is yet to come")
    }
    if let zone, let isDayFirst = zone.writesDayFirst {
      return pick(isDayFirst, "as its zone's country writes")
    }
    if isDotted { return pick(true, "with dots the day comes first") }
    let custom = custom
    let (preferred, other) =
      custom.dayFirst ? (dayFirstAge, monthFirstAge) : (monthFirstAge, dayFirstAge)
    // A page is mostly seen soon after it appears.
    if custom.isWeak, preferred > 60, (-1...31).contains(other) {
      return pick(!custom.dayFirst, "the other order is \(preferred) days old")
    }
    return pick(custom.dayFirst, custom.reason)
  }
}

extension DateOrder {
  /// Days from the choice to the capture.
  private func age(_ year: Int, _ choice: Choice) -> Int64 {
    let now = capturedAt.seconds / 86_400
    return now - CivilTime.daysSinceEpoch(year: year, month: choice.month, day: choice.day)
  }

  private var isEnglish: Bool {
    language.map { $0.lowercased().hasPrefix("en") } ?? false
  }

  private var custom: (dayFirst: Bool, isWeak: Bool, reason: String) {
    let parts = (language ?? "").split(whereSeparator: { $0 == "-" || $0 == "_" })
    let code = parts.first.map { $0.lowercased() } ?? ""
    let country = parts.dropFirst().first { $0.utf8.count == 2 }?.uppercased()
    switch (code, country) {
    case ("en", .some(let country)):
      let isMonthFirst = ["US", "PH", "PR", "GU"].contains(country)
      return (!isMonthFirst, false, "as English of \(country) writes")
    case ("en", nil): return (false, true, "month first, as English mostly writes")
    case ("", _): return (true, true, "day first, as most of the world writes")
    case ("fil", _), ("ja", _), ("ko", _), ("zh", _):
      return (false, true, "month first, as \(code) writes")
    default:
      // Where dates are written with dots, slashes come from elsewhere.
      return (true, Self.dotted.contains(code), "day first, as \(code) writes")
    }
  }

  private static let dotted: Set<String> = [
    "de", "pl", "cs", "sk", "fi", "da", "nb", "no", "sv", "ru", "uk", "bg", "hr", "sr", "sl", "et",
    "lv", "lt", "hu", "tr",
  ]
}

extension WrittenZone {
  /// How the country of a zone writes dates, nil when the zone names none.
  var writesDayFirst: Bool? {
    switch self {
    case .american: false
    case .offset(let minutes): minutes <= -240 && minutes != -180 ? false : true
    }
  }
}
