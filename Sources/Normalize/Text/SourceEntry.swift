internal import FeedModel

/// One entry of a list of sources, taken apart.
struct SourceEntry {
  var number: Int?
  private(set) var title = ""
  private(set) var publisher: String?
  private(set) var url: String?

  /// What is left of the entry for its title and publisher.
  private var rest: [UInt8] = []

  /// Reads `1.The Decoder(the-decoder.com)`, `[2] Title — Publisher`, `Title, https://…` and their kin.
  ///
  /// A number that is glued to its title counts only where it is `next`: `3M report` is a title.
  init(_ text: String, next: Int? = nil) {
    var bytes = ArraySlice(text.utf8)
    takeNumber(&bytes, next)
    rest = Array(bytes)
    settle()
  }

  /// Takes in another line of the entry.
  mutating func goOn(_ text: String) {
    rest += [32] + Array(text.utf8)
    settle()
  }

  private mutating func settle() {
    var bytes = rest[...]
    url = nil
    publisher = nil
    takeAddress(&bytes)
    takeDomain(&bytes)
    let plain = Self.trimmed(bytes)
    if let (head, tail) = Self.dashSplit(plain) {
      title = String(decoding: head, as: UTF8.self)
      publisher = String(decoding: tail, as: UTF8.self)
    } else {
      title = String(decoding: plain, as: UTF8.self)
    }
  }

  /// The entry as a value, or nil when it names nothing.
  var source: Source? {
    guard let number else { return nil }
    let name = title.isEmpty ? url.map(Self.host) ?? "" : title
    guard !name.isEmpty else { return nil }
    return Source(number: number, title: name, publisher: publisher, url: url)
  }
}

extension SourceEntry {
  /// `1.` that the page itself shows behind a list's own number, `[1]`, `1)`, `^1`, `¹`, and `1Title`.
  private mutating func takeNumber(_ bytes: inout ArraySlice<UInt8>, _ next: Int?) {
    var rest = bytes.drop { $0 <= 32 || $0 == UInt8(ascii: "^") }
    if let (value, end) = SuperscriptNumber.read(rest) {
      number = value
      bytes = rest[end...]
      return
    }
    let isBracketed = rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "(")
    if isBracketed { rest = rest.dropFirst() }
    let digits = rest.prefix(3).prefix { (48...57).contains($0) }
    guard !digits.isEmpty else { return }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    rest = rest.dropFirst(digits.count)
    guard let close = rest.first,
      isBracketed
        ? close == UInt8(ascii: "]") || close == UInt8(ascii: ")")
        : close == UInt8(ascii: ".") || close == UInt8(ascii: ")")
    else {
      guard !isBracketed, value == next, Self.opensTitle(rest) else { return }
      number = value
      bytes = rest
      return
    }
    rest = rest.dropFirst()
    // `3.5 million` is no number of an entry.
    if let next = rest.first, (48...57).contains(next) { return }
    number = value
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    bytes = rest
  }

  /// Whether a title begins right behind a number: `1The report`, `1 The report`, not `1st report`, `1 of 3`, `3M`.
  private static func opensTitle(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = bytes.drop { $0 == 32 || $0 == 9 }
    guard let first = text.first, let second = text.dropFirst().first else { return false }
    let isApart = text.startIndex > bytes.startIndex
    return first >= 0x80
      || (65...90).contains(first) && (isApart || (97...122).contains(second))
  }

  /// The first `http(s)` address, and the brackets that stand around it.
  private mutating func takeAddress(_ bytes: inout ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index + 8 < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "h"), bytes[index...].starts(with: "http".utf8) {
        let end = AddressEnd.of(bytes[index...])
        if let address = WebAddress.normalised(String(decoding: bytes[index..<end], as: UTF8.self))
        {
          url = address
          bytes = Self.closed(bytes[..<index], bytes[end...])
          return
        }
      }
      index += 1
    }
  }

  /// What stands before and after an address, without brackets that held nothing else.
  private static func closed(
    _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    var (before, after) = (before, after)
    if let first = after.first, first == 41 || first == 93 {
      while before.last == 32 { before.removeLast() }
    }
    let pairs: [(UInt8, UInt8)] = [(40, 41), (60, 62), (91, 93)]
    while pairs.contains(where: { $0.0 == before.last && $0.1 == after.first }) {
      before = before.dropLast()
      after = after.dropFirst()
    }
    return before + after.drop { ".,;:".utf8.contains($0) }
  }

  /// A closing `(the-decoder.com)`, or an entry that is nothing but a domain.
  private mutating func takeDomain(_ bytes: inout ArraySlice<UInt8>) {
    let rest = Self.trimmed(bytes)
    var domain = rest
    var head = rest[rest.startIndex..<rest.startIndex]
    if rest.last == UInt8(ascii: ")"), let open = rest.lastIndex(of: UInt8(ascii: "(")) {
      domain = rest[(open + 1)..<(rest.endIndex - 1)]
      head = rest[..<open]
    }
    guard url == nil, Self.isDomain(domain) else { return }
    let name = String(decoding: domain, as: UTF8.self)
    url = WebAddress.normalised("https://" + name)
    bytes = Self.trimmed(head)
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let host = bytes.prefix { $0 != UInt8(ascii: "/") }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, host.count <= 253, let top = labels.last, top.count >= 2,
      top.allSatisfy({ (97...122).contains($0 | 32) }) || top.starts(with: "xn--".utf8)
    else { return false }
    return bytes.allSatisfy { $0 > 32 }
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.allSatisfy {
            (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 45 || $0 >= 128
          }
      }
  }

  private static func host(_ url: String) -> String {
    let rest = url.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
    return String(decoding: rest.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
  }

  /// Without space, commas and dashes at the ends, and without a bracket that was never closed.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    func isEdge(_ byte: UInt8) -> Bool { byte <= 32 || ",;:|-".utf8.contains(byte) }
    let wide = ["–", "—", "，", "：", "；", "、"].map { Array($0.utf8) }
    while true {
      if let last = bytes.last, isEdge(last) || last == UInt8(ascii: "(") {
        bytes.removeLast()
      } else if let first = bytes.first, isEdge(first) {
        bytes.removeFirst()
      } else if bytes.count >= 3, wide.contains(where: { bytes.suffix(3).elementsEqual($0) }) {
        bytes.removeLast(3)
      } else if bytes.count >= 3, wide.contains(where: { bytes.starts(with: $0) }) {
        bytes.removeFirst(3)
      } else {
        return bytes
      }
    }
  }

  /// `Title — Publisher`, at the last dash with spaces around it.
  private static func dashSplit(
    _ bytes: ArraySlice<UInt8>
  ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    for dash in [" — ", " – ", " | "] {
      let mark = Array(dash.utf8)
      var index = bytes.endIndex - mark.count
      while index > bytes.startIndex {
        if bytes[index] == 32, bytes[index...].starts(with: mark) {
          let tail = trimmed(bytes[(index + mark.count)...])
          let head = trimmed(bytes[..<index])
          return head.isEmpty || tail.isEmpty || tail.count > 60 ? nil : (head, tail)
        }
        index -= 1
      }
    }
    return nil
  }
}
