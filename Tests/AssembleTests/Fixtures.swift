import FeedModel

let site: Site = {
  var site = Site(
    title: "Quay News", baseURL: "https://quay.example/", authority: "quay.example")
  site.subtitle = "What the tide brings"
  return site
}()

func id(_ number: Int) -> ItemID {
  ItemID(high: 0x0a0b_0c0d_0000_5000, low: 1 << 63 | UInt64(number))
}

func link(_ number: Int) -> RelatedLink {
  RelatedLink(
    id: id(number), slug: "article-\(number)", title: "Article \(number)", isSameStory: false)
}

/// A revision with times in seconds since the epoch.
func revision(
  _ number: Int, published: Int64, updated: Int64? = nil, headline: String = "A headline"
) -> Revision {
  let instant = Instant(seconds: published)
  return Revision(
    id: id(number), number: 1,
    location: SourceLocation(directory: "/incoming", path: "\(number).txt"),
    slug: "article-\(number)",
    article: Article(format: .text, charset: "utf-8", headline: headline, body: Body()),
    published: Timestamp(instant), publishedPrecision: .second,
    updated: Timestamp(Instant(seconds: updated ?? published)), updatedPrecision: .second,
    captured: instant, firstSeen: instant)
}
