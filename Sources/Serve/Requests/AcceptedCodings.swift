import FeedModel

/// What an Accept-Encoding field allows (RFC 9110 §12.5.3), as thousandths of a weight per coding.
struct AcceptedCodings {
  private var gzip: Int?
  private var brotli: Int?
  private var identity: Int?
  private var others: Int?

  /// Without the field every coding would do; identity is what a client that says nothing expects.
  init(_ field: ArraySlice<UInt8>?) {
    guard let field else {
      others = 0
      identity = 1000
      return
    }
    for element in field.listElements {
      let coding = element.prefix { $0 != UInt8(ascii: ";") }
      guard let weight = Self.weight(element[coding.endIndex...]) else { continue }
      let name = coding.trimmed
      if name.spells("gzip") || name.spells("x-gzip") {
        gzip = weight
      } else if name.spells("br") {
        brotli = weight
      } else if name.spells("identity") {
        identity = weight
      } else if name.elementsEqual("*".utf8) {
        others = weight
      }
    }
  }

  /// The best of `available`: highest weight, then smallest result; nil when none is acceptable.
  ///
  /// Identity is always acceptable unless the field refuses it, but yields to a coding that the field names.
  func best(of available: ContentCodingSet) -> ContentCoding? {
    var best: (coding: ContentCoding, weight: Int)?
    for coding in [ContentCoding.brotli, .gzip, .identity] where available.contains(coding) {
      let weight = weight(of: coding)
      if weight > 0, weight > best?.weight ?? 0 { best = (coding, weight) }
    }
    return best?.coding
  }

  private func weight(of coding: ContentCoding) -> Int {
    switch coding {
    case .brotli: brotli ?? others ?? 0
    case .gzip: gzip ?? others ?? 0
    case .identity: identity ?? (others == 0 ? 0 : 1)
    }
  }

  /// `;q=0.5` as 500, 1000 where nothing is said, nil for what is no weight (RFC 9110 §12.4.2).
  private static func weight(_ parameters: ArraySlice<UInt8>) -> Int? {
    guard !parameters.isEmpty else { return 1000 }
    let parameter = parameters.dropFirst().trimmed
    guard parameter.begins(with: "q=") else { return nil }
    let value = parameter.dropFirst(2)
    guard let whole = value.first, value.count <= 5 else { return nil }
    guard whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else { return nil }
    var thousandths = whole == UInt8(ascii: "1") ? 1000 : 0
    guard value.count > 1 else { return thousandths }
    guard value[value.startIndex + 1] == UInt8(ascii: ".") else { return nil }
    var unit = 100
    for digit in value.dropFirst(2) {
      guard digit.isDigit else { return nil }
      thousandths += Int(digit - UInt8(ascii: "0")) * unit
      unit /= 10
    }
    return thousandths <= 1000 ? thousandths : nil
  }
}

/// Which codings of a document there are.
struct ContentCodingSet: OptionSet, Hashable {
  let rawValue: UInt8

  static let identity = Self(rawValue: 1)
  static let gzip = Self(rawValue: 2)
  static let brotli = Self(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ coding: ContentCoding) {
    switch coding {
    case .identity: self = .identity
    case .gzip: self = .gzip
    case .brotli: self = .brotli
    }
  }

  func contains(_ coding: ContentCoding) -> Bool { contains(Self(coding)) }
}
