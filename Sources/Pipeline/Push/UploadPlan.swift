import Archive
import FeedModel

/// What has to be sent to the object store, in waves: nothing of a wave names what a later one brings.
struct UploadPlan {
  /// Each to be finished before the next begins: articles and assets, what lists them, the feeds and the lists of feeds.
  var waves: [[LedgerEntry]]
  /// Paths whose objects nothing names any more.
  var deletions: [String]

  var count: Int { waves.reduce(deletions.count) { $0 + $1.count } }

  /// `form` tells with which header fields and coding a document is sent now.
  init(_ state: UploadState, deletes: Bool, form: (LedgerEntry) -> String) {
    var waves: [[LedgerEntry]] = [[], [], []]
    for document in state.documents {
      let object = state.uploaded[document.path]
      guard object?.etag != document.etag || object?.form != form(document) else { continue }
      waves[Self.wave(of: document)].append(document)
    }
    self.waves = waves
    // While an article waits to be published or withdrawn, a feed may still name a page that is gone.
    guard deletes, state.isSettled else {
      deletions = []
      return
    }
    let standing = Set(state.documents.map(\.path))
    deletions = state.uploaded.keys.filter { !standing.contains($0) }.sorted()
  }

  static func wave(of document: LedgerEntry) -> Int {
    let path = document.path
    if path.hasPrefix(SiteLayout.articles) || path.hasPrefix("assets/") { return 0 }
    let isFrozen = path.contains("/archive/")
    let isInnerPage = path.contains("/") && document.mediaType.hasPrefix("text/html")
    return isFrozen || isInnerPage ? 1 : 2
  }
}
