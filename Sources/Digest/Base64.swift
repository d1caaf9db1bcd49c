/// The bytes in base 64 (RFC 4648 §4), padded.
package func base64(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var out: [UInt8] = []
  out.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
    for place in 0..<4 {
      out.append(
        place <= group.count ? letters[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "=")
      )
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// The bytes that `text` writes in base 64 (RFC 4648 §4), padded or not; nil when it writes none.
package func base64Decoded(_ text: String) -> [UInt8]? {
  var digits = Array(text.utf8)
  while digits.last == UInt8(ascii: "=") { digits.removeLast() }
  guard digits.count % 4 != 1 else { return nil }
  var (bits, count): (UInt32, Int) = (0, 0)
  var out: [UInt8] = []
  for digit in digits {
    guard let value = base64Value(digit) else { return nil }
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return out
}

private func base64Value(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 65...90: digit - 65
  case 97...122: digit - 71
  case 48...57: digit + 4
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
