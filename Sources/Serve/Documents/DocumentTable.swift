import FeedModel
import Synchronization

/// The documents the server can name: nothing else can be asked for.
///
/// Documents in memory are served from there; of the others the table holds what it takes to answer a conditional
/// request, and reads their files from the output folder when asked, through a small cache. A lookup is a hash and a short
/// lock. Cost of `apply`: O(documents of the publication).
package final class DocumentTable: Sendable {

  enum Entry: Sendable {
    case document(Document)
    /// Withdrawn for good.
    case gone
    /// At another path now, if a document stands there.
    case moved(to: String)
  }

  struct State {
    var entries: [String: Entry] = [:]
    var documents = 0
    /// One copy of each media type, shared by all documents that have it.
    var mediaTypes: [String: String] = [:]
  }

  let state = Mutex(State())
  let changes = Atomic(0)
  private let cache: Mutex<FileCache>
  let files: OutputFiles

  /// An empty table over the files of `outputDirectory`, holding at most `cacheBytes` of file content in memory.
  package init(outputDirectory: String, cacheBytes: Int = 32 << 20) {
    cache = Mutex(FileCache(capacity: cacheBytes))
    files = OutputFiles(directory: outputDirectory)
  }

  /// How many documents can be asked for; withdrawn ones don't count.
  package var count: Int { state.withLock { $0.documents } }

  /// Another number with each change: while it is the same, so is what the table says.
  var version: Int { changes.load(ordering: .acquiring) }

  /// Takes over what a publication wrote and took away, as one step: no request sees half of it.
  package func apply(_ publication: Publication) {
    // Copying bytes into buffers takes its time; it is done before the lock is taken.
    let residents = publication.written.map { document in
      document.resident.map {
        ResidentDocument($0, etag: document.etag, modified: document.modified)
      }
    }
    let entries = publication.written.map { document in
      document.resident.flatMap { FeedEntries($0.identity, mediaType: document.mediaType) }
    }
    state.withLock { state in
      for path in publication.removed { state.replace(path, with: nil) }
      for path in publication.withdrawn { state.replace(path, with: .gone) }
      for (path, target) in publication.moved { state.replace(path, with: .moved(to: target)) }
      for (index, document) in publication.written.enumerated() {
        state.insert(document, residents[index], entries[index])
      }
      let feeds = (publication.written.map(\.path) + publication.removed)
        .filter { FeedFormats(path: $0) != nil }
      for folder in Set(feeds.map(FeedFormats.folder)) { state.linkFeeds(in: String(folder)) }
      changes.add(1, ordering: .releasing)
    }
    cache.withLock { cache in
      // At the start, with every document there is.
      guard !cache.isEmpty else { return }
      for path in publication.removed + publication.withdrawn + publication.written.map(\.path) {
        for coding in ContentCoding.allCases {
          cache.remove(FileCache.Key(path: path, coding: coding))
        }
      }
    }
  }
}

extension DocumentTable {
  /// What stands at `path`, which is below the output folder and without a leading slash.
  func entry(at path: String) -> Entry? { state.withLock { $0.entries[path] } }

  /// The validating fields of a coding of `document`; made before for documents in memory.
  func validators(_ coding: ContentCoding, of document: Document) -> [UInt8] {
    document.resident?.representation(coding)?.validators
      ?? Representation.validators(etag: coding.etag(document.etag), modified: document.modified)
  }

  /// The codings there are of `document`.
  func codings(of document: Document) -> ContentCodingSet {
    if let known = document.resident?.codings ?? document.codings { return known }
    var found = ContentCodingSet.identity
    for coding in [ContentCoding.gzip, .brotli]
    where files.modified(document.path + coding.fileSuffix) == document.modified {
      found.insert(ContentCodingSet(coding))
    }
    state.withLock { $0.note(found, of: document) }
    return found
  }

  /// The bytes of a coding of `document`; nil when its file is gone.
  ///
  /// A file that is not the one the table knows, because a publication is under way or someone changed it by hand, comes
  /// without an entity tag and with its own time: nobody may keep it for the document.
  func representation(_ coding: ContentCoding, of document: Document) -> Representation? {
    if let resident = document.resident { return resident.representation(coding) }
    let key = FileCache.Key(path: document.path, coding: coding)
    let etag = coding.etag(document.etag)
    if let kept = cache.withLock({ $0.value(key) }), kept.etag == etag,
      kept.modified == document.modified
    {
      return kept
    }
    guard let file = files.read(document.path + coding.fileSuffix) else { return nil }
    let isKnown = file.modified == document.modified
    let representation = Representation(
      body: file.content, coding: coding, etag: isKnown ? etag : nil, modified: file.modified)
    if isKnown { cache.withLock { $0.insert(representation, for: key) } }
    return representation
  }
}

extension DocumentTable.State {
  fileprivate mutating func insert(
    _ document: PublishedDocument, _ resident: ResidentDocument?, _ feed: FeedEntries?
  ) {
    let mediaType = mediaTypes[document.mediaType] ?? document.mediaType
    mediaTypes[mediaType] = mediaType
    var known: DocumentTable.Document?
    if case .document(let document)? = entries[document.path] { known = document }
    let isTimeUnique: Bool
    if let known, known.modified == document.modified {
      isTimeUnique = known.isTimeUnique && known.etag == document.etag
    } else {
      isTimeUnique = true
    }
    let history = feed.map {
      FeedHistory($0, etag: document.etag, after: known?.history?.generations ?? [])
    }
    replace(
      document.path,
      with: .document(
        DocumentTable.Document(
          document, mediaType: mediaType, isTimeUnique: isTimeUnique, history: history,
          resident: resident)))
  }

  fileprivate mutating func replace(_ path: String, with entry: DocumentTable.Entry?) {
    if case .document? = entries[path] { documents -= 1 }
    if case .document? = entry { documents += 1 }
    entries[path] = entry
  }

  fileprivate mutating func note(_ codings: ContentCodingSet, of document: DocumentTable.Document) {
    guard case .document(let known)? = entries[document.path], known.etag == document.etag else {
      return
    }
    entries[document.path] = .document(DocumentTable.Document(known, codings: codings))
  }

  /// Tells each feed of a folder of the others.
  fileprivate mutating func linkFeeds(in folder: String) {
    var present: FeedFormats = []
    for (format, name, _) in FeedFormats.all where entries[folder + name] != nil {
      present.insert(format)
    }
    for (format, name, _) in FeedFormats.all {
      guard case .document(let feed)? = entries[folder + name] else { continue }
      entries[feed.path] = .document(
        DocumentTable.Document(feed, alternates: present.subtracting(format)))
    }
  }
}
