package import FeedModel

/// A source file as it was read: where it lies, what the kernel says of it, and the SHA-256 of its bytes.
package struct SourceSeen: Hashable, Sendable {
  package var location: SourceLocation
  package var stamp: FileStamp
  /// SHA-256 of the content, 32 bytes.
  package var digest: [UInt8]

  package init(location: SourceLocation, stamp: FileStamp, digest: [UInt8]) {
    self.location = location
    self.stamp = stamp
    self.digest = digest
  }
}

/// One thing that happened to a source file, for `Archive.accept`.
package enum Intake: Sendable {
  /// The file was read and understood.
  case article(SourceSeen, Article)
  /// The file can't be published; `seen` is nil when it can't even be read.
  case problem(SourceSeen?, Problem)
  /// The file is no longer there.
  case vanished(SourceLocation)
  /// The file was touched, its content is the one already known: only the stamp is refreshed.
  case seen(SourceSeen)

  /// The file it speaks of.
  package var location: SourceLocation {
    switch self {
    case .article(let seen, _), .seen(let seen): seen.location
    case .problem(_, let problem): problem.location
    case .vanished(let location): location
    }
  }
}

/// What became of one intake.
package enum Outcome: Hashable, Sendable {
  /// A new article.
  case published(Revision)
  /// A new revision of a known article, with the heaviest class of what changed.
  case changed(Revision, ChangeClass)
  /// Nothing that a reader would see changed.
  case unchanged(ItemID)
  /// The same text under another name.
  case moved(Revision, from: SourceLocation)
  /// A withdrawn article that is back, under its old id and with a newer `updated`.
  case restored(Revision)
  /// An article that was published before the archive was lost, under its old id and with its old times.
  case recovered(Revision)
  /// It may be a published article that is to be recovered: to be taken in again when those that are for certain are in.
  case deferred
  /// Not published, and listed with its reason.
  case problem(Problem)
  /// Its file is missing; it is withdrawn after the grace.
  case vanished
  /// Nothing to do: a file that was never known vanished, or a touched file with other content than known.
  case ignored
  /// Readable, but a draft or dated in the future; listed with the date.
  case held(Problem)
}

/// What a sweep did.
package struct SweepResult: Sendable {
  package var withdrawn: [Tombstone]
  /// Articles with a missing file that the guard against mass deletion keeps.
  package var held: Int
  /// Articles whose file is gone but which another file with the same identity key now carries on.
  package var succeeded: [Outcome]

  package init(withdrawn: [Tombstone] = [], held: Int = 0, succeeded: [Outcome] = []) {
    self.withdrawn = withdrawn
    self.held = held
    self.succeeded = succeeded
  }
}

/// To which story an article belongs, and the related block it is published with.
package struct StoryAssignment: Hashable, Sendable {
  package var id: ItemID
  package var story: StoryID
  /// Kept only when the article has no related block yet; nil leaves it open.
  package var frozen: [RelatedLink]?

  package init(id: ItemID, story: StoryID, frozen: [RelatedLink]? = nil) {
    self.id = id
    self.story = story
    self.frozen = frozen
  }
}
