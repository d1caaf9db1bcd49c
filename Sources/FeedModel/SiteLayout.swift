/// Where documents stand below the output folder, and so below the base URL; readers keep these paths, so they never change.
package enum SiteLayout {
  /// Folders that hold article pages, story feeds, notes of withdrawn articles, and all feeds but the main one.
  package static let articles = "stories/"
  package static let stories = "threads/"
  package static let notes = "withdrawn/"
  package static let feeds = "feeds/"

  /// The folder of an article's page, which is what links name.
  package static func article(_ slug: String) -> String { articles + slug + "/" }

  /// What the item of `revision` leads to: the article's page, or the note that stands in its place.
  package static func page(of revision: Revision) -> String {
    revision.isNotice ? note(revision.slug) : article(revision.slug)
  }

  package static func articlePage(_ slug: String) -> String { article(slug) + "index.html" }

  /// The folder of a story's feeds and page.
  package static func story(_ story: StoryID) -> String { stories + story.item.uuid + "/" }

  /// The note that an article was withdrawn whose page had this segment.
  package static func note(_ slug: String) -> String { notes + slug + ".html" }

  /// The folder of the feed with this name; the main feed, which has none, stands at the top.
  package static func feed(_ name: String) -> String { name.isEmpty ? "" : feeds + name + "/" }
}
