package import FeedModel

extension Archive {
  /// Since when the longest-missing file of an article is gone, or awaited since the archive was lost; nil when none is.
  ///
  /// Those that are missing since `judged` or longer are left out: the last sweep could have withdrawn them.
  package func earliestMissing(
    after judged: Instant = Instant(seconds: .min)
  ) throws(ArchiveError) -> Instant? {
    try read { db in
      try db.first(
        """
        SELECT min(since) FROM (
          SELECT min(missing) AS since FROM article WHERE missing > ?1
          UNION ALL SELECT min(since) FROM claim WHERE article IS NULL AND since > ?1)
        """, .int(judged.seconds)
      ) { $0.instantIfAny(0) } ?? nil
    }
  }
}
