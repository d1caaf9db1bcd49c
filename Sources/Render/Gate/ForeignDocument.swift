import LibXML2

/// Anybody's feed or list as it came, from a file or over HTTP.
package struct ForeignDocument: Hashable, Sendable {
  package var bytes: [UInt8]
  /// The media type it was served with, as in `application/rss+xml; charset=utf-8`; nil for a file.
  package var mediaType: String?

  package init(_ bytes: [UInt8], mediaType: String? = nil) {
    self.bytes = bytes
    self.mediaType = mediaType
  }

  /// What the rules find in it, and what kind of document it is; nil for one that is no feed and no list of feeds.
  ///
  /// The charset is that of the byte order mark, else of the media type, else of the XML declaration (RFC 7303 §3).
  /// Cost: O(bytes); at most 1,000 findings.
  package func inspected() -> (kind: DocumentKind?, findings: [Finding], items: Int) {
    var findings = Findings()
    checkMediaType(&findings)
    guard let first = bytes.first(where: { $0 > 32 && ![0xEF, 0xBB, 0xBF].contains($0) }) else {
      findings.error(nil, "empty", "XML 1.0 §2.1", "the document is empty")
      return (nil, findings.all, 0)
    }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return inspectedJSON(findings) }
    checkCharset(&findings)
    do {
      let tree = try MarkupTree(xml: bytes, encoding: byteOrderMark == nil ? charset : nil)
      guard let root = tree.root, let kind = Self.kind(of: root) else {
        foreign(tree.root, &findings)
        return (nil, findings.all, 0)
      }
      var rules = Rules(strictness: .anybody, memory: nil)
      rules.xml(tree, kind)
      return (kind, findings.all + rules.findings.all, rules.items.count)
    } catch {
      if looksLikePage {
        page(&findings)
      } else {
        findings.error(error.line, "not-well-formed", "XML 1.0 §2.1", error.message)
      }
      return (nil, findings.all, 0)
    }
  }
}

extension ForeignDocument {
  private func inspectedJSON(_ found: Findings) -> (DocumentKind?, [Finding], Int) {
    var findings = found
    var text = bytes
    if text.starts(with: [0xEF, 0xBB, 0xBF]) {
      findings.error(
        1, "json-byte-order-mark", "RFC 8259 §8.1",
        "a JSON text must not begin with a byte order mark")
      text.removeFirst(3)
    }
    let inspection = Inspection(text, as: .json, strictness: .anybody)
    return (.json, findings.all + inspection.findings, inspection.items.count)
  }

  private static func kind(of root: MarkupTree.Element) -> DocumentKind? {
    switch (root.name, root.namespace) {
    case ("rss", _): .rss
    case ("opml", _): .opml
    case ("feed", _), ("entry", "http://www.w3.org/2005/Atom"): .atom
    default: nil
    }
  }

  private func foreign(_ root: MarkupTree.Element?, _ findings: inout Findings) {
    if root?.name == "html" { return page(&findings) }
    if root?.name == "RDF" {
      return findings.error(
        root?.line, "rss-version", "RSS 2.0, rss",
        "this is RSS 1.0, which the rules don't know; publish RSS 2.0 or Atom")
    }
    findings.error(
      root?.line, "not-a-feed", "RFC 4287 §4.1.1",
      "the root element \(shown(root?.name ?? "")) is of no feed and no list of feeds")
  }

  private var looksLikePage: Bool {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    return head.contains("<!doctype html") || head.contains("<html")
  }

  /// A page instead of a feed is the commonest mistake of all: it is told which feeds it names.
  private func page(_ findings: inout Findings) {
    var feeds: [String] = []
    if let tree = try? MarkupTree(html: bytes) {
      for link in tree.elements where link.name == "link" {
        guard link.attribute("rel")?.lowercased().contains("alternate") ?? false,
          let type = link.attribute("type"),
          type.contains("atom") || type.contains("rss")
            || type.contains("feed+json"), let href = link.attribute("href")
        else { continue }
        feeds.append(href)
      }
    }
    let named =
      feeds.isEmpty ? "and names no feed" : "whose feeds are \(feeds.joined(separator: ", "))"
    findings.error(nil, "not-a-feed", "RFC 4287 §4.1.1", "this is an HTML page, \(named)")
  }
}

extension ForeignDocument {
  private static let types = [
    "application/atom+xml", "application/rss+xml", "application/feed+json", "application/json",
    "application/xml", "text/xml", "text/x-opml", "text/x-opml+xml", "application/rdf+xml",
  ]

  private func checkMediaType(_ findings: inout Findings) {
    guard let mediaType else { return }
    let bare = mediaType.prefix { $0 != ";" }.trimmed.lowercased()
    guard !Self.types.contains(bare) else { return }
    findings.warning(
      nil, "served-as", "RFC 4287 §7",
      "it is served as \(shown(bare)), by which some readers know no feed")
  }

  private var byteOrderMark: String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "utf-8" }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return "utf-16" }
    return nil
  }

  /// The `charset` of the media type.
  private var charset: String? {
    guard let mediaType else { return nil }
    for parameter in mediaType.split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmed.lowercased() == "charset" else { continue }
      return pair[1].trimmed.lowercased().filter { $0 != "\"" }
    }
    return nil
  }

  private var declaredCharset: String? {
    let mark = byteOrderMark == "utf-8" ? 3 : 0
    let head = String(decoding: bytes.dropFirst(mark).prefix(256), as: UTF8.self)
    guard head.hasPrefix("<?xml"), let range = head.firstRange(of: "encoding=") else { return nil }
    let quote = head[range.upperBound...].first
    guard let quote, quote == "\"" || quote == "'" else { return nil }
    return head[range.upperBound...].dropFirst().prefix { $0 != quote }.lowercased()
  }

  private func checkCharset(_ findings: inout Findings) {
    guard let declared = declaredCharset else { return }
    if let mark = byteOrderMark, mark != declared, !declared.hasPrefix(mark) {
      findings.error(
        1, "charset-mark", "RFC 7303 §3.3",
        "the byte order mark says \(mark), the declaration \(shown(declared))")
    } else if let charset, charset != declared {
      findings.warning(
        1, "charset-served", "RFC 7303 §3.2",
        "it is served as \(shown(charset)) and declares \(shown(declared)): the first counts")
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmed }
}
