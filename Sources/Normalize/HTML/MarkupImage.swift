/// Finds the picture behind an `img` of a saved page, also where a script would have put it in later.
enum MarkupImage {
  /// Its address, absolute or a small `data:` URL; nil for tracking pixels and placeholders.
  static func url(of node: Int, in document: MarkupDocument, _ links: LinkResolver) -> String? {
    func size(_ name: String) -> Int? { document.value(name, of: node).flatMap { Int($0) } }
    if let width = size("width"), width <= 3 { return nil }
    if let height = size("height"), height <= 3 { return nil }
    for name in ["data-src", "data-original", "data-lazy-src", "data-url", "data-full-src"] {
      if let value = document.bytes(document.number(of: name), of: node),
        let url = links.file(value)
      {
        return url
      }
    }
    for name in ["srcset", "data-srcset"] {
      if let value = document.bytes(document.number(of: name), of: node),
        let url = best(of: value, links)
      {
        return url
      }
    }
    let plain = document.bytes(document.number(of: "src"), of: node)
    return plain.flatMap { links.file($0) ?? inlined($0) }
  }

  /// A small picture that stands in the page itself, as a `data:` URL of a type that can't act; less is a placeholder, more
  /// would fill the feed.
  private static func inlined(_ source: ArraySlice<UInt8>) -> String? {
    guard (300...16_384).contains(source.count) else { return nil }
    for type in ["png", "jpeg", "gif", "webp"] {
      let start = Array("data:image/\(type);base64,".utf8)
      guard source.starts(with: start) else { continue }
      let isBase64 = source.dropFirst(start.count).allSatisfy { byte in
        (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
          || "+/=".utf8.contains(byte)
      }
      return isBase64 ? String(decoding: source, as: UTF8.self) : nil
    }
    return nil
  }

  /// The widest candidate up to 1,600 pixels, else the narrowest.
  private static func best(of srcset: ArraySlice<UInt8>, _ links: LinkResolver) -> String? {
    var found: (width: Double, url: ArraySlice<UInt8>)?
    for candidate in srcset.prefix(1 << 14).split(separator: UInt8(ascii: ",")) {
      let words = candidate.split { Whitespace.isSpace($0) }
      guard let url = words.first, words.count == 2 else { continue }
      let digits = words[1].dropLast()
      guard var width = Double(String(decoding: digits, as: UTF8.self)) else { continue }
      if words[1].last == UInt8(ascii: "x") { width *= 800 }
      guard let (best, _) = found else {
        found = (width, url)
        continue
      }
      if best > 1600 ? width < best : width > best && width <= 1600 { found = (width, url) }
    }
    return found.flatMap { links.file($0.url) }
  }
}
