import FeedModel
import LibXML2

/// An article's page, or the note of a withdrawn one, read back for what it keeps of the article: the reverse of
/// `Renderer.articlePage` and `Renderer.withdrawalNote`.
package enum PublishedPage {
  /// The name of the `meta` element that holds `ItemRecord.detail`.
  static let recordName = "wireroom.record"

  /// The name of the `meta` element that holds `ItemRecord.noticeText`.
  static let noticeName = "wireroom.notice"

  /// How many bytes of a page `record` needs at most: its head.
  package static let headLimit = 32_768

  /// The record in the head of a page of ours; nil for any other page, and for one without id or dates.
  ///
  /// Only the head is read, so `bytes` may be cut after it. `slug` is the segment under which the page stands.
  /// Cost: O(head).
  package static func record(_ bytes: some Collection<UInt8>, slug: String) -> ItemRecord? {
    guard let tree = head(Array(bytes.prefix(headLimit))) else { return nil }
    var meta: [String: String] = [:]
    for element in tree.elements where element.name == "meta" {
      guard let name = element.attribute("name") ?? element.attribute("property"),
        let content = element.attribute("content")
      else { continue }
      meta[name] = content
    }
    guard let id = meta["dcterms.identifier"].flatMap({ ItemID($0) }),
      let headline = meta["og:title"], !headline.isEmpty,
      let published = meta["article:published_time"].flatMap({ Timestamp(rfc3339: $0) }),
      let updated = meta["article:modified_time"].flatMap({ Timestamp(rfc3339: $0) }),
      updated.instant >= published.instant
    else { return nil }
    var record = ItemRecord(
      id: id, slug: slug, headline: headline, published: published, updated: updated)
    if let detail = meta[recordName] { record.take(detail: detail) }
    if let notice = meta[noticeName] { record.take(notice: notice) }
    return record
  }

  /// The segments of the article pages that a page links to, each once, in no order.
  ///
  /// Cost: O(bytes).
  package static func neighbours(_ bytes: [UInt8]) -> Set<String> {
    let mark = Array(SiteLayout.articles.utf8)
    var found: Set<String> = []
    var rest = bytes[...]
    while let start = rest.firstRange(of: mark)?.upperBound {
      let segment = rest[start...].prefix { $0 == UInt8(ascii: "-") || isAlphanumeric($0) }
      if !segment.isEmpty, bytes[segment.endIndex...].first == UInt8(ascii: "/") {
        found.insert(String(decoding: segment, as: UTF8.self))
      }
      rest = rest[segment.endIndex...]
    }
    return found
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }

  private static func head(_ bytes: [UInt8]) -> MarkupTree? {
    guard let end = bytes.firstRange(of: Array("</head>".utf8))?.upperBound else { return nil }
    do throws(MarkupError) {
      return try MarkupTree(xml: bytes[..<end] + Array("<body/></html>".utf8))
    } catch {
      // No page of ours, then: these are well-formed.
      return nil
    }
  }
}

/// An Atom document of ours, read back for what it says of its items.
package struct PublishedFeed: Sendable {
  /// In the document's order; items without id or dates are left out.
  ///
  /// `slug` is empty where no page is named.
  package var items: [ItemRecord] = []
  /// The pages of `items`, of tombstones the notes, absolute URLs, nil where none is named.
  package var pages: [String?] = []
  /// The older part of the feed (RFC 5005 §4), absolute.
  package var previous: String?

  /// Empty when the bytes are no well-formed Atom.
  ///
  /// Cost: O(bytes).
  package init(atom bytes: [UInt8]) {
    let tree: MarkupTree
    do throws(MarkupError) { tree = try MarkupTree(xml: bytes) } catch { return }
    guard let root = tree.root, root.name == "feed" else { return }
    for child in root.children {
      switch child.name {
      case "link" where child.attribute("rel") == "prev-archive": previous = child.attribute("href")
      case "deleted-entry": take(tombstone: child)
      case "entry": take(entry: child)
      default: break
      }
    }
  }

  private mutating func take(tombstone: MarkupTree.Element) {
    guard let id = tombstone.attribute("ref").flatMap({ ItemID($0) }),
      let when = tombstone.attribute("when").flatMap({ Timestamp(rfc3339: $0) })
    else { return }
    let note = tombstone.children.first { $0.name == "link" }?.attribute("href")
    var record = ItemRecord(
      id: id, slug: Self.slug(of: note), headline: "Withdrawn", published: when, updated: when)
    record.withdrawn = when.instant
    items.append(record)
    pages.append(note)
  }

  private mutating func take(entry: MarkupTree.Element) {
    func text(_ name: String) -> String? {
      entry.children.first { $0.name == name }?.text
    }
    guard let id = text("id").flatMap({ ItemID($0) }),
      let published = text("published").flatMap({ Timestamp(rfc3339: $0) }),
      let updated = text("updated").flatMap({ Timestamp(rfc3339: $0) }),
      updated.instant >= published.instant, let title = text("title"), !title.isEmpty
    else { return }
    let page = entry.children.first {
      $0.name == "link" && ($0.attribute("rel") ?? "alternate") == "alternate"
    }?.attribute("href")
    items.append(
      ItemRecord(
        id: id, slug: Self.slug(of: page), headline: title, published: published, updated: updated))
    pages.append(page)
  }

  /// The segment of the page at an address: `…/stories/SLUG/`, or `…/withdrawn/SLUG.html` in its place; empty for none.
  private static func slug(of page: String?) -> String {
    let name = page?.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".html") ? name.dropLast(5) : name)
  }
}
