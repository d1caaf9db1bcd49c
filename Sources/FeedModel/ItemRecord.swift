/// What the page of an article, or the note of a withdrawn one, says for machines: enough to give the article its id and times
/// back when the archive is lost.
package struct ItemRecord: Hashable, Sendable {
  /// One link that the article's arrival found.
  package struct Link: Hashable, Sendable {
    package var to: ItemID
    package var isSameStory: Bool

    package init(to: ItemID, isSameStory: Bool) {
      self.to = to
      self.isSameStory = isSameStory
    }
  }

  /// The name of the main feed in `feeds`, where it has no empty one.
  package static let mainFeed = "main"

  package var id: ItemID
  /// The path segment of its page; empty where only a feed tells of it.
  package var slug: String
  package var headline: String
  package var published: Timestamp
  package var publishedPrecision = Precision.second
  package var updated: Timestamp
  package var updatedPrecision = Precision.second
  /// When its text was taken.
  package var captured: Instant?
  /// The number of its revision.
  package var number = 1
  /// The ids that its further identity keys would give: they name the keys without telling them.
  package var keys: [ItemID] = []
  /// The first 16 bytes of SHA-256 over headline and text; empty where unknown.
  package var text: [UInt8] = []
  /// By which the likeness of its text to others can be guessed; empty where unknown.
  package var sketch: [UInt8] = []
  package var story: StoryID?
  /// Best first.
  package var links: [Link] = []
  /// The titles under which its body names related articles, where these have another headline by now.
  package var titles: [ItemID: String] = [:]
  /// When it was withdrawn, if it was.
  package var withdrawn: Instant?
  /// The digest of the file that a withdrawn article was last read from; empty for others.
  package var file: [UInt8] = []
  /// Whether it was withdrawn by hand, so that this file does not bring it back.
  package var isBarred = false
  /// The feeds that tell of the withdrawal, by name, ascending; the main feed's is `main`.
  package var feeds: [String] = []
  /// What a feed may show in place of the withdrawn article: headline, language, authors, kickers and categories.
  package var notice: Article?

  package init(
    id: ItemID, slug: String, headline: String, published: Timestamp, updated: Timestamp
  ) {
    self.id = id
    self.slug = slug
    self.headline = headline
    self.published = published
    self.updated = updated
  }
}

/// The written form of what a page's other metadata does not say: words of `name=value`, unknown names are passed over.
extension ItemRecord {
  package var detail: String {
    var words = [
      "revision=\(number)",
      "precision=\(publishedPrecision.rawValue),\(updatedPrecision.rawValue)",
    ]
    func word(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { words.append(name + "=" + value) }
    }
    word("captured", captured.map { String($0.seconds) })
    word("keys", keys.map(\.uuid).joined(separator: ","))
    word("text", hexadecimal(text))
    word("sketch", hexadecimal(sketch))
    word("story", story?.item.uuid)
    let frozen = titles.sorted { $0.key < $1.key }
    word(
      "titles",
      frozen.map { $0.key.uuid + ":" + hexadecimal(Array($0.value.utf8)) }.joined(separator: ","))
    word("withdrawn", withdrawn.map { String($0.seconds) })
    word("file", hexadecimal(file))
    word("barred", isBarred ? "yes" : nil)
    word("feeds", feeds.joined(separator: ","))
    word("links", links.map { ($0.isSameStory ? "+" : "") + $0.to.uuid }.joined(separator: ","))
    return words.joined(separator: " ")
  }

  /// Takes what `detail` wrote; a word that can't be read is left out.
  package mutating func take(detail: String) {
    for word in detail.split(separator: " ") {
      guard let equals = word.firstIndex(of: "=") else { continue }
      take(word[..<equals], String(word[word.index(after: equals)...]))
    }
  }

  private mutating func take(_ name: Substring, _ value: String) {
    let list = value.split(separator: ",").map(String.init)
    switch name {
    case "revision":
      number = Int(value).flatMap { (1...Int(Int32.max)).contains($0) ? $0 : nil } ?? number
    case "precision":
      let known = list.compactMap { Precision(rawValue: $0) }
      if known.count == 2 { (publishedPrecision, updatedPrecision) = (known[0], known[1]) }
    case "captured": captured = Int64(value).map { Instant(seconds: $0) }
    case "keys": keys = list.compactMap { ItemID($0) }
    case "text": text = bytes(hexadecimal: value) ?? []
    case "sketch": sketch = bytes(hexadecimal: value) ?? []
    case "story": story = ItemID(value).map { StoryID($0) }
    case "titles": for text in list { take(title: text) }
    case "withdrawn": withdrawn = Int64(value).map { Instant(seconds: $0) }
    case "file": file = bytes(hexadecimal: value) ?? []
    case "barred": isBarred = value == "yes"
    case "feeds": feeds = list
    case "links":
      links = list.compactMap { text in
        let isSameStory = text.hasPrefix("+")
        return ItemID(isSameStory ? String(text.dropFirst()) : text).map {
          Link(to: $0, isSameStory: isSameStory)
        }
      }
    default: break
    }
  }

  private mutating func take(title text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let id = ItemID(parts[0]), let title = bytes(hexadecimal: parts[1])
    else { return }
    titles[id] = String(decoding: title, as: UTF8.self)
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

private func bytes(hexadecimal text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count.isMultiple(of: 2) else { return nil }
  var out: [UInt8] = []
  out.reserveCapacity(digits.count / 2)
  for at in stride(from: 0, to: digits.count, by: 2) {
    guard let high = nibble(digits[at]), let low = nibble(digits[at + 1]) else { return nil }
    out.append(high << 4 | low)
  }
  return out
}

private func nibble(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 48...57: digit - 48
  case 97...102: digit - 87
  default: nil
  }
}

extension Article {
  /// What two readings are compared by: headline and body.
  package var comparedText: String { headline + "\n" + body.text }
}
