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

  /// Where it stands, in bytes of the line's UTF-8, its clock included.
  package var bytes: Range<Int>
  package var claim: TimeClaim
  package var kind: Kind
  /// Whether the expression dates its page, rather than prose that mentions it.
  package var isDateLine: Bool
  /// Whether it is told from the moment of reading ("2 hours ago").
  package var isRelative: Bool
  /// Whether it names its year.
  package var isFull: Bool
  /// Whether it may be how long something is rather than how long ago ("5 min").
  package var mayBeLength: Bool

  package init(
    bytes: Range<Int>, claim: TimeClaim, kind: Kind, isDateLine: Bool, isRelative: Bool,
    isFull: Bool, mayBeLength: Bool
  ) {
    self.bytes = bytes
    self.claim = claim
    self.kind = kind
    self.isDateLine = isDateLine
    self.isRelative = isRelative
    self.isFull = isFull
    self.mayBeLength = mayBeLength
  }
}

extension TimeClaim {
  /// Whether it is more than a day later than `now`, so that no zone explains it.
  func isToCome(at now: Instant) -> Bool { earliest > now + 86_400 }
}

extension DateLine {
  var mentions: [DateMention] {
    expressions.map {
      DateMention(
        bytes: cursor.tokens[$0.tokens.lowerBound].bytes
          .lowerBound..<cursor.tokens[$0.tokens.upperBound - 1].bytes.upperBound,
        claim: $0.claim, kind: $0.kind, isDateLine: $0.doubt == nil, isRelative: $0.isRelative,
        isFull: $0.isFull, mayBeLength: $0.mayBeLength)
    }
  }
}

extension DateReading {
  /// The reading of a line: the marked dates, else the first that is not in doubt.
  init(_ line: DateLine, capturedAt: Instant) {
    let certain = line.expressions.filter { $0.doubt == nil }
    guard !certain.isEmpty else {
      self.init(reason: line.expressions.first?.doubt ?? "it states no date")
      return
    }
    var published = certain.first { $0.kind == .published }
    var updated = certain.last { $0.kind == .updated }
    let bare = certain.filter { $0.kind == .unknown }
    if published == nil { published = Self.first(of: bare, capturedAt: capturedAt) }
    // "3 May 2026 4 May 2026", as some sites print both dates without a word.
    if updated == nil, bare.count > 1, published?.kind == .unknown,
      let first = published,
      let latest = bare.filter({ !$0.isRelative }).max(by: {
        $0.claim.point < $1.claim.point
      }), latest.claim.point > first.claim.point, latest.isFull,
      Self.areNeighbours(bare)
    {
      updated = latest
    }
    if let both = published, let other = updated, both.kind == .unknown, other.kind == .unknown,
      let earliest = bare.filter({ !$0.isRelative }).min(by: { $0.claim.point < $1.claim.point })
    {
      published = earliest
    }
    let reasons = [
      published.map { "published: " + $0.claim.reason },
      updated.map { "updated: " + $0.claim.reason },
    ]
    self.init(
      published: published?.claim, updated: updated?.claim,
      reason: reasons.compactMap { $0 }.joined(separator: "; "))
  }

  /// The first of the unmarked dates; a date in words of now yields to a written one that is not yet to come.
  private static func first(
    of bare: [DateLine.Expression], capturedAt: Instant
  ) -> DateLine.Expression? {
    guard let first = bare.first, first.isRelative else { return bare.first }
    return bare.first { !$0.isRelative && $0.isFull && $0.claim.point <= capturedAt } ?? first
  }

  /// Whether the dates follow one another with nothing between.
  private static func areNeighbours(_ bare: [DateLine.Expression]) -> Bool {
    zip(bare, bare.dropFirst()).contains {
      $1.tokens.lowerBound - $0.tokens.upperBound <= 3 && $0.claim.point != $1.claim.point
    }
  }
}
