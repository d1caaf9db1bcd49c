/// Bytes of a document in the making: text goes in escaped, by runs, never character by character.
///
/// Every way in drops what XML 1.0 §2.2 forbids, so no document can be ill-formed for a stray control character.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  var count: Int { bytes.count }

  /// Takes back everything after the first `count` bytes.
  mutating func truncate(to count: Int) {
    bytes.removeSubrange(count...)
  }

  /// Appends markup of our own as it stands.
  mutating func markup(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends bytes that are finished.
  mutating func finished(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  /// Appends `text` in the form that `escapes` asks for.
  ///
  /// Cost: O(bytes), about one copy.
  mutating func write(_ text: String, _ escapes: Escapes) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { write($0, escapes) }
    if done == nil { write(Array(text.utf8), escapes) }
  }

  /// Appends UTF-8 `text` in the form that `escapes` asks for.
  mutating func write(_ text: [UInt8], _ escapes: Escapes) {
    text.withUnsafeBufferPointer { write($0, escapes) }
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>, _ escapes: Escapes) {
    var start = 0
    var index = 0
    escapes.classes.withUnsafeBufferPointer { classes in
      while index < text.count {
        let kind = classes[Int(text[index])]
        guard kind != Escapes.plain else {
          index += 1
          continue
        }
        let length = kind == Escapes.leadsNoncharacter ? 3 : 1
        guard length == 1 || Self.isNoncharacter(text, at: index) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        if length == 1 { bytes.append(contentsOf: escapes.replacements[Int(kind)]) }
        index += length
        start = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  /// Whether U+FFFE or U+FFFF stands at `index`: EF BF BE, EF BF BF.
  private static func isNoncharacter(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < text.count && text[index + 1] == 0xBF && (0xBE...0xBF).contains(text[index + 2])
  }
}
