import LibXML2

private let historyNamespace = "http://purl.org/syndication/history/1.0"

/// Paged and archived feeds (RFC 5005), in Atom feeds and RSS channels alike.
extension Rules {
  /// `holder` is the feed or channel, `links` its Atom links.
  mutating func history(
    of holder: MarkupTree.Element, links: [MarkupTree.Element], items: [MarkupTree.Element]
  ) {
    let isArchive = holder.child("archive", namespace: historyNamespace) != nil
    let complete = holder.child("complete", namespace: historyNamespace)
    let relations = Set(links.compactMap { $0.attribute("rel") })
    let walking: Set = ["prev-archive", "next-archive", "current"]
    if let complete, !relations.isDisjoint(with: walking.union(["next", "previous"])) {
      findings.error(
        complete.line, "history-complete-paged", "RFC 5005 §2",
        "a complete feed is one document: it must lead to no other page of itself")
    }
    if let complete, isArchive {
      findings.error(
        complete.line, "history-complete-archive", "RFC 5005 §2",
        "a document can't be both a complete feed and one of its archive pages")
    }
    if isArchive, !relations.contains("current") {
      findings.warning(
        holder.line, "history-current-missing", "RFC 5005 §4",
        "an archive page should lead to the live feed by a link of the relation current")
    }
    for name in ["archive", "complete"] {
      let marks = holder.children(name, namespace: historyNamespace)
      if marks.count > 1 {
        findings.error(
          marks[1].line, "history-mark-twice", "RFC 5005 §4", "fh:\(name) stands more than once")
      }
      for mark in marks where !mark.text.trimmed.isEmpty || !mark.children.isEmpty {
        findings.error(mark.line, "history-mark-text", "RFC 5005 §4", "fh:\(name) must be empty")
      }
    }
    historyLinks(links)
    for item in items {
      for mark in item.children where mark.namespace == historyNamespace {
        findings.error(
          mark.line, "history-place", "RFC 5005 §4",
          "fh:\(mark.name) belongs to the feed, not an item")
      }
    }
  }

  private mutating func historyLinks(_ links: [MarkupTree.Element]) {
    let own = links.first { $0.attribute("rel") == "self" }?.attribute("href")
    for relation in ["prev-archive", "next-archive", "next", "previous", "first", "last"] {
      let found = links.filter { $0.attribute("rel") == relation }
      if found.count > 1 {
        findings.error(
          found[1].line, "history-link-twice", "RFC 5005 §4",
          "two links of the relation \(relation): readers follow one")
      }
      let leadsOn = !["first", "last"].contains(relation)
      if leadsOn, let link = found.first, let own, link.attribute("href") == own {
        findings.error(
          link.line, "history-loop", "RFC 5005 §3",
          "the \(relation) link leads to this document: a reader that walks it never ends")
      }
    }
  }
}
