package import FeedModel

/// Turns manuscripts into articles, with a role and a reason for every line.
package struct Normalizer: Sendable {
  private let zone: Zone
  private let language: String?
  private let dates: DateReader

  /// A reader for a site.
  ///
  /// - Parameters:
  ///   - zone: Where times that name no zone are meant.
  ///   - language: BCP 47, what the site is written in; decides day-first dates where a page doesn't.
  package init(zone: Zone, language: String? = nil) {
    self.zone = zone
    self.language = language
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
    let stated = StatedFacts(manuscript.metadata, dates: dates, zone: zone)
    let captured = stated.captured?.instant ?? capturedAt
    var reading: Reading
    switch manuscript.content {
    case .lines(let lines):
      let reader = PageReader(dates: dates, language: manuscript.metadata.language ?? language)
      reading = try reader.read(lines, of: manuscript, capturedAt: captured)
    case .markup(let markup):
      let reader = MarkupReader(dates: dates, language: manuscript.metadata.language ?? language)
      reading = try reader.read(manuscript, markup: markup, capturedAt: captured)
    }
    stated.merge(into: &reading.article, capturedAt: captured)
    return reading
  }
}
