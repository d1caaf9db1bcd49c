internal import FeedModel
internal import Yams

/// Reads the keys that site generators and exports use, whatever type their values have.
struct FrontMatterReader {
  private(set) var metadata = Metadata()

  mutating func read(_ mapping: Node.Mapping) {
    for (keyNode, value) in mapping {
      guard let key = keyNode.scalar?.string else { continue }
      if !read(Self.folded(key), value) {
        metadata.unknown.append(Metadata.Pair(key: key, value: Self.text(value)))
      }
    }
  }
}

extension FrontMatterReader {
  /// Whether `key` is one that is read.
  static func knows(_ key: String) -> Bool {
    var probe = FrontMatterReader()
    return probe.read(folded(key), Node("x"))
  }

  /// False for a key that nothing here reads.
  private mutating func read(_ key: String, _ value: Node) -> Bool {
    switch key {
    case "title", "headline": set(\.title, value)
    case "id", "guid", "uuid", "identifier": set(\.id, value)
    // Not `link` and `source`: what an article comments on or draws from may be another's too.
    case "canonical", "canonicalurl", "permalink", "url": set(\.canonicalURL, value)
    case "summary", "description", "excerpt", "dek", "standfirst", "subtitle", "lead":
      set(\.summary, value)
    case "date", "published", "publishdate", "pubdate", "created", "publishedat", "datepublished":
      set(\.published, value)
    case "updated", "modified", "lastmod", "lastmodified", "updatedat", "datemodified":
      set(\.updated, value)
    case "captured", "capturedat", "retrieved", "fetched", "accessed": set(\.captured, value)
    case "language", "lang", "locale": set(\.language, value)
    case "slug": set(\.slug, value)
    case "site", "sitename", "publisher": set(\.siteName, value)
    case "image", "cover", "thumbnail", "featuredimage", "heroimage": readImage(value)
    case "author", "authors", "byline", "by": metadata.authors += Self.authors(value)
    case "tags", "categories", "category", "tag", "keywords", "section", "topics":
      readCategories(value)
    case "draft": metadata.isDraft = metadata.isDraft || Self.isTrue(value)
    case "published?", "ispublished": metadata.isDraft = metadata.isDraft || !Self.isTrue(value)
    default: return false
    }
    return true
  }

  /// The first of several keys for one field wins; an empty value is none.
  private mutating func set(_ field: WritableKeyPath<Metadata, String?>, _ value: Node) {
    let text = Self.text(value)
    if field == \.published, ["true", "false"].contains(text) {
      metadata.isDraft = metadata.isDraft || text == "false"
    } else if metadata[keyPath: field] == nil, !text.isEmpty, text != "null", text != "~" {
      metadata[keyPath: field] = text
    }
  }

  private mutating func readImage(_ value: Node) {
    let named = value.mapping.flatMap { $0["url"] ?? $0["src"] ?? $0["path"] ?? $0["image"] }
    set(\.image, named ?? value.sequence?.first ?? value)
  }

  private mutating func readCategories(_ value: Node) {
    let names: [String]
    if let items = value.sequence {
      names = items.prefix(200).map(Self.text)
    } else {
      names = Self.text(value).split(separator: ",").map { Self.trimmed(String($0)) }
    }
    for name in names where !name.isEmpty && !metadata.categories.contains(name) {
      metadata.categories.append(name)
    }
  }

  private static func authors(_ value: Node) -> [Author] {
    if let items = value.sequence { return items.prefix(50).flatMap(authors) }
    if let fields = value.mapping {
      guard let name = fields["name"].map(text), !name.isEmpty else { return [] }
      return [Author(name: name, email: fields["email"].map(text), url: fields["url"].map(text))]
    }
    let name = text(value)
    return name.isEmpty || name == "null" ? [] : [Author(name: name)]
  }

  private static func isTrue(_ value: Node) -> Bool {
    ["true", "yes", "on", "1", "y"].contains(text(value).lowercased())
  }

  /// A scalar as written; the scalars of a list or mapping, at most 20 of each, joined.
  private static func text(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): trimmed(scalar.string)
    case .sequence(let items):
      items.prefix(20).compactMap { $0.scalar?.string }.joined(separator: ", ")
    case .mapping(let fields):
      fields.prefix(20).compactMap { key, value in
        value.scalar.map { (key.scalar?.string ?? "") + ": " + $0.string }
      }.joined(separator: ", ")
    case .alias: ""
    }
  }

  /// `text` without blanks and control characters at its ends.
  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    let rest = bytes.drop { $0 <= 32 }
    guard let last = rest.lastIndex(where: { $0 > 32 }) else { return "" }
    return String(Substring(rest[...last]))
  }

  /// Lower case without hyphens, underscores and blanks.
  private static func folded(_ key: String) -> String {
    let bytes = key.utf8.compactMap { byte -> UInt8? in
      "-_ ".utf8.contains(byte) ? nil : (65...90).contains(byte) ? byte + 32 : byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
