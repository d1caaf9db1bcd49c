/// Language tags by their shape (BCP 47 §2.1); no registry is asked.
package enum LanguageTag {
  /// Whether `text` has the shape of a tag, as `en`, `zh-Hant-TW` and `x-home` have.
  package static func isOne(_ text: String) -> Bool {
    let subtags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let primary = subtags.first, primary.allSatisfy(isLetter) else { return false }
    guard primary.count > 1 || "iIxX".utf8.contains(primary.first ?? 0) else { return false }
    return subtags.allSatisfy { subtag in
      (1...8).contains(subtag.count)
        && subtag.allSatisfy { isLetter($0) || (48...57).contains($0) }
    }
  }

  /// The tag that `text` means, written as locales are (`en_US`) or as a tag; nil where it means none, as `English`.
  package static func meant(by text: String) -> String? {
    let bytes = text.utf8.filter { $0 > 32 }.map {
      $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0
    }
    let tag = String(decoding: bytes, as: UTF8.self)
    let primary = bytes.prefix { $0 != UInt8(ascii: "-") }
    return primary.count <= 3 && isOne(tag) ? tag : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
}
