import Charset

/// A file's bytes as UTF-8, with the charset they were read in.
struct EncodedText {
  private(set) var utf8: [UInt8]
  /// IANA name, lower case.
  private(set) var charset: String
  private(set) var warnings: [String] = []

  /// Reads by byte-order mark, then as UTF-8 where that is valid, then as declared, then by likelihood.
  ///
  /// UTF-8 goes before a declaration because saved pages keep the declaration of their server, and text in
  /// another charset that happens to be valid UTF-8 does not occur.
  init(_ bytes: [UInt8]) throws(DecodeError) {
    utf8 = []
    charset = "utf-8"
    guard !bytes.isEmpty else {
      throw DecodeError(
        reason: .empty, message: "the file is empty; put the article's text in it")
    }
    if let (name, length) = Self.byteOrderMark(bytes) {
      convert(bytes[length...], from: name)
    } else if let name = Self.unmarkedUTF16(bytes) {
      convert(bytes[...], from: name)
    } else if ForeignFormat.isBinary(bytes) {
      throw DecodeError(
        reason: .notText("binary data"),
        message: "the file is binary data, not text; export the article as text")
    } else {
      readBytewise(bytes)
    }
  }
}

extension EncodedText {
  private mutating func readBytewise(_ bytes: [UInt8]) {
    let declared = DeclaredCharset.name(in: bytes)
    if let declared, declared.hasPrefix("iso-2022") || declared == "hz-gb-2312",
      bytes.allSatisfy({ $0 < 128 })
    {
      convert(bytes[...], from: declared)
    } else if UTF8Shape.isValid(bytes) {
      utf8 = bytes
    } else if UTF8Shape(bytes).isMostlyUTF8 {
      convert(bytes[...], from: "utf-8")
    } else if let declared, !declared.hasPrefix("utf-"), convert(bytes[...], from: declared) {
      return
    } else {
      convert(bytes[...], from: likelyCharset(of: bytes[...]))
    }
  }

  /// Converts, and says what was lost; false for a charset that is not known.
  @discardableResult
  private mutating func convert(_ bytes: ArraySlice<UInt8>, from name: String) -> Bool {
    if name == "utf-8" {
      let whole = Array(bytes)
      if UTF8Shape.isValid(whole) {
        utf8 = whole
        return true
      }
    }
    do throws(UnknownCharset) {
      let result = try converted(bytes, from: name)
      utf8 = result.utf8
      charset = name
      if result.replaced > 0 {
        warnings.append(
          "\(result.replaced) \(result.replaced == 1 ? "byte has" : "bytes have") no meaning in "
            + "\(name) and became U+FFFD.")
      }
      return true
    } catch {
      warnings.append("The declared charset \(error.name.prefix(40)) is not known.")
      return false
    }
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> (name: String, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return ("utf-32be", 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  /// UTF-16 shows in a text of any language by its spaces and line ends: one zero byte of each pair, on one side only.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
    let sample = bytes.prefix(1 << 14)
    guard sample.holds(0) else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in sample.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let enough = sample.count / 2 / 12
    if zeros.odd > enough, zeros.even * 20 <= zeros.odd { return "utf-16le" }
    if zeros.even > enough, zeros.odd * 20 <= zeros.even { return "utf-16be" }
    return nil
  }
}

/// How far bytes are UTF-8.
struct UTF8Shape {
  /// Bytes that belong to no well-formed sequence.
  private var invalid = 0
  private var sequences = 0

  init(_ bytes: some RandomAccessCollection<UInt8>) {
    var decoder = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    while true {
      switch decoder.parseScalar(from: &input) {
      case .valid(let scalar):
        if scalar.count > 1 { sequences += 1 }
      case .error(let length): invalid += length
      case .emptyInput: return
      }
    }
  }

  /// Whether all of it is well-formed.
  static func isValid(_ bytes: [UInt8]) -> Bool { (try? UTF8Span(validating: bytes.span)) != nil }

  /// Whether it is UTF-8 with a few broken spots rather than another charset.
  var isMostlyUTF8: Bool { sequences >= 4 && sequences >= invalid * 4 }
}
