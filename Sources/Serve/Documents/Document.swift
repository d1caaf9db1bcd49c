import FeedModel

extension DocumentTable {
  /// What the table knows of a document; what changes puts another in its place.
  ///
  /// An object, so that a request takes one reference rather than a copy of every field.
  final class Document: Sendable {
    let path: String
    let mediaType: String
    let kind: ResponseStyle.Kind
    /// Of the identity coding.
    let etag: String
    let modified: Instant
    /// Whether no other bytes were seen here with the same `modified`, which has whole seconds only.
    let isTimeUnique: Bool
    /// The same feed's other formats, which stand beside it in the folder; empty for what is no feed.
    let alternates: FeedFormats
    /// What a feed in memory held before; nil for other documents.
    let history: FeedHistory?
    let resident: ResidentDocument?
    /// Codings known so far to exist; of a file's codings, once looked for.
    let codings: ContentCodingSet?

    init(
      _ document: PublishedDocument, mediaType: String, isTimeUnique: Bool, history: FeedHistory?,
      resident: ResidentDocument?
    ) {
      path = document.path
      self.mediaType = mediaType
      kind = ResponseStyle.kind(of: mediaType)
      etag = document.etag
      modified = document.modified
      self.isTimeUnique = isTimeUnique
      alternates = []
      self.history = history
      self.resident = resident
      codings = nil
    }

    /// `known` with what is given in the place of what it had.
    init(
      _ known: Document, alternates: FeedFormats? = nil, history: FeedHistory? = nil,
      resident: ResidentDocument? = nil, codings: ContentCodingSet? = nil
    ) {
      path = known.path
      mediaType = known.mediaType
      kind = known.kind
      etag = known.etag
      modified = known.modified
      isTimeUnique = known.isTimeUnique
      self.alternates = alternates ?? known.alternates
      self.history = history ?? known.history
      self.resident = resident ?? known.resident
      self.codings = codings ?? known.codings
    }
  }
}
