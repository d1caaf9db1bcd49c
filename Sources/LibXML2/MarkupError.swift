/// Why a document was not read: what the parser found first, and where.
package struct MarkupError: Error, Hashable, Sendable {
  /// One English sentence without a line break.
  package var message: String
  /// From 1; nil where the whole document is to blame.
  package var line: Int?
  /// From 1, in bytes; nil where unknown.
  package var column: Int?

  package init(message: String, line: Int? = nil, column: Int? = nil) {
    self.message = message
    self.line = line
    self.column = column
  }
}
