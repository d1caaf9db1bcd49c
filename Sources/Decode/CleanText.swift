internal import FeedModel

/// Text without what no reader should see: one kind of line end, no controls, no invisible debris, NFC.
///
/// Bytes are looked at once and copied in runs; only characters behind a few lead bytes are examined.
struct CleanText {
  /// Valid UTF-8 with LF as the only line end, not yet NFC.
  private(set) var bytes: [UInt8] = []
  /// Whether anything but white space is left.
  private(set) var hasInk = false
  private var controls = 0
  private var icons = 0
  private var invisibles = 0

  init(_ utf8: [UInt8]) {
    bytes.reserveCapacity(utf8.count)
    utf8.withUnsafeBufferPointer { copy($0) }
    hasInk = Self.hasVisible(bytes)
  }

  /// A short sentence for each kind of character that was dropped.
  var warnings: [String] {
    [
      (controls, "control character"), (icons, "private-use character"),
      (invisibles, "invisible character"),
    ]
    .filter { $0.0 > 0 }
    .map { "\($0.0) \($0.1)\($0.0 == 1 ? " was" : "s were") dropped." }
  }

  /// The lines in NFC.
  var lines: TextLines { TextLines(CanonicalForm.composed(bytes)) }

  private static func hasVisible(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0 > 32 && $0 < 127 }
      || String(decoding: bytes, as: UTF8.self).unicodeScalars.contains {
        !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
      }
  }
}

extension CleanText {
  private enum Fate { case keep, lineEnd, space, control, icon, invisible }

  private mutating func copy(_ source: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var at = 0
    // Where the block ends that is gone through byte by byte, for not all of it is plain.
    var mixed = 0
    while at < source.count {
      if at >= mixed {
        let isPlain = source.isPlainBlock(from: at) { ($0 &- 32 < 95 ? 1 : 0) | ($0 == 10 ? 1 : 0) }
        if isPlain {
          at &+= UnsafeBufferPointer<UInt8>.block
          continue
        }
        mixed = at &+ UnsafeBufferPointer<UInt8>.block
      }
      let byte = source[at]
      if byte >= 32,
        byte < 127 || (0xC3...0xDF).contains(byte) || (0x80...0xC1).contains(byte)
          || (0xE3...0xED).contains(byte)
      {
        at += 1
        continue
      }
      let (length, fate) = Self.fate(source, at)
      guard fate != .keep else {
        at += length
        continue
      }
      bytes += source[start..<at]
      let cut = drop(fate)
      at += length
      if cut, byte == 13, at < source.count, source[at] == 10 { at += 1 }
      start = at
    }
    bytes += source[start..<source.count]
  }

  /// Counts what is dropped; true for a line end.
  private mutating func drop(_ fate: Fate) -> Bool {
    switch fate {
    case .lineEnd:
      bytes.append(10)
      return true
    case .space: if let last = bytes.last, last > 32 { bytes.append(32) }
    case .control: controls += 1
    case .icon: icons += 1
    case .invisible: invisibles += 1
    case .keep: break
    }
    return false
  }

  private static func fate(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Int, Fate) {
    let lead = source[at]
    if lead < 0x80 {
      if lead == 9 || lead == 10 { return (1, .keep) }
      // Vertical tabs and form feeds break a line for the eye only: the sentence goes on behind them.
      return (1, lead == 13 ? .lineEnd : lead == 11 || lead == 12 ? .space : .control)
    }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard at + length <= source.count else { return (source.count - at, .keep) }
    var scalar = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { scalar = scalar << 6 | UInt32(source[at + offset] & 0x3F) }
    return (length, fate(of: scalar, before: at, in: source))
  }

  private static func fate(
    of scalar: UInt32, before at: Int, in source: UnsafeBufferPointer<UInt8>
  ) -> Fate {
    switch scalar {
    case 0x85, 0x2028, 0x2029: .lineEnd
    case 0x80...0x9F: .control
    case 0xAD, 0x180E, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFC: .invisible
    case 0x200B: joins(before: at, in: source, spaces: true) ? .keep : .invisible
    case 0x200C, 0x200D: joins(before: at, in: source, spaces: false) ? .keep : .invisible
    case 0xFDD0...0xFDEF: .control
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: scalar & 0xFFFE == 0xFFFE ? .control : .icon
    case 0xE0000...0xE007F: isEmoji(before: at, in: source) ? .keep : .invisible
    default: scalar & 0xFFFE == 0xFFFE ? .control : .keep
    }
  }

  /// Whether a joiner (or a zero-width space) after the character that ends at `at` has work to do: in scripts
  /// whose letters join, in scripts without spaces, and between emoji.
  private static func joins(
    before at: Int, in source: UnsafeBufferPointer<UInt8>, spaces: Bool
  ) -> Bool {
    guard let previous = scalar(before: at, in: source) else { return false }
    switch previous {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true
    case 0x0600...0x08FF, 0x0900...0x0DFF, 0x0F00...0x0FFF, 0x1800...0x18AF: return !spaces
    default: return !spaces && isEmoji(before: at, in: source)
    }
  }

  private static func isEmoji(before at: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
    switch scalar(before: at, in: source) {
    case .some(0x2190...0x2BFF), .some(0xFE0F), .some(0x1F000...0x1FBFF), .some(0xE0020...0xE007F):
      true
    default: false
    }
  }

  private static func scalar(before at: Int, in source: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var start = at - 1
    while start >= 0, at - start < 4, source[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0 else { return nil }
    let lead = source[start]
    let length = at - start
    var scalar =
      UInt32(lead) & (length == 1 ? 0x7F : length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in start + 1..<max(at, start + 1) {
      scalar = scalar << 6 | UInt32(source[offset] & 0x3F)
    }
    return scalar
  }
}
