/// One significant state of an article, as the archive keeps it.
package struct Revision: Hashable, Sendable {
  package var id: ItemID
  /// From 1, without gaps.
  package var number: Int
  package var location: SourceLocation
  /// Path segment of the article's page under `stories/`; given at first sight, then fixed.
  package var slug: String
  package var article: Article
  /// First publication: never moves after revision 1.
  package var published: Timestamp
  package var publishedPrecision: Precision
  /// Last significant change (RFC 4287 §4.2.15); never before `published`.
  package var updated: Timestamp
  package var updatedPrecision: Precision
  /// When this text was taken.
  package var captured: Instant
  /// When the archive first saw the article.
  package var firstSeen: Instant
  package var story: StoryID?
  /// The related block as it was when the item was first published; frozen.
  package var related: [RelatedLink]
  /// When it was withdrawn, if it was.
  package var withdrawn: Instant?
  /// Whether it says, under the id of an article, that this was withdrawn.
  package var isNotice = false

  package init(
    id: ItemID, number: Int, location: SourceLocation, slug: String, article: Article,
    published: Timestamp, publishedPrecision: Precision, updated: Timestamp,
    updatedPrecision: Precision, captured: Instant, firstSeen: Instant
  ) {
    self.id = id
    self.number = number
    self.location = location
    self.slug = slug
    self.article = article
    self.published = published
    self.publishedPrecision = publishedPrecision
    self.updated = updated
    self.updatedPrecision = updatedPrecision
    self.captured = captured
    self.firstSeen = firstSeen
    related = []
  }
}

/// What of an article changed from one revision to the next; ordered by weight.
package enum ChangeClass: String, Hashable, Sendable, CaseIterable {
  case none, debris, typo, dates, sources, headline, body
}

/// What readers are told of a withdrawn article.
package func withdrawalText(_ when: Instant) -> String {
  "This article was withdrawn on \(when.rfc3339.prefix(10))."
}

/// A withdrawn article, as RFC 6721 wants it.
package struct Tombstone: Hashable, Sendable {
  package var id: ItemID
  package var slug: String
  package var when: Instant

  package init(id: ItemID, slug: String, when: Instant) {
    self.id = id
    self.slug = slug
    self.when = when
  }
}

/// A link from one archived article to another.
package struct RelatedLink: Hashable, Sendable {
  package var id: ItemID
  package var slug: String
  package var title: String
  /// Of the same story ("More on This Story"), or only of the same topic ("Related News").
  package var isSameStory: Bool

  package init(id: ItemID, slug: String, title: String, isSameStory: Bool) {
    self.id = id
    self.slug = slug
    self.title = title
    self.isSameStory = isSameStory
  }
}
