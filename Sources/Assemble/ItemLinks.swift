import FeedModel

/// What the related index says of one article today, besides what is frozen in its revision.
package struct ItemLinks: Hashable, Sendable {
  /// Found after publication, best first.
  package var later: [RelatedLink]
  /// The earlier article of the same story that this one follows.
  package var inReplyTo: RelatedLink?

  package init(later: [RelatedLink] = [], inReplyTo: RelatedLink? = nil) {
    self.later = later
    self.inReplyTo = inReplyTo
  }
}
