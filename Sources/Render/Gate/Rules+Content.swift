import LibXML2

/// What a name of an element or attribute means for safety.
private enum NameKind {
  case plain, forbiddenElement, address, handler, style, id

  init(_ name: String) {
    switch name {
    case "script", "style", "object", "embed", "applet", "form", "input", "button", "select",
      "textarea", "base", "frame", "frameset", "noscript", "template", "portal":
      self = name == "style" ? .style : .forbiddenElement
    case "href", "src", "cite", "poster", "action", "formaction", "background", "longdesc":
      self = .address
    case "id": self = .id
    default: self = name.utf8.count > 2 && name.hasPrefix("on") ? .handler : .plain
    }
  }
}

extension Rules {
  /// HTML inside a feed.
  ///
  /// Ours is XHTML too; anybody's is what the HTML parser makes of it.
  mutating func content(_ html: String, line: Int?, section: String) {
    guard let memory else { return parsedContent(html, line: line, section: section) }
    memory.once(html) {
      let before = findings.all.count
      parsedContent(html, line: line, section: section)
      return findings.all.count == before
    }
  }

  private mutating func parsedContent(_ html: String, line: Int?, section: String) {
    do {
      switch strictness {
      case .own:
        let tree = try MarkupTree(xml: Array("<div>".utf8) + html.utf8 + Array("</div>".utf8))
        safety(of: tree, line: line, section: section)
      case .anybody:
        safety(of: try MarkupTree(html: Array(html.utf8)), line: line, section: section)
      }
    } catch {
      findings.error(
        line, "content-not-well-formed", section,
        "the content is not well-formed: \(error.message)")
    }
  }

  /// No script, handler or style, and no address but absolute ones.
  ///
  /// `line` is where the content stands in its document; nil when the tree's own lines are the document's.
  mutating func safety(of tree: MarkupTree, line: Int?, section: String) {
    let kinds = tree.names.map(NameKind.init)
    for node in tree.nodes where !node.isText {
      let place = line ?? Int(node.line)
      switch kinds[Int(node.name)] {
      case .forbiddenElement, .style:
        findings.error(
          place, "content-active", section,
          "the content has a \(tree.names[Int(node.name)]) element")
      default:
        if strictness == .anybody, tree.names[Int(node.name)] == "iframe" {
          findings.warning(
            place, "content-embedded", section,
            "the content has an iframe, which most readers leave out")
        }
      }
      for attribute in tree.attributes[Int(node.lower)..<Int(node.upper)] {
        let name = tree.names[Int(attribute.name)]
        switch kinds[Int(attribute.name)] {
        case .handler, .style:
          findings.error(
            place, "content-active", section, "the content has a \(name) attribute")
        case .address:
          let value = tree.bytes[Int(attribute.lower)..<Int(attribute.upper)]
          if value.starts(with: "https://".utf8) { continue }
          contentAddress(
            String(decoding: value, as: UTF8.self),
            Place(place, "the \(name) of an element", section),
            isOfPage: line == nil, element: tree.names[Int(node.name)])
        case .plain, .id, .forbiddenElement: break
        }
      }
    }
  }

  private mutating func contentAddress(
    _ value: String, _ place: Place, isOfPage: Bool, element: String
  ) {
    // A small picture may be in the document itself; nothing else of that scheme is harmless.
    if element == "img", value.hasPrefix("data:image/") { return }
    if isOfPage, !isDangerous(value) { return }
    address(value, place)
  }

  /// A page of ours: well-formed, titled, in a language, with all that its own links point to.
  mutating func page(_ tree: MarkupTree) {
    let section = "HTML §4.2"
    guard let root = tree.root, root.name == "html" else {
      return findings.error(1, "page-root", section, "the page has no html element")
    }
    if root.attribute("lang")?.isEmpty ?? true {
      findings.error(root.line, "page-language", "HTML §3.2.6.2", "the page states no language")
    }
    let title = root.child("head", namespace: nil)?.child("title", namespace: nil)
    if title?.text.trimmed.isEmpty ?? true {
      findings.error(root.line, "page-title", "HTML §4.2.2", "the page has no title")
    }
    safety(of: tree, line: nil, section: "HTML §3.2.6")
    fragments(of: tree)
  }

  /// Ids are distinct, and a link within the page leads somewhere.
  private mutating func fragments(of tree: MarkupTree) {
    let id = tree.names.firstIndex(of: "id").map { Int32($0) }
    let href = tree.names.firstIndex(of: "href").map { Int32($0) }
    var ids: Set<ArraySlice<UInt8>> = []
    var wanted: [(line: Int, id: ArraySlice<UInt8>)] = []
    for node in tree.nodes where !node.isText {
      for attribute in tree.attributes[Int(node.lower)..<Int(node.upper)] {
        let value = tree.bytes[Int(attribute.lower)..<Int(attribute.upper)]
        if attribute.name == id, !ids.insert(value).inserted {
          findings.warning(
            Int(node.line), "page-id-twice", "HTML §3.2.6.1",
            "two elements have the id \(shown(String(decoding: value, as: UTF8.self)))")
        } else if attribute.name == href, value.first == UInt8(ascii: "#") {
          wanted.append((Int(node.line), value.dropFirst()))
        }
      }
    }
    for link in wanted where !ids.contains(link.id) {
      findings.warning(
        link.line, "page-fragment", "HTML §7.4.6",
        "a link leads to \(shown(String(decoding: link.id, as: UTF8.self))), which is not in the page"
      )
    }
  }
}
