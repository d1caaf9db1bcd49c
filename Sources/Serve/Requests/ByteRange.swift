/// What a Range field asks of a representation (RFC 9110 §14).
enum ByteRange: Equatable {
  /// The whole: no range, another unit, bad syntax, or more than one range, which feeds have no use for.
  case whole
  case part(Range<Int>)
  case unsatisfiable

  init(_ field: ArraySlice<UInt8>, length: Int) {
    self = .whole
    guard field.begins(with: "bytes=") else { return }
    var elements = field.dropFirst(6).listElements
    guard let range = elements.next(), elements.next() == nil,
      let dash = range.firstIndex(of: UInt8(ascii: "-"))
    else { return }
    let (first, last) = (range[..<dash], range[(dash + 1)...])
    if first.isEmpty {
      guard last.allSatisfy(\.isDigit), !last.isEmpty else { return }
      // A number too large for us is larger than any document.
      let count = min(last.decimal ?? length, length)
      self = count == 0 ? .unsatisfiable : .part(length - count..<length)
    } else {
      guard first.allSatisfy(\.isDigit), last.allSatisfy(\.isDigit) else { return }
      let start = first.decimal ?? Int.max
      let end = last.isEmpty ? Int.max : last.decimal ?? Int.max
      guard start <= end else { return }
      self = start >= length ? .unsatisfiable : .part(start..<min(end, length - 1) + 1)
    }
  }
}
