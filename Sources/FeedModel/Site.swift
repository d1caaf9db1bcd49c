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
