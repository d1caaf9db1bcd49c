internal import FeedModel

/// Dates as pages write them for machines: ISO 8601 and RFC 3339 with the liberties that sites take.
enum MachineDate {
  /// The time of `text`; nil when it is not of this form, or states no offset.
  ///
  /// `local` reads a text without an offset in the site's zone; where it can't, UTC is taken.
  static func claim(_ text: String, local: (String) -> TimeClaim?) -> TimeClaim? {
    let bytes = Array(text.utf8.drop { $0 <= 32 })
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<start + count] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0, 4), (1980...2200).contains(year), bytes.count >= 8 else {
      return nil
    }
    let dashed = "-/.".utf8.contains(bytes[4])
    guard let month = number(dashed ? 5 : 4, 2), let day = number(dashed ? 8 : 6, 2) else {
      return nil
    }
    var civil = CivilTime(year: year, month: month, day: day)
    guard civil.isValid else { return nil }
    var at = dashed ? 10 : 8
    guard at < bytes.count, "Tt ".utf8.contains(bytes[at]) else {
      return at == bytes.count || bytes[at] <= 32 ? wholeDay(civil, text, local) : nil
    }
    while at < bytes.count, "Tt ".utf8.contains(bytes[at]) { at += 1 }
    guard let hour = number(at, 2), at + 2 < bytes.count else {
      return wholeDay(civil, text, local)
    }
    let colon = bytes[at + 2] == UInt8(ascii: ":") ? 1 : 0
    guard let minute = number(at + 2 + colon, 2) else { return wholeDay(civil, text, local) }
    at += 4 + colon
    var second: Int?
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") { second = number(at + 1, 2) }
    if second != nil { at += 3 }
    (civil.hour, civil.minute, civil.second) = (hour, minute, min(second ?? 0, 59))
    guard civil.isValid else { return nil }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
    }
    while at < bytes.count, bytes[at] == 32 { at += 1 }
    guard let offset = offset(bytes[at...]) else {
      if let claim = local(text) { return claim }
      return stamp(civil, 0, second == nil)
    }
    return stamp(civil, offset, second == nil)
  }

  private static func stamp(_ civil: CivilTime, _ offset: Int, _ isMinute: Bool) -> TimeClaim {
    let point = civil.instant(offsetMinutes: offset)
    return TimeClaim(
      earliest: point, latest: isMinute ? point + 59 : point, point: point,
      offsetMinutes: offset, precision: isMinute ? .minute : .second,
      reason: "the page states it for machines")
  }

  private static func wholeDay(
    _ civil: CivilTime, _ text: String, _ local: (String) -> TimeClaim?
  ) -> TimeClaim {
    if let claim = local(text) { return claim }
    let point = civil.instant()
    return TimeClaim(
      earliest: point, latest: point + 86_399, point: point, offsetMinutes: 0, precision: .day,
      reason: "the page states the day for machines")
  }

  /// Minutes east of UTC of `Z`, `+0200`, `+02:00`, `+02`, `GMT`; nil where none is stated.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let sign = bytes.first else { return nil }
    if "Zz".utf8.contains(sign) || bytes.starts(with: "GMT".utf8) || bytes.starts(with: "UTC".utf8)
    {
      return 0
    }
    guard "+-".utf8.contains(sign) else { return nil }
    let digits = bytes.dropFirst().filter { (48...57).contains($0) }.prefix(4).map { Int($0 - 48) }
    guard digits.count >= 2 else { return nil }
    let minutes =
      (digits[0] * 10 + digits[1]) * 60 + (digits.count == 4 ? digits[2] * 10 + digits[3] : 0)
    guard minutes < 1440 else { return nil }
    return sign == UInt8(ascii: "-") ? -minutes : minutes
  }
}
