/// The permanent name of an article: a UUID, version 5 (RFC 9562 §5.5), given at first sight and never changed.
package struct ItemID: Hashable, Comparable, Sendable, Codable {
  /// The 128 bits as two big-endian halves.
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The id of 16 bytes; nil for any other count.
  package init?(bytes: some Collection<UInt8>) {
    let halves = bytes.withContiguousStorageIfAvailable { Self.halves(UnsafeRawBufferPointer($0)) }
    guard let halves = halves ?? Array(bytes).withUnsafeBytes(Self.halves) else { return nil }
    (high, low) = halves
  }

  /// The id of 16 bytes in memory, without a copy; nil for any other count.
  package init?(raw bytes: UnsafeRawBufferPointer) {
    guard let halves = Self.halves(bytes) else { return nil }
    (high, low) = halves
  }

  private static func halves(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64)? {
    guard bytes.count == 16 else { return nil }
    return (
      UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    )
  }

  /// The id of `urn:uuid:…` or of the bare 36-character form; nil when it is neither.
  package init?(_ text: String) {
    let prefix = "urn:uuid:"
    let hex = (text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...]).utf8
    guard hex.count == 36 else { return nil }
    var bytes: [UInt8] = []
    var half: UInt8?
    for (position, character) in hex.enumerated() {
      if [8, 13, 18, 23].contains(position) {
        guard character == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
      if let first = half {
        bytes.append(first << 4 | UInt8(digit))
        half = nil
      } else {
        half = UInt8(digit)
      }
    }
    self.init(bytes: bytes)
  }

  /// The 16 bytes, most significant first.
  package var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
  }

  /// Lower-case hex with hyphens: `xxxxxxxx-xxxx-5xxx-yxxx-xxxxxxxxxxxx`.
  package var uuid: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// As feeds carry it: `urn:uuid:…` (RFC 4122 §3).
  package var urn: String { "urn:uuid:" + uuid }

  package static func < (a: Self, b: Self) -> Bool {
    a.high == b.high ? a.low < b.low : a.high < b.high
  }
}

/// The permanent name of a story (a cluster of articles): the id of the article that opened it.
package struct StoryID: Hashable, Comparable, Sendable, Codable {
  package let item: ItemID

  package init(_ item: ItemID) { self.item = item }

  package static func < (a: Self, b: Self) -> Bool { a.item < b.item }
}
