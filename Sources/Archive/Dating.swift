internal import FeedModel

/// The times of an article: what it is published with, and the intervals its page has stated so far.
struct Dating: Equatable {
  struct Interval: Equatable {
    var earliest: Instant
    var latest: Instant

    init(_ claim: TimeClaim) {
      earliest = claim.earliest
      latest = claim.latest
    }

    init(earliest: Instant, latest: Instant) {
      self.earliest = earliest
      self.latest = latest
    }

    /// All that can be meant by an instant of this precision.
    init(around instant: Instant, _ precision: Precision) {
      let unit: Int64 =
        switch precision {
        case .second: 1
        case .minute: 60
        case .hour: 3600
        case .day: 86_400
        case .month: 31 * 86_400
        case .year: 366 * 86_400
        }
      self.init(earliest: instant - unit, latest: instant + unit)
    }

    func overlaps(_ other: Self) -> Bool { earliest <= other.latest && other.earliest <= latest }

    func holds(_ other: Self) -> Bool { earliest <= other.earliest && other.latest <= latest }

    /// Both at once; they must overlap.
    func narrowed(by other: Self) -> Self {
      Self(earliest: max(earliest, other.earliest), latest: min(latest, other.latest))
    }
  }

  var published: Timestamp
  var publishedPrecision: Precision
  var updated: Timestamp
  var updatedPrecision: Precision
  /// What the page states, narrowed by each later reading; nil where it states nothing.
  var publishedInterval: Interval?
  var updatedInterval: Interval?

  init(
    published: Timestamp, publishedPrecision: Precision, updated: Timestamp,
    updatedPrecision: Precision, publishedInterval: Interval? = nil,
    updatedInterval: Interval? = nil
  ) {
    self.published = published
    self.publishedPrecision = publishedPrecision
    self.updated = updated
    self.updatedPrecision = updatedPrecision
    self.publishedInterval = publishedInterval
    self.updatedInterval = updatedInterval
  }

  /// The times of a first revision: as stated, else the capture time; nothing after `now`, `updated` not before `published`.
  init(first article: Article, captured: Timestamp, now: Instant) {
    let first = article.published ?? article.updated
    published = first?.timestamp ?? captured
    published.instant = min(published.instant, now)
    publishedPrecision = first?.precision ?? .second
    updated = published
    updatedPrecision = publishedPrecision
    if let claim = article.updated, claim.point > published.instant {
      updated = claim.timestamp
      updated.instant = min(claim.point, now)
      updatedPrecision = claim.precision
    }
    publishedInterval = article.published.map(Interval.init)
    updatedInterval = article.updated.map(Interval.init)
  }

  /// The times with which an article was published before the archive was lost.
  ///
  /// The intervals that its page had stated are known to their precision only.
  init(_ record: ItemRecord, stating article: Article? = nil) {
    published = record.published
    publishedPrecision = record.publishedPrecision
    updated = record.updated
    updatedPrecision = record.updatedPrecision
    publishedInterval = article?.published.map { _ in
      Interval(around: record.published.instant, publishedPrecision)
    }
    updatedInterval = article?.updated.map { _ in
      Interval(around: record.updated.instant, updatedPrecision)
    }
  }

  /// Whether the page now states another time than before: one that doesn't overlap, or one where it stated none.
  func isMoved(by article: Article) -> Bool {
    func moves(_ claim: TimeClaim?, _ interval: Interval?) -> Bool {
      guard let claim else { return false }
      return interval.map { !$0.overlaps(Interval(claim)) } ?? true
    }
    return moves(article.published, publishedInterval) || moves(article.updated, updatedInterval)
      || refinedPrecision(article) != nil
  }

  /// Takes the times of a later reading.
  ///
  /// `published` keeps its instant and at most becomes more precise. `updated` moves only with a significant change: to the
  /// time the page states, if that is later than before, else to the capture time; never back, never past `now`.
  mutating func revise(
    with article: Article, isSignificant: Bool, captured: Timestamp, now: Instant
  ) {
    if let precision = refinedPrecision(article) { publishedPrecision = precision }
    if let claim = article.published {
      publishedInterval = Self.narrowed(publishedInterval, by: Interval(claim))
    }
    guard isSignificant else {
      if let claim = article.updated {
        updatedInterval = Self.narrowed(updatedInterval, by: Interval(claim))
      }
      return
    }
    if let claim = article.updated, min(claim.point, now) > updated.instant {
      updated = claim.timestamp
      updated.instant = min(claim.point, now)
      updatedPrecision = claim.precision
    } else if min(captured.instant, now) > updated.instant {
      updated = captured
      updated.instant = min(captured.instant, now)
      updatedPrecision = .second
    }
    updatedInterval = article.updated.map(Interval.init)
  }

  /// Moves `updated` past a withdrawal, so that the item outranks its tombstone (RFC 6721 §3).
  mutating func restore(after withdrawal: Instant, now: Instant) {
    let back = now >= withdrawal ? max(now, withdrawal + 1) : now
    guard back > updated.instant else { return }
    updated.instant = back
    updatedPrecision = .second
  }

  /// A finer precision that the page now states, if it is true of the published instant.
  private func refinedPrecision(_ article: Article) -> Precision? {
    guard let claim = article.published, let known = publishedInterval,
      known.holds(Interval(claim)), claim.earliest <= published.instant,
      published.instant <= claim.latest,
      Codes.precisions.code(of: claim.precision) < Codes.precisions.code(of: publishedPrecision)
    else { return nil }
    return claim.precision
  }

  private static func narrowed(_ known: Interval?, by stated: Interval) -> Interval {
    guard let known else { return stated }
    return known.overlaps(stated) ? known.narrowed(by: stated) : stated
  }
}
