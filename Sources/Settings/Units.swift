/// The written forms of settings that carry a unit.
package enum Units {
  /// A duration: a whole number and `ms`, `s`, `m`, `h` or `d`; `0` needs no unit.
  ///
  /// Nil when it is not one.
  package static func duration(_ text: String) -> Duration? {
    guard let (number, unit) = split(text) else { return nil }
    switch unit {
    case "ms": return .milliseconds(number)
    case "s": return .seconds(number)
    case "m": return number <= 1 << 40 ? .seconds(number * 60) : nil
    case "h": return number <= 1 << 40 ? .seconds(number * 3600) : nil
    case "d": return number <= 1 << 40 ? .seconds(number * 86_400) : nil
    case "": return number == 0 ? .zero : nil
    default: return nil
    }
  }

  /// A size in bytes: a whole number and `B`, `KB`, `MB`, `GB` (powers of 1000) or `KiB`, `MiB`, `GiB` (powers of 1024).
  package static func bytes(_ text: String) -> Int? {
    guard let (number, unit) = split(text) else { return nil }
    let units = [
      "": 1, "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000,
      "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
    ]
    guard let factor = units[unit] else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  private static func split(_ text: String) -> (Int, String)? {
    let digits = text.utf8.prefix { (48...57).contains($0) }
    guard let number = Int(String(digits) ?? "") else { return nil }
    let unit = String(text.utf8.dropFirst(digits.count)) ?? "?"
    return (number, unit.trimmingSpaces)
  }
}

extension String {
  /// Without leading and trailing spaces.
  var trimmingSpaces: String {
    var bytes = utf8[...]
    while bytes.first == 32 { bytes = bytes.dropFirst() }
    while bytes.last == 32 { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }
}
