import FeedModel
import LibXML2

/// What a published archive page says of one of its items.
package struct PageEntry: Hashable, Sendable {
  package var id: ItemID
  package var updated: Instant
}

/// The items of an Atom document of ours, in its order; empty for anything else.
package func pageEntries(of document: [UInt8]) -> [PageEntry] {
  let atom = "http://www.w3.org/2005/Atom"
  guard let root = try? MarkupTree(xml: document).root, root.name == "feed" else { return [] }
  return root.children("entry", namespace: atom).compactMap { entry in
    guard let id = entry.child("id", namespace: atom).flatMap({ ItemID($0.text.trimmed) }),
      let updated = entry.child("updated", namespace: atom)
        .flatMap({ Instant(rfc3339: $0.text.trimmed) })
    else { return nil }
    return PageEntry(id: id, updated: updated)
  }
}
