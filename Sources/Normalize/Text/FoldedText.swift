/// Texts compared without case, digits and marks.
enum FoldedText {
  /// Letters in lower case, runs of everything else as one space; digits dropped.
  static func of(_ text: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    var pending = false
    while index < bytes.count {
      let (scalar, length) = Scalars.decode(bytes.span, at: index)
      let kind = Scalars.classify(scalar)
      switch kind {
      case .lower, .upper, .ideograph:
        if pending, !out.isEmpty { out.append(32) }
        pending = false
        let folded = Scalars.folded(scalar)
        if folded == scalar {
          out += bytes[index..<index + length]
        } else if let unicode = Unicode.Scalar(folded) {
          out += Array(String(Character(unicode)).utf8)
        }
      case .digit: break
      default: if scalar != 0x27, scalar != 0x2019 { pending = true }
      }
      index += length
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The parts of a word such as `PostShare`, split at its capitals, lower case.
  static func camelParts(_ text: String) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for byte in text.utf8 {
      switch byte {
      case 65...90: parts.append([byte + 32])
      case 97...122:
        if parts.isEmpty { parts.append([]) }
        parts[parts.count - 1].append(byte)
      case 32: parts.append([])
      default: return []
      }
    }
    return parts.filter { !$0.isEmpty }
  }
}
