/// A feed as the list of feeds names it.
package struct FeedOutline: Hashable, Sendable {
  package var title: String
  /// Folder of its documents below the output folder: empty, or ends in a slash.
  package var folder: String
  /// Its page below the output folder, where it has one.
  package var page: String?
  /// BCP 47, where it differs from the site's.
  package var language: String?
  /// What it is listed under, such as `Stories`; nil at the top.
  package var group: String?

  package init(
    title: String, folder: String, page: String? = nil, language: String? = nil,
    group: String? = nil
  ) {
    self.title = title
    self.folder = folder
    self.page = page
    self.language = language
    self.group = group
  }
}
