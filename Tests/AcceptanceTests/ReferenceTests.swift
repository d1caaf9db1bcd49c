import Foundation
import Testing

/// The page dump among the samples has the shape of the reference input: everything an editor would find in it must arrive.
@Suite("A page dump becomes an item")
struct ReferenceTests {
  private static let name = "sarnholt-bridge-page-dump.txt"

  /// The item, and the time at which the page was taken.
  private func item() throws -> (item: [String: Any], captured: Date) {
    let site = try Site()
    let captured = Date(timeIntervalSince1970: 1_780_000_000)
    let path = site.input + "/" + Self.name
    try FileManager.default.copyItem(atPath: samplesFolder + "/" + Self.name, toPath: path)
    try FileManager.default.setAttributes([.modificationDate: captured], ofItemAtPath: path)
    #expect(try site.build().status == 0)
    let items = try site.items()
    #expect(items.count == 1)
    return (try #require(items.first), captured)
  }

  @Test("Its headline stands once, its kicker is a category")
  func headline() throws {
    let (item, _) = try item()
    let title = "Cracked Hanger Rods Close Sarnholt Bridge, Cutting Port Velmar in Two"
    #expect(item["title"] as? String == title)
    #expect((item["content_html"] as? String)?.contains(title) == false)
    #expect((item["tags"] as? [String])?.contains("Transport Infrastructure") == true)
  }

  @Test("Updated 9 hours ago is the capture time less 9 hours, to the hour")
  func updated() throws {
    let (item, captured) = try item()
    let text = try #require(item["date_modified"] as? String)
    let date = try #require(ISO8601DateFormatter().date(from: text))
    #expect(captured.timeIntervalSince(date) == 9 * 3600)
    let extra = try #require(item["_wireroom"] as? [String: Any])
    #expect(extra["updated_precision"] as? String == "hour")
  }

  @Test("Its section headings are headings, in order")
  func headings() throws {
    let html = try #require(try item().item["content_html"] as? String)
    var rest = html[...]
    for heading in [
      "A Routine Climb That Was Not Routine", "Who Knew, and When",
      "Forty Thousand Journeys With Nowhere to Go", "What Happens Next",
    ] {
      let range = try #require(rest.range(of: "<h2>\(heading)</h2>"), "\(heading)")
      rest = rest[range.upperBound...]
    }
  }

  @Test("Its sources are there in order, and the citation marks link to them")
  func sources() throws {
    let (item, _) = try item()
    let extra = try #require(item["_wireroom"] as? [String: Any])
    let sources = try #require(extra["sources"] as? [[String: Any]])
    #expect(
      sources.map { $0["title"] as? String } == [
        "Velmar Ledger", "Harbour Watch", "Sarnholt Crossing Trust", "Velmar Ledger",
      ])
    #expect(
      sources.map { $0["url"] as? String } == [
        "https://velmar-ledger.example/", "https://harbourwatch.example/",
        "https://sarnholt-trust.example.org/", "https://velmar-ledger.example/",
      ])
    let html = try #require(item["content_html"] as? String)
    let page = try #require(item["url"] as? String)
    for (words, number) in [("citing.", 2), ("conceded in a:", 3)] {
      let mark = "\(words)<sup><a href=\"\(page)#source-\(number)\""
      #expect(html.contains(mark), "\(mark)")
      #expect(html.contains(">\(number)</a></sup>"))
    }
    #expect(html.contains("<a href=\"https://harbourwatch.example/\">Harbour Watch</a>"))
  }

  @Test("None of the page's debris is in the body")
  func debris() throws {
    let html = try #require(try item().item["content_html"] as? String)
    for debris in [
      "Share this article", "PostShare", "More on This Story", "Related News",
      "Updated 9 hours ago", "Tide Mill at Oosterkreek",
    ] {
      #expect(!html.contains(debris), "\(debris)")
    }
  }
}
