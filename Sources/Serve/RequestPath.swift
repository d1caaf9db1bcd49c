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
}
