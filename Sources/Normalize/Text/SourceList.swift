internal import FeedModel

/// The numbered list of sources under a heading such as `Sources`.
struct SourceList {
  private(set) var sources: [Source] = []
  /// Filled lines of the heading and its entries.
  private(set) var lines: Range<Int> = 0..<0

  /// Finds the last such list of the page and claims its lines.
  init(_ sketch: inout PageSketch) {
    let page = sketch.page
    for index in page.lines.indices.reversed() where Self.isHeading(page.lines[index]) {
      let entries = Self.entries(page, after: index)
      guard !entries.isEmpty else { continue }
      sources = entries
      lines = index..<index + 1 + entries.count
      sketch.set(index, .source, "heads the list of sources")
      for entry in index + 1..<lines.upperBound {
        sketch.set(
          entry, .source, "entry \(entries[entry - index - 1].number) of the list of sources")
      }
      return
    }
  }

  /// The numbers that marks in the text may point to.
  var numbers: Set<Int> { Set(sources.map(\.number)) }
}

extension SourceList {
  /// A short line of nothing but words for sources.
  private static func isHeading(_ line: Line) -> Bool {
    line.words <= 4 && line[.sources] > 0 && line.marker == .none
      && line[.sources] + line[.stop] >= line.words && !line.end.closes
  }

  private static func entries(_ page: Page, after heading: Int) -> [Source] {
    var found: [Source] = []
    var numbered = false
    for index in page.lines.indices[(heading + 1)...] {
      let line = page.lines[index]
      guard line.words <= 80, found.count < 999 else { break }
      var entry = SourceEntry(page.content(line))
      let number = line.marker == .number ? line.number : entry.number
      if let number {
        guard found.isEmpty ? number == 1 : numbered && number == found.count + 1 else { break }
        numbered = true
      } else {
        guard !numbered, entry.url != nil, line.gap <= 1 || line.marker == .bullet else { break }
      }
      entry.number = found.count + 1
      guard let source = entry.source else { break }
      found.append(source)
    }
    return found
  }
}

/// One entry of a list of sources, taken apart.
struct SourceEntry {
  var number: Int?
  private(set) var title = ""
  private(set) var publisher: String?
  private(set) var url: String?

  /// Reads `1.The Decoder(the-decoder.com)`, `[2] Title — Publisher`, `Title, https://…` and their kin.
  init(_ text: String) {
    var bytes = ArraySlice(text.utf8)
    takeNumber(&bytes)
    takeAddress(&bytes)
    takeDomain(&bytes)
    let rest = Self.trimmed(bytes)
    if let (head, tail) = Self.dashSplit(rest) {
      title = String(decoding: head, as: UTF8.self)
      publisher = String(decoding: tail, as: UTF8.self)
    } else {
      title = String(decoding: rest, as: UTF8.self)
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
  /// `1.` that the page itself shows behind a list's own number, `[1]`, `1)`, or `^`.
  private mutating func takeNumber(_ bytes: inout ArraySlice<UInt8>) {
    var rest = bytes.drop { $0 <= 32 || $0 == UInt8(ascii: "^") }
    let isBracketed = rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "(")
    if isBracketed { rest = rest.dropFirst() }
    let digits = rest.prefix(3).prefix { (48...57).contains($0) }
    guard !digits.isEmpty else { return }
    rest = rest.dropFirst(digits.count)
    guard let close = rest.first,
      isBracketed
        ? close == UInt8(ascii: "]") || close == UInt8(ascii: ")")
        : close == UInt8(ascii: ".") || close == UInt8(ascii: ")")
    else { return }
    rest = rest.dropFirst()
    // `3.5 million` is no number of an entry.
    if let next = rest.first, (48...57).contains(next) { return }
    number = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    bytes = rest
  }

  /// The first `http(s)` address.
  private mutating func takeAddress(_ bytes: inout ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index + 8 < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "h"), bytes[index...].starts(with: "http".utf8) {
        let word = bytes[index...].prefix { $0 > 32 && !"<>\"".utf8.contains($0) }
        var end = word.endIndex
        while end > word.startIndex, ".,;)]".utf8.contains(word[end - 1]) { end -= 1 }
        if let address = WebAddress.normalised(String(decoding: word[..<end], as: UTF8.self)) {
          url = address
          bytes = bytes[..<index] + bytes[word.endIndex...]
          return
        }
      }
      index += 1
    }
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

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    func isEdge(_ byte: UInt8) -> Bool { byte <= 32 || ",;:|-".utf8.contains(byte) }
    while let last = bytes.last, isEdge(last) { bytes.removeLast() }
    while let first = bytes.first, isEdge(first) { bytes.removeFirst() }
    return bytes
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
