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

  private func tombstones() -> [ItemRecord] {
    var found: [ItemRecord] = []
    for path in ["/feed.atom"] + names(in: directory + "/feeds").map({ "/feeds/\($0)/feed.atom" }) {
      guard let bytes = Self.head(directory + path, limit: 1 << 26) else { continue }
      found += PublishedFeed(atom: bytes).items.filter { $0.withdrawn != nil }
    }
    return found
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
