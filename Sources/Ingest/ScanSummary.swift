package import FeedModel

/// What a scan of an incoming folder met.
package struct ScanSummary: Hashable, Sendable {
  /// Files that were visited.
  package var files: Int
  /// Folders that were entered, the incoming folder itself included.
  package var folders: Int
  /// Places that can't be read, in the order of the scan.
  package var problems: [Problem]

  /// Folders that could not be listed, below the incoming folder: what is in them was not seen, and is not gone.
  package var unseenFolders: Set<[UInt8]>

  package init(
    files: Int = 0, folders: Int = 0, problems: [Problem] = [], unseenFolders: Set<[UInt8]> = []
  ) {
    self.files = files
    self.folders = folders
    self.problems = problems
    self.unseenFolders = unseenFolders
  }

  /// Whether the scan would have met a file at this path below the incoming folder.
  ///
  /// Only then does its absence mean that it is gone. Cost: O(path).
  package func covers(_ path: [UInt8]) -> Bool {
    guard !unseenFolders.isEmpty else { return true }
    return !path.indices.contains {
      path[$0] == UInt8(ascii: "/") && unseenFolders.contains(Array(path[..<$0]))
    }
  }
}
