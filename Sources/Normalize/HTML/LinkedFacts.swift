internal import FeedModel

/// What the page's JSON-LD says of its article (schema.org), and not of the other articles that it lists.
struct LinkedFacts {
  private(set) var headlines: [String] = []
  private(set) var published: [String] = []
  private(set) var updated: [String] = []
  private(set) var authors: [String] = []
  private(set) var summaries: [String] = []
  private(set) var sections: [String] = []
  private(set) var publisher: String?
  private(set) var url: String?
  private(set) var articleBody: String?
  /// Names of what a graph refers to by `@id`.
  private var people: [String: JSON] = [:]
  private var articles: [JSON] = []

  mutating func read(_ at: Int, _ document: MarkupDocument) {
    guard let type = document.value("type", of: at),
      type.lowercased().hasPrefix("application/ld+json"),
      at + 1 < document.end(at), document.text(at + 1).count < 1 << 20
    else { return }
    guard let value = LenientJSONReader.value(document.text(at + 1)) else { return }
    var queue = value.items
    for item in value.items.flatMap({ $0["@graph"]?.items ?? [] }) {
      if let id = item["@id"]?.scalarText, let name = item["name"] { people[id] = name }
    }
    var visited = 0
    while visited < queue.count, visited < 2000 {
      let item = queue[visited]
      visited += 1
      if case .array(let items) = item { queue += items }
      if let graph = item["@graph"] { queue += graph.items }
      if let main = item["mainEntity"] { queue += main.items }
      let types = (item["@type"]?.items ?? []).compactMap(\.scalarText)
      if types.contains(where: Self.isArticle) { articles.append(item) }
    }
  }

  /// Takes what is said of the page's own article: the one with the page's address, or with a headline like one of its `titles`.
  mutating func settle(titles: [String], url: String?) {
    let keys = titles.map(Self.key).filter { !$0.isEmpty }
    for item in articles.prefix(Self.most) where Self.agrees(item, keys, url.flatMap(Self.place)) {
      read(item)
    }
  }

  private static func agrees(_ item: JSON, _ titles: [[UInt8]], _ page: String?) -> Bool {
    let main = item["mainEntityOfPage"]
    let places = [item["url"], item["@id"], main, main?["@id"]]
      .compactMap { $0?.scalarText.flatMap(place) }
    if let page, places.contains(page) { return true }
    let headlines = ["headline", "name", "alternativeHeadline"]
      .flatMap { item[$0]?.items ?? [] }.compactMap(\.scalarText)
      .map { key(plain($0)) }.filter { !$0.isEmpty }
    guard !headlines.isEmpty, !titles.isEmpty else { return page == nil || places.isEmpty }
    return headlines.contains { headline in
      titles.contains { title in
        let (short, long) = title.count < headline.count ? (title, headline) : (headline, title)
        return short.count >= 8 && long.firstRange(of: short) != nil
          || TitleText.likeness(title, headline) >= leastLikeness
      }
    }
  }

  /// The start of a title, for comparing: a page may hold many, and long ones.
  private static func key(_ title: String) -> [UInt8] { Array(TitleText.key(title).prefix(300)) }

  private static let leastLikeness: Float = 0.5
  private static let most = 200

  /// Host and path of an address, by which two that lead to one page are told; nil where it is not absolute.
  private static func place(_ address: String) -> String? {
    guard let url = WebAddress.normalised(address) else { return nil }
    var rest = url.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2).prefix {
      $0 != UInt8(ascii: "?")
    }
    if rest.last == UInt8(ascii: "/") { rest.removeLast() }
    if rest.starts(with: "www.".utf8) { rest = rest.dropFirst(4) }
    return String(rest)
  }

  private mutating func read(_ item: JSON) {
    for (name, field) in [
      ("headline", \.headlines), ("datePublished", \.published), ("dateModified", \.updated),
      ("description", \.summaries), ("articleSection", \.sections),
    ] as [(String, WritableKeyPath<LinkedFacts, [String]>)] {
      self[keyPath: field] += (item[name]?.items ?? []).compactMap(\.scalarText).map(Self.plain)
    }
    if authors.isEmpty {
      authors = (item["author"]?.items ?? []).flatMap { author in
        author.scalarText.map { [$0] }
          ?? (author["name"]?.items ?? people[author["@id"]?.scalarText ?? ""]?.items ?? [])
          .compactMap(\.scalarText)
      }.map(Self.plain)
    }
    publisher = publisher ?? item["publisher"]?["name"]?.scalarText
    url = url ?? item["url"]?.scalarText ?? item["mainEntityOfPage"]?["@id"]?.scalarText
    articleBody = articleBody ?? item["articleBody"]?.scalarText
  }

  private static func isArticle(_ type: String) -> Bool {
    type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type == "Report"
      || type == "Review"

  }

  /// A text that may hold entities of HTML, as many pages' JSON does.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else {
      return String(decoding: Whitespace.collapsed(text.utf8), as: UTF8.self)
    }
    return CharacterReferences.resolved(text)
  }
}
