/// Fields as `application/x-www-form-urlencoded` has them (URL Standard §5.2).
func formEncoded(_ fields: [(name: String, value: String)]) -> [UInt8] {
  var out: [UInt8] = []
  for (name, value) in fields {
    if !out.isEmpty { out.append(UInt8(ascii: "&")) }
    appendEncoded(name, to: &out)
    out.append(UInt8(ascii: "="))
    appendEncoded(value, to: &out)
  }
  return out
}

private func appendEncoded(_ text: String, to out: inout [UInt8]) {
  let digits = Array("0123456789ABCDEF".utf8)
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      out.append(byte)
    case UInt8(ascii: " "): out.append(UInt8(ascii: "+"))
    default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}

/// The fields of a form (URL Standard §5.1), in order; nil when one is not UTF-8 or an escape is broken.
func formDecoded(_ bytes: [UInt8]) -> [(name: String, value: String)]? {
  var fields: [(name: String, value: String)] = []
  for pair in bytes.split(separator: UInt8(ascii: "&")) {
    let parts = pair.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = formDecoded(parts[0]), let value = formDecoded(parts.count > 1 ? parts[1] : [])
    else { return nil }
    fields.append((name, value))
  }
  return fields
}

private func formDecoded(_ bytes: ArraySlice<UInt8>) -> String? {
  var out: [UInt8] = []
  var rest = bytes
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
    case UInt8(ascii: "%"):
      guard let high = rest.popFirst().flatMap(hexValue),
        let low = rest.popFirst().flatMap(hexValue)
      else { return nil }
      out.append(high << 4 | low)
    default: out.append(byte)
    }
  }
  return String(validating: out, as: UTF8.self)
}

private func hexValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 48...57: digit - 48
  case 65...70: digit - 55
  case 97...102: digit - 87
  default: nil
  }
}
