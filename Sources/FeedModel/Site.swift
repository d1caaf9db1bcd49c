/// The site that publishes: what every feed and page says of its publisher.
package struct Site: Hashable, Sendable {
  package var title: String
  package var subtitle: String?
  /// Absolute `http(s)` URL that ends in a slash: where the output folder is reachable.
  package var baseURL: String
  /// What ids are derived from, by default the host of `baseURL`; kept when the site moves.
  package var authority: String
  /// BCP 47.
  package var language: String?
  package var zone: Zone
  package var author: Author?
  package var icon: String?
  package var logo: String?
  package var rights: String?
  /// WebSub hubs to name in feeds, absolute URLs.
  package var hubs: [String]

  package init(title: String, baseURL: String, authority: String) {
    self.title = title
    self.baseURL = baseURL
    self.authority = authority
    zone = .utc
    hubs = []
  }
}

/// What a configured feed holds and how: a selection of the archive.
package struct FeedDefinition: Hashable, Sendable {
  /// Empty for the main feed; else lower-case letters, digits and hyphens: its folder under `feeds/`.
  package var name: String
  /// Names that it had before, the latest first: who asks for one is sent here, and the first is what its id is made of.
  package var formerly: [String] = []
  package var title: String?
  package var selection: Selection
  /// At most this many items.
  package var limit: Int
  /// At most this many bytes of rendered document, at least one item.
  package var maxBytes: Int
  package var content: ContentForm
  package var order: Order

  package enum ContentForm: String, Hashable, Sendable { case full, summary }
  package enum Order: String, Hashable, Sendable { case updated, published }

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
  }
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

  package init() {}
}
