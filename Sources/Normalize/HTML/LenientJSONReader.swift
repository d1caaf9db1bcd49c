internal import FeedModel

/// Reads the JSON that pages carry (RFC 8259), forgiving what real pages get wrong: raw line ends in strings, trailing commas.
///
/// Bounded: depth 64, 50,000 values; what lies beyond makes the text unreadable.
struct LenientJSONReader {
  private let bytes: [UInt8]
  private var at = 0
  private var values = 0

  /// The value in `text`; nil when it is no JSON.
  static func value(_ text: some Sequence<UInt8>) -> JSON? {
    var reader = LenientJSONReader(bytes: Array(text))
    return reader.value(depth: 0)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func value(depth: Int) -> JSON? {
    skipSpace()
    values += 1
    guard depth < 64, values < 50_000, at < bytes.count else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    default: return word()
    }
  }

  private mutating func object(_ depth: Int) -> JSON? {
    at += 1
    var members: [JSON.Member] = []
    while true {
      skipSpace(and: UInt8(ascii: ","))
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: "}") {
        at += 1
        return .object(members)
      }
      guard let name = string() else { return nil }
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { return nil }
      at += 1
      guard let value = value(depth: depth + 1) else { return nil }
      members.append(JSON.Member(name, value))
    }
  }

  private mutating func array(_ depth: Int) -> JSON? {
    at += 1
    var items: [JSON] = []
    while true {
      skipSpace(and: UInt8(ascii: ","))
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: "]") {
        at += 1
        return .array(items)
      }
      guard let value = value(depth: depth + 1) else { return nil }
      items.append(value)
    }
  }

  private mutating func word() -> JSON? {
    let start = at
    while at < bytes.count, !",]}".utf8.contains(bytes[at]), !Whitespace.isSpace(bytes[at]) {
      at += 1
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: return Int(text).map { .int($0) } ?? Double(text).map { .double($0) }
    }
  }

  private mutating func string() -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
    at += 1
    var out: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): guard escape(&out) else { return nil }
      default: out.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(_ out: inout [UInt8]) -> Bool {
    guard at < bytes.count else { return false }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(32)
    case UInt8(ascii: "u"):
      guard var scalar = hex() else { return false }
      if (0xD800...0xDBFF).contains(scalar), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        guard let low = hex() else { return false }
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (low & 0x3FF)
      }
      out += String(Unicode.Scalar(scalar).map(Character.init) ?? "\u{FFFD}").utf8
    default: out.append(byte)
    }
    return true
  }

  private mutating func hex() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    at += 4
    return value
  }

  private mutating func skipSpace(and extra: UInt8 = 32) {
    while at < bytes.count, Whitespace.isSpace(bytes[at]) || bytes[at] == extra { at += 1 }
  }
}

extension JSON {
  /// A string or number as text.
  var scalarText: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .int(let number): String(number)
    default: nil
    }
  }

  /// The items of an array, else the value alone.
  var items: [JSON] {
    if case .array(let items) = self { items } else { [self] }
  }
}
