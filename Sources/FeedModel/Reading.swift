/// What `Normalize` makes of a manuscript: the article, and the role of every line with its reason.
package struct Reading: Sendable {
  package var article: Article
  /// In file order, without gaps or overlaps for plain text.
  package var lines: [LineReading]

  package init(article: Article, lines: [LineReading]) {
    self.article = article
    self.lines = lines
  }
}

/// A run of lines of a source file and the part they play.
package struct LineReading: Hashable, Sendable {
  /// First line, from 1.
  package var from: Int
  /// Last line, inclusive.
  package var to: Int
  package var role: LineRole
  /// Why, in a few English words.
  package var reason: String
  /// The beginning of a block's words, where lines of the file don't show them: a page of HTML may be one line.
  package var text: String?

  package init(from: Int, to: Int, role: LineRole, reason: String, text: String? = nil) {
    self.from = from
    self.to = to
    self.role = role
    self.reason = reason
    self.text = text
  }
}

/// The part a line of a page plays.
package enum LineRole: String, Hashable, Sendable, CaseIterable {
  case blank, metadata, navigation, kicker, headline, dek, byline, date, dateline, caption, heading
  case paragraph, listItem = "list item", quote, pullQuote = "pull quote", code, table
  case citationMark = "citation mark", source, relatedLink = "related link", share, advert, prompt
  case comment, footer
}
