import FeedModel
import LibXML2

private let atomNamespace = "http://www.w3.org/2005/Atom"
private let contentNamespace = "http://purl.org/rss/1.0/modules/content/"

/// RSS 2.0 with the profile of the RSS Advisory Board.
extension Rules {
  mutating func rss(_ root: MarkupTree.Element) {
    guard root.name == "rss", root.namespace == nil else {
      return findings.error(root.line, "rss-root", "RSS 2.0, rss", "the document is no rss element")
    }
    switch root.attribute("version") {
    case "2.0": break
    case "0.91", "0.92", "0.93", "0.94":
      findings.warning(
        root.line, "rss-version-old", "RSS 2.0, rss", "the version is older than 2.0")
    default: findings.error(root.line, "rss-version", "RSS 2.0, rss", "the version is not 2.0")
    }
    for item in root.children("item", namespace: nil) {
      findings.error(
        item.line, "rss-item-place", "RSS 2.0, channel", "the item stands outside the channel")
    }
    let channels = root.children("channel", namespace: nil)
    guard channels.count == 1 else {
      return findings.error(
        root.line, "rss-channel", "RSS 2.0, channel", "there must be exactly one channel")
    }
    channel(channels[0])
  }

  private mutating func channel(_ channel: MarkupTree.Element) {
    let section = "RSS profile, element-channel"
    for name in ["title", "link", "description"] {
      one(name, in: channel, isNeeded: true, section)
    }
    for name in [
      "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
      "generator",
      "docs", "ttl", "image", "cloud", "textInput", "skipHours", "skipDays",
    ] {
      one(name, in: channel, isNeeded: false, section)
    }
    for child in channel.children where child.namespace == nil { field(child) }
    selfLink(of: channel)
    rssPlacement(in: channel)
    modules(of: channel)
    if let image = channel.child("image", namespace: nil) { imageParts(image, of: channel) }
    history(
      of: channel, links: channel.children("link", namespace: atomNamespace),
      items: channel.children("item", namespace: nil))
    var newest: Instant?
    for item in channel.children("item", namespace: nil) {
      if let date = self.item(item) { newest = max(newest ?? date, date) }
    }
    guard let built = channel.child("lastBuildDate", namespace: nil), let newest,
      case .success(let date) = RFC822Date.read(built.text.trimmed), date.instant < newest
    else { return }
    findings.warning(
      built.line, "rss-build-date", "RSS profile, element-channel-lastbuilddate",
      "an item is newer than lastBuildDate: some readers leave it out")
  }

  private mutating func field(_ field: MarkupTree.Element) {
    let section = "RSS profile, element-channel-\(field.name.lowercased())"
    let place = Place(field.line, "the \(field.name) of the channel", section)
    let text = field.text.trimmed
    switch field.name {
    case "title", "description":
      if text.isEmpty {
        findings.error(field.line, "rss-\(field.name)-empty", section, "\(place.name) is empty")
      }
      noElements(field, section)
    case "link", "docs": address(text, place)
    case "language": language(text, place)
    case "pubDate", "lastBuildDate": rfc822(text, place)
    case "ttl": number(text, place)
    case "managingEditor", "webMaster": editor(text, place)
    case "image": image(field, section)
    case "category": category(field)
    default: channelPart(field, section)
    }
  }

  private mutating func editor(_ text: String, _ place: Place) {
    email(text.split(separator: " ").first.map { String($0) } ?? text, place)
  }

  private mutating func image(_ image: MarkupTree.Element, _ section: String) {
    for name in ["url", "title", "link"] { one(name, in: image, isNeeded: true, section) }
    for child in image.children where child.namespace == nil {
      let place = Place(child.line, "the \(child.name) of the image", section)
      switch child.name {
      case "url", "link": address(child.text.trimmed, place)
      case "width", "height": number(child.text, place)
      default: break
      }
    }
  }

  private mutating func one(
    _ name: String, in holder: MarkupTree.Element, isNeeded: Bool, _ section: String
  ) {
    let found = holder.children(name, namespace: nil)
    if found.count > 1 {
      findings.error(
        found[1].line, "rss-\(name)-twice", "\(section)-\(name.lowercased())",
        "the \(holder.name) has more than one \(name)")
    } else if found.isEmpty, isNeeded {
      findings.error(
        holder.line, "rss-\(name)-missing", "\(section)-\(name.lowercased())",
        "the \(holder.name) has no \(name)")
    }
  }

  private mutating func noElements(_ holder: MarkupTree.Element, _ section: String) {
    if !holder.children.isEmpty {
      findings.error(
        holder.line, "rss-markup-unescaped", "RSS profile, data-types-characterdata",
        "\(holder.name) holds elements: its markup must be escaped")
    }
  }

  private mutating func selfLink(of channel: MarkupTree.Element) {
    let links = channel.children("link", namespace: atomNamespace)
    for link in links {
      guard let href = link.attribute("href") else {
        findings.error(link.line, "atom-link-href", "RFC 4287 §4.2.7.1", "a link has no href")
        continue
      }
      let relation = link.attribute("rel") ?? "alternate"
      address(href, Place(link.line, "the \(relation) link", "RFC 4287 §4.2.7.1"))
    }
    let selves = links.filter { $0.attribute("rel") == "self" }
    selfAddress = selves.first?.attribute("href")
    guard selves.count != 1 else { return }
    findings.warning(
      selves.last?.line ?? channel.line, "rss-self", "RSS profile, namespace-elements-atom-link",
      "the channel should name its own address once")
  }
}

extension Rules {
  /// The date of publication, where it is stated.
  private mutating func item(_ item: MarkupTree.Element) -> Instant? {
    let section = "RSS profile, element-channel-item"
    let guid = item.child("guid", namespace: nil)
    findings.item = guid?.text.trimmed
    defer { findings.item = nil }
    if item.child("title", namespace: nil) == nil, item.child("description", namespace: nil) == nil
    {
      findings.error(
        item.line, "rss-item-empty", section, "the item has neither title nor description")
    }
    for name in ["title", "link", "description", "author", "pubDate", "guid", "comments", "source"]
    {
      one(name, in: item, isNeeded: false, section)
    }
    if let guid {
      self.guid(guid, section)
    } else {
      findings.warning(
        item.line, "rss-guid-missing", "\(section)-guid", "without a guid readers guess what is new"
      )
    }
    var published: Instant?
    for child in item.children {
      if child.name == "pubDate", child.namespace == nil {
        let place = Place(child.line, "the pubDate", "\(section)-pubdate")
        published = rfc822(child.text, place)
      } else {
        itemField(child, section)
      }
    }
    order(of: item)
    itemParts(item)
    return published
  }

  private mutating func guid(_ guid: MarkupTree.Element, _ section: String) {
    let text = guid.text.trimmed
    if text.isEmpty {
      findings.error(guid.line, "rss-guid-empty", "\(section)-guid", "the guid is empty")
    }
    item(text, line: guid.line, section: "\(section)-guid")
    switch guid.attribute("isPermaLink") ?? "true" {
    case "true":
      address(
        text, Place(guid.line, "the guid, a permalink unless said otherwise,", "\(section)-guid"))
    case "false": break
    case let value:
      findings.error(
        guid.line, "rss-guid-permalink", "\(section)-guid",
        "isPermaLink is \(shown(value)), not true or false")
    }
  }

  private mutating func itemField(_ field: MarkupTree.Element, _ section: String) {
    let place = Place(
      field.line, "the \(field.name) of the item", "\(section)-\(field.name.lowercased())")
    switch (field.namespace, field.name) {
    case (nil, "title"): noElements(field, section)
    case (nil, "link"), (nil, "comments"): address(field.text.trimmed, place)
    case (nil, "description"):
      noElements(field, section)
      content(field.text, line: field.line, section: place.section)
    case (nil, "author"): editor(field.text.trimmed, place)
    case (nil, "category"): category(field)
    case (nil, "enclosure"): enclosure(field, place.section)
    case (nil, "source"):
      if let url = field.attribute("url") {
        address(url, place)
      } else {
        findings.error(field.line, "rss-source-url", place.section, "the source has no url")
      }
    case (contentNamespace, "encoded"):
      content(
        field.text, line: field.line, section: "RSS profile, namespace-elements-content-encoded")
    case (atomNamespace, "updated"): rfc3339(field.text, place)
    case (atomNamespace, "link"):
      if let href = field.attribute("href") { address(href, place) }
    default: break
    }
  }

  private mutating func enclosure(_ enclosure: MarkupTree.Element, _ section: String) {
    for name in ["url", "length", "type"] where enclosure.attribute(name) == nil {
      findings.error(
        enclosure.line, "rss-enclosure-\(name)", section, "the enclosure has no \(name)")
    }
    if let url = enclosure.attribute("url") {
      address(url, Place(enclosure.line, "the url of the enclosure", section))
    }
    if let length = enclosure.attribute("length") {
      number(length, Place(enclosure.line, "the length of the enclosure", section))
    }
    if let type = enclosure.attribute("type") {
      mediaType(type, Place(enclosure.line, "the type of the enclosure", section))
    }
  }

  private mutating func category(_ category: MarkupTree.Element) {
    if category.text.trimmed.isEmpty {
      findings.error(
        category.line, "rss-category-empty", "RSS profile, element-channel-item-category",
        "the category is empty")
    }
    noElements(category, "")
  }

  /// Readers take the last of the two that they know.
  private mutating func order(of item: MarkupTree.Element) {
    guard let description = item.child("description", namespace: nil),
      let encoded = item.child("encoded", namespace: contentNamespace),
      encoded.position < description.position
    else { return }
    findings.warning(
      description.line, "rss-description-late", "RSS profile, namespace-elements-content-encoded",
      "the description should stand before content:encoded")
  }
}
