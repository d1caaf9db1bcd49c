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
    guard root.children("head", namespace: nil).count == 1 else {
      return findings.error(root.line, "opml-head", "OPML 2.0, head", "there must be one head")
    }
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

  private mutating func outline(_ outline: MarkupTree.Element) {
    let section = "OPML 2.0, outline"
    if outline.attribute("text") == nil {
      findings.error(outline.line, "opml-text", section, "the outline has no text")
    }
    guard outline.attribute("type")?.lowercased() == "rss" else { return }
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
