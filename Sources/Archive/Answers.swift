package import FeedModel

/// A source file that the archive knows.
package struct KnownFile: Hashable, Sendable {
  package var location: SourceLocation
  package var stamp: FileStamp
  /// When the text was taken, as accepted at the first sight of its digest: what a second reading must be dated by.
  package var captured: Instant
  package var isMissing: Bool
  package var isProblem: Bool

  package init(
    location: SourceLocation, stamp: FileStamp, captured: Instant, isMissing: Bool, isProblem: Bool
  ) {
    self.location = location
    self.stamp = stamp
    self.captured = captured
    self.isMissing = isMissing
    self.isProblem = isProblem
  }
}

/// One step of an article's history.
package struct HistoryEntry: Hashable, Sendable {
  package var revision: Revision
  /// The heaviest class of what changed; `none` for the first revision.
  package var change: ChangeClass
  /// When it was accepted.
  package var at: Instant
}

/// What lists show of an article, withdrawn or not.
package struct ArticleSummary: Hashable, Sendable {
  package var id: ItemID
  package var location: SourceLocation
  package var headline: String
  package var slug: String
  package var published: Timestamp
  package var updated: Timestamp
  /// The number of the current revision.
  package var number: Int
  package var withdrawn: Instant?
  package var story: StoryID?
}

/// A problem and since when it stands with this reason.
package struct ProblemRecord: Hashable, Sendable {
  package var problem: Problem
  package var since: Instant
}

/// How much the archive holds.
package struct Counts: Hashable, Sendable {
  /// Not withdrawn.
  package var articles = 0
  package var withdrawn = 0
  package var revisions = 0
  package var problems = 0
  package var stories = 0
  /// Articles whose file is missing and which are not withdrawn yet.
  package var missing = 0
  /// Files that wait: drafts, future dates, and rivals for an identity key.
  package var held = 0
}

/// Items whose documents must still be written or withdrawn.
package struct Pending: Hashable, Sendable {
  /// To write, ascending.
  package var items: [ItemID] = []
  /// To withdraw, ascending by id.
  package var withdrawn: [Tombstone] = []
  /// Those of both that show elsewhere otherwise than before: by another headline, for the first time, or no longer.
  package var shownElsewhere: [ItemID] = []
  /// Which marks these are: an item that is marked again later has another serial.
  var serials: [Int64] = []
  /// What happened to items since they were last settled, where somebody may want to hear of it.
  package var events: [ItemEvent] = []

  package var isEmpty: Bool { serials.isEmpty }
}

/// What happened to an item, for those who want to hear of each.
package struct ItemEvent: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// New, or back after its withdrawal.
    case published
    case updated
    case withdrawn
  }

  package var kind: Kind
  package var id: ItemID
  /// The mark it comes from: no other event has it.
  package var serial: Int64
}

/// A document of the output folder as it was last written.
package struct LedgerEntry: Hashable, Sendable {
  /// Below the output folder.
  package var path: String
  package var mediaType: String
  /// Quoted strong entity tag of the identity coding.
  package var etag: String
  /// When its bytes last changed.
  package var modified: Instant

  package init(path: String, mediaType: String, etag: String, modified: Instant) {
    self.path = path
    self.mediaType = mediaType
    self.etag = etag
    self.modified = modified
  }
}

/// A thing to tell the world, kept until it is told.
package struct OutboxEntry: Hashable, Sendable {
  /// Its number in the archive, 0 before it is kept; an entry that replaces another has a new one.
  package var number: Int64 = 0
  /// Which courier takes it, such as `hub-ping` or `webhook`.
  package var kind: String
  /// Within a kind, a later entry with the same key replaces an earlier one.
  package var key: String
  /// Entries of one lane are told one after the other, in the order they came.
  package var lane: String
  /// Who is told, such as a hub's URL: what bounds on parallel calls count by.
  package var destination: String
  package var payload: [UInt8]
  /// When it was made; what replaces an entry is as old as itself.
  package var since: Instant
  package var attempts: Int = 0
  package var nextAttempt: Instant
  package var lastError: String?
  /// Whether it takes over the attempts and the next time of the entry that it replaces.
  package var keepsPace = false

  /// An entry that is due as soon as it is kept.
  ///
  /// `lane` and `destination` are the key's own unless given.
  package init(
    kind: String, key: String, lane: String? = nil, destination: String? = nil, payload: [UInt8],
    since: Instant
  ) {
    self.kind = kind
    self.key = key
    self.lane = lane ?? key
    self.destination = destination ?? key
    self.payload = payload
    self.since = since
    nextAttempt = since
  }
}
