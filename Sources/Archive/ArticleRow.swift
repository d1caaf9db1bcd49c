internal import FeedModel
internal import GRDB

/// An article without what it says: identity, place, times and state.
struct ArticleRow {
  var number: Int64
  var id: ItemID
  var location: SourceLocation
  var slug: String
  var headline: String
  var dating: Dating
  var firstSeen: Instant
  /// The number of the current revision.
  var revision: Int
  /// Of the file that was last read for it.
  var digest: [UInt8]
  var sketch: Sketch
  var story: StoryID?
  /// The frozen related block; nil while it isn't frozen.
  var related: [RelatedLink]?
  /// Since when it has no file.
  var missing: Instant?
  var withdrawn: Instant?
  /// Withdrawn by hand: its file, as it is, doesn't bring it back.
  var isBarred: Bool

  static let columns = """
    article.number, article.id, article.folder, article.path, article.slug, article.headline, \
    article.published, article.published_offset, article.published_precision, article.updated, \
    article.updated_offset, article.updated_precision, article.published_earliest, \
    article.published_latest, article.updated_earliest, article.updated_latest, \
    article.first_seen, article.revision, article.digest, article.sketch, article.story, \
    article.related, article.missing, article.withdrawn, article.barred
    """

  init(
    number: Int64, id: ItemID, location: SourceLocation, slug: String, headline: String,
    dating: Dating, firstSeen: Instant, digest: [UInt8], sketch: Sketch
  ) {
    self.number = number
    self.id = id
    self.location = location
    self.slug = slug
    self.headline = headline
    self.dating = dating
    self.firstSeen = firstSeen
    revision = 1
    self.digest = digest
    self.sketch = sketch
    isBarred = false
  }

  init(_ row: borrowing Columns, _ folders: Folders) throws {
    number = row.int(0)
    id = try row.id(1)
    location = folders.location(row.int(2), row.bytes(3))
    slug = row.text(4)
    headline = row.text(5)
    dating = Dating(
      published: row.timestamp(6, 7), publishedPrecision: try row.precision(8),
      updated: row.timestamp(9, 10), updatedPrecision: try row.precision(11),
      publishedInterval: row.interval(12, 13), updatedInterval: row.interval(14, 15))
    firstSeen = Instant(seconds: row.int(16))
    revision = Int(row.int(17))
    digest = row.bytes(18)
    sketch = Sketch(bytes: row.bytes(19))
    story = row.isNull(20) ? nil : StoryID(try row.id(20))
    related = try row.bytesIfAny(21).map { bytes throws(MalformedBytes) in
      try RelatedCodec.links(bytes)
    }
    missing = row.instantIfAny(22)
    withdrawn = row.instantIfAny(23)
    isBarred = row.int(24) != 0
  }

  var tombstone: Tombstone? { withdrawn.map { Tombstone(id: id, slug: slug, when: $0) } }
}

extension Columns {
  func instantIfAny(_ index: Int32) -> Instant? {
    intIfAny(index).map { Instant(seconds: $0) }
  }

  func id(_ index: Int32) throws(MalformedBytes) -> ItemID {
    guard let id = idIfAny(index) else { throw MalformedBytes(what: "an id") }
    return id
  }

  func timestamp(_ instant: Int32, _ offset: Int32) -> Timestamp {
    Timestamp(Instant(seconds: int(instant)), offsetMinutes: Int(int(offset)))
  }

  func precision(_ index: Int32) throws(MalformedBytes) -> Precision {
    try Codes.precisions.value(of: UInt8(truncatingIfNeeded: int(index)))
  }

  func interval(_ earliest: Int32, _ latest: Int32) -> Dating.Interval? {
    guard let first = instantIfAny(earliest), let last = instantIfAny(latest) else { return nil }
    return Dating.Interval(earliest: first, latest: last)
  }
}
