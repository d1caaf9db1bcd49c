/// What a request's path names in the document table.
enum RequestPath {
  /// The table's name for an absolute path: percent-decoded once, without the slash, folders by their index page.
  ///
  /// Nil for what no document can be called: bad escapes, NUL, invalid UTF-8. Dot segments, backslashes and doubled slashes
  /// mean nothing here: they are looked up as they stand, and not found.
  static func name(_ path: ArraySlice<UInt8>) -> String? {
    guard path.first == UInt8(ascii: "/") || path.isEmpty else { return nil }
    let relative = path.dropFirst()
    let decoded = relative.contains(UInt8(ascii: "%")) ? decode(relative) : relative
    guard let decoded, !decoded.contains(0), let name = String(validating: decoded, as: UTF8.self)
    else { return nil }
    return decoded.isEmpty || decoded.last == UInt8(ascii: "/") ? name + "index.html" : name
  }

  /// `bytes` with percent escapes resolved (RFC 3986 §2.1), nil where one is broken.
  static func decode(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else {
        return nil
      }
      decoded.append(high << 4 | low)
    }
    return decoded[...]
  }

  /// `name` as a path of a URL: everything but unreserved characters and slashes percent-encoded (RFC 3986 §2.1).
  static func encode(_ name: String) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return encoded
  }
}
