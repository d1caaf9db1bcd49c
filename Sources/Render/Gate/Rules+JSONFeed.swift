import FeedModel

/// JSON Feed 1.1.
extension Rules {
  mutating func jsonFeed(_ root: JSONValue) {
    guard root.members != nil else {
      return findings.error(root.line, "json-root", "JSON Feed 1.1, top-level", "no object")
    }
    let section = "JSON Feed 1.1, top-level"
    let version = root["version"]?.string
    if version?.hasPrefix("https://jsonfeed.org/version/1") != true {
      findings.error(
        root["version"]?.line ?? root.line, "json-version", section, "version names no JSON Feed")
    }
    if text("title", in: root, isNeeded: true, section)?.trimmed.isEmpty ?? false {
      findings.error(root["title"]?.line, "json-title-empty", section, "the title is empty")
    }
    text("description", in: root, isNeeded: false, section)
    for name in ["home_page_url", "feed_url", "next_url", "icon", "favicon"] {
      url(name, in: root, section)
    }
    selfAddress = root["feed_url"]?.string
    if selfAddress == nil {
      findings.warning(
        root.line, "json-feed-url", section, "the feed does not name its own address")
    }
    authors(of: root, section)
    if let tag = text("language", in: root, isNeeded: false, section) {
      language(tag, Place(root["language"]?.line, "language", section))
    }
    if let expired = root["expired"], !expired.isBool {
      findings.error(expired.line, "json-expired", section, "expired is neither true nor false")
    }
    hubs(of: root)
    extensions(of: root)
    text("user_comment", in: root, isNeeded: false, section)
    if let next = root["next_url"]?.string, next == selfAddress {
      findings.error(
        root["next_url"]?.line, "json-next-url", section,
        "next_url is the feed itself: a reader that follows it never ends")
    }
    names(of: root, Self.topNames, section)
    guard let items = root["items"]?.array else {
      return findings.error(root.line, "json-items", section, "there is no array of items")
    }
    for item in items { self.item(item) }
  }

  private mutating func item(_ item: JSONValue) {
    let section = "JSON Feed 1.1, items"
    guard item.members != nil else {
      return findings.error(item.line, "json-item", section, "an item is no object")
    }
    findings.item = item["id"]?.string
    defer { findings.item = nil }
    if let id = text("id", in: item, isNeeded: true, section) {
      if id.isEmpty { findings.error(item.line, "json-id-empty", section, "an id is empty") }
      self.item(id, line: item.line, section: section)
    }
    let html = text("content_html", in: item, isNeeded: false, section)
    let plain = text("content_text", in: item, isNeeded: false, section)
    if html == nil, plain == nil {
      findings.error(
        item.line, "json-content", section, "an item has neither content_html nor content_text")
    }
    if let html { content(html, line: item["content_html"]?.line, section: section) }
    for name in ["title", "summary"] { text(name, in: item, isNeeded: false, section) }
    for name in ["url", "external_url", "image", "banner_image"] { url(name, in: item, section) }
    for name in ["date_published", "date_modified"] {
      guard let date = text(name, in: item, isNeeded: false, section) else { continue }
      rfc3339(date, Place(item[name]?.line, name, section))
    }
    authors(of: item, section)
    if let tag = text("language", in: item, isNeeded: false, section) {
      language(tag, Place(item["language"]?.line, "language", section))
    }
    if let tags = item["tags"], tags.array?.contains(where: { $0.string == nil }) ?? true {
      findings.error(tags.line, "json-tags", section, "tags is no array of strings")
    }
    attachments(of: item)
    extensions(of: item)
    names(of: item, Self.itemNames, section)
    guard let published = item["date_published"]?.string.flatMap({ Instant(rfc3339: $0) }),
      let modified = item["date_modified"]?.string.flatMap({ Instant(rfc3339: $0) }),
      modified < published
    else { return }
    findings.warning(
      item["date_modified"]?.line, "json-modified-before-published", section,
      "the item was modified before it was published")
  }

  private static let topNames: Set = [
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url",
    "icon", "favicon", "author", "authors", "language", "expired", "hubs", "items",
  ]
  private static let itemNames: Set = [
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image",
    "banner_image", "date_published", "date_modified", "author", "authors", "tags", "language",
    "attachments",
  ]

  /// Names that JSON Feed does not know, and one that it no longer wants.
  private mutating func names(of holder: JSONValue, _ known: Set<String>, _ section: String) {
    for (name, value) in holder.members ?? [] where !name.hasPrefix("_") {
      if name == "author" {
        findings.warning(
          value.line, "json-author-old", section, "author is of version 1: readers look for authors"
        )
      } else if !known.contains(name) {
        findings.warning(
          value.line, "json-name-unknown", section,
          "\(shown(name)) is no name of JSON Feed; an extension's begins with an underscore")
      }
    }
  }

  /// The string of a member; a finding when it is needed and missing, or no string.
  @discardableResult
  private mutating func text(
    _ name: String, in holder: JSONValue, isNeeded: Bool, _ section: String
  ) -> String? {
    guard let value = holder[name] else {
      if isNeeded {
        findings.error(holder.line, "json-\(name)-missing", section, "\(name) is missing")
      }
      return nil
    }
    if value.string == nil {
      findings.error(value.line, "json-\(name)-string", section, "\(name) is no string")
    }
    return value.string
  }

  private mutating func url(_ name: String, in holder: JSONValue, _ section: String) {
    guard let url = text(name, in: holder, isNeeded: false, section) else { return }
    address(url, Place(holder[name]?.line, name, section))
  }

  private mutating func authors(of holder: JSONValue, _ section: String) {
    guard let authors = holder["authors"] else { return }
    guard let list = authors.array else {
      return findings.error(authors.line, "json-authors", section, "authors is no array")
    }
    for author in list {
      if author["name"] == nil, author["url"] == nil, author["avatar"] == nil {
        findings.error(
          author.line, "json-author-empty", section, "an author has neither name, url nor avatar")
      }
      text("name", in: author, isNeeded: false, section)
      url("url", in: author, section)
      url("avatar", in: author, section)
    }
  }

  private mutating func hubs(of root: JSONValue) {
    guard let hubs = root["hubs"] else { return }
    let section = "JSON Feed 1.1, hubs"
    guard let list = hubs.array else {
      return findings.error(hubs.line, "json-hubs", section, "hubs is no array")
    }
    for hub in list {
      text("type", in: hub, isNeeded: true, section)
      text("url", in: hub, isNeeded: true, section)
      url("url", in: hub, section)
    }
  }

  private mutating func attachments(of item: JSONValue) {
    guard let attachments = item["attachments"] else { return }
    let section = "JSON Feed 1.1, attachments"
    guard let list = attachments.array else {
      return findings.error(
        attachments.line, "json-attachments", section, "attachments is no array")
    }
    for attachment in list {
      if text("url", in: attachment, isNeeded: true, section) != nil {
        url("url", in: attachment, section)
      }
      if let type = text("mime_type", in: attachment, isNeeded: true, section) {
        mediaType(type, Place(attachment.line, "mime_type", section))
      }
      text("title", in: attachment, isNeeded: false, section)
      for (name, rule) in [
        ("size_in_bytes", "json-size"), ("duration_in_seconds", "json-duration"),
      ] {
        guard let size = attachment[name] else { continue }
        guard case .number(let digits) = size.kind else {
          findings.error(size.line, rule, section, "\(name) is no number")
          continue
        }
        let whole = name == "size_in_bytes" ? digits : digits.filter { $0 != "." }
        number(whole, Place(size.line, name, section))
      }
    }
  }

  /// An extension is an object with a letter after its underscore and no dot in its name.
  private mutating func extensions(of holder: JSONValue) {
    for (name, value) in holder.members ?? [] where name.hasPrefix("_") {
      let second = name.utf8.dropFirst().first ?? 0
      let isLetter = (65...90).contains(second) || (97...122).contains(second)
      if !isLetter || name.utf8.contains(UInt8(ascii: ".")) || value.members == nil {
        findings.error(
          value.line, "json-extension", "JSON Feed 1.1, extensions",
          "\(shown(name)) must be an object, its name a letter after the underscore, without a dot")
      }
    }
  }
}

extension JSONValue {
  fileprivate var isBool: Bool {
    if case .bool = kind { true } else { false }
  }
}
