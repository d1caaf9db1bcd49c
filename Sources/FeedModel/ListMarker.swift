/// What opens an item of a list in Markdown: `- `, `* `, `+ `, `12. ` or `3) ` (CommonMark 0.31 §5.2).
package enum ListMarker {
  /// Bytes of the marker that `text` begins with and of the space behind it; 0 where it begins with none.
  package static func length(in text: ArraySlice<UInt8>) -> Int {
    let digits = text.prefix { (48...57).contains($0) }.count
    let rest = text.dropFirst(digits)
    guard digits <= 9, let mark = rest.first, let space = rest.dropFirst().first, space <= 32,
      (digits == 0 ? "-*+" : ".)").utf8.contains(mark)
    else { return 0 }
    return digits + 2
  }
}
