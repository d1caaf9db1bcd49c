package import FeedModel

/// Turns manuscripts into articles, with a role and a reason for every line.
package struct Normalizer: Sendable {
  private let zone: Zone
  private let language: String?
  private let dates: DateReader
  private let model: LineModel

  /// A reader for a site.
  ///
  /// - Parameters:
  ///   - zone: Where times that name no zone are meant.
  ///   - language: BCP 47, what the site is written in; taken for what states no language and is too short to tell it; decides
  ///     day-first dates where a page doesn't.
  package init(zone: Zone, language: String? = nil) {
    self.init(zone: zone, language: language, model: .shared)
  }

  /// A reader with other weights than the product's, for `Benchmarks/reading`.
  init(zone: Zone, language: String? = nil, model: LineModel) {
    self.zone = zone
    self.language = language
    self.model = model
    dates = DateReader(zone: zone, language: language)
  }

  /// The article that `manuscript` holds, as it stood at `capturedAt`.
  ///
  /// What the file says of itself (front matter, a page's meta elements) wins over what is read from the text.
  /// - Throws: `NormalizeError` when there is no text, or none of it is an article.
  /// - Complexity: O(bytes).
  package func read(
    _ manuscript: Manuscript, capturedAt: Instant
  ) throws(NormalizeError) -> Reading {
    let manuscript = manuscript.withLanguageTag
    let stated = StatedFacts(manuscript.metadata, dates: dates, zone: zone)
    let captured = stated.captured?.instant ?? capturedAt
    var reading: Reading
    switch manuscript.content {
    case .lines(let lines):
      let reader = PageReader(dates: dates, language: language, model: model)
      reading = try reader.read(lines, of: manuscript, capturedAt: captured)
    case .markup(let markup):
      let reader = MarkupReader(dates: dates, language: language)
      reading = try reader.read(manuscript, markup: markup, capturedAt: captured)
    }
    stated.merge(into: &reading.article, capturedAt: captured)
    if let source = manuscript.source {
      reading.lines = MarkdownRoles(source, reading.article)
        .readings(firstLine: manuscript.firstLine)
    }
    if manuscript.firstLine > 1 {
      reading.lines.insert(
        LineReading(
          from: 1, to: manuscript.firstLine - 1, role: .metadata,
          reason: "stated by the file itself"), at: 0)
    }
    return reading
  }
}

extension Manuscript {
  /// This manuscript with its stated language as a tag, if it means one.
  fileprivate var withLanguageTag: Manuscript {
    guard let stated = metadata.language else { return self }
    var manuscript = self
    manuscript.metadata.language = LanguageTag.meant(by: stated)
    if manuscript.metadata.language == nil {
      manuscript.warnings.append("The stated language is no tag such as en or pt-BR; ignored.")
    }
    return manuscript
  }
}
