import FeedModel
import Render

let site: Site = {
  var site = Site(
    title: "The Harbour Ledger", baseURL: "https://ledger.example/", authority: "ledger.example")
  site.subtitle = "Ports, tides & the people between"
  site.language = "en"
  site.author = Author(name: "Ledger Desk", email: "desk@ledger.example")
  site.rights = "© The Harbour Ledger"
  site.hubs = ["https://hub.example/"]
  site.icon = "icon.png"
  return site
}()

func id(_ number: Int) -> ItemID {
  ItemID(high: 0x1a2b_3c4d_0000_5000, low: 1 << 63 | UInt64(number))
}

func link(_ number: Int, _ title: String, isSameStory: Bool = false) -> RelatedLink {
  RelatedLink(id: id(number), slug: "article-\(number)", title: title, isSameStory: isSameStory)
}

/// 1 June 2026, 10:00:00 UTC and `hours` later.
func time(_ hours: Int = 0) -> Instant { Instant(seconds: 1_780_308_000 + Int64(hours) * 3600) }

/// An article of one paragraph; `text` is markup.
func article(_ headline: String, text: String = "The tide came in at noon.") -> Article {
  Article(
    format: .text, charset: "utf-8", headline: headline,
    body: Body(pieces: [.markup("<p>\(text)</p>")], text: text))
}

func revision(_ number: Int, _ article: Article, hours: Int = 0) -> Revision {
  Revision(
    id: id(number), number: 1,
    location: SourceLocation(directory: "/incoming", path: "\(number).txt"),
    slug: "article-\(number)", article: article, published: Timestamp(time(hours)),
    publishedPrecision: .minute, updated: Timestamp(time(hours)), updatedPrecision: .minute,
    captured: time(hours), firstSeen: time(hours))
}

/// The main feed over `items`, changed when the latest of them was.
func feed(_ items: [FeedItem], content: FeedDefinition.ContentForm = .full) -> Feed {
  var feed = Feed(
    id: "urn:uuid:0f0e0d0c-0000-8000-8000-0b0a09080706", title: site.title, folder: "", page: "",
    updated: Timestamp(items.map(\.revision.updated.instant).max() ?? time()))
  feed.subtitle = site.subtitle
  feed.items = items
  feed.content = content
  feed.language = site.language
  return feed
}

/// An article with everything that an article can have.
let everything: Revision = {
  var article = Article(
    format: .text, charset: "utf-8", headline: "Two buyers hold papers for one crane",
    body: Body(
      pieces: [
        .markup("<p>The crane at berth nine has been sold twice, the register says."),
        .citation(1), .markup(" The clerk would not say by whom."), .citation(3),
        .markup("</p><h2>Struck out, written in</h2><p>See <a href=\""), .pageURL,
        .markup("#source-2\">the trade press</a>"), .citation(2),
        .markup(
          " &amp; the minutes.</p><ul><li>Berth seven: let</li><li>Berth nine: disputed</li></ul>"),
      ],
      text: "The crane at berth nine has been sold twice, the register says. The clerk would not "
        + "say by whom.\n\nStruck out, written in\n\nSee the trade press & the minutes.\n\n"
        + "Berth seven: let\n\nBerth nine: disputed"))
  article.kickers = ["Ports & Docks", "Ownership"]
  article.categories = ["Ports & Docks", "Ownership", "Cranes"]
  article.dek = "The port’s register names a third owner, and nothing has moved since April."
  article.authors = [
    Author(name: "Ines Okafor", url: "https://ledger.example/people/okafor"),
    Author(name: "Tomasz Brandt", email: "brandt@ledger.example"),
  ]
  article.dateline = "PORT ELGAR"
  article.language = "en-GB"
  article.canonicalURL = "https://wire.example/cranes/9"
  article.sources = [
    Source(number: 1, title: "Port Register", url: "https://register.example/"),
    Source(
      number: 2, title: "Crane & Winch Monthly", publisher: "Halyard Press",
      url: "https://winch.example/a?b=1&c=2"),
    Source(number: 3, title: "A talk with the clerk"),
  ]
  article.citations = [1, 3, 2]
  article.image = Enclosure(
    url: "https://img.example/crane.jpg", type: "image/jpeg", length: 48_123)
  var result = revision(1, article)
  result.number = 3
  result.published = Timestamp(time(), offsetMinutes: 120)
  result.updated = Timestamp(time(14), offsetMinutes: 120)
  result.updatedPrecision = .hour
  result.story = StoryID(id(20))
  result.related = [
    link(20, "A crane stands idle", isSameStory: true), link(21, "Winches: a short history"),
  ]
  return result
}()
