package import FeedModel

extension Archive {
  private func missing() -> ArchiveError { ArchiveError(.failed, "this call is not written yet") }
  package func accept(_ intake: [Intake], at now: Instant) throws(ArchiveError) -> [Outcome] {
    throw missing()
  }
  package func release(at now: Instant) throws(ArchiveError) -> [Outcome] { throw missing() }
  package func nextDue() throws(ArchiveError) -> Instant? { throw missing() }
  package func sweep(
    at now: Instant, grace: Duration, guardShare: Double, guardCount: Int, accepting: Bool
  ) throws(ArchiveError) -> SweepResult { throw missing() }
  package func withdraw(_ id: ItemID, at now: Instant) throws(ArchiveError) -> Tombstone? {
    throw missing()
  }
  package func assign(_ assignments: [StoryAssignment]) throws(ArchiveError) { throw missing() }
  package func redirect(_ from: StoryID, to: StoryID) throws(ArchiveError) { throw missing() }
  package func redirects() throws(ArchiveError) -> [StoryID: StoryID] { throw missing() }
  package func knownFiles() throws(ArchiveError) -> [KnownFile] { throw missing() }
  package func isKnown(_ location: SourceLocation, digest: [UInt8]) throws(ArchiveError) -> Bool {
    throw missing()
  }
  package func captureTime(_ location: SourceLocation, digest: [UInt8]) throws(ArchiveError)
    -> Instant?
  { throw missing() }
  package func revision(_ id: ItemID) throws(ArchiveError) -> Revision? { throw missing() }
  package func revisions(_ ids: [ItemID]) throws(ArchiveError) -> [ItemID: Revision] {
    throw missing()
  }
  package func history(_ id: ItemID) throws(ArchiveError) -> [HistoryEntry] { throw missing() }
  package func latest(_ selection: Selection, order: FeedDefinition.Order, limit: Int)
    throws(ArchiveError) -> [Revision]
  { throw missing() }
  package func forEach(
    after: ItemID? = nil, limit: Int = .max, _ body: (Revision) -> Void
  ) throws(ArchiveError) { throw missing() }
  package func summaries() throws(ArchiveError) -> [ArticleSummary] { throw missing() }
  package func members(of story: StoryID) throws(ArchiveError) -> [ItemID] { throw missing() }
  package func problems() throws(ArchiveError) -> [ProblemRecord] { throw missing() }
  package func tombstones(limit: Int) throws(ArchiveError) -> [Tombstone] { throw missing() }
  package func counts() throws(ArchiveError) -> Counts { throw missing() }
  package func unassigned() throws(ArchiveError) -> [ItemID] { throw missing() }
  package func pending() throws(ArchiveError) -> Pending { throw missing() }
  package func settle(_ pending: Pending) throws(ArchiveError) { throw missing() }
  package func documents() throws(ArchiveError) -> [LedgerEntry] { throw missing() }
  package func record(_ written: [LedgerEntry], removed: [String]) throws(ArchiveError) {
    throw missing()
  }
  package func enqueue(_ entries: [OutboxEntry]) throws(ArchiveError) { throw missing() }
  package func due(at now: Instant, limit: Int) throws(ArchiveError) -> [OutboxEntry] {
    throw missing()
  }
  package func reschedule(_ entry: OutboxEntry, at next: Instant, error: String)
    throws(ArchiveError)
  { throw missing() }
  package func done(_ entries: [OutboxEntry]) throws(ArchiveError) { throw missing() }
}
