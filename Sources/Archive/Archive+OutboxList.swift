internal import FeedModel

extension Archive {
  /// What waits in the outbox, due or not, the longest waiting first, at most `limit` entries.
  package func outbox(limit: Int) throws(ArchiveError) -> [OutboxEntry] {
    try due(at: Instant(seconds: .max), limit: limit)
  }
}
