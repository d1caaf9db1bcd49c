/// A document that stands in the output folder, as the server needs to know it.
package struct PublishedDocument: Hashable, Sendable {
  /// Below the output folder, such as `stories/a-headline-1a2b3c4d/index.html`.
  package var path: String
  package var mediaType: String
  /// Quoted strong entity tag of the identity coding; the codings' own come from `ContentCoding.etag`.
  package var etag: String
  /// When its bytes last changed; also the file's mtime.
  package var modified: Instant
  /// Its bytes, for documents that are asked for often; nil where the file is read when asked for.
  package var resident: FeedDocument?

  package init(
    path: String, mediaType: String, etag: String, modified: Instant, resident: FeedDocument? = nil
  ) {
    self.path = path
    self.mediaType = mediaType
    self.etag = etag
    self.modified = modified
    self.resident = resident
  }
}

/// What a publication did to the output folder, told to the server after the files stand.
package struct Publication: Sendable {
  package var written: [PublishedDocument]
  /// Paths that are gone for good: answered 410.
  package var withdrawn: [String]
  /// Paths that are no longer there: answered 404.
  package var removed: [String]
  /// Paths whose documents stand elsewhere now, with where: answered 308.
  package var moved: [String: String]

  package init(
    written: [PublishedDocument] = [], withdrawn: [String] = [], removed: [String] = [],
    moved: [String: String] = [:]
  ) {
    self.written = written
    self.withdrawn = withdrawn
    self.removed = removed
    self.moved = moved
  }
}
