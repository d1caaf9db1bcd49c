import Foundation
import Testing

/// Which feed has an article, as its file changes.
@Suite("Membership of feeds")
struct MembershipTests {
  private static func article(_ category: String) -> String {
    """
    ---
    title: Alder
    date: 2026-03-01T10:00:00Z
    categories: [\(category)]
    ---

    The clerk of the mill wrote down what the river had taken that spring.
    """
  }

  private func has(_ feed: String, _ site: Site) throws -> Bool {
    try site.read("feeds/\(feed)/feed.atom").contains("<title>Alder</title>")
  }

  @Test("Feeds follow an edit, a move, a withdrawal and a return of what they select")
  func follows() throws {
    let site = try Site()
    try site.settings(
      extra: """
        feeds:
          - {name: rivers, select: {categories: [rivers]}}
          - {name: trade, select: {categories: [trade]}}
          - {name: eu, select: {folders: [eu]}}
          - {name: us, select: {folders: [us]}}
        """)
    try site.write("eu/a.md", Self.article("Rivers"))
    #expect(try site.build().status == 0)
    #expect(try has("rivers", site) && has("eu", site))
    #expect(try !has("trade", site) && !has("us", site))
    try site.write("eu/a.md", Self.article("Trade"))
    #expect(try site.build().status == 0)
    #expect(try has("trade", site) && !has("rivers", site))
    try FileManager.default.createDirectory(
      atPath: site.input + "/us", withIntermediateDirectories: true)
    try #require(rename(site.input + "/eu/a.md", site.input + "/us/a.md") == 0)
    #expect(try site.build().status == 0)
    #expect(try has("us", site) && !has("eu", site))
    try FileManager.default.removeItem(atPath: site.input + "/us/a.md")
    #expect(try site.build().status == 0)
    #expect(try !has("trade", site) && !has("us", site))
    try site.write("us/a.md", Self.article("Rivers"))
    #expect(try site.build().status == 0)
    #expect(try has("rivers", site) && has("us", site) && !has("trade", site))
  }
}
