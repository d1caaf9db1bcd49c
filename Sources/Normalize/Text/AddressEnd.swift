/// Where an address ends that stands in running text.
enum AddressEnd {
  /// The index behind the address that `text` begins with: without the full stop or bracket that closes the sentence
  /// around it, but with brackets of its own, as in `/wiki/Dead_zone_(ecology)`.
  static func of(_ text: ArraySlice<UInt8>) -> Int {
    var end = text.startIndex
    while end < text.endIndex, !stops(text, end) { end += 1 }
    while end > text.startIndex {
      switch text[end - 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
        UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"):
        break
      case UInt8(ascii: ")") where !isBalanced(text[..<end], 40, 41): break
      case UInt8(ascii: "]") where !isBalanced(text[..<end], 91, 93): break
      default: return end
      }
      end -= 1
    }
    return end
  }

  /// Space, quotes, and marks beyond ASCII: dashes and quotes, ideographic marks and full-width forms.
  private static func stops(_ text: ArraySlice<UInt8>, _ at: Int) -> Bool {
    let byte = text[at]
    if byte <= 32 || "<>\"".utf8.contains(byte) { return true }
    guard byte >= 0xE2, at + 1 < text.endIndex else { return false }
    let next = text[at + 1]
    return byte == 0xE2 && next == 0x80 || byte == 0xE3 && next == 0x80
      || byte == 0xEF && (next == 0xBC || next == 0xBD)
  }

  private static func isBalanced(_ text: ArraySlice<UInt8>, _ open: UInt8, _ close: UInt8) -> Bool {
    text.count { $0 == open } >= text.count { $0 == close }
  }
}
