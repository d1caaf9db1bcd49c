/// What the related index may be tuned by; the defaults fit newsrooms and are measured in `docs/related.md`.
package struct RelateSettings: Hashable, Sendable {
  /// Similarity to a story from which on an article joins it, 0…1.
  package var storyThreshold = 0.3
  /// Similarity from which on an article of another story counts as related, 0…1.
  package var relatedThreshold = 0.12
  /// Seconds after which the weight of an article among related news has halved.
  package var halfLifeSeconds: Int64 = 30 * 86_400
  /// Seconds without a new article after which a story is closed to further ones.
  package var storyWindowSeconds: Int64 = 14 * 86_400
  /// At most this many articles of one story among related news.
  package var perStoryLimit = 2
  /// Similarity from which on two articles count as copies of one text, 0…1.
  package var copyThreshold = 0.85

  package init() {}
}
