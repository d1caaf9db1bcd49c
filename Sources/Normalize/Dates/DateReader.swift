package import FeedModel

/// Reads the date lines of pages: absolute and relative phrases in many languages, as intervals with a reason.
///
/// Pure: the same phrase, capture time, zone and languages give the same reading.
package struct DateReader: Sendable {
  /// Used where the page states no zone.
  private let zone: Zone
  /// BCP 47, used where the caller knows none.
  private let language: String?
  private let vocabulary = DateVocabulary.shared

  /// Longer phrases are prose, and not looked at.
  private static let longestLine = 1000
  /// The same for the lines of a page, of which there are many.
  private static let longestScanned = 500

  /// A reader for pages of a site in `zone`, written in `language` (BCP 47) unless told otherwise.
  package init(zone: Zone, language: String? = nil) {
    self.zone = zone
    self.language = language
  }

  /// What `phrase`, seen at `capturedAt`, says of when its page was published and updated.
  package func read(_ phrase: String, capturedAt: Instant) -> DateReading {
    read(phrase, capturedAt: capturedAt, language: nil)
  }

  /// What `phrase` says, in a page of `language` (BCP 47; nil when unknown).
  package func read(_ phrase: String, capturedAt: Instant, language: String?) -> DateReading {
    guard phrase.utf8.count <= Self.longestLine else {
      return DateReading(reason: "a line this long is running text")
    }
    let line = line(Array(phrase.utf8), capturedAt: capturedAt, language: language, dayFirst: nil)
    return DateReading(line, capturedAt: capturedAt)
  }

  /// Every date expression of one line of page text, in order; none of a line over 500 bytes.
  ///
  /// Cost: one pass over the bytes where the line has no digit and no word of time; else linear.
  /// - Parameters:
  ///   - line: without its line break.
  ///   - capturedAt: when the page was seen.
  ///   - language: BCP 47; nil when unknown.
  ///   - dayFirst: whether the page's other dates write the day before the month; nil when unknown.
  /// - Returns: the expressions with their place, claim and kind.
  package func scan(
    _ line: String, capturedAt: Instant, language: String?, dayFirst: Bool? = nil
  ) -> [DateMention] {
    guard line.utf8.count <= Self.longestScanned else { return [] }
    let bytes = Array(line.utf8)
    guard DatePrefilter.mayHoldDate(bytes) else { return [] }
    let found = self.line(bytes, capturedAt: capturedAt, language: language, dayFirst: dayFirst)
    return found.mentions
  }

  /// Whether `line` shows that its page writes the day before the month, as `13/5/2026` does; nil when it doesn't tell.
  package func showsDayFirst(_ line: String) -> Bool? {
    guard line.utf8.count <= Self.longestLine else { return nil }
    let bytes = Array(line.utf8)
    guard DatePrefilter.hasDigit(bytes) else { return nil }
    let text = DateText(bytes, vocabulary: vocabulary)
    let cursor = DateCursor(tokens: text.tokens, vocabulary: vocabulary, language: nil)
    for at in text.tokens.indices {
      guard let date = cursor.date(at: at), let (first, second) = date.undecided,
        date.year != nil, date.separator != UInt8(ascii: ".")
      else { continue }
      if first > 12 { return true }
      if second > 12 { return false }
    }
    return nil
  }
}

extension DateReader {
  private func line(
    _ bytes: [UInt8], capturedAt: Instant, language: String?, dayFirst: Bool?
  ) -> DateLine {
    let tag = [language, self.language].compactMap { $0 }.first { !$0.isEmpty }
    let text = DateText(bytes, vocabulary: vocabulary)
    let cursor = DateCursor(
      tokens: text.tokens, vocabulary: vocabulary, language: vocabulary.language(tag))
    let order = DateOrder(capturedAt: capturedAt, language: tag, dayFirst: dayFirst)
    return DateLine(
      cursor: cursor,
      resolution: DateResolution(zone: zone, capturedAt: capturedAt, order: order))
  }
}
