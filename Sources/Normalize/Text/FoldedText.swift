/// Texts compared without case, digits and marks.
enum FoldedText {
  /// Letters in lower case, runs of everything else as one space; digits dropped.
  static func of(_ text: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    var pending = false
    while index < bytes.count {
      let plain = Scalars.plain(bytes[index])
      if plain >= 97 {
        if pending, !out.isEmpty { out.append(32) }
        pending = false
        out.append(plain)
        index += 1
        continue
      }
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
}
