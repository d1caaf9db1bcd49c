/// A condition on an article, as a feed's `query` states it: terms joined by `AND`, `OR`, `NOT` and parentheses.
package indirect enum FeedQuery: Hashable, Sendable {
  /// All of them; `AND`, or nothing between two terms.
  case all([FeedQuery])
  /// At least one of them; `OR`, which binds less than `AND`.
  case any([FeedQuery])
  case not(FeedQuery)
  case category(Pattern)
  case author(Pattern)
  /// A folder below the incoming folder, with everything below it.
  case folder(String)
  /// A language tag and all that begin with it (BCP 47).
  case language(String)
  case story(StoryID)
  /// A source's title, publisher or host.
  case source(Pattern)
  /// Words in the headline, one after the other.
  case title(String)
  /// Words in the headline, dek or body, one after the other.
  case text(String)
  /// Published at or after.
  case after(Instant)
  /// Published before.
  case before(Instant)

  /// A name compared without case; with `*` at its end, the beginning of one.
  package struct Pattern: Hashable, Sendable {
    package var text: String
    package var isPrefix: Bool

    package init(_ text: String) {
      isPrefix = text.hasSuffix("*")
      self.text = isPrefix ? String(text.dropLast()) : text
    }
  }

  /// Why a text is no query.
  package struct Fault: Error, Hashable, Sendable {
    /// From 1, in the text of the query.
    package var line: Int
    /// From 1, in characters.
    package var column: Int
    /// What is wrong; what to do.
    package var message: String
  }

  /// The query that `text` states.
  ///
  /// - Throws: `Fault` with the place of the first thing that can't be read.
  package init(_ text: String) throws(Fault) {
    var parser = QueryParser(text)
    self = try parser.query()
  }
}
