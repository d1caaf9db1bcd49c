import FeedModel
import LibXML2

/// Holds back what is not whole and valid: the last step before a document replaces the last good one.
package struct Gate: Sendable {
  private let site: Site

  package init(site: Site) {
    self.site = site
  }

  /// Passes `document`, or throws what is wrong with it.
  ///
  /// `feed` is what it was rendered from, nil for a document that is no feed; `previousCount` the number of items in the
  /// document that it replaces, nil when there is none.
  /// - Throws: the first error.
  package func check(
    _ document: FeedDocument, of feed: Feed?, previousCount: Int?
  ) throws(GateError) {
    guard !document.identity.isEmpty else {
      throw GateError(
        path: document.path, rule: "empty", section: "XML 1.0 §2.1",
        message: "the document is empty")
    }
  }
}
