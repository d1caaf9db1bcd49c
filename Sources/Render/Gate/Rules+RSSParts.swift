import LibXML2

private let atomNamespace = "http://www.w3.org/2005/Atom"
private let contentNamespace = "http://purl.org/rss/1.0/modules/content/"
private let dublinNamespace = "http://purl.org/dc/elements/1.1/"

/// The smaller parts of RSS 2.0, and what may stand where.
extension Rules {
  private static let channelParts: Set = [
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster",
    "pubDate", "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "rating",
    "textInput", "skipHours", "skipDays", "item",
  ]
  private static let itemParts: Set = [
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid",
    "pubDate",
    "source",
  ]

  /// An element without namespace that RSS does not define.
  mutating func rssPlacement(in holder: MarkupTree.Element) {
    let allowed = holder.name == "item" ? Self.itemParts : Self.channelParts
    for child in holder.children where child.namespace == nil && !allowed.contains(child.name) {
      findings.error(
        child.line, "rss-element-unknown", "RSS 2.0, extending RSS",
        "\(holder.name) has no \(child.name): what is not of RSS must be in a namespace")
    }
  }

  mutating func channelPart(_ field: MarkupTree.Element, _ section: String) {
    switch field.name {
    case "cloud":
      for name in ["domain", "port", "path", "registerProcedure", "protocol"]
      where field.attribute(name) == nil {
        findings.error(field.line, "rss-cloud", section, "the cloud has no \(name)")
      }
    case "textInput":
      for name in ["title", "description", "name", "link"]
      where field.child(name, namespace: nil) == nil {
        findings.error(field.line, "rss-textinput", section, "the textInput has no \(name)")
      }
    case "skipHours":
      let hours = field.children("hour", namespace: nil).map { Int($0.text.trimmed) ?? -1 }
      skips(field, hours.map { (0...23).contains($0) ? String($0) : nil }, "hour", section)
    case "skipDays":
      let names = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
      ]
      let days = field.children("day", namespace: nil).map(\.text.trimmed)
      skips(field, days.map { names.contains($0) ? $0 : nil }, "day", section)
    default: break
    }
  }

  private mutating func skips(
    _ field: MarkupTree.Element, _ values: [String?], _ unit: String, _ section: String
  ) {
    if values.isEmpty || values.contains(nil) {
      findings.error(
        field.line, "rss-skip", section, "\(field.name) holds something that is no \(unit)")
    } else if Set(values).count < values.count {
      findings.error(field.line, "rss-skip-twice", section, "\(field.name) names a \(unit) twice")
    }
  }

  /// The channel's picture: small, and titled and linked as the channel.
  mutating func imageParts(_ image: MarkupTree.Element, of channel: MarkupTree.Element) {
    let section = "RSS profile, element-channel-image"
    for (name, limit) in [("width", 144), ("height", 400)] {
      guard let value = image.child(name, namespace: nil), let size = Int(value.text.trimmed),
        size > limit
      else { continue }
      findings.warning(
        value.line, "rss-image-large", section, "the \(name) of the image is over \(limit)")
    }
    for name in ["title", "link"] {
      guard let own = image.child(name, namespace: nil),
        let other = channel.child(name, namespace: nil), own.text.trimmed != other.text.trimmed
      else { continue }
      findings.warning(
        own.line, "rss-image-differs", section, "the \(name) of the image is not the channel's")
    }
  }

  /// What an item's parts say of each other.
  mutating func itemParts(_ item: MarkupTree.Element) {
    rssPlacement(in: item)
    modules(of: item)
    let section = "RSS profile, element-channel-item"
    let enclosures = item.children("enclosure", namespace: nil)
    if enclosures.count > 1 {
      findings.warning(
        enclosures[1].line, "rss-enclosure-twice", "\(section)-enclosure",
        "of several enclosures many readers show one")
    }
    let bodies = item.children("encoded", namespace: contentNamespace)
    if bodies.count > 1 {
      findings.error(
        bodies[1].line, "rss-content-twice", "RSS profile, namespace-elements-content-encoded",
        "the item has more than one content:encoded")
    }
    if let body = bodies.first, let summary = item.child("description", namespace: nil),
      body.text.trimmed == summary.text.trimmed, !body.text.trimmed.isEmpty
    {
      findings.warning(
        body.line, "rss-same-text", "RSS profile, namespace-elements-content-encoded",
        "description and content:encoded are the same text")
    }
    for (own, other) in [("pubDate", "date"), ("author", "creator")] {
      guard item.child(own, namespace: nil) != nil,
        let double = item.child(other, namespace: dublinNamespace)
      else { continue }
      findings.warning(
        double.line, "rss-said-twice", "RSS profile, namespace-elements-dublin",
        "the item has both \(own) and dc:\(other): readers take either")
    }
    for link in item.children("link", namespace: atomNamespace)
    where link.attribute("rel") == "self" {
      findings.warning(
        link.line, "rss-self-place", "RSS profile, namespace-elements-atom-link",
        "a self link names the feed, not an item")
    }
  }
}
