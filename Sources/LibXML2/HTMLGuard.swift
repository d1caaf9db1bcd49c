/// Looks over HTML before libxml2 does, for what would make its parser quadratic.
///
/// It compares every attribute of a tag with the ones before it, and gathers the attributes of all `html` and `body` tags on one
/// element. This walks tags by libxml2's own rules and stops at numbers that no real page comes near.
struct HTMLGuard {
  static let mostAttributes = 256
  static let mostRoots = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var roots = 0

  /// What is wrong with `bytes`, nil when they are fit to parse.
  static func objection(to bytes: UnsafeBufferPointer<UInt8>) -> MarkupError? {
    var scan = HTMLGuard(bytes)
    return scan.run()
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func run() -> MarkupError? {
    while let open = index(of: UInt8(ascii: "<"), from: at) {
      at = open + 1
      if starts("!--") {
        at = end(of: "-->", from: at + 3)
      } else if isLetter(byte(at)) {
        let name = name()
        let count = attributes()
        if name == Self.html || name == Self.body { roots += count > 0 ? 1 : 0 }
        if count > Self.mostAttributes || roots > Self.mostRoots {
          let line = bytes[..<open].reduce(1) { $0 + ($1 == 10 ? 1 : 0) }
          return MarkupError(message: "a tag has too many attributes", line: line)
        }
        if name == Self.script {
          skipRawText("</script")
        } else if name == Self.style {
          skipRawText("</style")
        }
      }
    }
    return nil
  }
}

extension HTMLGuard {
  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }

  private func isNameStart(_ byte: UInt8) -> Bool { isLetter(byte) || "_:.".utf8.contains(byte) }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }

  private func index(of wanted: UInt8, from start: Int) -> Int? {
    bytes[min(start, bytes.count)...].firstIndex(of: wanted)
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      at + text.count <= bytes.count
        && text.indices.allSatisfy { lower(bytes[at + $0]) == text[$0] }
    }
  }

  private func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  private func end(of mark: StaticString, from start: Int) -> Int {
    var scan = self
    scan.at = start
    while let found = index(of: mark.withUTF8Buffer { $0[0] }, from: scan.at) {
      scan.at = found
      if scan.starts(mark) { return found + mark.utf8CodeUnitCount }
      scan.at += 1
    }
    return bytes.count
  }

  private static let html = packed("html")
  private static let body = packed("body")
  private static let script = packed("script")
  private static let style = packed("style")

  private static func packed(_ name: String) -> UInt64 {
    name.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Passes a name; its letters in lower case, a byte each, 0 for one longer than eight.
  private mutating func name() -> UInt64 {
    let start = at
    var name: UInt64 = 0
    while isLetter(byte(at)) || (48...57).contains(byte(at)) || byte(at) == UInt8(ascii: "-")
      || byte(at) == UInt8(ascii: ":") || byte(at) == UInt8(ascii: "_")
    {
      name = name << 8 | UInt64(lower(bytes[at]))
      at += 1
    }
    return at - start <= 8 ? name : 0
  }

  /// Passes the rest of a tag; how many attributes or attribute-like words it has.
  private mutating func attributes() -> Int {
    var count = 0
    while at < bytes.count {
      switch byte(at) {
      case UInt8(ascii: ">"): return count
      case let space where isBlank(space) || space == UInt8(ascii: "/"): at += 1
      default:
        count += 1
        passAttribute()
      }
    }
    return count
  }

  private mutating func passAttribute() {
    guard isNameStart(byte(at)) else {
      // What is no name is passed up to the next blank, quotes or not.
      while at < bytes.count, !isBlank(byte(at)), byte(at) != UInt8(ascii: ">") { at += 1 }
      return
    }
    while isNameStart(byte(at)) || (48...57).contains(byte(at)) || byte(at) == UInt8(ascii: "-") {
      at += 1
    }
    while isBlank(byte(at)) { at += 1 }
    guard byte(at) == UInt8(ascii: "=") else { return }
    at += 1
    while isBlank(byte(at)) { at += 1 }
    let quote = byte(at)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      at = index(of: quote, from: at + 1).map { $0 + 1 } ?? bytes.count
    } else {
      while at < bytes.count, !isBlank(byte(at)), byte(at) != UInt8(ascii: ">") { at += 1 }
    }
  }

  private mutating func skipRawText(_ end: StaticString) {
    while let open = index(of: UInt8(ascii: "<"), from: at) {
      at = open
      if starts(end) { return }
      at += 1
    }
    at = bytes.count
  }
}
