/// The format of a source file, decided by content as well as by extension.
package enum SourceFormat: String, Hashable, Sendable, Codable {
  case text, markdown, html
}

/// A decoded source file: characters known, format known, not yet understood.
package struct Manuscript: Sendable {
  package enum Content: Sendable {
    /// Plain text.
    case lines(TextLines)
    /// HTML (from a saved page, a fragment, or Markdown), UTF-8, not sanitised.
    case markup(String)
  }

  package var format: SourceFormat
  /// The IANA name of the charset the bytes were read in, lower case.
  package var charset: String
  /// What the file says of itself outside its body.
  package var metadata: Metadata
  package var content: Content
  /// The lines that the markup was rendered from; for Markdown only.
  package var source: TextLines?
  /// The first line of the content in the file, from 1 (greater than 1 after front matter).
  package var firstLine: Int
  /// What was repaired or dropped while decoding: a short sentence each.
  package var warnings: [String]

  package init(
    format: SourceFormat, charset: String, metadata: Metadata = Metadata(), content: Content,
    firstLine: Int = 1, warnings: [String] = []
  ) {
    self.format = format
    self.charset = charset
    self.metadata = metadata
    self.content = content
    self.firstLine = firstLine
    self.warnings = warnings
  }
}

/// What a file says of itself outside its body: YAML front matter, or a page's meta elements and JSON-LD.
///
/// Values are as written; `Normalize` reads the dates and resolves the URLs.
package struct Metadata: Hashable, Sendable {
  /// An explicit identity, from front matter only.
  package var id: String?
  package var canonicalURL: String?
  package var title: String?
  package var siteName: String?
  package var summary: String?
  package var authors: [Author] = []
  package var categories: [String] = []
  /// Dates as written.
  package var published: String?
  package var updated: String?
  /// When the text was taken, as written.
  package var captured: String?
  /// BCP 47.
  package var language: String?
  package var slug: String?
  package var image: String?
  package var isDraft = false
  /// Keys that nothing here reads, with their values as text, in file order.
  package var unknown: [Pair] = []

  package struct Pair: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package init() {}
}
