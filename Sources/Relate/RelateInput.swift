import FeedModel

/// What the related index needs to know of an article.
package struct RelateInput: Hashable, Sendable {
  package var id: ItemID
  package var headline: String
  package var dek: String?
  /// The body as plain text.
  package var text: String
  /// BCP 47, nil when unknown.
  package var language: String?
  package var published: Instant
  /// Titles of other articles that the page itself names as related.
  package var links: [String]
  package var slug: String

  package init(
    id: ItemID, headline: String, dek: String? = nil, text: String, language: String? = nil,
    published: Instant, links: [String] = [], slug: String = ""
  ) {
    self.id = id
    self.headline = headline
    self.dek = dek
    self.text = text
    self.language = language
    self.published = published
    self.links = links
    self.slug = slug
  }
}

/// Where an inserted article went.
package struct Placement: Hashable, Sendable {
  /// An article that is in another story than before, because what held it in the old one no longer does.
  package struct Move: Hashable, Sendable {
    package var id: ItemID
    package var story: StoryID

    package init(id: ItemID, story: StoryID) {
      self.id = id
      self.story = story
    }
  }

  package var id: ItemID
  package var story: StoryID
  /// Stories that were joined to `story`, ascending; their ids now redirect to it.
  package var merged: [StoryID]
  /// Articles that fell out of their stories by this batch, ascending; told with the batch's first article.
  package var moved: [Move]

  package init(id: ItemID, story: StoryID, merged: [StoryID] = [], moved: [Move] = []) {
    self.id = id
    self.story = story
    self.merged = merged
    self.moved = moved
  }
}

/// A linked article and how strong the link is.
package struct Neighbour: Hashable, Sendable {
  package var id: ItemID
  /// 0…1, comparable within one index; 1 is the same text.
  package var score: Double

  package init(id: ItemID, score: Double) {
    self.id = id
    self.score = score
  }
}
