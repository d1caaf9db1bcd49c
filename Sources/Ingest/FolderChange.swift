package import FeedModel

/// What happened in the incoming folders since the last such report.
package struct FolderChange: Hashable, Sendable {
  /// Files to read, sorted.
  package var changed: [SourceLocation]
  /// Files that are gone, sorted; none of them is in `changed`.
  package var vanished: [SourceLocation]
  /// Events were lost or can't be told one by one: only a scan of all folders tells what changed.
  package var needsScan: Bool
  /// One sentence for the operator, when watching got worse or better.
  package var warning: String?

  package init(
    changed: [SourceLocation] = [], vanished: [SourceLocation] = [], needsScan: Bool = false,
    warning: String? = nil
  ) {
    self.changed = changed
    self.vanished = vanished
    self.needsScan = needsScan
    self.warning = warning
  }
}
