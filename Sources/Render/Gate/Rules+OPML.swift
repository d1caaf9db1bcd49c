import LibXML2

/// OPML 2.0, as a list of subscriptions.
extension Rules {
  mutating func opml(_ root: MarkupTree.Element) {
    guard root.name == "opml", root.namespace == nil else {
      return findings.error(
        root.line, "opml-root", "OPML 2.0, opml", "the document is no opml element")
    }
    if !["1.0", "1.1", "2.0"].contains(root.attribute("version") ?? "") {
      findings.error(root.line, "opml-version", "OPML 2.0, opml", "the version is not 2.0")
    }
    let heads = root.children("head", namespace: nil)
    guard heads.count == 1 else {
      return findings.error(root.line, "opml-head", "OPML 2.0, head", "there must be one head")
    }
    head(heads[0])
    let bodies = root.children("body", namespace: nil)
    guard bodies.count == 1 else {
      return findings.error(root.line, "opml-body", "OPML 2.0, body", "there must be one body")
    }
    if bodies[0].children("outline", namespace: nil).isEmpty {
      findings.error(bodies[0].line, "opml-empty", "OPML 2.0, body", "the body has no outline")
    }
    // Lists nest: document order reaches every outline without recursion.
    for element in root.tree.elements where element.name == "outline" { outline(element) }
  }

  private static let headParts: Set = [
    "title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs",
    "expansionState", "vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight",
  ]

  private mutating func head(_ head: MarkupTree.Element) {
    let section = "OPML 2.0, head"
    var seen: Set<String> = []
    for field in head.children where field.namespace == nil {
      let text = field.text.trimmed
      let place = Place(field.line, "the \(field.name) of the head", section)
      if !Self.headParts.contains(field.name) {
        findings.error(
          field.line, "opml-head-unknown", section,
          "the head has no \(field.name): what is not of OPML must be in a namespace")
      } else if !seen.insert(field.name).inserted {
        findings.error(field.line, "opml-head-twice", section, "\(field.name) stands twice")
      }
      switch field.name {
      case "dateCreated", "dateModified": rfc822(text, place)
      case "ownerEmail": email(text, place)
      case "ownerId", "docs": address(text, place)
      case "vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight":
        number(text, place)
      case "expansionState":
        for line in text.split(separator: ",") { number(String(line), place) }
      default: break
      }
    }
  }

  private mutating func outline(_ outline: MarkupTree.Element) {
    let section = "OPML 2.0, outline"
    if outline.attribute("text") == nil {
      findings.error(outline.line, "opml-text", section, "the outline has no text")
    }
    for name in ["isComment", "isBreakpoint"] {
      guard let value = outline.attribute(name), !["true", "false"].contains(value) else {
        continue
      }
      findings.error(
        outline.line, "opml-boolean", section, "\(name) is \(shown(value)), not true or false")
    }
    if let created = outline.attribute("created") {
      rfc822(created, Place(outline.line, "created", section))
    }
    let type = outline.attribute("type")?.lowercased()
    if type == "link" || type == "include" {
      guard let url = outline.attribute("url") else {
        return findings.error(
          outline.line, "opml-url", "OPML 2.0, inclusion", "the outline has no url")
      }
      address(url, Place(outline.line, "url", "OPML 2.0, inclusion"))
    }
    if type == nil, outline.attribute("xmlUrl") != nil {
      findings.warning(
        outline.line, "opml-type", "OPML 2.0, subscription lists",
        "the outline has an xmlUrl but not the type rss: some readers pass it over")
    }
    guard type == "rss" else { return }
    guard let url = outline.attribute("xmlUrl") else {
      return findings.error(
        outline.line, "opml-xmlurl", "OPML 2.0, subscription lists", "the feed has no xmlUrl")
    }
    address(url, Place(outline.line, "xmlUrl", "OPML 2.0, subscription lists"))
    if !seen.insert(url).inserted {
      findings.warning(
        outline.line, "opml-feed-twice", "OPML 2.0, subscription lists",
        "two outlines name one feed")
    }
    if let page = outline.attribute("htmlUrl") {
      address(page, Place(outline.line, "htmlUrl", "OPML 2.0, subscription lists"))
    }
  }
}
