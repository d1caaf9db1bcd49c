/// What the related index may be tuned by; the defaults are one set for all kinds of archives.
///
/// The first group shapes what is stored: a snapshot made with other values is rejected.
package struct RelateSettings: Hashable, Sendable {
  /// At most this many terms are kept of an article, its heaviest ones.
  package var termsPerArticle = 44
  /// A term that more articles keep is crowded: it weighs, but finds no neighbours.
  package var crowdLimit = 2048
  /// So many nearest articles are remembered of each one, to smooth similarities with.
  package var neighbours = 8
  /// How often each word of the headline counts.
  package var headlineWeight: UInt32 = 3
  /// Words at the start of the body that count twice.
  package var leadWords = 60
  /// So many words of the body are read: news says first what it is about, and what stands further down is of other stories too.
  package var bodyWords = 400

  /// At least so many articles, the most similar by their own terms, are compared by smoothed similarity in a query.
  package var pool = 40
  /// How much an article's neighbours say of it, beside its own text (which counts 1).
  package var smoothing = 1.5
  /// Neighbours count less the weaker they are: the sum of their squared similarities at which they count half.
  package var smoothingHalf = 0.05
  /// How many articles' word counts the shipped ones are worth against those of the archive.
  package var priorArticles = 5000
  /// Terms that two articles of more than a few words must have in common to be linked at all.
  package var sharedTerms = 3
  /// Smoothed similarity from which on two articles are of one story, 0…1.
  package var storyThreshold = 0.7
  /// Similarity by their own terms that two articles of one story have at least, 0…1.
  package var storyFloor = 0.2
  /// By how much `storyThreshold` is higher for articles a whole `storyWindowSeconds` apart.
  package var storyAgeing = 0.1
  /// Articles further apart than this are never linked into one story directly; a story to which nothing came
  /// for so long is closed.
  package var storyWindowSeconds: Int64 = 14 * 86_400
  /// Smoothed similarity from which on an article of another story counts as related, 0…1.
  package var relatedThreshold = 0.25
  /// Seconds of age difference after which `timeWeight` of a related article's score has halved.
  package var halfLifeSeconds: Int64 = 30 * 86_400
  /// The part of a related article's score that fades with time, 0…1.
  package var timeWeight = 0.4
  /// At most this many articles of one story among related news.
  package var perStoryLimit = 2
  /// Share of a text's fingerprint, 0…1, that copies of it have in common.
  package var copyThreshold = 0.75
  /// What a link on the page itself adds to the score of the article it names.
  package var namedLinkBonus = 0.3

  package init() {}
}
