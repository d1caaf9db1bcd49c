import Foundation
import Testing

/// RFC 5005 and RFC 6721 on a site of its own: nothing that was ever published is out of reach, and nothing moves.
@Suite("Archive pages")
struct ArchivePageTests {
  private func site(_ feeds: String) throws -> Site {
    let site = try Site()
    try site.settings(extra: feeds)
    return site
  }

  private func drop(_ numbers: ClosedRange<Int>, into site: Site) throws {
    for number in numbers {
      try site.write("\(number).md", Self.article(number, "The tide came in at noon."))
    }
  }

  private static func article(_ number: Int, _ text: String) -> String {
    let words = ["quay", "crane", "winch", "buoy", "ferry", "ledger", "clerk"]
    let filler = (1...12).map {
      "\(words[($0 * number) % 7]) \(words[(number + $0) % 7]) \(number)"
    }
    let minute = String(format: "%02d:%02d", number / 60 % 24, number % 60)
    return """
      ---
      title: Item \(number) of the \(words[number % 7])
      date: 2026-03-\(String(format: "%02d", 1 + number / 1440))T\(minute):00Z
      categories: [\(number.isMultiple(of: 2) ? "Even" : "Odd")]
      ---

      \(text) \(filler.joined(separator: " and ")).
      """
  }

  /// Ids as met on the way back from the live document, newest page first.
  private func walk(_ site: Site, from path: String = "feed.atom") throws -> [[String]] {
    var pages: [[String]] = []
    var next: String? = path
    while let path = next {
      let document = try site.read(path)
      pages.append(
        document.components(separatedBy: "<entry").dropFirst().compactMap { entry in
          entry.components(separatedBy: "<id>").dropFirst().first.map {
            String($0.prefix { $0 != "<" })
          }
        })
      next = link("prev-archive", in: document)?.replacingOccurrences(of: site.baseURL, with: "")
      try #require(pages.count < 1000)
    }
    return pages
  }

  private func link(_ relation: String, in document: String) -> String? {
    document.components(separatedBy: "<link rel=\"\(relation)\"").dropFirst().first?
      .components(separatedBy: "href=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
  }

  /// The documents, without their compressed forms and times.
  private func contents(_ site: Site) throws -> [String: String] {
    var found: [String: String] = [:]
    for path in try site.outputState().keys where !path.hasSuffix(".gz") && !path.hasSuffix(".br") {
      found[path] = try site.read(path)
    }
    return found
  }

  private func pages(of site: Site) throws -> [String: String] {
    try site.outputState().filter { $0.key.contains("/archive/") }
  }

  @Test("Walking back from the live document yields every item once, and new items change no page")
  func once() throws {
    let site = try site(
      "feeds: [{name: main, limit: 20}, {name: odd, limit: 10, select: {query: category:odd}}]")
    try drop(1...330, into: site)
    #expect(try site.build().status == 0)
    let first = try walk(site)
    #expect(first.count > 3)
    #expect(first[0].count == 20)
    #expect(Set(first.joined()).count == 330)
    #expect(first.joined().count == 330)
    #expect(try walk(site, from: "feeds/odd/feed.atom").joined().count == 165)
    let before = try pages(of: site)
    try drop(331...450, into: site)
    #expect(try site.build().status == 0)
    let after = try pages(of: site)
    for (path, state) in before { #expect(after[path] == state, "\(path)") }
    #expect(after.count > before.count)
    #expect(try walk(site).joined().sorted() == Array(Set(walk(site).joined())).sorted())
    #expect(try walk(site).joined().count == 450)
  }

  @Test(
    "Items that come one by one are on a page or in the live document, never in both or neither")
  func oneByOne() throws {
    let site = try site("feeds: [{name: main, limit: 4}]")
    for number in 1...16 {
      try drop(number...number, into: site)
      #expect(try site.build().status == 0)
      let ids = try walk(site).joined()
      #expect(ids.count == number)
      #expect(Set(ids).count == number)
      #expect((1...4).contains(try walk(site)[0].count))
    }
    let page = try site.read("feeds/main/archive/2.atom")
    #expect(link("current", in: page) == site.baseURL + "feed.atom")
    #expect(link("prev-archive", in: page) == site.baseURL + "feeds/main/archive/1.atom")
    #expect(link("next-archive", in: page) == site.baseURL + "feeds/main/archive/3.atom")
    #expect(try site.read("feeds/main/archive/2.atom").contains("<fh:archive/>"))
    #expect(try site.read("feed.rss").contains("rel=\"prev-archive\""))
  }

  @Test("A late correction comes again in the live document under its id; its page stays")
  func correction() throws {
    let site = try site("feeds: [{name: main, limit: 3}]")
    try drop(1...9, into: site)
    #expect(try site.build().status == 0)
    let before = try pages(of: site)
    let oldest = try #require(try walk(site).last?.last)
    #expect(try !walk(site)[0].contains(oldest))
    try site.write("1.md", Self.article(1, "The tide did not come in; the clerk was wrong."))
    #expect(try site.build().status == 0)
    #expect(try walk(site)[0].first == oldest)
    #expect(try site.read("feed.atom").contains("the clerk was wrong"))
    let after = try pages(of: site)
    for (path, state) in before { #expect(after[path] == state, "\(path)") }
    #expect(Set(try walk(site).joined()).count == 9)
  }

  @Test("Pages that were lost are written again as they were, and so is the whole output")
  func restored() throws {
    let site = try site("feeds: [{name: main, limit: 3}]")
    try drop(1...9, into: site)
    #expect(try site.build().status == 0)
    try site.write("1.md", Self.article(1, "The tide did not come in; the clerk was wrong."))
    #expect(try site.build().status == 0)
    let before = try contents(site)
    let pages = try pages(of: site)
    for path in before.keys where !path.hasPrefix("threads/") {
      try FileManager.default.removeItem(atPath: site.output + "/" + path)
    }
    #expect(try site.build().status == 0)
    #expect(try contents(site) == before)
    #expect(try self.pages(of: site) == pages)
  }

  @Test("A lost archive finds the pages that stand, and the feed goes on from them as before")
  func recovered() throws {
    let site = try site("feeds: [{name: main, limit: 3}]")
    try drop(1...9, into: site)
    #expect(try site.build().status == 0)
    try drop(10...14, into: site)
    #expect(try site.build().status == 0)
    let before = try contents(site)
    let pages = try pages(of: site)
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    let after = try contents(site)
    #expect(after.keys.sorted() == before.keys.sorted())
    for (path, text) in before { #expect(after[path] == text, "\(path)") }
    #expect(try self.pages(of: site) == pages)
  }

  @Test("After a lost archive the daemon serves the pages that stand, from its first build on")
  func recoveredServing() throws {
    let site = try site("feeds: [{name: main, limit: 2}]")
    try drop(1...6, into: site)
    #expect(try site.build().status == 0)
    let page = try site.read("feeds/main/archive/1.atom")
    try FileManager.default.removeItem(atPath: site.state)
    let daemon = try site.serve()
    try site.wait("the page is served") { site.fetch("feeds/main/archive/1.atom") == page }
    let log = try String(contentsOfFile: site.root + "/log", encoding: .utf8)
    #expect(log.contains("archive pages recovered feed=main"))
    daemon.end()
  }

  @Test("A lost archive keeps the tombstone of what lies on a page, and closes no page for it")
  func recoveredTombstone() throws {
    let site = try site("feeds: [{name: main, limit: 3}]")
    try drop(1...9, into: site)
    #expect(try site.build().status == 0)
    try FileManager.default.removeItem(atPath: site.input + "/2.md")
    #expect(try site.build().status == 0)
    let before = try site.read("feed.atom")
    let pages = try pages(of: site)
    #expect(before.contains("<at:deleted-entry"))
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    #expect(try site.read("feed.atom") == before)
    #expect(try self.pages(of: site) == pages)
  }

  @Test("A withdrawn article leaves a tombstone, or a notice under its id where the feed is set so")
  func withdrawal() throws {
    let site = try site("feeds: [{name: told, withdrawn: notice}]")
    try drop(1...3, into: site)
    #expect(try site.build().status == 0)
    let id = try #require(site.titles()["Item 2 of the winch"])
    try FileManager.default.removeItem(atPath: site.input + "/2.md")
    #expect(try site.build().status == 0)
    let main = try site.read("feed.atom")
    #expect(main.contains("<at:deleted-entry ref=\"\(id)\""))
    #expect(!main.contains("<id>\(id)</id>"))
    let told = try site.read("feeds/told/feed.atom")
    #expect(told.contains("<id>\(id)</id>\n<title>Withdrawn: Item 2 of the winch</title>"))
    #expect(!told.contains("deleted-entry"))
    #expect(try site.read("feeds/told/feed.json").contains("was withdrawn on"))
    // The page itself is gone: what readers open is the note in its place.
    let note = try #require(told.firstMatch(of: /href="[^"]*\/(withdrawn\/item-2-[^"]*\.html)"/)?.1)
    #expect(try site.read(String(note)).contains("Item 2 of the winch"))
    #expect(try site.read("feeds/told/feed.rss").contains("/\(note)</link>"))
  }

  @Test(
    "A feed of the settings with the name of an automatic one leaves it nothing when it is dropped")
  func borrowedName() throws {
    let mine = "feeds: [{name: category-odd, select: {categories: [even]}}]"
    let site = try site("automatic_feeds: {categories: true}\n\(mine)")
    try drop(1...4, into: site)
    #expect(try site.build().status == 0)
    #expect(try site.read("feeds/category-odd/feed.atom").contains("<title>Item 2 of"))
    try site.settings(extra: "automatic_feeds: {categories: true}")
    #expect(try site.build().status == 0)
    let automatic = try site.read("feeds/category-odd/feed.atom")
    #expect(automatic.contains("<title>Item 1 of the crane"))
    #expect(!automatic.contains("<title>Item 2 of the winch"))
    try site.settings(extra: mine)
    #expect(try site.build().status == 0)
    try site.settings()
    #expect(try site.build().status == 0)
    #expect(!FileManager.default.fileExists(atPath: site.output + "/feeds/category-odd"))
  }

  @Test("Automatic feeds come and go with their items, and the list of feeds names them all")
  func automatic() throws {
    let site = try site("automatic_feeds: {categories: true, authors: true}")
    try drop(1...4, into: site)
    #expect(try site.build().status == 0)
    #expect(try walk(site, from: "feeds/category-odd/feed.atom").joined().count == 2)
    let list = try site.read("feeds.opml")
    #expect(list.contains("<outline text=\"Categories\">"))
    #expect(list.contains("feeds/category-even/feed.atom"))
    for number in [1, 3] {
      try FileManager.default.removeItem(atPath: site.input + "/\(number).md")
    }
    #expect(try site.build("--accept-deletions").status == 0)
    #expect(!FileManager.default.fileExists(atPath: site.output + "/feeds/category-odd"))
    #expect(try !site.read("feeds.opml").contains("category-odd"))
    try site.settings()
    #expect(try site.build().status == 0)
    #expect(!FileManager.default.fileExists(atPath: site.output + "/feeds/category-even"))
    #expect(try !site.read("feeds.opml").contains("category-"))
  }
}
