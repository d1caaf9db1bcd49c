import FeedModel
import LibXML2

private let mediaNamespace = "http://search.yahoo.com/mrss/"
private let dublinNamespace = "http://purl.org/dc/elements/1.1/"
private let updateNamespace = "http://purl.org/rss/1.0/modules/syndication/"
private let slashNamespace = "http://purl.org/rss/1.0/modules/slash/"
private let threadNamespace = "http://purl.org/syndication/thread/1.0"

/// Modules that stand in Atom and RSS alike: Media RSS, Dublin Core, Syndication, Slash, Threading.
extension Rules {
  /// The module elements of a feed, channel, entry or item.
  mutating func modules(of holder: MarkupTree.Element) {
    for child in holder.children {
      switch child.namespace {
      case mediaNamespace?: media(child, depth: 0)
      case dublinNamespace?: dublin(child)
      case updateNamespace?: syndication(child)
      case slashNamespace? where child.name == "comments":
        number(child.text, Place(child.line, "slash:comments", "Slash 1.0"))
      case threadNamespace?: thread(child)
      case "http://search.yahoo.com/mrss"?:
        findings.error(
          child.line, "media-namespace", "Media RSS, namespace",
          "the namespace of Media RSS ends in a slash: readers don't know this one")
      default: break
      }
    }
  }

  private mutating func media(_ media: MarkupTree.Element, depth: Int) {
    switch media.name {
    case "group" where depth == 0:
      if media.children("content", namespace: mediaNamespace).isEmpty {
        findings.error(
          media.line, "media-group-empty", "Media RSS, media:group", "media:group holds no content")
      }
      for child in media.children where child.namespace == mediaNamespace {
        self.media(child, depth: 1)
      }
    case "content":
      mediaFile(media)
      for child in media.children where child.namespace == mediaNamespace && depth < 2 {
        self.media(child, depth: 2)
      }
    case "thumbnail": mediaFile(media)
    case "title", "description":
      if let type = media.attribute("type"), !["plain", "html"].contains(type) {
        findings.error(
          media.line, "media-text-type", "Media RSS, media:\(media.name)",
          "the type \(shown(type)) is neither plain nor html")
      }
    default: break
    }
  }

  private mutating func mediaFile(_ media: MarkupTree.Element) {
    let section = "Media RSS, media:\(media.name)"
    if let url = media.attribute("url") {
      address(url, Place(media.line, "the url of media:\(media.name)", section))
    } else if media.name == "thumbnail"
      || media.children("player", namespace: mediaNamespace).isEmpty
    {
      findings.error(media.line, "media-url", section, "media:\(media.name) has no url")
    }
    if let type = media.attribute("type") {
      mediaType(type, Place(media.line, "the type of media:\(media.name)", section))
    }
    for name in ["fileSize", "width", "height", "duration", "bitrate"] {
      guard let value = media.attribute(name), name != "duration" || media.name == "content" else {
        continue
      }
      number(value, Place(media.line, "the \(name) of media:\(media.name)", section))
    }
    let choices = [
      ("medium", ["image", "audio", "video", "document", "executable"]),
      ("expression", ["sample", "full", "nonstop"]), ("isDefault", ["true", "false"]),
    ]
    for (name, values) in choices {
      guard let value = media.attribute(name), !values.contains(value) else { continue }
      findings.error(
        media.line, "media-\(name.lowercased())", section,
        "\(name) is \(shown(value)), not one of \(values.joined(separator: ", "))")
    }
  }

  private mutating func dublin(_ field: MarkupTree.Element) {
    let section = "RSS profile, namespace-elements-dublin"
    let text = field.text.trimmed
    switch field.name {
    case "creator":
      if text.isEmpty {
        findings.error(field.line, "dc-creator-empty", section, "dc:creator is empty")
      }
    case "date":
      // W3CDTF also allows less than a full time.
      guard Timestamp(rfc3339: text) == nil, Timestamp(rfc3339: text + "T00:00:00Z") == nil,
        Timestamp(rfc3339: text + "-01T00:00:00Z") == nil,
        Timestamp(rfc3339: text + "-01-01T00:00:00Z") == nil
      else { return }
      findings.error(field.line, "dc-date", section, "dc:date \(shown(text)) is no W3C date")
    case "language": language(text, Place(field.line, "dc:language", section))
    default: break
    }
  }

  private mutating func syndication(_ field: MarkupTree.Element) {
    let section = "Syndication 1.0, \(field.name)"
    let text = field.text.trimmed
    switch field.name {
    case "updatePeriod":
      guard !["hourly", "daily", "weekly", "monthly", "yearly"].contains(text) else { return }
      findings.error(
        field.line, "sy-period", section,
        "\(shown(text)) is not hourly, daily, weekly, monthly or yearly")
    case "updateFrequency":
      if Int(text) ?? 0 < 1 {
        findings.error(field.line, "sy-frequency", section, "\(shown(text)) is no number from 1")
      }
    case "updateBase":
      rfc3339(
        text.utf8.count == 16 ? text + ":00Z" : text, Place(field.line, "sy:updateBase", section))
    default: break
    }
  }

  private mutating func thread(_ field: MarkupTree.Element) {
    switch field.name {
    case "in-reply-to":
      let place = Place(field.line, "the ref of thr:in-reply-to", "RFC 4685 §3")
      guard let ref = field.attribute("ref") else {
        return findings.error(
          field.line, "atom-thread-ref", place.section, "thr:in-reply-to has no ref")
      }
      name(ref, place)
      for name in ["href", "source"] {
        guard let href = field.attribute(name) else { continue }
        address(href, Place(field.line, "the \(name) of thr:in-reply-to", place.section))
      }
      if let type = field.attribute("type") {
        mediaType(type, Place(field.line, "the type of thr:in-reply-to", place.section))
      }
    case "total": number(field.text, Place(field.line, "thr:total", "RFC 4685 §5"))
    default: break
    }
  }
}
