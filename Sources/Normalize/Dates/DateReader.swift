package import FeedModel

/// Reads the date lines of pages: absolute and relative phrases in many languages, as intervals with a reason.
///
/// Pure: the same phrase, capture time, zone and languages give the same reading.
package struct DateReader: Sendable {
  /// Used where the page states no zone.
  let zone: Zone
  /// BCP 47, used where the caller knows none.
  let language: String?

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
    DateReading(reason: "no date")
  }

  /// Every date expression of one line of page text, in order.
  ///
  /// - Parameter dayFirst: whether the page is known to write the day before the month, as
  ///   `evidence(_:)` of its other lines tells; nil when unknown.
  package func scan(
    _ line: String, capturedAt: Instant, language: String?, dayFirst: Bool? = nil
  ) -> [DateMention] {
    []
  }
}
