import FeedModel
import LibXML2

private let atomNamespace = "http://www.w3.org/2005/Atom"
private let tombstoneNamespace = "http://purl.org/atompub/tombstones/1.0"

/// Atom 1.0: RFC 4287, with RFC 4685 and RFC 6721.
extension Rules {
  mutating func atom(_ root: MarkupTree.Element) {
    if root.name == "entry", root.namespace == atomNamespace {
      // An entry may be a document of its own (RFC 4287 §2).
      if !hasAuthor(root) {
        findings.error(
          root.line, "atom-author-missing", "RFC 4287 §4.1.2", "an entry alone must have an author")
      }
      return entry(root)
    }
    guard root.name == "feed", root.namespace == atomNamespace else {
      return findings.error(
        root.line, "atom-root", "RFC 4287 §4.1.1", "the document is no atom:feed")
    }
    let section = "RFC 4287 §4.1.1"
    exactlyOne(["id", "title", "updated"], in: root, section)
    atMostOne(["generator", "icon", "logo", "rights", "subtitle"], in: root, section)
    common(root, section)
    generator(root)
    let entries = root.children("entry", namespace: atomNamespace)
    if root.child("author", namespace: atomNamespace) == nil {
      for entry in entries where !hasAuthor(entry) {
        findings.error(
          entry.line, "atom-author-missing", section, "neither the entry nor the feed has an author"
        )
      }
    }
    links(of: root, isFeed: true)
    for entry in entries { self.entry(entry) }
    tombstones(of: root)
    tombstonesOfLiving(root, entries)
    sharedDates(entries)
    placement(in: root)
    modules(of: root)
    history(of: root, links: root.children("link", namespace: atomNamespace), items: entries)
  }

  private func hasAuthor(_ entry: MarkupTree.Element) -> Bool {
    let source = entry.child("source", namespace: atomNamespace)
    return entry.child("author", namespace: atomNamespace) != nil
      || source?.child("author", namespace: atomNamespace) != nil
  }

  private mutating func entry(_ entry: MarkupTree.Element) {
    let section = "RFC 4287 §4.1.2"
    let id = entry.child("id", namespace: atomNamespace)
    findings.item = id?.text.trimmed
    defer { findings.item = nil }
    exactlyOne(["id", "title", "updated"], in: entry, section)
    atMostOne(["content", "published", "rights", "source", "summary"], in: entry, section)
    if let id { item(id.text.trimmed, line: id.line, section: "RFC 4287 §4.2.6") }
    common(entry, section)
    dates(of: entry)
    links(of: entry, isFeed: false)
    content(of: entry)
    placement(in: entry)
    source(of: entry)
    modules(of: entry)
  }

  /// What feeds and entries share: id, texts, dates, persons, categories, language.
  mutating func common(_ holder: MarkupTree.Element, _ section: String) {
    language(of: holder)
    for child in holder.children where child.namespace == atomNamespace {
      switch child.name {
      case "id": name(child.text.trimmed, Place(child.line, "the id", "RFC 4287 §4.2.6"))
      case "title", "subtitle", "rights", "summary": textConstruct(child)
      case "updated", "published":
        rfc3339(child.text, Place(child.line, "the date \(child.name)", "RFC 4287 §3.3"))
      case "author", "contributor": person(child)
      case "icon", "logo":
        address(child.text.trimmed, Place(child.line, "the \(child.name)", "RFC 4287 §4.2.5"))
      case "category": category(child)
      default: break
      }
    }
  }

  private mutating func exactlyOne(
    _ names: [String], in holder: MarkupTree.Element, _ section: String
  ) {
    for name in names where holder.child(name, namespace: atomNamespace) == nil {
      findings.error(
        holder.line, "atom-\(name)-missing", section, "the \(holder.name) has no \(name)")
    }
    atMostOne(names, in: holder, section)
  }

  private mutating func atMostOne(
    _ names: [String], in holder: MarkupTree.Element, _ section: String
  ) {
    for name in names {
      let found = holder.children(name, namespace: atomNamespace)
      guard found.count > 1 else { continue }
      findings.error(
        found[1].line, "atom-\(name)-twice", section, "the \(holder.name) has more than one \(name)"
      )
    }
  }

  private mutating func language(of holder: MarkupTree.Element) {
    let namespace = "http://www.w3.org/XML/1998/namespace"
    guard let tag = holder.attribute("lang", namespace: namespace), !tag.isEmpty else { return }
    language(tag, Place(holder.line, "xml:lang", "RFC 4287 §2"))
  }

  /// RFC 4287 §3.1.
  private mutating func textConstruct(_ text: MarkupTree.Element) {
    let section = "RFC 4287 §3.1.1"
    switch text.attribute("type") ?? "text" {
    case "text":
      if !text.children.isEmpty {
        findings.error(
          text.line, "atom-text-elements", section, "the plain text of \(text.name) holds elements")
      }
    case "html": content(text.text, line: text.line, section: section)
    case "xhtml": xhtml(text, section)
    case let type:
      findings.error(
        text.line, "atom-text-type", section,
        "\(text.name) has the type \(shown(type)), not text, html or xhtml")
    }
    if text.name == "title", text.text.trimmed.isEmpty {
      findings.warning(text.line, "atom-title-empty", "RFC 4287 §4.2.14", "the title is empty")
    }
  }

  private mutating func xhtml(_ text: MarkupTree.Element, _ section: String) {
    let inner = text.children
    let isDivision =
      inner.count == 1 && inner[0].name == "div"
      && inner[0].namespace == "http://www.w3.org/1999/xhtml"
    if !isDivision {
      findings.error(
        text.line, "atom-xhtml-div", section, "xhtml text must be one XHTML div and nothing else")
    }
  }

  /// RFC 4287 §3.2.
  private mutating func person(_ person: MarkupTree.Element) {
    personParts(person)
    let names = person.children("name", namespace: atomNamespace)
    if names.count != 1 || names[0].text.trimmed.isEmpty {
      findings.error(
        person.line, "atom-person-name", "RFC 4287 §3.2.1", "\(person.name) must have one name")
    }
    for child in person.children where child.namespace == atomNamespace {
      if child.name == "uri" {
        address(
          child.text.trimmed, Place(child.line, "the uri of \(person.name)", "RFC 4287 §3.2.2"))
      }
      if child.name == "email" {
        email(
          child.text.trimmed, Place(child.line, "the email of \(person.name)", "RFC 4287 §3.2.3"))
      }
    }
  }

  private mutating func category(_ category: MarkupTree.Element) {
    if category.attribute("term")?.isEmpty ?? true {
      findings.error(
        category.line, "atom-category-term", "RFC 4287 §4.2.2.1", "the category has no term")
    }
    if let scheme = category.attribute("scheme") {
      name(scheme, Place(category.line, "the scheme of a category", "RFC 4287 §4.2.2.2"))
    }
  }

  private mutating func generator(_ feed: MarkupTree.Element) {
    guard let generator = feed.child("generator", namespace: atomNamespace) else { return }
    if generator.text.trimmed.isEmpty {
      findings.error(
        generator.line, "atom-generator-empty", "RFC 4287 §4.2.4", "the generator is empty")
    }
  }

  private mutating func dates(of entry: MarkupTree.Element) {
    guard
      let published = entry.child("published", namespace: atomNamespace),
      let updated = entry.child("updated", namespace: atomNamespace),
      let first = Timestamp(rfc3339: published.text.trimmed),
      let last = Timestamp(rfc3339: updated.text.trimmed), first.instant > last.instant
    else { return }
    findings.warning(
      updated.line, "atom-updated-before-published", "RFC 4287 §4.2.15",
      "the entry was updated before it was published")
  }
}

extension Rules {
  /// RFC 4287 §4.2.7.
  private mutating func links(of holder: MarkupTree.Element, isFeed: Bool) {
    let section = "RFC 4287 §4.2.7"
    var alternates: Set<String> = []
    var selves: [MarkupTree.Element] = []
    for link in holder.children("link", namespace: atomNamespace) {
      guard let href = link.attribute("href") else {
        findings.error(link.line, "atom-link-href", "\(section).1", "a link has no href")
        continue
      }
      let relation = link.attribute("rel") ?? "alternate"
      address(href, Place(link.line, "the \(relation) link", "\(section).1"))
      if let type = link.attribute("type") {
        mediaType(type, Place(link.line, "the type of a link", "\(section).3"))
      }
      if let tag = link.attribute("hreflang") {
        language(tag, Place(link.line, "the hreflang of a link", "\(section).4"))
      }
      if let length = link.attribute("length") {
        number(length, Place(link.line, "the length of a link", "\(section).6"))
      }
      if relation == "self" { selves.append(link) }
      if relation.isEmpty || relation.utf8.contains(where: { $0 <= 32 }) {
        findings.error(
          link.line, "atom-link-relation", "\(section).2",
          "the relation \(shown(relation)) is neither a registered name nor an IRI")
      }
      if relation == "enclosure", link.attribute("length") == nil, strictness == .anybody {
        findings.warning(
          link.line, "atom-enclosure-length", "\(section).6", "an enclosure should state its length"
        )
      }
      let kind = "\(link.attribute("type") ?? "")\n\(link.attribute("hreflang") ?? "")"
      if relation == "alternate", !alternates.insert(kind).inserted {
        findings.error(
          link.line, "atom-alternate-twice", "RFC 4287 §4.1.1",
          "two alternate links have the same type and language")
      }
    }
    if isFeed { feedSelf(selves, of: holder) }
    if !isFeed, alternates.isEmpty, holder.child("content", namespace: atomNamespace) == nil {
      findings.error(
        holder.line, "atom-entry-empty", "RFC 4287 §4.1.2",
        "the entry has neither content nor an alternate link")
    }
  }

  private mutating func feedSelf(_ links: [MarkupTree.Element], of feed: MarkupTree.Element) {
    selfAddress = links.first?.attribute("href")
    if links.isEmpty {
      findings.warning(
        feed.line, "atom-self-missing", "RFC 4287 §4.1.1", "the feed does not name its own address")
    } else if links.count > 1 {
      findings.warning(
        links[1].line, "atom-self-twice", "WebSub §4", "the feed names two addresses of its own")
    }
  }

  /// RFC 4287 §4.1.3.
  private mutating func content(of entry: MarkupTree.Element) {
    guard let content = entry.child("content", namespace: atomNamespace) else { return }
    let section = "RFC 4287 §4.1.3"
    let type = content.attribute("type") ?? "text"
    let hasSummary = entry.child("summary", namespace: atomNamespace) != nil
    if let source = content.attribute("src") {
      address(source, Place(content.line, "the src of the content", "\(section).2"))
      if !content.text.isEmpty {
        findings.error(
          content.line, "atom-content-src-text", "\(section).2", "content with a src must be empty")
      }
    }
    switch type {
    case "text":
      if !content.children.isEmpty {
        findings.error(
          content.line, "atom-content-elements", "\(section).3", "plain content holds elements")
      }
    case "html":
      self.content(content.text, line: content.line, section: "\(section).3")
    case "xhtml": xhtml(content, "\(section).3")
    default: contentType(type, of: content)
    }
    let isInline =
      ["text", "html", "xhtml"].contains(type) || type.hasPrefix("text/")
      || type.hasSuffix("+xml") || type.hasSuffix("/xml")
    if !hasSummary, content.attribute("src") != nil || !isInline {
      findings.error(
        entry.line, "atom-summary-missing", "RFC 4287 §4.1.2",
        "content elsewhere or in base64 needs a summary")
    }
  }

  /// RFC 6721 §3.
  private mutating func tombstones(of feed: MarkupTree.Element) {
    var seen: Set<String> = []
    for deleted in feed.children("deleted-entry", namespace: tombstoneNamespace) {
      let section = "RFC 6721 §3"
      guard let ref = deleted.attribute("ref"), let when = deleted.attribute("when") else {
        findings.error(
          deleted.line, "atom-tombstone", section, "a deleted entry must have both ref and when")
        continue
      }
      name(ref, Place(deleted.line, "the ref of a deleted entry", section))
      rfc3339(when, Place(deleted.line, "the when of a deleted entry", section))
      if !seen.insert("\(ref)\n\(when)").inserted {
        findings.error(deleted.line, "atom-tombstone-twice", section, "two tombstones are the same")
      }
    }
  }
}
