import Archive
import FeedModel
import Foundation
import Pipeline
import Relate

/// The related index of everything the archive holds, for commands that ask it.
struct ArchiveIndex {
  let archive: Archive
  let index: RelatedIndex
  /// Live articles, in the order of their ids.
  let articles: [ArticleSummary]

  /// The index of `archive`; the snapshot that lies beside it in `state` spares reading every article.
  init(_ archive: Archive, state: StateFolder) throws {
    self.archive = archive
    articles = try archive.summaries().filter { $0.withdrawn == nil }.sorted { $0.id < $1.id }
    index = try RelatedIndex.current(archive, snapshot: state.snapshot).index
  }

  /// The article that `name` means: an id or its first 8 digits, a path (whole, its end, or from the current folder), a slug or
  /// the page's address.
  ///
  /// - Throws: `CommandFailure` when there is none, or several.
  static func find(_ name: String, in articles: [ArticleSummary]) throws -> ArticleSummary {
    if let id = ItemID(name), let article = articles.first(where: { $0.id == id }) {
      return article
    }
    // As addresses of pages end: the first digits of the id.
    if name.utf8.count >= 8 {
      let begun = articles.filter { $0.id.uuid.hasPrefix(name) }
      if begun.count == 1, let article = begun.first { return article }
    }
    let page = name.split(separator: "/").suffix(2)
    let slug = page.first == "stories" ? String(page.last ?? "") : name
    let path = URL(fileURLWithPath: name).standardizedFileURL.path
    let exact = articles.filter {
      $0.slug == slug || $0.location.display == path || $0.location.relative == name
    }
    let found =
      exact.isEmpty ? articles.filter { $0.location.display.hasSuffix("/" + name) } : exact
    guard let article = found.first else { throw unknown(name) }
    guard found.count == 1 else {
      throw CommandFailure(.badData, "\(name): \(found.count) articles are called so; give the id")
    }
    return article
  }

  static func unknown(_ name: String) -> CommandFailure {
    CommandFailure(.badData, "\(name): no such article; `wireroom articles list` shows them")
  }
}
