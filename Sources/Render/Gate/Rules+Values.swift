import FeedModel

extension Rules {
  /// Where a value stands: for its finding.
  struct Place {
    var line: Int?
    /// What holds the value, as the format calls it.
    var name: String
    var section: String

    init(_ line: Int?, _ name: String, _ section: String) {
      self.line = line
      self.name = name
      self.section = section
    }
  }

  /// An address that a reader follows: absolute, and of a harmless scheme.
  mutating func address(_ value: String, _ place: Place) {
    if isDangerous(value) {
      findings.error(
        place.line, "address-scheme", place.section,
        "\(place.name) \(shown(value)) is not an address that a feed may give")
    } else if !isAbsolute(value) {
      relative(value, place)
    } else if value.utf8.contains(where: { $0 <= 32 || $0 == 127 || "<>\"".utf8.contains($0) }) {
      findings.error(
        place.line, "address-characters", "RFC 3986 §2",
        "\(place.name) \(shown(value)) holds characters that no URI may hold")
    }
  }

  private mutating func relative(_ value: String, _ place: Place) {
    let message = "\(place.name) \(shown(value)) is not absolute: readers resolve it differently"
    if strictness == .own {
      findings.error(place.line, "address-relative", place.section, message)
    } else {
      findings.warning(place.line, "address-relative", place.section, message)
    }
  }

  /// A permanent name: an absolute IRI.
  mutating func name(_ value: String, _ place: Place) {
    if !isAbsolute(value) || value.utf8.contains(where: { $0 <= 32 }) {
      findings.error(
        place.line, "id-not-absolute", place.section,
        "\(place.name) \(shown(value)) is no absolute IRI")
    }
  }

  /// A date of RFC 3339; nil, with a finding, when it is none or beyond what a feed can mean.
  @discardableResult
  mutating func rfc3339(_ value: String, _ place: Place) -> Instant? {
    let trimmed = value.trimmed
    guard let stamp = Timestamp(rfc3339: trimmed) else {
      findings.error(
        place.line, "date-rfc3339", "RFC 3339 §5.6",
        "\(place.name) \(shown(value)) is no RFC 3339 date")
      return nil
    }
    if trimmed.utf8.contains(where: { $0 == UInt8(ascii: "t") || $0 == UInt8(ascii: "z") }) {
      findings.error(
        place.line, "date-lower-case", "RFC 4287 §3.3",
        "\(place.name) \(shown(value)) must have its T and Z in upper case")
    }
    return sane(stamp.instant, value, place)
  }

  /// A date of RFC 822 with a four-digit year; nil, with a finding, when it is none or beyond what a feed can mean.
  @discardableResult
  mutating func rfc822(_ value: String, _ place: Place) -> Instant? {
    switch RFC822Date.read(value.trimmed) {
    case .success(let date):
      if let fault = date.fault {
        findings.warning(
          place.line, fault, "RSS profile, data-types-datetime",
          "\(place.name) \(shown(value)) is a date that some readers refuse")
      }
      return sane(date.instant, value, place)
    case .failure:
      findings.error(
        place.line, "date-rfc822", "RSS 2.0, RFC 822 §5",
        "\(place.name) \(shown(value)) is no RFC 822 date")
      return nil
    }
  }

  /// No feed tells of the time before the first newspapers or after this century.
  private mutating func sane(_ instant: Instant, _ value: String, _ place: Place) -> Instant? {
    let year = CivilTime(instant).year
    guard (1600...2100).contains(year) else {
      findings.error(
        place.line, "date-insane", place.section, "\(place.name) \(shown(value)) can't be meant")
      return nil
    }
    return instant
  }

  /// A language tag of BCP 47.
  mutating func language(_ value: String, _ place: Place) {
    guard !LanguageTag.isOne(value) else { return }
    findings.error(
      place.line, "language", "BCP 47 §2.1", "\(place.name) \(shown(value)) is no language tag")
  }

  /// An address of electronic mail.
  mutating func email(_ value: String, _ place: Place) {
    guard !isEmailAddress(value) else { return }
    findings.error(
      place.line, "email", "RFC 4287 §3.2.3", "\(place.name) \(shown(value)) is no e-mail address")
  }

  /// A media type of RFC 6838.
  mutating func mediaType(_ value: String, _ place: Place) {
    guard !isMediaType(value) else { return }
    findings.error(
      place.line, "media-type", "RFC 6838 §4.2", "\(place.name) \(shown(value)) is no media type")
  }

  /// A number that is not negative.
  mutating func number(_ value: String, _ place: Place) {
    let trimmed = value.trimmed
    if trimmed.isEmpty || !trimmed.utf8.allSatisfy({ (48...57).contains($0) }) {
      findings.error(
        place.line, "number", place.section, "\(place.name) \(shown(value)) is no whole number")
    }
  }
}

/// Whether `value` begins with a URI scheme and goes on after it.
func isAbsolute(_ value: String) -> Bool {
  guard let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
  let scheme = value.utf8[..<colon]
  guard let first = scheme.first, isLetter(first) else { return false }
  guard value.utf8.index(after: colon) < value.utf8.endIndex else { return false }
  if value.hasPrefix("http:") || value.hasPrefix("https:") {
    let rest = value.utf8[colon...].dropFirst(3)
    return value.utf8[colon...].starts(with: "://".utf8) && !rest.isEmpty
      && rest.first != UInt8(ascii: "/")
  }
  return scheme.allSatisfy { isLetter($0) || (48...57).contains($0) || "+-.".utf8.contains($0) }
}

/// Whether a reader that follows `value` could run what it holds.
func isDangerous(_ value: String) -> Bool {
  var scheme: [UInt8] = []
  for byte in value.utf8 where byte > 32 {
    if byte == UInt8(ascii: ":") { break }
    scheme.append(byte | 32)
    if scheme.count > 16 { return false }
  }
  return ["javascript", "vbscript", "data", "file"].contains { Array($0.utf8) == scheme }
    && value.utf8.contains(UInt8(ascii: ":"))
}

/// Whether `address` has the shape of an address of electronic mail (RFC 4287 §3.2.3).
func isEmailAddress(_ address: String) -> Bool {
  let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
  return parts.count == 2
    && parts.allSatisfy { !$0.isEmpty && !$0.contains { $0 <= 32 || "<>()".utf8.contains($0) } }
}

/// Whether `type` has the shape of a media type (RFC 6838 §4.2).
func isMediaType(_ type: String) -> Bool {
  let bare = type.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 1).first ?? type.utf8[...]
  let parts = bare.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains { $0 <= 32 } }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (65...90).contains(byte) || (97...122).contains(byte)
}

extension String {
  /// Without XML white space at both ends.
  var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }) else { return "" }
    let last = utf8.lastIndex { !isSpace($0) } ?? first
    return String(self[first...last])
  }
}
