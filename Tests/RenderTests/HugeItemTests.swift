import FeedModel
import Testing

@testable import Render

@Suite("A huge article")
struct HugeItemTests {
  @Test("It stands in the feed by its summary and leaves room for the others")
  func summary() throws {
    var site = Site(title: "Post", baseURL: "https://post.example/", authority: "post.example")
    site.language = "en"
    let renderer = try Renderer(site: site, version: "1")
    var feed = Feed(
      id: "urn:uuid:01234567-89ab-8def-8000-000000000001", title: "Post", folder: "", page: "",
      updated: Timestamp(Instant(seconds: 1_780_000_000)))
    feed.items = [item(1, paragraphs: 20_000), item(2, paragraphs: 1), item(3, paragraphs: 1)]
    let documents = try renderer.feed(feed, maxBytes: 250_000)
    for document in documents {
      #expect(document.identity.count <= 250_000)
      let text = String(decoding: document.identity, as: UTF8.self)
      for number in 1...3 { #expect(text.contains("Headline \(number)"), "\(document.path)") }
    }
  }

  private func item(_ number: UInt64, paragraphs: Int) -> FeedItem {
    let text = Array(repeating: "The tide came in over the wall.", count: paragraphs)
    let body = Body(
      pieces: [.markup(text.map { "<p>\($0)</p>" }.joined())], text: text.joined(separator: "\n\n"))
    let article = Article(
      format: .text, charset: "utf-8", headline: "Headline \(number)", body: body)
    let stamp = Timestamp(Instant(seconds: 1_780_000_000 - Int64(number)))
    return FeedItem(
      Revision(
        id: ItemID(high: 0x0123_4567_89ab_5def, low: 0x8000_0000_0000_0000 + number), number: 1,
        location: SourceLocation(directory: "/in", path: "\(number).txt"),
        slug: "headline-\(number)",
        article: article, published: stamp, publishedPrecision: .second, updated: stamp,
        updatedPrecision: .second, captured: stamp.instant, firstSeen: stamp.instant))
  }
}
