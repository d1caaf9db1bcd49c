import FeedModel

/// What the archive says of one article's links today, besides what is frozen in its revision; none leads to what is withdrawn.
package struct ItemLinks: Hashable, Sendable {
  /// Found after publication, best first.
  package var later: [RelatedLink]
  /// The earlier article of the same story that this one follows.
  package var inReplyTo: RelatedLink?
  /// Which of the articles that are frozen in the body are withdrawn by now.
  package var withdrawn: Set<ItemID>

  package init(
    later: [RelatedLink] = [], inReplyTo: RelatedLink? = nil, withdrawn: Set<ItemID> = []
  ) {
    self.later = later
    self.inReplyTo = inReplyTo
    self.withdrawn = withdrawn
  }
}
