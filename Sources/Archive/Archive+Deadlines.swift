package import FeedModel

extension Archive {
  /// Since when the longest-missing file of an article is gone, or awaited since the archive was lost; nil when none is.
  package func earliestMissing() throws(ArchiveError) -> Instant? {
    try read { db in
      try db.first(
        """
        SELECT min(since) FROM (
          SELECT min(missing) AS since FROM article WHERE missing IS NOT NULL
          UNION ALL SELECT min(since) FROM claim WHERE article IS NULL)
        """
      ) { $0.instantIfAny(0) } ?? nil
    }
  }
}
