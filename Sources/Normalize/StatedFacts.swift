internal import FeedModel

/// What a file says of itself, resolved: dates read, URLs checked, names distinct.
struct StatedFacts {
  private let metadata: Metadata
  private let dates: DateReader
  /// When the text was taken, if the file says so.
  let captured: Timestamp?

  init(_ metadata: Metadata, dates: DateReader, zone: Zone) {
    self.metadata = metadata
    self.dates = dates
    captured = metadata.captured.flatMap { text in
      Timestamp(rfc3339: text) ?? Self.claim(text, dates, Instant(seconds: 0))?.timestamp
    }
  }

  /// Puts what is stated over what was read, and holds a draft or an article dated in the future.
  func merge(into article: inout Article, capturedAt: Instant) {
    article.explicitID = metadata.id ?? article.explicitID
    article.slug = metadata.slug ?? article.slug
    article.language = metadata.language ?? article.language
    article.captured = captured ?? article.captured
    if let title = Self.line(metadata.title) { article.headline = title }
    if let summary = Self.line(metadata.summary) { article.dek = summary }
    if !metadata.authors.isEmpty { article.authors = Self.distinct(metadata.authors) }
    mergeAddresses(into: &article)
    mergeDates(into: &article, capturedAt: capturedAt)
    article.categories = Self.distinct(
      article.kickers + metadata.categories.compactMap(Self.line) + article.categories)
    if metadata.isDraft {
      article.hold = .draft
    } else if let claim = article.published, claim.isToCome(at: capturedAt) {
      article.hold = .future(claim.earliest)
    }
  }
}

extension StatedFacts {
  private func mergeAddresses(into article: inout Article) {
    if let stated = metadata.canonicalURL {
      if let url = WebAddress.normalised(stated) {
        article.canonicalURL = url
      } else {
        article.warnings.append("The canonical URL is not an absolute http(s) address; ignored.")
      }
    }
    if let stated = metadata.image {
      if let url = WebAddress.normalised(stated) {
        article.image = Enclosure(url: url)
      } else if article.image == nil {
        article.warnings.append("The image is not an absolute http(s) address; ignored.")
      }
    }
  }

  private func mergeDates(into article: inout Article, capturedAt: Instant) {
    if let text = metadata.published {
      if let claim = Self.claim(text, dates, capturedAt) {
        article.published = claim
      } else {
        article.warnings.append("The stated date can't be read; ignored.")
      }
    }
    if let text = metadata.updated {
      if let claim = Self.claim(text, dates, capturedAt) {
        article.updated = claim
      } else {
        article.warnings.append("The stated update date can't be read; ignored.")
      }
    }
  }

  private static func claim(_ text: String, _ dates: DateReader, _ at: Instant) -> TimeClaim? {
    let reading = dates.read(text, capturedAt: at)
    return reading.published ?? reading.updated
  }

  /// One line of text, trimmed, or nil when nothing is left.
  private static func line(_ text: String?) -> String? {
    guard let text else { return nil }
    let words = text.utf8.split { $0 == 32 || (9...13).contains($0) }
    let joined = words.map { String(Substring($0)) }.joined(separator: " ")
    return joined.isEmpty ? nil : joined
  }

  private static func distinct(_ authors: [Author]) -> [Author] {
    var seen: Set<String> = []
    return authors.filter { !$0.name.isEmpty && seen.insert($0.name).inserted }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
  }
}
