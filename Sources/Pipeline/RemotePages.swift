import FeedModel
import Render

/// The article pages of a published site, found by its feeds, their archives and the pages' own links.
package struct RemotePages: Sendable {
  /// Absolute, ends in a slash.
  private let base: String
  private let fetch: @Sendable (String) async throws -> [UInt8]?

  /// Pages at most: a bound against a site without end.
  private static let pageLimit = 1_000_000
  private static let feedLimit = 100_000
  private static let atOnce = 8

  /// `site` is the address of the site, or of an Atom feed of it; `fetch` gives the document at an absolute URL, nil for none.
  package init(
    site: String, fetch: @escaping @Sendable (String) async throws -> [UInt8]?
  ) {
    let end = site.lastIndex(of: "/").map { site.index(after: $0) } ?? site.endIndex
    base = site.hasSuffix(".atom") ? String(site[..<end]) : site.hasSuffix("/") ? site : site + "/"
    self.fetch = fetch
  }

  /// The record of every page and every note of a withdrawn article that is found, each once, and of tombstones without;
  /// `progress` hears how many pages were read.
  ///
  /// Only documents below the site's address are fetched. What feeds tell stands in for pages that are missing.
  /// - Throws: What `fetch` throws, and `CancellationError`.
  package func records(_ progress: @Sendable (Int) -> Void) async throws -> [ItemRecord] {
    let told = try await feeds()
    var found: [String: ItemRecord?] = [:]
    var waiting = Set(told.compactMap { $0.slug.isEmpty ? nil : $0.slug })
    if let index = try await fetch(base + "index.html") {
      waiting.formUnion(PublishedPage.neighbours(index))
    }
    while !waiting.isEmpty, found.count < Self.pageLimit {
      try Task.checkCancellation()
      let chunk = Array(waiting.sorted().prefix(Self.atOnce))
      waiting.subtract(chunk)
      for (slug, page) in try await pages(chunk) {
        found[slug] = .some(page.flatMap { PublishedPage.record($0, slug: slug) })
        guard let page else { continue }
        waiting.formUnion(PublishedPage.neighbours(page).filter { found[$0] == nil })
        waiting.subtract(chunk)
      }
      progress(found.count)
    }
    let records = found.values.compactMap { $0 }
    let ids = Set(records.map(\.id))
    return (records + told.filter { !ids.contains($0.id) }).sorted { $0.id < $1.id }
  }

  private func pages(_ slugs: [String]) async throws -> [(String, [UInt8]?)] {
    try await withThrowingTaskGroup(of: (String, [UInt8]?).self) { group in
      for slug in slugs {
        group.addTask {
          if let page = try await fetch(base + SiteLayout.articlePage(slug)) {
            return (slug, page)
          }
          return (slug, try await fetch(base + SiteLayout.note(slug)))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// What the main feed and its archives tell, the newest document first.
  private func feeds() async throws -> [ItemRecord] {
    var records: [ItemRecord] = []
    var next: String? = base + "feed.atom"
    var seen: Set<String> = []
    while let url = next, url.hasPrefix(base), seen.insert(url).inserted,
      seen.count < Self.feedLimit
    {
      try Task.checkCancellation()
      guard let bytes = try await fetch(url) else { break }
      let feed = PublishedFeed(atom: bytes)
      for (var item, page) in zip(feed.items, feed.pages) {
        // The page of an original elsewhere is none of ours.
        if let page, !page.hasPrefix(base) { item.slug = "" }
        records.append(item)
      }
      next = feed.previous
    }
    return records
  }
}
