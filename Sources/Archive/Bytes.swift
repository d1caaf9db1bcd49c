/// A compact binary form in the making: integers as LEB128, texts and lists after their length.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func natural(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Zigzag: small magnitudes are short, of either sign.
  mutating func integer(_ value: Int64) {
    natural(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  mutating func raw(_ value: some Collection<UInt8>) { bytes += value }

  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { buffer in
      natural(UInt64(buffer.count))
      bytes += buffer
    }
  }

  mutating func optional<T>(_ value: T?, _ write: (inout Self, T) -> Void) {
    byte(value == nil ? 0 : 1)
    if let value { write(&self, value) }
  }

  mutating func list<T>(_ values: [T], _ write: (inout Self, T) -> Void) {
    natural(UInt64(values.count))
    for value in values { write(&self, value) }
  }

  mutating func optionalText(_ value: String?) { optional(value) { $0.text($1) } }

  mutating func texts(_ values: [String]) { list(values) { $0.text($1) } }
}

/// What a stored form is not: damaged, or of a version this program doesn't know.
struct MalformedBytes: Error {
  var what: String
}

/// Reads what `ByteWriter` wrote; nothing that the bytes hold makes it trap or allocate beyond their own size.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func byte() throws(MalformedBytes) -> UInt8 {
    guard position < bytes.count else { throw MalformedBytes(what: "cut off") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func natural() throws(MalformedBytes) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
    }
    throw MalformedBytes(what: "an overlong integer")
  }

  mutating func integer() throws(MalformedBytes) -> Int64 {
    let value = try natural()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func count() throws(MalformedBytes) -> Int {
    let value = try natural()
    // Every element takes a byte at least, so a longer list can't be true.
    guard value <= UInt64(bytes.count - position) else { throw MalformedBytes(what: "a length") }
    return Int(value)
  }

  mutating func raw(_ count: Int) throws(MalformedBytes) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw MalformedBytes(what: "cut off") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func text() throws(MalformedBytes) -> String {
    String(decoding: try raw(try count()), as: UTF8.self)
  }

  mutating func optional<T>(
    _ read: (inout Self) throws(MalformedBytes) -> T
  ) throws(MalformedBytes) -> T? {
    try byte() == 0 ? nil : try read(&self)
  }

  mutating func list<T>(
    _ read: (inout Self) throws(MalformedBytes) -> T
  ) throws(MalformedBytes) -> [T] {
    let count = try count()
    var values: [T] = []
    values.reserveCapacity(min(count, 1024))
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  mutating func optionalText() throws(MalformedBytes) -> String? {
    try byte() == 0 ? nil : try text()
  }

  mutating func texts() throws(MalformedBytes) -> [String] {
    try list { reader throws(MalformedBytes) in try reader.text() }
  }
}
