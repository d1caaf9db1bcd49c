/// The formats in which a feed stands in its folder, of those that have a fixed name there.
struct FeedFormats: OptionSet, Sendable {
  let rawValue: UInt8

  static let atom = Self(rawValue: 1)
  static let rss = Self(rawValue: 2)
  static let json = Self(rawValue: 4)

  /// Each with its document's name and media type.
  static let all: [(format: Self, name: String, mediaType: String)] = [
    (.atom, "feed.atom", "application/atom+xml"), (.rss, "feed.rss", "application/rss+xml"),
    (.json, "feed.json", "application/feed+json"),
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The format of the document at `path`; nil when it has no such name.
  init?(path: String) {
    let name = path[Self.folder(of: path).endIndex...]
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found.format
  }

  /// What stands before a document's name: empty, or ends in a slash.
  static func folder(of path: String) -> Substring {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    return path[..<(end ?? path.startIndex)]
  }
}
