/// Watches incoming folders and tells what changed in them.
package final class FolderWatcher: Sendable {
  package init(directories: [String], rules: IntakeRules, settle: Duration) throws(IngestError) {
  }
  package var changes: AsyncStream<FolderChange> { AsyncStream { $0.finish() } }
  package func stop() {}
}
