// Attributes, pictures and marks.
extension BodyWriter {
  mutating func noteID(_ at: Int) {
    guard !targets.isEmpty else { return }
    for name in ["id", "name"] {
      if let id = document.value(name, of: at), targets.contains(id) { pendingID = id }
    }
  }

  mutating func writeID() {
    guard let id = pendingID else { return }
    pendingID = nil
    text.attribute("id", id.utf8)
  }

  enum Target {
    case absolute(String)
    case inside(String)
  }

  func href(_ node: Int) -> Target? {
    guard let value = document.bytes(document.number(of: "href"), of: node) else { return nil }
    if value.first == UInt8(ascii: "#") {
      let id = String(decoding: value.dropFirst(), as: UTF8.self)
      return targets.contains(id) ? .inside(id) : nil
    }
    return links.link(value).map { .absolute($0) }
  }

  mutating func writeHref(_ node: Int) {
    switch href(node) {
    case .absolute(let url): text.attribute("href", url.utf8)
    case .inside(let id):
      text.tag(" href=\"")
      text.pageURL()
      text.tag("#")
      text.escape(id.utf8, quotes: true)
      text.tag("\"")
    case nil: break
    }
  }

  func number(_ name: String, _ node: Int) -> Int? {
    document.value(name, of: node).flatMap { Int($0) }
  }

  mutating func writeImage(_ node: Int) {
    guard let url = MarkupImage.url(of: node, in: document, links) else { return }
    prepare()
    text.tag("<img")
    text.attribute("src", url.utf8)
    let alt = document.bytes(document.number(of: "alt"), of: node) ?? []
    text.attribute("alt", Whitespace.collapsed(alt))
    for (attribute, label) in [("width", "width"), ("height", "height")] as [(String, StaticString)]
    {
      if let value = number(attribute, node), (1...10_000).contains(value) {
        text.attribute(label, String(value).utf8)
      }
    }
    text.tag(" />")
  }

  /// A frame of a host that shows films or sound, as a link to what it shows: a reader that follows it knows where it goes.
  mutating func writeFrame(_ node: Int) {
    guard let source = document.bytes(document.number(of: "src"), of: node),
      let address = links.link(source), let film = FramedMedia(address)
    else { return }
    closeFlow()
    prepare()
    text.tag("<a")
    text.attribute("href", film.url.utf8)
    text.tag(">")
    // In the markup alone: these words are not the author's.
    let title = document.bytes(document.number(of: "title"), of: node) ?? []
    text.escape(title.isEmpty ? Array(film.host.utf8) : Whitespace.collapsed(title), quotes: false)
    text.tag("</a>")
    closeFlow()
  }

  /// `[4]` at `at`, when 4 numbers a source; and where it ends.
  func bracketMark(_ bytes: ArraySlice<UInt8>, _ at: Int) -> (Int, Int)? {
    guard !bracketed.isEmpty, flow != nil else { return nil }
    var number = 0
    var next = at + 1
    while next < bytes.endIndex, next < at + 4, (48...57).contains(bytes[next]) {
      number = number * 10 + Int(bytes[next] - 48)
      next += 1
    }
    guard next < bytes.endIndex, bytes[next] == UInt8(ascii: "]"), bracketed.contains(number) else {
      return nil
    }
    return (number, next + 1)
  }

  /// Whether a table holds data rather than the page's layout.
  func isData(table: Int) -> Bool {
    var rows = 0
    var cells = 0
    var at = table + 1
    while at < document.end(table) {
      switch document.tags[at] {
      case .tr: rows += 1
      case .td, .th: cells += 1
      case .table, .ul, .ol, .h1, .h2, .h3, .figure, .article, .blockquote: return false
      case .text where document.text(at).count > 600: return false
      default: break
      }
      at += 1
    }
    return rows >= 2 && cells >= rows * 3 / 2 && cells >= 4
  }
}
