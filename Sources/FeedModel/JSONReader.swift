/// A strict reader of RFC 8259: no trailing comma, no comment, no lone surrogate, no repeated key, nothing after the value.
package struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  /// The value that `bytes` hold, at most 64 levels deep.
  ///
  /// - Throws: `JSON.SyntaxError` at the first fault. Cost: O(bytes).
  package static func read(_ bytes: [UInt8]) throws(JSON.SyntaxError) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSON.SyntaxError(line: 1, message: "the text is not UTF-8")
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.at == bytes.count else { throw reader.fault("something follows the value") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func fault(_ message: String) -> JSON.SyntaxError {
    JSON.SyntaxError(line: line, message: message)
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 {
      if byte == 10 { line += 1 }
      at += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSON.SyntaxError) -> JSONValue {
    skipSpace()
    guard depth < 64 else { throw fault("values are nested more than 64 deep") }
    let start = line
    switch next {
    case UInt8(ascii: "{"): return JSONValue(line: start, kind: .object(try members(depth)))
    case UInt8(ascii: "["): return JSONValue(line: start, kind: .array(try elements(depth)))
    case UInt8(ascii: "\""): return JSONValue(line: start, kind: .string(try string()))
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw fault("the text ends where a value should stand")
    default: return JSONValue(line: start, kind: .number(try number()))
    }
  }

  private mutating func word(_ word: String, _ kind: JSONValue.Kind) throws(JSON.SyntaxError)
    -> JSONValue
  {
    guard bytes[at...].starts(with: word.utf8) else {
      throw fault("\(Self.quoted(rest)) is no value")
    }
    at += word.utf8.count
    return JSONValue(line: line, kind: kind)
  }

  private mutating func elements(_ depth: Int) throws(JSON.SyntaxError) -> [JSONValue] {
    at += 1
    var values: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return values }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return values }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma is missing in an array") }
    }
  }

  private mutating func members(
    _ depth: Int
  ) throws(JSON.SyntaxError) -> [(name: String, value: JSONValue)] {
    at += 1
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<String> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a member has no name") }
      let name = try string()
      guard names.insert(name).inserted else {
        throw fault("the member \(Self.quoted(name)) stands twice")
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else {
        throw fault("a colon is missing after \(Self.quoted(name))")
      }
      members.append((name, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma is missing in an object") }
    }
  }
}

extension JSONReader {
  private mutating func number() throws(JSON.SyntaxError) -> String {
    let start = at
    _ = take(UInt8(ascii: "-"))
    let first = at
    guard digits() else { throw fault("\(Self.quoted(rest)) is no value") }
    guard bytes[first] != 48 || at == first + 1 else { throw fault("a number begins with 0") }
    if take(UInt8(ascii: ".")), !digits() { throw fault("a number ends in a point") }
    if let byte = next, byte | 32 == UInt8(ascii: "e") {
      at += 1
      if next == 43 || next == 45 { at += 1 }
      guard digits() else { throw fault("a number has no exponent") }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private var rest: String {
    String(decoding: bytes[at..<min(at + 20, bytes.count)], as: UTF8.self)
  }

  private mutating func digits() -> Bool {
    let start = at
    while let byte = next, (48...57).contains(byte) { at += 1 }
    return at > start
  }

  private mutating func string() throws(JSON.SyntaxError) -> String {
    at += 1
    var text: [UInt8] = []
    var start = at
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[start..<at]
        at += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[start..<at]
        at += 1
        try escape(into: &text)
        start = at
      case 0..<32: throw fault("a string holds a control character")
      default: at += 1
      }
    }
    throw fault("a string has no end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSON.SyntaxError) {
    guard let kind = next else { throw fault("a string has no end") }
    at += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return text.append(kind)
    case UInt8(ascii: "b"): return text.append(8)
    case UInt8(ascii: "f"): return text.append(12)
    case UInt8(ascii: "n"): return text.append(10)
    case UInt8(ascii: "r"): return text.append(13)
    case UInt8(ascii: "t"): return text.append(9)
    case UInt8(ascii: "u"): break
    default: throw fault("an escape is unknown")
    }
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw fault("a surrogate stands alone") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault("a surrogate stands alone") }
    text += Array(String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws(JSON.SyntaxError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw fault("an escape is cut off") }
    var code: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      switch byte {
      case 48...57: code = code << 4 | UInt32(byte - 48)
      case 65...70, 97...102: code = code << 4 | UInt32((byte | 32) - 87)
      default: throw fault("an escape is no number")
      }
    }
    at += 4
    return code
  }
}

extension JSONReader {
  /// A piece of the text for a message, cut at 40 characters.
  private static func quoted(_ text: String) -> String {
    text.count > 40 ? "\"\(text.prefix(40))…\"" : "\"\(text)\""
  }
}
