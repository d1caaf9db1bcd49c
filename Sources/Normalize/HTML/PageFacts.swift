internal import FeedModel

/// What a page says of itself to machines: title and meta elements, OpenGraph, JSON-LD, microdata.
struct PageFacts {
  /// Text of the `title` element.
  var pageTitle: String?
  /// Headlines stated, the most trusted first.
  var headlines: [String] = []
  var siteName: String?
  var summary: String?
  var authors: [String] = []
  /// Dates as written, the most trusted first.
  var published: [String] = []
  var updated: [String] = []
  var canonicalURL: String?
  /// What relative links start from.
  var baseURL: String?
  var language: String?
  var image: String?
  var section: [String] = []
  /// The article's text as JSON-LD gives it.
  var articleBody: String?

  /// Names of meta elements, the most trusted first; of the names in one list the first that occurs is taken.
  private enum Names {
    static let author = [
      "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
      "article:author_name", "byl",
    ]
    static let graphPublished = [
      "article:published_time", "og:article:published_time", "og:published_time",
    ]
    static let published = [
      "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
      "publish-date", "publish_date", "publication_date", "article.published", "dc.date.issued",
      "dcterms.created", "dc.date", "dcterms.date", "date", "ptime",
      "cxenseparse:recs:publishtime", "article_date_original", "displaydate",
      "iso-8601-publish-date", "rnews:datepublished",
    ]
    static let graphUpdated = ["article:modified_time", "og:updated_time", "og:modified_time"]
    static let updated = [
      "datemodified", "last-modified", "lastmod", "dcterms.modified", "utime", "dc.date.modified",
    ]
  }

  init(_ document: MarkupDocument) {
    var graph = LinkedFacts()
    var metas = MetaFacts()
    var shown: [String] = []
    for at in document.tags.indices {
      switch document.tags[at] {
      case .title where pageTitle == nil: pageTitle = document.inlineText(of: at, limit: 2000)
      case .meta: metas.read(at, document)
      case .link: readLink(at, document)
      case .base where baseURL == nil: baseURL = document.value("href", of: at)
      case .html:
        language = language ?? document.value("lang", of: at) ?? document.value("xml:lang", of: at)
      case .h1 where shown.count < 8: shown.append(document.inlineText(of: at, limit: 500))
      case .script: graph.read(at, document)
      default: break
      }
    }
    let titles = metas[["og:title"]] + metas[["twitter:title", "dc.title", "title"]]
    let address = canonicalURL ?? metas[["og:url"]].first
    graph.settle(
      titles: shown + titles + [pageTitle].compactMap { $0 },
      url: address.flatMap { LinkResolver(base: baseURL).file(Array($0.utf8)[...]) })
    let micro = MicrodataFacts(document)
    headlines = graph.headlines + titles + micro.headlines
    siteName = metas[["og:site_name", "application-name"]].first ?? graph.publisher
    summary =
      (metas[["og:description", "twitter:description", "description"]] + graph.summaries).first
    authors = graph.authors.isEmpty ? metas[Names.author] : graph.authors
    if authors.isEmpty { authors = metas[["article:author"]].filter { !$0.contains("/") } }
    if authors.isEmpty { authors = micro.authors }
    published =
      graph.published + metas[Names.graphPublished] + micro.published + metas[Names.published]
    updated = graph.updated + metas[Names.graphUpdated] + micro.updated + metas[Names.updated]
    canonicalURL = canonicalURL ?? metas[["og:url"]].first ?? graph.url
    language = language ?? metas[["og:locale", "content-language"]].first
    image = metas[["og:image", "og:image:url", "twitter:image"]].first
    section = metas[["article:section"]] + graph.sections
    articleBody = graph.articleBody
  }

  private mutating func readLink(_ at: Int, _ document: MarkupDocument) {
    guard canonicalURL == nil, let rel = document.value("rel", of: at),
      rel.lowercased() == "canonical"
    else { return }
    canonicalURL = document.value("href", of: at)
  }
}

/// The `meta` elements of a page, by name or property in lower case.
struct MetaFacts {
  private var values: [String: [String]] = [:]

  mutating func read(_ at: Int, _ document: MarkupDocument) {
    guard let content = document.bytes(document.number(of: "content"), of: at), values.count < 500
    else { return }
    let text = String(decoding: Whitespace.collapsed(content), as: UTF8.self)
    guard !text.isEmpty else { return }
    for name in ["property", "name", "itemprop"] {
      if let key = document.value(name, of: at) {
        values[key.lowercased(), default: []].append(text)
      }
    }
  }

  /// The distinct values of the first of `names` that has any.
  subscript(names: [String]) -> [String] {
    for name in names {
      if let found = values[name] {
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
      }
    }
    return []
  }
}

/// The facts that elements carry as microdata (`itemprop`).
struct MicrodataFacts {
  private(set) var headlines: [String] = []
  private(set) var published: [String] = []
  private(set) var updated: [String] = []
  private(set) var authors: [String] = []

  init(_ document: MarkupDocument) {
    let property = document.number(of: "itemprop")
    guard property >= 0 else { return }
    for at in document.tags.indices where document.tags[at] != .text && document.tags[at] != .meta {
      guard let value = document.bytes(property, of: at) else { continue }
      for name in String(decoding: value, as: UTF8.self).lowercased().split(separator: " ") {
        read(String(name), at, document)
      }
    }
  }

  private mutating func read(_ name: String, _ at: Int, _ document: MarkupDocument) {
    switch name {
    case "headline": add(document.inlineText(of: at, limit: 500), to: &headlines)
    case "datepublished", "datecreated": add(date(at, document), to: &published)
    case "datemodified": add(date(at, document), to: &updated)
    case "author", "creator":
      let text = document.inlineText(of: at, limit: 200)
      if text.utf8.count < 80 { add(text, to: &authors) }
    default: break
    }
  }

  private func date(_ at: Int, _ document: MarkupDocument) -> String {
    document.value("datetime", of: at) ?? document.value("content", of: at)
      ?? document.inlineText(of: at, limit: 200)
  }

  private func add(_ text: String, to list: inout [String]) {
    if !text.isEmpty, list.count < 20, !list.contains(text) { list.append(text) }
  }
}

/// The few character references that turn up in texts which are not markup.
enum CharacterReferences {
  static func resolved(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "&"),
        let end = bytes[at...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let value = character(String(decoding: bytes[(at + 1)..<end], as: UTF8.self))
      {
        out += value.utf8
        at = end + 1
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: Whitespace.collapsed(out), as: UTF8.self)
  }

  private static func character(_ name: String) -> String? {
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      return scalar(UInt32(name.dropFirst(2), radix: 16))
    }
    if name.hasPrefix("#") { return scalar(UInt32(name.dropFirst())) }
    return named[name]
  }

  private static func scalar(_ value: UInt32?) -> String? {
    guard let value, value >= 32, !(127...159).contains(value), let scalar = Unicode.Scalar(value)
    else {
      return nil
    }
    return String(Character(scalar))
  }

  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "mdash": "—",
    "ndash": "–", "hellip": "…", "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“",
    "laquo": "«",
    "raquo": "»", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
    "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "euro": "€",
  ]
}
