/// Why a file's bytes are no manuscript.
package struct DecodeError: Error, Equatable {
  package enum Reason: Hashable, Sendable {
    /// No bytes, or nothing but white space.
    case empty
    /// Something else than text, named in a few words: `a PNG image`.
    case notText(String)
    /// Front matter that is not YAML, or more than front matter may be.
    case frontMatter
    /// Markup that can't be read safely.
    case markup
  }

  package var reason: Reason
  /// The line in the file, from 1, where one is to blame.
  package var line: Int?
  /// What is wrong; what to do.
  package var message: String

  package init(reason: Reason, line: Int? = nil, message: String) {
    self.reason = reason
    self.line = line
    self.message = message
  }
}
