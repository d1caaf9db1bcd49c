/// What a feed holds and how: a selection of the archive.
package struct FeedDefinition: Hashable, Sendable {
  /// Empty for the main feed; else lower-case letters, digits and hyphens: its folder under `feeds/`.
  package var name: String
  /// Names that it had before, the latest first: who asks for one is sent here, and the first is what its id is made of.
  package var formerly: [String] = []
  package var title: String?
  /// One line under the title; the site's where the feed has none and no title of its own.
  package var subtitle: String?
  /// Square icon: an absolute URL, or a path below the output folder.
  package var icon: String?
  /// BCP 47; the site's where nil.
  package var language: String?
  package var selection: Selection
  /// At most this many items in the live document.
  package var limit: Int
  /// At most this many bytes of rendered document, at least one item.
  package var maxBytes: Int
  package var content: ContentForm
  package var order: Order
  package var withdrawal: Withdrawal
  /// Whether what leaves the live document stays in archive pages (RFC 5005 §4).
  package var hasArchive: Bool

  package enum ContentForm: String, Hashable, Sendable, CaseIterable { case full, summary }
  package enum Order: String, Hashable, Sendable, CaseIterable { case updated, published }

  /// What readers of a feed learn of a withdrawn article.
  package enum Withdrawal: String, Hashable, Sendable, CaseIterable {
    /// Its tombstone (RFC 6721) alone, which few readers know.
    case tombstone
    /// An item under the same id that says so in place of the text.
    case notice
  }

  package init(
    name: String = "", title: String? = nil, selection: Selection = Selection(), limit: Int = 50,
    maxBytes: Int = 250_000, content: ContentForm = .full, order: Order = .published
  ) {
    self.name = name
    self.title = title
    self.selection = selection
    self.limit = limit
    self.maxBytes = maxBytes
    self.content = content
    self.order = order
    withdrawal = .tombstone
    hasArchive = true
  }

  /// How people name it: `main`, or its name.
  package var label: String { name.isEmpty ? "main" : name }

  /// Where the feed's documents stand below the output folder: empty, or ends in a slash.
  package var folder: String { SiteLayout.feed(name) }
}

/// Which articles a feed takes: those that meet every condition that is not empty; no condition takes all.
package struct Selection: Hashable, Sendable {
  /// Any of these categories, compared without case.
  package var categories: [String] = []
  /// Any of these authors' names, compared without case.
  package var authors: [String] = []
  /// Below any of these folders of the incoming folder.
  package var folders: [String] = []
  /// Any of these languages, by BCP 47 prefix (`en` takes `en-GB`).
  package var languages: [String] = []
  /// Only this story.
  package var story: StoryID?
  /// Only articles published at most this many seconds ago.
  package var maxAgeSeconds: Int64?
  /// What the article must also be.
  package var query: FeedQuery?

  package init() {}
}

/// The feeds that are made without being named one by one.
package struct AutomaticFeeds: Hashable, Sendable {
  /// One for each category.
  package var categories = false
  /// One for each author.
  package var authors = false
  /// The feeds of stories stand in the list of feeds too.
  package var stories = false

  package init() {}
}
