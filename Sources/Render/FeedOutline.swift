/// A feed as the list of feeds names it.
package struct FeedOutline: Hashable, Sendable {
  package var title: String
  /// Folder of its documents below the output folder: empty, or ends in a slash.
  package var folder: String
  /// Its page below the output folder, where it has one.
  package var page: String?

  package init(title: String, folder: String, page: String? = nil) {
    self.title = title
    self.folder = folder
    self.page = page
  }
}
