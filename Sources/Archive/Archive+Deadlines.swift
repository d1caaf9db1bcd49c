package import FeedModel

extension Archive {
  /// Since when the longest-missing file of a live article is gone; nil when none is.
  package func earliestMissing() throws(ArchiveError) -> Instant? {
    let sql = """
      SELECT min(f.missing) FROM file f JOIN article a ON a.number = f.article
      WHERE f.missing IS NOT NULL AND a.withdrawn IS NULL
      """
    return try read { db in
      try db.first(sql) { $0.intIfAny(0).map { Instant(seconds: $0) } } ?? nil
    }
  }
}
