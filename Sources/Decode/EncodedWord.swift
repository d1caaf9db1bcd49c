import Charset
internal import FeedModel

/// Text of any charset within a field of a mail's header: `=?utf-8?Q?Caf=C3=A9?=` (RFC 2047 §2).
///
/// Longer words than the 75 bytes of the RFC, and words that touch others, are taken too: mailers write both.
struct EncodedWord {
  /// In lower case.
  let charset: String
  /// Bytes in that charset.
  let content: [UInt8]
  /// Where it stands in its field.
  let range: Range<Int>

  private static let longestName = 40

  /// The word that begins at `start`, nil where none does or its encoding is broken.
  init?(_ field: [UInt8], at start: Int) {
    guard field[start...].starts(with: "=?".utf8) else { return nil }
    let parts = field[(start + 2)...].split(
      separator: UInt8(ascii: "?"), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[3].first == UInt8(ascii: "="), parts[1].count == 1,
      let encoding = parts[1].first, parts[2].allSatisfy({ $0 > 32 && $0 < 127 }),
      let charset = Self.charset(parts[0])
    else { return nil }
    let content: [UInt8]? =
      switch encoding | 32 {
      case UInt8(ascii: "q"): Self.quoted(parts[2])
      case UInt8(ascii: "b"): Self.base64(parts[2])
      default: nil
      }
    guard let content else { return nil }
    self.content = content
    self.charset = charset
    range = start..<parts[3].startIndex + 1
  }
}

extension EncodedWord {
  /// `field` with its encoded words read; those that can't be read stay as they are written.
  ///
  /// White space between two encoded words is no part of the text (RFC 2047 §6.2). Pure, O(bytes).
  static func decoded(_ field: String) -> String {
    let bytes = Array(field.utf8)
    let words = all(in: bytes)
    guard !words.isEmpty else { return field }
    var text: [UInt8] = []
    var end = 0
    var isRead = false
    for part in parts(words, bytes) {
      let gap = bytes[end..<part.range.lowerBound]
      if !isRead || part.text == nil || gap.contains(where: { $0 > 32 }) { text += gap }
      text += part.text ?? Array(bytes[part.range])
      (end, isRead) = (part.range.upperBound, part.text != nil)
    }
    let lines = CleanText(text + bytes[end...]).lines
    return lines.indices.map { lines[$0] }.joined(separator: " ")
  }

  private static func all(in field: [UInt8]) -> [Self] {
    var words: [Self] = []
    var at = 0
    while at < field.count {
      let word = Self(field, at: at)
      if let word { words.append(word) }
      at = word?.range.upperBound ?? at + 1
    }
    return words
  }

  /// Stretches of a field with what they say, nil for what can't be read.
  ///
  /// Neighbours of one charset are read together: mailers cut characters in two, though §5 forbids it.
  private static func parts(
    _ words: [Self], _ field: [UInt8]
  ) -> [(range: Range<Int>, text: [UInt8]?)] {
    var groups: [[Self]] = []
    for word in words {
      if let last = groups.last?.last, last.charset == word.charset,
        field[last.range.upperBound..<word.range.lowerBound].allSatisfy({ $0 <= 32 })
      {
        groups[groups.count - 1].append(word)
      } else {
        groups.append([word])
      }
    }
    return groups.flatMap { group in
      guard let first = group.first, let last = group.last,
        let text = text(group.flatMap(\.content), first.charset)
      else { return group.map { ($0.range, text($0.content, $0.charset)) } }
      return [(first.range.lowerBound..<last.range.upperBound, text)]
    }
  }

  /// `bytes` as UTF-8, nil where the charset is not known or some mean nothing in it.
  private static func text(_ bytes: [UInt8], _ charset: String) -> [UInt8]? {
    do throws(UnknownCharset) {
      let text = try converted(bytes[...], from: charset)
      return text.replaced == 0 ? text.utf8 : nil
    } catch {
      return nil
    }
  }

  /// The name before the language that may follow it, as in `us-ascii*en` (RFC 2231 §5).
  private static func charset(_ part: ArraySlice<UInt8>) -> String? {
    let name = part.prefix { $0 != UInt8(ascii: "*") }
    let isName = name.allSatisfy {
      (97...122).contains($0 | 32) || (48...57).contains($0) || "-_.:".utf8.contains($0)
    }
    guard isName, (1...longestName).contains(name.count) else { return nil }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// The Q encoding: `_` for a blank, `=` and two digits for any byte (§4.2).
  private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte == UInt8(ascii: "_") ? 32 : byte)
        continue
      }
      guard rest.count >= 2, rest.prefix(2).allSatisfy({ $0 != UInt8(ascii: "+") }),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  /// The B encoding: base64 (RFC 4648 §4), its padding or a part of it left out or not.
  private static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = text.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
    guard digits.count % 4 != 1, text.count - digits.count <= 2 else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    for (index, digit) in digits.enumerated() {
      guard let value = alphabet.firstIndex(of: digit) else { return nil }
      bits = bits << 6 | UInt32(value)
      let filled = index % 4 * 2
      if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - filled))) }
    }
    return bytes
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
