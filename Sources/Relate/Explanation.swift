import FeedModel

/// Why two articles are, or are not, related.
package struct Explanation: Hashable, Sendable {
  /// What the pair is to each other, in words.
  package enum Verdict: String, Hashable, Sendable {
    case unknown, related, unrelated
    case same = "the same article"
    case copy = "copies of one text"
    case sameStory = "the same story"
  }

  /// A term of both articles.
  package struct SharedTerm: Hashable, Sendable {
    package var term: String
    /// Its share of the similarity, 0…1; the shares of all terms add up to the similarity.
    package var weight: Double
    /// Whether it reads as a name or number.
    package var isName: Bool
  }

  package var a: ItemID
  package var b: ItemID
  package var verdict: Verdict
  /// By terms alone, 0…1.
  package var similarity: Double
  /// The same with the help of each one's nearest articles, 0…1: what ranking and thresholds go by.
  package var smoothed: Double
  /// What time leaves of the similarity, 0…1.
  package var timeFactor: Double
  /// Heaviest first.
  package var shared: [SharedTerm]
  package var storyA: StoryID?
  package var storyB: StoryID?
  /// The same, ready to print.
  package var lines: [String]
}
