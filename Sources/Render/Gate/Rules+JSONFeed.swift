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
      if let size = attachment["size_in_bytes"] {
        guard case .number(let digits) = size.kind else {
          findings.error(size.line, "json-size", section, "size_in_bytes is no number")
          continue
        }
        number(digits, Place(size.line, "size_in_bytes", section))
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
