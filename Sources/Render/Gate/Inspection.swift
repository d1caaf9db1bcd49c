import FeedModel
import LibXML2

/// What kind of document is checked.
package enum DocumentKind: String, Hashable, Sendable, CaseIterable {
  case atom, rss, json, opml, page

  /// The kind of our own document at `path`; nil where there are no rules.
  init?(path: String) {
    let endings: [(String, DocumentKind)] = [
      (".atom", .atom), (".rss", .rss), (".json", .json), (".opml", .opml), (".html", .page),
    ]
    guard let found = endings.first(where: { path.hasSuffix($0.0) }) else { return nil }
    self = found.1
  }
}

/// A document read again and held against the rules of its format.
package struct Inspection: Sendable {
  /// How strictly content is read.
  package enum Strictness: Hashable, Sendable {
    /// Anybody's document: relative URLs and HTML that is no XML are warnings or fine.
    case anybody
    /// A document of our own, which promises more than its format asks for.
    case own
  }

  /// Everything found, in document order.
  package let findings: [Finding]
  /// The ids of the items in document order.
  package let items: [String]
  /// The address under which the document names itself.
  package let selfAddress: String?

  /// Reads `bytes` and applies every rule of `kind`.
  ///
  /// Cost: O(bytes); at most 1,000 findings.
  package init(_ bytes: [UInt8], as kind: DocumentKind, strictness: Strictness) {
    self.init(bytes, as: kind, strictness: strictness, memory: nil)
  }

  /// As above; content that `memory` knows is not parsed again.
  init(
    _ bytes: [UInt8], as kind: DocumentKind, strictness: Strictness, memory: ContentMemory?
  ) {
    var rules = Rules(strictness: strictness, memory: memory)
    switch kind {
    case .json:
      do {
        rules.jsonFeed(try JSONReader.read(bytes))
      } catch {
        rules.findings.error(error.line, "json", "RFC 8259 §2", error.message)
      }
    case .atom, .rss, .opml, .page:
      do {
        // Ours is UTF-8; of another's document the declaration decides (XML 1.0 §4.3.3).
        let encoding = strictness == .own ? "UTF-8" : nil
        rules.xml(try MarkupTree(xml: bytes, encoding: encoding), kind)
      } catch {
        rules.findings.error(error.line, "not-well-formed", "XML 1.0 §2.1", error.message)
      }
    }
    findings = rules.findings.all
    items = rules.items
    selfAddress = rules.selfAddress
  }
}

/// The rules at work on one document.
struct Rules {
  let strictness: Inspection.Strictness
  let memory: ContentMemory?
  var findings = Findings()
  var items: [String] = []
  var selfAddress: String?
  /// Ids seen, to find the second of two.
  var seen: Set<String> = []

  init(strictness: Inspection.Strictness, memory: ContentMemory?) {
    self.strictness = strictness
    self.memory = memory
  }

  mutating func xml(_ tree: MarkupTree, _ kind: DocumentKind) {
    guard let root = tree.root else { return }
    if tree.hasDocumentType, kind != .page {
      findings.error(
        1, "xml-doctype", "XML 1.0 §2.8",
        "a feed has no document type: readers refuse it, for what it may make them load")
    }
    switch kind {
    case .atom: atom(root)
    case .rss: rss(root)
    case .opml: opml(root)
    case .page, .json: page(tree)
    }
  }

  /// Notes an item by its id, which no other may have.
  mutating func item(_ id: String, line: Int?, section: String) {
    items.append(id)
    if !seen.insert(id).inserted {
      findings.error(line, "item-id-twice", section, "two items have the id \(shown(id))")
    }
  }
}

/// `text` in quotes for a message, cut short, without line breaks.
func shown(_ text: String) -> String {
  let bytes = text.utf8.prefix(100).map { $0 < 32 ? 32 : $0 }
  var head = String(decoding: bytes, as: UTF8.self)
  if text.utf8.count > 100 { head += "…" }
  return "\"\(head)\""
}
