import FeedModel
import Glibc
import Render

/// The pages of an output folder, read for what they keep of their articles.
package struct StandingPages {
  let directory: String

  package init(directory: String) { self.directory = directory }

  /// The record of every article's page, of every note of a withdrawn one, and of tombstones that only feeds tell of; empty
  /// where there is no such folder.
  ///
  /// Pages that are not ours, or can't be read, are passed over. Cost: the head of every page.
  package func records() -> [ItemRecord] {
    let slugs = names(in: directory + "/" + SiteLayout.articles).sorted()
    let notes = names(in: directory + "/" + SiteLayout.notes).sorted().compactMap { name in
      name.hasSuffix(".html") ? String(name.dropLast(".html".count)) : nil
    }
    let pages =
      records(slugs, SiteLayout.articlePage) + records(notes, SiteLayout.note)
    let known = Set(pages.map(\.id))
    return pages + tombstones().filter { !known.contains($0.id) }
  }

  private func records(_ slugs: [String], _ path: @Sendable (String) -> String) -> [ItemRecord] {
    slugs.chunked(256).flatMap { chunk in
      chunk.parallelMap { slug in
        Self.head(directory + "/" + path(slug)).flatMap { PublishedPage.record($0, slug: slug) }
      }
    }.compactMap { $0 }
  }

  /// The tombstones of all feeds, which keep their ids when their notes are lost.
  private func tombstones() -> [ItemRecord] {
    let feeds = directory + "/" + SiteLayout.feeds
    let folders = names(in: feeds).sorted().map { feeds + $0 }
    var found: [ItemID: ItemRecord] = [:]
    for folder in [directory] + folders {
      guard let bytes = Self.head(folder + "/feed.atom", limit: 1 << 26) else { continue }
      for item in PublishedFeed(atom: bytes).items where item.withdrawn != nil {
        found[item.id] = item
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }

  private func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func head(_ path: String, limit: Int = PublishedPage.headLimit) -> [UInt8]? {
    // A named pipe in a page's place is empty, not waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 32_768))
    while bytes.count < limit {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
