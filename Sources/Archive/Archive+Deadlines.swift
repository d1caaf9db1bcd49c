package import FeedModel

extension Archive {
  /// Since when the longest-missing file of a live article is gone; nil when none is.
  package func earliestMissing() throws(ArchiveError) -> Instant? {
    try read { db in
      try db.first("SELECT min(missing) FROM article WHERE missing IS NOT NULL") {
        $0.instantIfAny(0)
      } ?? nil
    }
  }
}
