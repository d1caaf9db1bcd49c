package import FeedModel

/// What a phrase says of its page's dates, and why it is read so.
package struct DateReading: Hashable, Sendable {
  package var published: TimeClaim?
  package var updated: TimeClaim?
  /// A short English sentence; for a phrase that states no date of the page, why not.
  package var reason: String

  package init(published: TimeClaim? = nil, updated: TimeClaim? = nil, reason: String) {
    self.published = published
    self.updated = updated
    self.reason = reason
  }
}

/// One date expression inside a line.
package struct DateMention: Hashable, Sendable {
  /// Which of the page's dates an expression is marked as.
  package enum Kind: String, Hashable, Sendable { case published, updated, unknown }

  /// Where it stands, in bytes of the line's UTF-8, its marking word and clock included.
  package var bytes: Range<Int>
  package var claim: TimeClaim
  package var kind: Kind
  /// Whether the line as a whole states dates of its page, rather than prose that mentions one.
  package var isDateLine: Bool

  package init(bytes: Range<Int>, claim: TimeClaim, kind: Kind, isDateLine: Bool) {
    self.bytes = bytes
    self.claim = claim
    self.kind = kind
    self.isDateLine = isDateLine
  }
}
