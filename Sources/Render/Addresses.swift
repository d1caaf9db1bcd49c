import FeedModel

/// Where the documents of a site stand, as absolute URLs.
struct Addresses: Sendable {
  /// Ends in a slash.
  let base: String

  /// - Throws: `RenderError.baseURL` for anything but an absolute `http(s)` URL that ends in a slash.
  init(site: Site) throws(RenderError) {
    let base = site.baseURL
    guard Self.isAbsolute(base), base.utf8.last == UInt8(ascii: "/") else {
      throw RenderError(
        .baseURL,
        message: "base_url \"\(base)\" is not an absolute http(s) URL that ends in a slash")
    }
    self.base = base
  }

  func item(_ slug: String) -> String { base + SiteLayout.article(slug) }

  func story(_ story: StoryID) -> String { base + SiteLayout.story(story) }

  /// The document at `path` below the output folder.
  func document(_ path: String) -> String { base + path }

  /// `url` itself when absolute, else below the base.
  func absolute(_ url: String) -> String {
    if Self.isAbsolute(url) { return url }
    return base + url.drop { $0 == "/" }
  }

  private static func isAbsolute(_ url: String) -> Bool {
    ["http://", "https://"].contains { url.hasPrefix($0) && url.utf8.count > $0.utf8.count }
  }
}
