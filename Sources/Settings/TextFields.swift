import FeedModel

/// Fields whose values feeds show: what the gate would refuse is refused here, where the line is known.
extension SettingsFields {
  /// A text that is not empty and that XML can hold.
  func line(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    guard let fault = lineFault(text) else { return text }
    fail(key, because: "`\(name(key))` \(fault)")
    return nil
  }

  /// A language tag (BCP 47 §2.1).
  func language(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    guard !LanguageTag.isOne(text) else { return text }
    fail(key, because: languageFault(name(key), text))
    return nil
  }

  /// An address of electronic mail (RFC 4287 §3.2.3).
  func email(_ key: String) -> String? {
    value(key, "an e-mail address such as `desk@example.org`") { text in
      let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
      let isAddress =
        parts.count == 2
        && parts.allSatisfy { part in
          !part.isEmpty && part.allSatisfy { (33...126).contains($0) && !"<>()".utf8.contains($0) }
        }
      return isAddress ? text : nil
    }
  }

  /// An absolute http(s) URL, with or without query and fragment.
  func webURL(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    let whole = String(text.prefix { $0 != "#" })
    guard let fault = webURLFault(whole, allowingQuery: true) else { return text }
    fail(key, because: fault)
    return nil
  }

  /// An absolute URL, or a path below the output folder.
  func picture(_ key: String) -> String? {
    value(key, "an absolute URL or a path below the output folder, in ASCII without spaces") {
      text in
      if isWebURL(text, allowingQuery: true) { return text }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      // A colon in the first part would end a scheme (RFC 3986 §4.2), two slashes begin a host.
      let isPath =
        !text.isEmpty && !text.hasPrefix("//") && !parts.contains("..")
        && parts.first?.contains(":") == false
        && text.utf8.allSatisfy { (33...126).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }
      return isPath ? text : nil
    }
  }
}

/// That `text` is no language tag, and what to write instead.
func languageFault(_ setting: String, _ text: String) -> String {
  let remedy =
    LanguageTag.meant(by: text).map { "did you mean `\($0)`?" }
    ?? "write `en`, `pt-BR` or the like"
  return "`\(setting)` must be a BCP 47 tag, not `\(text)`; \(remedy)"
}

/// What keeps `text` from being a line that feeds can show, and what to do; nil when nothing does.
func lineFault(_ text: String) -> String? {
  if let scalar = text.unicodeScalars.first(where: { !isXMLCharacter($0) }) {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "holds U+\(code), which XML can't hold; remove it"
  }
  let isBlank = text.unicodeScalars.allSatisfy {
    $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
  }
  return isBlank ? "is empty; write one, or leave the key out" : nil
}

/// XML 1.0 §2.2.
private func isXMLCharacter(_ scalar: UnicodeScalar) -> Bool {
  switch scalar.value {
  case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
  default: false
  }
}

/// Why `text` is no absolute http(s) URL, and what to write instead; nil when it is one.
func webURLFault(_ text: String, allowingQuery: Bool = false) -> String? {
  if isWebURL(text, allowingQuery: allowingQuery) { return nil }
  guard text.utf8.contains(where: { $0 >= 128 }) else {
    return "`\(text)` is not an absolute http(s) URL; write `https://HOST/`"
  }
  return "`\(text)` is not ASCII; write its host in Punycode (`xn--…`) "
    + "and other such letters percent-encoded (`%C3%BC`)"
}

/// Why `text` can't be the address of the site, and what to write instead; nil when it can.
///
/// Beyond what any web URL must be: it goes into every link, so it names no user, and its path is written as readers ask for it.
func siteURLFault(_ text: String) -> String? {
  if let fault = webURLFault(text) { return fault }
  let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
  let authority = parts.first ?? ""
  if authority.contains("@") {
    return "`\(text)` names a user, whom every link would show; leave it out"
  }
  let afterHost = authority.split(separator: "]").last ?? authority
  if let colon = afterHost.lastIndex(of: ":") {
    let port = Int(afterHost[afterHost.index(after: colon)...])
    guard let port, (0...65_535).contains(port) else {
      return "`\(text)` has no port from 1 to 65535 after its host; mend it, or leave it out"
    }
  }
  var path = parts.dropFirst()
  if path.last == "" { path.removeLast() }
  if path.contains(where: { ["", ".", ".."].contains($0) }) {
    return
      "`\(text)` holds `//`, `/./` or `/../`, which readers resolve; write the path that is meant"
  }
  return nil
}

/// Whether it is an absolute http(s) URL in ASCII.
func isWebURL(_ text: String, allowingQuery: Bool = false) -> Bool {
  let rest = ["https://", "http://"].lazy.compactMap { scheme in
    text.hasPrefix(scheme) ? text.dropFirst(scheme.count) : nil
  }.first
  guard let rest, let first = rest.utf8.first, first != UInt8(ascii: "/") else { return false }
  let forbidden = allowingQuery ? "\"<>\\^`{|}#" : "\"<>\\^`{|}#?"
  let hasEscapes = rest.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    .dropFirst().allSatisfy { $0.prefix(2).count { isHexadecimal($0) } == 2 }
  return hasEscapes
    && !rest.utf8.contains { $0 <= 32 || $0 >= 127 || forbidden.utf8.contains($0) }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (97...102).contains(byte | 32)
}
