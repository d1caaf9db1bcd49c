import FeedModel
import LibXML2

private let atomNamespace = "http://www.w3.org/2005/Atom"
private let tombstoneNamespace = "http://purl.org/atompub/tombstones/1.0"

/// What may stand where in Atom, and what its parts say of each other.
extension Rules {
  /// Every element that Atom defines, by the element that may hold it (RFC 4287 §4).
  private static let places: [String: Set<String>] = [
    "feed": [
      "author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights",
      "subtitle", "title", "updated", "entry",
    ],
    "entry": [
      "author", "category", "content", "contributor", "id", "link", "published", "rights", "source",
      "summary", "title", "updated",
    ],
    "source": [
      "author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights",
      "subtitle", "title", "updated",
    ],
    "author": ["name", "uri", "email"], "contributor": ["name", "uri", "email"],
  ]

  /// An element in Atom's namespace where Atom has none: readers pass it over, and with it what it was meant to say.
  mutating func placement(in holder: MarkupTree.Element) {
    guard let allowed = Self.places[holder.name] else { return }
    for child in holder.children {
      if child.namespace == atomNamespace, !allowed.contains(child.name) {
        findings.error(
          child.line, "atom-element-place", "RFC 4287 §4",
          "\(holder.name) may not hold \(child.name)")
      } else if child.namespace == nil {
        findings.error(
          child.line, "atom-element-namespace", "RFC 4287 §6",
          "\(child.name) is in no namespace: what is not Atom's must be in its own")
      } else if child.namespace == tombstoneNamespace, child.name == "deleted-entry",
        holder.name != "feed"
      {
        findings.error(
          child.line, "atom-tombstone-place", "RFC 6721 §3", "at:deleted-entry belongs to the feed")
      }
    }
    let marker = holder.children.first { $0.namespace == atomNamespace && $0.name == "entry" }
    if let marker,
      let late = holder.children.last(where: {
        $0.namespace == atomNamespace && $0.name != "entry" && $0.position > marker.position
      })
    {
      findings.warning(
        late.line, "atom-feed-late", "RFC 4287 §4.1.1",
        "\(late.name) of the feed stands after an entry: some readers stop looking at the first")
    }
  }

  /// A person may state name, uri and email once each (RFC 4287 §3.2).
  mutating func personParts(_ person: MarkupTree.Element) {
    placement(in: person)
    for name in ["uri", "email"] {
      let found = person.children(name, namespace: atomNamespace)
      guard found.count > 1 else { continue }
      findings.error(
        found[1].line, "atom-person-twice", "RFC 4287 §3.2",
        "\(person.name) has more than one \(name)")
    }
  }

  /// The feed that an entry was copied from (RFC 4287 §4.2.11).
  mutating func source(of entry: MarkupTree.Element) {
    guard let source = entry.child("source", namespace: atomNamespace) else { return }
    placement(in: source)
    for name in ["id", "title", "updated"] {
      let found = source.children(name, namespace: atomNamespace)
      if found.isEmpty {
        findings.warning(
          source.line, "atom-source-\(name)", "RFC 4287 §4.2.11",
          "the source should have its \(name)")
      } else if found.count > 1 {
        findings.error(
          found[1].line, "atom-source-twice", "RFC 4287 §4.2.11",
          "the source has more than one \(name)")
      }
    }
    common(source, "RFC 4287 §4.2.11")
  }

  /// Content of another kind than text (RFC 4287 §4.1.3).
  mutating func contentType(_ type: String, of content: MarkupTree.Element) {
    let section = "RFC 4287 §4.1.3"
    mediaType(type, Place(content.line, "the type of the content", "\(section).1"))
    let lower = type.lowercased()
    if lower.hasPrefix("multipart/") || lower.hasPrefix("message/") {
      findings.error(
        content.line, "atom-content-composite", "\(section).1",
        "content must not be of the composite type \(shown(type))")
    }
    guard content.attribute("src") == nil else { return }
    if lower.hasSuffix("+xml") || lower.hasSuffix("/xml") {
      if content.children.count != 1 {
        findings.error(
          content.line, "atom-content-xml", "\(section).3", "XML content should be one element")
      }
    } else if lower.hasPrefix("text/") {
      if !content.children.isEmpty {
        findings.error(
          content.line, "atom-content-elements", "\(section).3", "plain content holds elements")
      }
    } else if !isBase64(content.text) {
      findings.error(
        content.line, "atom-content-base64", "\(section).3",
        "content of the type \(shown(type)) must be in base64")
    }
  }

  /// Entries that all claim the same instant have been stamped by a program, not dated (RFC 4287 §3.3).
  mutating func sharedDates(_ entries: [MarkupTree.Element]) {
    let dates = entries.compactMap {
      $0.child("updated", namespace: atomNamespace)?.text.trimmed
    }
    guard dates.count > 3, Set(dates).count == 1, let first = entries.first else { return }
    findings.warning(
      first.line, "atom-updated-shared", "RFC 4287 §3.3", "all entries claim the same update time")
  }

  /// A tombstone older than the entry of its name is outranked by it (RFC 6721 §3).
  mutating func tombstonesOfLiving(
    _ feed: MarkupTree.Element, _ entries: [MarkupTree.Element]
  ) {
    var living: [String: Instant] = [:]
    for entry in entries {
      guard let id = entry.child("id", namespace: atomNamespace)?.text.trimmed,
        let updated = entry.child("updated", namespace: atomNamespace)
          .flatMap({ Instant(rfc3339: $0.text.trimmed) })
      else { continue }
      living[id] = updated
    }
    for deleted in feed.children("deleted-entry", namespace: tombstoneNamespace) {
      guard let ref = deleted.attribute("ref"), let updated = living[ref],
        let when = deleted.attribute("when").flatMap({ Instant(rfc3339: $0.trimmed) })
      else { continue }
      findings.warning(
        deleted.line, "atom-tombstone-living", "RFC 6721 §3",
        when >= updated
          ? "the entry stands in this feed and is deleted by it"
          : "the tombstone is older than the entry, which therefore lives on")
    }
  }
}

/// Whether `text` is base64 (RFC 4648 §4), white space apart.
private func isBase64(_ text: String) -> Bool {
  let bytes = text.utf8.filter { $0 > 32 }
  let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
  return bytes.count.isMultiple(of: 4) && padding <= 2
    && bytes.dropLast(padding).allSatisfy {
      (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || $0 == 43
        || $0 == 47
    }
}
