extension JSON {
  /// Why a text is not JSON, and at which byte.
  package struct SyntaxError: Error, Hashable, Sendable {
    /// Bytes from the start of the text.
    package var offset: Int
    package var message: String
  }

  /// The value of a JSON text (RFC 8259), UTF-8; strict, nested at most 256 deep.
  ///
  /// - Throws: `SyntaxError` at the first byte that is not JSON. Cost: O(bytes).
  package init(parsing bytes: [UInt8]) throws(SyntaxError) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.document()
  }

  /// The member of an object; nil when there is none or this is no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var int: Int? { if case .int(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
}

/// A recursive-descent reader over bytes.
private struct JSONReader {
  let bytes: [UInt8]
  var at = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    let value = try value()
    skipSpace()
    guard at == bytes.count else { throw fault("text after the end of the value") }
    return value
  }

  private mutating func value() throws(JSON.SyntaxError) -> JSON {
    skipSpace()
    guard at < bytes.count else { throw fault("the text ends where a value should stand") }
    switch bytes[at] {
    case UInt8(ascii: "{"):
      return try nested { reader throws(JSON.SyntaxError) in try reader.object() }
    case UInt8(ascii: "["):
      return try nested { reader throws(JSON.SyntaxError) in try reader.list() }
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSON.SyntaxError) -> JSON
  ) throws(JSON.SyntaxError) -> JSON {
    depth += 1
    guard depth <= 256 else { throw fault("nested deeper than 256") }
    at += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSON.SyntaxError) -> JSON {
    var members: [JSON.Member] = []
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw fault("expected a name in quotes")
      }
      let name = try text()
      guard take(UInt8(ascii: ":")) else { throw fault("expected a colon") }
      members.append(JSON.Member(name, try value()))
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else {
        throw fault("expected a comma or the end of the object")
      }
    }
  }

  private mutating func list() throws(JSON.SyntaxError) -> JSON {
    var values: [JSON] = []
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      values.append(try value())
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw fault("expected a comma or the end of the list") }
    }
  }

  private mutating func text() throws(JSON.SyntaxError) -> String {
    at += 1
    var out: [UInt8] = []
    while true {
      let start = at
      while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"),
        bytes[at] >= 32
      { at += 1 }
      out += bytes[start..<at]
      guard at < bytes.count else { throw fault("a string has no end") }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        guard let text = String(validating: out, as: UTF8.self) else {
          throw fault("a string is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &out)
      default: throw fault("a control character stands unescaped in a string")
      }
    }
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSON.SyntaxError) {
    at += 1
    guard at < bytes.count else { throw fault("a string has no end") }
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "/"): 47, UInt8(ascii: "b"): 8,
      UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]
    if let byte = plain[bytes[at]] {
      out.append(byte)
      at += 1
      return
    }
    guard bytes[at] == UInt8(ascii: "u") else { throw fault("unknown escape in a string") }
    at += 1
    var value = try hex()
    if (0xD800...0xDBFF).contains(value), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    {
      at += 2
      let low = try hex()
      guard (0xDC00...0xDFFF).contains(low) else { throw fault("half a surrogate pair") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw fault("half a surrogate pair") }
    out += String(scalar).utf8
  }

  private mutating func hex() throws(JSON.SyntaxError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw fault("a \\u escape needs four hex digits") }
    var value: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("a \\u escape needs four hex digits")
      }
      value = value << 4 | UInt32(digit)
    }
    at += 4
    return value
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
    let letters = Array("\(word)".utf8)
    guard bytes[at...].starts(with: letters) else { throw fault("expected a value") }
    at += letters.count
    return value
  }

  private mutating func number() throws(JSON.SyntaxError) -> JSON {
    let start = at
    _ = take(exactly: UInt8(ascii: "-"))
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[at - whole] != UInt8(ascii: "0") else {
      throw fault("expected a value")
    }
    var isWhole = true
    if take(exactly: UInt8(ascii: ".")) {
      isWhole = false
      guard digits() > 0 else { throw fault("a number lacks digits after its point") }
    }
    if take(exactly: UInt8(ascii: "e")) || take(exactly: UInt8(ascii: "E")) {
      isWhole = false
      if !take(exactly: UInt8(ascii: "+")) { _ = take(exactly: UInt8(ascii: "-")) }
      guard digits() > 0 else { throw fault("a number lacks digits in its exponent") }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let value = Int(text) { return .int(value) }
    guard let value = Double(text) else { throw fault("a number is out of range") }
    return .double(value)
  }

  private mutating func digits() -> Int {
    let start = at
    while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
    return at - start
  }

  private mutating func take(exactly byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    return take(exactly: byte)
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 32 || (9...10).contains(bytes[at]) || bytes[at] == 13 {
      at += 1
    }
  }

  private func fault(_ message: String) -> JSON.SyntaxError {
    JSON.SyntaxError(offset: at, message: message)
  }
}
