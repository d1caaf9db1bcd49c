import FeedModel

/// One format of a feed, written in three parts so that the window by bytes needs no second pass.
///
/// The head's and the tail's length does not depend on which items are taken.
protocol FeedFormat {
  /// Name of the document in the feed's folder.
  static var file: String { get }
  static var mediaType: String { get }

  /// Everything before the first item; `updated` is the newest change in the document.
  func head(_ feed: Feed, updated: Instant, into out: inout ByteWriter)
  /// One item of a feed in `language`.
  func item(
    _ content: ItemContent, language: String?, isFirst: Bool, into out: inout ByteWriter)
  func tail(into out: inout ByteWriter)
}

extension ByteWriter {
  /// An XML element with text, on a line of its own; nothing for nil.
  mutating func element(_ name: StaticString, _ text: String?, _ escapes: Escapes = .text) {
    guard let text else { return }
    markup("<")
    markup(name)
    markup(">")
    write(text, escapes)
    markup("</")
    markup(name)
    markup(">\n")
  }

  /// An XML attribute with a space before it; nothing for nil.
  mutating func attribute(_ name: StaticString, _ value: String?, _ escapes: Escapes = .attribute) {
    guard let value else { return }
    markup(" ")
    markup(name)
    markup("=\"")
    write(value, escapes)
    markup("\"")
  }

  /// An `atom:link` in the default namespace, or with `prefix` (RFC 4287 §4.2.7).
  mutating func link(
    _ relation: StaticString, _ href: String, type: String? = nil, title: String? = nil,
    length: Int? = nil, prefix: StaticString = ""
  ) {
    markup("<")
    markup(prefix)
    markup("link rel=\"")
    markup(relation)
    markup("\"")
    attribute("type", type)
    attribute("href", href, .uri)
    attribute("title", title)
    attribute("length", length.map(String.init))
    markup("/>\n")
  }
}

extension ByteWriter {
  /// The links between a feed's live document and its archive pages (RFC 5005 §4).
  ///
  /// A page names its successor before there is one, for it is never written again; its address is where that will stand.
  mutating func history(of feed: Feed, at addresses: Addresses, prefix: StaticString = "") {
    let atom = "application/atom+xml"
    func page(_ number: Int) -> String { addresses.document(feed.archivePath(number)) }
    guard let number = feed.archivePage else {
      if feed.archivePages > 0 {
        link("prev-archive", page(feed.archivePages), type: atom, prefix: prefix)
      }
      return
    }
    link("current", addresses.document(feed.folder + AtomFormat.file), type: atom, prefix: prefix)
    if number > 1 { link("prev-archive", page(number - 1), type: atom, prefix: prefix) }
    link("next-archive", page(number + 1), type: atom, prefix: prefix)
  }

  /// The picture of an article by Media RSS.
  mutating func media(_ image: Enclosure) {
    markup("<media:content")
    attribute("url", image.url, .uri)
    attribute("type", image.type)
    attribute("fileSize", image.length.map(String.init))
    markup(" medium=\"image\"/>\n")
  }
}
