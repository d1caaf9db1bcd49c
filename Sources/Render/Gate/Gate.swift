import FeedModel

/// Holds back what is not whole and valid: the last step before a document replaces the last good one.
///
/// Every document is read again from its bytes: by libxml2, or by a strict JSON reader. The rules are those of
/// `Inspection`; what is added here is what only the publisher knows of its own feed.
package struct Gate: Sendable {
  private let site: Site
  private let memory = ContentMemory()

  package init(site: Site) {
    self.site = site
  }

  /// Passes `document`, or throws what is wrong with it.
  ///
  /// `feed` is what it was rendered from, nil for a document that is no feed; `previousCount` the number of items in the
  /// feed that it replaces, nil when there is none or when the settings of the feed have changed; `now` bounds the
  /// dates, where given. Documents of other kinds than feeds, OPML and pages pass when they are not empty.
  /// - Throws: the first error. Cost: O(bytes).
  package func check(
    _ document: FeedDocument, of feed: Feed?, previousCount: Int?, now: Instant? = nil
  ) throws(GateError) {
    guard !document.identity.isEmpty else {
      throw GateError(
        path: document.path, rule: "empty", section: "XML 1.0 §2.1",
        message: "the document is empty")
    }
    guard let kind = DocumentKind(path: document.path) else { return }
    let inspection = Inspection(
      document.identity, as: kind, strictness: .own, memory: memory)
    if let finding = inspection.findings.first(where: { $0.severity == .error }) {
      throw GateError(finding, path: document.path)
    }
    guard let feed, kind != .page, kind != .opml else { return }
    try checkAddress(inspection, document)
    try checkItems(inspection, document, feed)
    try checkShrinkage(inspection, document, feed, previousCount)
    if let now { try checkFuture(document, feed, now) }
  }
}

extension Gate {
  /// The address in the document is where it will stand: the topic of WebSub, and what readers keep.
  private func checkAddress(
    _ inspection: Inspection, _ document: FeedDocument
  ) throws(GateError) {
    let address = site.baseURL + document.path
    guard inspection.selfAddress != address else { return }
    throw GateError(
      path: document.path, rule: "self-address", section: "WebSub §4",
      message:
        "the document calls itself \(shown(inspection.selfAddress ?? "")), but stands at \(shown(address))"
    )
  }

  /// The items are those of the feed, from its front, in its order: none lost but at the end, none with another id.
  private func checkItems(
    _ inspection: Inspection, _ document: FeedDocument, _ feed: Feed
  ) throws(GateError) {
    let expected = feed.items.map(\.revision.id.urn)
    if let at = inspection.items.indices.first(where: {
      $0 >= expected.count || inspection.items[$0] != expected[$0]
    }) {
      throw GateError(
        path: document.path, rule: "items-differ", section: "RFC 4287 §4.2.6",
        message: "item \(at + 1) is \(shown(inspection.items[at])), not what the feed has there",
        item: at < feed.items.count ? feed.items[at].revision.id : nil)
    }
    if inspection.items.isEmpty, !expected.isEmpty {
      throw GateError(
        path: document.path, rule: "items-lost", section: "RFC 4287 §4.1.1",
        message: "the document has none of the feed's \(expected.count) items")
    }
  }

  /// A feed that loses most of its items at once has lost its archive, not its news.
  ///
  /// What the window by bytes leaves out is not lost, and what is withdrawn has a tombstone.
  private func checkShrinkage(
    _ inspection: Inspection, _ document: FeedDocument, _ feed: Feed, _ previousCount: Int?
  ) throws(GateError) {
    guard let previousCount else { return }
    let count = max(inspection.items.count, feed.items.count)
    let lost = previousCount - count
    guard count * 2 < previousCount, lost > 10, lost > feed.tombstones.count else { return }
    throw GateError(
      path: document.path, rule: "shrunk", section: "RFC 4287 §4.1.1",
      message: "the feed had \(previousCount) items and would have \(count)")
  }

  /// An item of tomorrow stays on top of every reader for a day.
  private func checkFuture(
    _ document: FeedDocument, _ feed: Feed, _ now: Instant
  ) throws(GateError) {
    let latest = now + 86_400
    for item in feed.items {
      let revision = item.revision
      guard max(revision.published.instant, revision.updated.instant) > latest else { continue }
      throw GateError(
        path: document.path, rule: "date-future", section: "RSS profile, data-types-datetime",
        message: "an item is dated more than a day in the future", item: revision.id)
    }
  }
}

extension GateError {
  fileprivate init(_ finding: Finding, path: String) {
    self.init(
      path: path, line: finding.line, rule: finding.rule, section: finding.section,
      message: finding.message, item: finding.item.flatMap { ItemID($0) })
  }
}
