import Glibc

/// Byte tests and cuts that the request readers share; ASCII only, as RFC 9110 §5.6 has it.
extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let tab: UInt8 = 9
  static let lineFeed: UInt8 = 10
  static let carriageReturn: UInt8 = 13

  /// Optional white space (RFC 9110 §5.6.3).
  var isOptionalSpace: Bool { self == .space || self == .tab }

  /// White space of JSON and of lines (RFC 8259 §2).
  var isWhiteSpace: Bool { isOptionalSpace || self == .lineFeed || self == .carriageReturn }

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// An ASCII capital as its small letter, anything else as it is.
  var lowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }

  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// A character of a token (RFC 9110 §5.6.2).
  var isTokenCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "!"),
      UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// The same without optional white space at its ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first.isOptionalSpace { slice.removeFirst() }
    while let last = slice.last, last.isOptionalSpace { slice.removeLast() }
    return slice
  }

  /// Whether it spells `word`, which is in small letters, in any case.
  func spells(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    let start = word.utf8Start
    for (offset, byte) in enumerated() where byte.lowercased != start[offset] { return false }
    return true
  }

  /// Whether it is `text`, byte by byte.
  func equals(_ text: String) -> Bool {
    let isEqual = text.utf8.withContiguousStorageIfAvailable { other in
      withUnsafeBytes { own in
        guard own.count == other.count else { return false }
        guard let mine = own.baseAddress, let theirs = other.baseAddress else { return true }
        return memcmp(mine, theirs, own.count) == 0
      }
    }
    return isEqual ?? elementsEqual(text.utf8)
  }

  /// Whether it begins with `prefix`, which is in small letters, in any case.
  func begins(with prefix: StaticString) -> Bool {
    self.prefix(prefix.utf8CodeUnitCount).spells(prefix)
  }

  /// Its elements of a comma-separated list, trimmed, empty ones left out (RFC 9110 §5.6.1); quotes are not seen.
  var listElements: ListElements { ListElements(rest: self) }

  /// Its value as digits alone; nil for anything else or when it does not fit.
  var decimal: Int? {
    guard !isEmpty else { return nil }
    var value = 0
    for byte in self {
      guard byte.isDigit else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      let (sum, carry) = scaled.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      guard !carry else { return nil }
      value = sum
    }
    return value
  }
}

/// The elements of a list field, one after the other, without a copy.
struct ListElements: Sequence, IteratorProtocol {
  fileprivate var rest: ArraySlice<UInt8>

  mutating func next() -> ArraySlice<UInt8>? {
    while !rest.isEmpty {
      let element = rest.prefix { $0 != UInt8(ascii: ",") }
      rest = rest[element.endIndex...].dropFirst()
      let trimmed = element.trimmed
      if !trimmed.isEmpty { return trimmed }
    }
    return nil
  }
}
