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
  func item(_ content: ItemContent, isFirst: Bool, into out: inout ByteWriter)
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
