import FeedModel

extension Selection {
  /// Whether a feed of this selection takes `revision`, at the time `now` (which only `maxAgeSeconds` asks for).
  ///
  /// Withdrawn and held articles are taken by none. Cost: O(text) where the query looks for words, else O(labels).
  package func takes(_ revision: Revision, at now: Instant) -> Bool {
    let article = revision.article
    guard revision.withdrawn == nil, article.hold == nil else { return false }
    if let story, revision.story != story { return false }
    if let maxAgeSeconds, revision.published.instant < now - maxAgeSeconds { return false }
    let asked = Asked(revision)
    return meets(categories) { asked.isCategory(FeedQuery.Pattern($0, isPrefix: false)) }
      && meets(authors) { asked.isAuthor(FeedQuery.Pattern($0, isPrefix: false)) }
      && meets(folders) { asked.isBelow($0) }
      && meets(languages) { asked.isLanguage($0) }
      && (query.map { asked.meets($0) } ?? true)
  }

  private func meets(_ wished: [String], _ test: (String) -> Bool) -> Bool {
    wished.isEmpty || wished.contains(where: test)
  }
}

extension FeedQuery.Pattern {
  fileprivate init(_ text: String, isPrefix: Bool) {
    self.init(text)
    self.text = text
    self.isPrefix = isPrefix
  }
}

/// An article as selections ask about it; what must be prepared is prepared once, when first asked for.
private final class Asked {
  private let revision: Revision
  private var article: Article { revision.article }
  private lazy var headline = SearchText(article.headline)
  private lazy var text = SearchText(
    [article.headline, article.dek ?? "", article.body.text].joined(separator: "\n"))

  init(_ revision: Revision) { self.revision = revision }

  func meets(_ query: FeedQuery) -> Bool {
    switch query {
    case .all(let parts): parts.allSatisfy(meets)
    case .any(let parts): parts.contains(where: meets)
    case .not(let part): !meets(part)
    case .category(let pattern): isCategory(pattern)
    case .author(let pattern): isAuthor(pattern)
    case .folder(let folder): isBelow(folder)
    case .language(let tag): isLanguage(tag)
    case .story(let story): revision.story == story
    case .source(let pattern): article.sources.contains { isSource($0, pattern) }
    case .title(let words): headline.contain(words)
    case .text(let words): text.contain(words)
    case .after(let instant): revision.published.instant >= instant
    case .before(let instant): revision.published.instant < instant
    }
  }

  func isCategory(_ pattern: FeedQuery.Pattern) -> Bool {
    article.categories.contains { pattern.matches($0) }
  }

  func isAuthor(_ pattern: FeedQuery.Pattern) -> Bool {
    article.authors.contains { pattern.matches($0.name) }
  }

  func isBelow(_ folder: String) -> Bool {
    let wished = folder.utf8.split(separator: UInt8(ascii: "/"))
    let own = revision.location.path.split(separator: UInt8(ascii: "/")).dropLast()
    return own.count >= wished.count && zip(own, wished).allSatisfy { $0.elementsEqual($1) }
  }

  func isLanguage(_ tag: String) -> Bool {
    guard let own = article.language?.lowercased() else { return false }
    let tag = tag.lowercased()
    return own == tag || own.hasPrefix(tag + "-")
  }

  private func isSource(_ source: Source, _ pattern: FeedQuery.Pattern) -> Bool {
    pattern.matches(source.title) || source.publisher.map(pattern.matches) ?? false
      || source.url.map { pattern.matches(host(of: $0)) } ?? false
  }

  private func host(of url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    let host = parts.count > 1 ? parts[1] : ""
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }
}

extension FeedQuery.Pattern {
  fileprivate func matches(_ name: String) -> Bool {
    isPrefix ? folded(name).hasPrefix(folded(text)) : folded(name) == folded(text)
  }
}

/// Without case, in the composed form, with single spaces: how names of categories and authors are compared.
func folded(_ name: String) -> String {
  name.lowercased().split { $0.isWhitespace }.joined(separator: " ")
}
