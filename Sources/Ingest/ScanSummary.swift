package import FeedModel

/// What a scan of an incoming folder met.
package struct ScanSummary: Hashable, Sendable {
  /// Files that were visited.
  package var files: Int
  /// Folders that were entered, the incoming folder itself included.
  package var folders: Int
  /// Places that can't be read, in the order of the scan.
  package var problems: [Problem]

  package init(files: Int = 0, folders: Int = 0, problems: [Problem] = []) {
    self.files = files
    self.folders = folders
    self.problems = problems
  }
}
