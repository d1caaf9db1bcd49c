/// How each byte of a text is written: as it is, replaced, or dropped.
///
/// All forms drop C0 controls but tab, line feed and carriage return, and U+FFFE and U+FFFF (XML 1.0 §2.2).
struct Escapes: Sendable {
  /// By byte: `plain`, `leadsNoncharacter`, or an index of `replacements`.
  let classes: [UInt8]
  let replacements: [[UInt8]]

  static let plain: UInt8 = 0
  static let leadsNoncharacter: UInt8 = 255

  private init(_ replacements: KeyValuePairs<UInt8, String>) {
    var classes = [UInt8](repeating: Self.plain, count: 256)
    for byte in 0..<32 where ![9, 10, 13].contains(byte) { classes[byte] = 1 }
    classes[0xEF] = Self.leadsNoncharacter
    var written: [[UInt8]] = [[], []]
    for (byte, replacement) in replacements {
      classes[Int(byte)] = UInt8(written.count)
      written.append(Array(replacement.utf8))
    }
    self.classes = classes
    self.replacements = written
  }

  /// Markup that is finished: only what is forbidden goes.
  static let none = Escapes([:])

  /// Text between tags.
  ///
  /// `>` too, so that `]]>` never stands (XML 1.0 §2.4).
  static let text = Escapes([
    UInt8(ascii: "&"): "&amp;", UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;", 13: "&#13;",
  ])

  /// A double-quoted attribute value, white space kept (XML 1.0 §3.3.3).
  static let attribute = Escapes([
    UInt8(ascii: "&"): "&amp;", UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;",
    UInt8(ascii: "\""): "&quot;", 9: "&#9;", 10: "&#10;", 13: "&#13;",
  ])

  /// Plain text in RSS: hexadecimal references survive readers that unescape twice
  /// (RSS Advisory Board profile, data-types-characterdata).
  static let hexadecimal = Escapes([
    UInt8(ascii: "&"): "&#x26;", UInt8(ascii: "<"): "&#x3C;", UInt8(ascii: ">"): "&#x3E;",
    13: "&#xD;",
  ])

  /// The inside of a JSON string (RFC 8259 §7).
  static let json = Escapes([
    UInt8(ascii: "\""): "\\\"", UInt8(ascii: "\\"): "\\\\", 9: "\\t", 10: "\\n", 13: "\\r",
  ])

  /// A URI in an attribute or between tags: what RFC 3986 does not allow is percent-encoded, `&` is escaped.
  static let uri = percentEncoding([UInt8(ascii: "&"): "&amp;"])

  /// A URI inside a JSON string.
  static let jsonURI = percentEncoding([:])

  private static func percentEncoding(_ others: KeyValuePairs<UInt8, String>) -> Escapes {
    let digits = Array("0123456789ABCDEF")
    var classes = [UInt8](repeating: plain, count: 256)
    var written: [[UInt8]] = [[], []]
    func replace(_ byte: UInt8, by text: String) {
      classes[Int(byte)] = UInt8(written.count)
      written.append(Array(text.utf8))
    }
    for byte in UInt8(0)...255 where byte <= 32 || byte >= 127 || #""<>\^`{|}"#.utf8.contains(byte)
    {
      replace(byte, by: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])")
    }
    for (byte, text) in others { replace(byte, by: text) }
    return Escapes(classes: classes, replacements: written)
  }

  private init(classes: [UInt8], replacements: [[UInt8]]) {
    self.classes = classes
    self.replacements = replacements
  }
}
