import FeedModel
import Synchronization

/// The documents the server can name: nothing else can be asked for.
package final class DocumentTable: Sendable {
  private let paths = Mutex<[String: PublishedDocument]>([:])

  /// An empty table over the files of `outputDirectory`, holding at most `cacheBytes` of file content in memory.
  package init(outputDirectory: String, cacheBytes: Int = 32 << 20) {}

  /// Takes over what a publication wrote and took away, as one step.
  package func apply(_ publication: Publication) {
    paths.withLock { paths in
      for path in publication.removed + publication.withdrawn { paths[path] = nil }
      for document in publication.written { paths[document.path] = document }
    }
  }

  /// How many documents can be asked for.
  package var count: Int { paths.withLock { $0.count } }
}
