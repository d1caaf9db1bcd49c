import FeedModel

/// Why a candidate document must not replace the last good one.
package struct GateError: Error, Hashable, Sendable {
  /// Below the output folder.
  package var path: String
  /// The line in the document, from 1, where one is to blame.
  package var line: Int?
  /// Short name of the rule, such as `atom-id-missing`.
  package var rule: String
  /// The specification and section that it comes from, such as `RFC 4287 §4.1.1`.
  package var section: String
  /// One sentence.
  package var message: String
  /// The item at fault, where one is: without it the document would pass, or fail for another.
  package var item: ItemID?

  package init(
    path: String, line: Int? = nil, rule: String, section: String, message: String,
    item: ItemID? = nil
  ) {
    self.path = path
    self.line = line
    self.rule = rule
    self.section = section
    self.message = message
    self.item = item
  }
}
