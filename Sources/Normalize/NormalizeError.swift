/// Why a manuscript holds no article that could be published.
package struct NormalizeError: Error, Equatable {
  package enum Reason: String, Hashable, Sendable {
    /// No text at all.
    case empty
    /// Text, but none of it an article: menus, prompts, lists of links.
    case noArticle
    /// Markup that can't be read safely.
    case unreadable
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
