import FeedModel

/// The conditional request fields against a selected representation, in the order of RFC 9110 §13.2.2.
enum Preconditions {
  enum Verdict {
    case proceed, notModified, failed
  }

  /// What the conditions are held against.
  struct State {
    /// Of the selected coding.
    var etag: String
    var coding: ContentCoding
    var modified: Instant
    /// Whether no other bytes had the same time of change: else the time validates nothing (RFC 9110 §8.8.2.2).
    var isTimeUnique: Bool
    var now: Instant
  }

  /// What to do with a GET or HEAD for a representation in `state`.
  ///
  /// If-None-Match also takes the tag of an unencoded representation with a coding's suffix: a proxy in front that
  /// compresses by itself hands readers such tags (Apache's `-gzip`), and its cached content is this very document.
  ///
  /// If-Modified-Since is met by the exact time last issued and no other: readers invent dates, and a clock set back
  /// would otherwise answer 304 for ever (RFC 9110 §13.1.3 leaves a server this choice).
  static func verdict(_ head: RequestHead, _ state: State) -> Verdict {
    if let list = head.combined(.ifMatch) {
      guard EntityTagList.matchesStrongly(list, state.etag) else { return .failed }
    } else if let field = head.single(.ifUnmodifiedSince),
      let date = HTTPDate.instant(field, now: state.now), state.modified > date
    {
      return .failed
    }
    if let list = head.combined(.ifNoneMatch) {
      return EntityTagList.matchesWeakly(list) { isTag($0, state) } ? .notModified : .proceed
    }
    if let field = head.single(.ifModifiedSince), isTime(field, state) { return .notModified }
    return .proceed
  }

  /// Whether a Range field counts: no If-Range, or one that names this very representation (RFC 9110 §13.1.5).
  static func allowsRange(_ head: RequestHead, _ state: State) -> Bool {
    guard head.count(of: .ifRange) > 0 else { return true }
    guard let field = head.single(.ifRange) else { return false }
    return field.equals(state.etag) || isTime(field, state)
  }

  private static func isTime(_ field: ArraySlice<UInt8>, _ state: State) -> Bool {
    state.isTimeUnique && HTTPDate.instant(field, now: state.now) == state.modified
  }

  private static func isTag(_ tag: ArraySlice<UInt8>, _ state: State) -> Bool {
    if tag.equals(state.etag) { return true }
    guard state.coding == .identity else { return false }
    return tag.equals(ContentCoding.gzip.etag(state.etag))
      || tag.equals(ContentCoding.brotli.etag(state.etag))
  }
}
