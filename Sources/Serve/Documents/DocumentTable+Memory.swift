import FeedModel
import NIOCore
import Synchronization

/// What is known of feeds from one run of the program to the next.
extension DocumentTable {
  /// What each feed in memory held, by path.
  var histories: [String: [FeedHistory.Generation]] {
    state.withLock { $0.entries }.compactMapValues { entry in
      if case .document(let document) = entry { document.history?.generations } else { nil }
    }
  }

  /// Takes feeds into memory whose files stand in the output folder, with what they held in earlier runs.
  ///
  /// A document that is no feed, or whose file is not the one the table knows, stays as it is.
  func take(_ paths: [String], histories: [String: [FeedHistory.Generation]]) {
    for path in paths {
      guard case .document(let document)? = entry(at: path),
        let feed = files.feedDocument(document),
        let entries = FeedEntries(feed.identity, mediaType: feed.mediaType)
      else { continue }
      let resident = ResidentDocument(feed, etag: document.etag, modified: document.modified)
      let history = FeedHistory(entries, etag: document.etag, after: histories[path] ?? [])
      state.withLock { $0.keep(resident, history, of: document) }
      changes.add(1, ordering: .releasing)
    }
  }

  /// The paths of all feeds but those of stories, which are many and asked for rarely.
  var feedPaths: [String] {
    state.withLock { $0.entries.keys.filter { FeedFormats(path: $0) != nil } }
      .filter { !$0.hasPrefix(SiteLayout.stories) }
  }
}

extension OutputFiles {
  /// A document with its codings, if its files are those that `document` says.
  fileprivate func feedDocument(_ document: DocumentTable.Document) -> FeedDocument? {
    func bytes(_ coding: ContentCoding) -> [UInt8]? {
      guard let file = read(document.path + coding.fileSuffix), file.modified == document.modified
      else { return nil }
      return Array(file.content.readableBytesView)
    }
    return bytes(.identity).map {
      FeedDocument(
        path: document.path, mediaType: document.mediaType, identity: $0, gzip: bytes(.gzip),
        brotli: bytes(.brotli), etag: document.etag)
    }
  }
}

extension DocumentTable.State {
  /// Keeps what was read of `document`, unless another has taken its place meanwhile.
  fileprivate mutating func keep(
    _ resident: ResidentDocument, _ history: FeedHistory, of document: DocumentTable.Document
  ) {
    guard case .document(let known)? = entries[document.path], known.etag == document.etag,
      known.resident == nil
    else { return }
    entries[document.path] = .document(
      DocumentTable.Document(known, history: history, resident: resident))
  }
}
