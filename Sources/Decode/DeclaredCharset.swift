/// The charset that a page names itself: an XML declaration or a meta element within the first 4 KB.
enum DeclaredCharset {
  /// In lower case; nil when none is named.
  static func name(in bytes: [UInt8]) -> String? {
    guard bytes.prefix(4096).holds(UInt8(ascii: "<")) else { return nil }
    let head = bytes.prefix(4096).map { (65...90).contains($0) ? $0 + 32 : $0 }
    if head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")),
      let name = value(of: "encoding", in: head[..<end])
    {
      return name
    }
    var at = 0
    while let open = find("<meta", in: head, from: at) {
      let end = head[open...].firstIndex(of: UInt8(ascii: ">")) ?? head.count
      if let name = value(of: "charset", in: head[open..<end]) { return name }
      at = open + 5
    }
    return nil
  }

  private static func value(of key: String, in bytes: ArraySlice<UInt8>) -> String? {
    guard let found = find(key, in: Array(bytes), from: 0) else { return nil }
    var rest = bytes.dropFirst(found + key.utf8.count)
    rest = rest.drop { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0 == 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    let name = rest.prefix {
      (97...122).contains($0) || (48...57).contains($0) || "-_:.".utf8.contains($0)
    }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    var at = start
    while at <= bytes.count - wanted.count {
      if bytes[at..<at + wanted.count].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }
}
