import FeedModel

/// The conditional request fields against a selected representation, in the order of RFC 9110 §13.2.2.
enum Preconditions {
  enum Verdict {
    case proceed, notModified, failed
  }

  /// What to do with a GET or HEAD for a representation with `etag`, last changed at `modified`.
  ///
  /// If-None-Match also takes the tag of an unencoded representation with a coding's suffix: a proxy in front that
  /// compresses by itself hands readers such tags (Apache's `-gzip`), and its cached content is this very document.
  ///
  /// If-Modified-Since is met by the exact time last issued and no other: readers invent dates, and a clock set back
  /// would otherwise answer 304 for ever (RFC 9110 §13.1.3 leaves a server this choice).
  static func verdict(
    _ head: RequestHead, etag: String, coding: ContentCoding, modified: Instant, now: Instant
  ) -> Verdict {
    if let list = head.combined(.ifMatch) {
      guard EntityTagList.matchesStrongly(list, etag) else { return .failed }
    } else if let field = head.single(.ifUnmodifiedSince),
      let date = HTTPDate.instant(field, now: now), modified > date
    {
      return .failed
    }
    if let list = head.combined(.ifNoneMatch) {
      return EntityTagList.matchesWeakly(list) { isTag($0, etag, coding) } ? .notModified : .proceed
    }
    if let field = head.single(.ifModifiedSince), let date = HTTPDate.instant(field, now: now),
      date == modified
    {
      return .notModified
    }
    return .proceed
  }

  /// Whether a Range field counts: no If-Range, or one that names this very representation (RFC 9110 §13.1.5).
  static func allowsRange(_ head: RequestHead, etag: String, modified: Instant, now: Instant)
    -> Bool
  {
    guard head.count(of: .ifRange) > 0 else { return true }
    guard let field = head.single(.ifRange) else { return false }
    if field.equals(etag) { return true }
    return HTTPDate.instant(field, now: now) == modified
  }

  private static func isTag(
    _ tag: ArraySlice<UInt8>, _ etag: String, _ coding: ContentCoding
  ) -> Bool {
    if tag.equals(etag) { return true }
    guard coding == .identity else { return false }
    return tag.equals(ContentCoding.gzip.etag(etag))
      || tag.equals(ContentCoding.brotli.etag(etag))
  }
}
