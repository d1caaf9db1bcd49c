import FeedModel
import Glibc
import Render

/// The pages of an output folder, read for what they keep of their articles.
package struct StandingPages {
  let directory: String

  package init(directory: String) { self.directory = directory }

  /// The record of every article's page, and of every tombstone that the feeds tell of; empty where there is no such folder.
  ///
  /// Pages that are not ours, or can't be read, are passed over. Cost: the head of every page.
  package func records() -> [ItemRecord] {
    let folder = directory + "/stories"
    let slugs = names(in: folder).sorted()
    let pages = slugs.chunked(256).flatMap { chunk in
      chunk.parallelMap { slug in
        Self.head(folder + "/" + slug + "/index.html").flatMap {
          PublishedPage.record($0, slug: slug)
        }
      }
    }
    return pages.compactMap { $0 } + tombstones()
  }

  /// The tombstones of all feeds, each with the headline, the address and the dates that archive pages have of its article.
  private func tombstones() -> [ItemRecord] {
    let folders = names(in: directory + "/feeds").sorted().map { directory + "/feeds/" + $0 }
    var found: [ItemID: ItemRecord] = [:]
    for path in ([directory] + folders).map({ $0 + "/feed.atom" }) {
      for item in items(of: path) where item.withdrawn != nil { found[item.id] = item }
    }
    guard !found.isEmpty else { return [] }
    for page in folders.flatMap(archivePages) {
      for item in items(of: page) {
        guard let known = found[item.id],
          known.slug.isEmpty || known.updated.instant < item.updated.instant
        else { continue }
        found[item.id] = item
        found[item.id]?.withdrawn = known.withdrawn
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }

  private func archivePages(of folder: String) -> [String] {
    names(in: folder + "/archive").filter { $0.hasSuffix(".atom") }.map {
      folder + "/archive/" + $0
    }
  }

  private func items(of path: String) -> [ItemRecord] {
    Self.head(path, limit: 1 << 26).map { PublishedFeed(atom: $0).items } ?? []
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
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
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
