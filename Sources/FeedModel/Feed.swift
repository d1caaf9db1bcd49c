/// An assembled feed: which items, in which order, with everything the three formats can say.
package struct Feed: Hashable, Sendable {
  /// Absolute IRI, permanent (RFC 4287 §4.2.6).
  package var id: String
  package var title: String
  package var subtitle: String?
  /// Folder of its documents below the output folder: empty, or ends in a slash.
  package var folder: String
  /// The page that shows the same items, below the output folder, empty for the index.
  package var page: String
  /// The latest change among items and tombstones, a fixed early instant when there is none; never the clock.
  package var updated: Timestamp
  package var content: FeedDefinition.ContentForm
  /// In the order to render.
  package var items: [FeedItem]
  package var tombstones: [Tombstone]
  /// BCP 47; nil where neither feed nor site states one.
  package var language: String?
  /// Absolute, or a path below the output folder.
  package var icon: String?
  /// How many archive pages there are; the live document leads to the last (RFC 5005 §4).
  package var archivePages: Int
  /// Which archive page this is, from 1, the oldest; nil for the live document.
  package var archivePage: Int?

  package init(id: String, title: String, folder: String, page: String, updated: Timestamp) {
    self.id = id
    self.title = title
    self.folder = folder
    self.page = page
    self.updated = updated
    content = .full
    items = []
    tombstones = []
    archivePages = 0
  }

  /// Where the archive pages of the feed with documents in `folder` stand: the main feed's as if it were named so.
  package static func archiveFolder(_ folder: String) -> String {
    (folder.isEmpty ? SiteLayout.feed("main") : folder) + "archive/"
  }

  /// The path of an archive page below the output folder.
  package func archivePath(_ number: Int) -> String {
    Self.archiveFolder(folder) + "\(number).atom"
  }
}

/// An article as it appears in one feed.
package struct FeedItem: Hashable, Sendable {
  package var revision: Revision
  /// Links found after publication, best first: they never touch the body or `updated`.
  package var laterRelated: [RelatedLink]
  /// The earlier article of the same story that this one follows (RFC 4685 §3).
  package var inReplyTo: RelatedLink?
  /// Which of the articles that are frozen in the body are withdrawn by now.
  package var withdrawnRelated: Set<ItemID>

  package init(
    _ revision: Revision, laterRelated: [RelatedLink] = [], inReplyTo: RelatedLink? = nil,
    withdrawnRelated: Set<ItemID> = []
  ) {
    self.revision = revision
    self.laterRelated = laterRelated
    self.inReplyTo = inReplyTo
    self.withdrawnRelated = withdrawnRelated
  }

  /// Frozen and later links, the frozen first; none to an article that is withdrawn.
  package var standingRelated: [RelatedLink] {
    (revision.related + laterRelated).filter { !withdrawnRelated.contains($0.id) }
  }
}

/// A finished document: its bytes, their compressed forms, and how to name them.
package struct FeedDocument: Hashable, Sendable {
  /// Below the output folder, such as `feeds/ai/feed.atom`.
  package var path: String
  /// Full media type with charset, such as `application/atom+xml; charset=utf-8`.
  package var mediaType: String
  package var identity: [UInt8]
  /// Nil where compression does not pay (already compressed or tiny).
  package var gzip: [UInt8]?
  package var brotli: [UInt8]?
  /// The identity coding's quoted strong entity tag: 32 hex digits of SHA-256 over its bytes.
  package var etag: String

  package init(
    path: String, mediaType: String, identity: [UInt8], gzip: [UInt8]? = nil,
    brotli: [UInt8]? = nil, etag: String
  ) {
    self.path = path
    self.mediaType = mediaType
    self.identity = identity
    self.gzip = gzip
    self.brotli = brotli
    self.etag = etag
  }
}

/// A content coding of RFC 9110 §8.4.1 that documents are kept in.
package enum ContentCoding: String, Hashable, Sendable, CaseIterable {
  case identity, gzip
  case brotli = "br"

  /// What the file's name adds beside the document: nothing, `.gz` or `.br`.
  package var fileSuffix: String {
    switch self {
    case .identity: ""
    case .gzip: ".gz"
    case .brotli: ".br"
    }
  }

  /// The strong entity tag of this coding of the document whose identity coding has `etag` (RFC 9110 §8.8.3.3).
  package func etag(_ etag: String) -> String {
    self == .identity ? etag : String(etag.dropLast()) + "-" + rawValue + "\""
  }
}
