import Foundation
import Testing

@Suite("Crashes")
struct CrashTests {
  /// A fixed stream of numbers, so that a failure can be run again.
  private struct Numbers {
    var state: UInt64 = 0x5EED_0F_C0FFEE

    mutating func next(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  @Test(
    "kill -9 at fifty random moments of a drop of 2,000 files loses nothing, repeats nothing, breaks nothing"
  )
  func killed() throws {
    let site = try Site()
    try site.settings(
      grace: "60s",
      extra:
        "feeds: [{name: main, limit: 100, max_bytes: 10MB}, {name: latest, limit: 10}]"
    )
    var numbers = Numbers()
    var dropped = 0
    for _ in 0..<50 {
      let daemon = try site.start()
      for _ in 0..<40 {
        try site.write("part-\(dropped % 7)/note-\(dropped).txt", Self.note(dropped))
        dropped += 1
      }
      // The moment is random: it falls into start, scan, transaction, rendering, renames or idleness.
      usleep(UInt32(numbers.next(below: 400_000)))
      try Self.checkFeeds(site)
      kill(daemon.processIdentifier, SIGKILL)
      daemon.waitUntilExit()
      try Self.checkFeeds(site)
    }
    #expect(try site.build().status == 0)
    try Self.checkFeeds(site)
    let list = try site.run(["articles", "list", "--jsonl", "--config", "wireroom.yaml"]).output
    let articles = try list.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let paths = articles.compactMap { $0["path"] as? String }
    #expect(paths.count == 2000)
    #expect(Set(paths).count == 2000)
    #expect(Set(articles.compactMap { $0["id"] as? String }).count == 2000)
    #expect(articles.allSatisfy { $0["withdrawn"] as? Bool == false })
    #expect(try site.run(["problems", "--config", "wireroom.yaml"]).output.isEmpty)
    let pages = try FileManager.default.contentsOfDirectory(atPath: site.output + "/stories")
    #expect(pages.count == 2000)
    for page in pages {
      #expect(FileManager.default.fileExists(atPath: site.output + "/stories/\(page)/index.html"))
    }
    let before = try site.outputState()
    try site.build()
    #expect(try site.outputState() == before)
  }

  @Test("A lost database gives every article its old id")
  func lostDatabase() throws {
    let site = try Site()
    try site.copySamples()
    try site.build()
    let before = try Self.ids(site)
    try FileManager.default.removeItem(atPath: site.state)
    try site.build()
    #expect(try Self.ids(site) == before)
    #expect(!before.isEmpty)
  }

  @Test("A damaged database is set aside, and the ids are as before")
  func damagedDatabase() throws {
    let site = try Site()
    try site.copySamples()
    try site.build()
    let before = try Self.ids(site)
    let path = site.state + "/archive.sqlite"
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    try Data(repeating: 0x5A, count: 8192).write(to: URL(fileURLWithPath: path))
    let outcome = try site.build()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("set aside"))
    #expect(try Self.ids(site) == before)
    let kept = try FileManager.default.contentsOfDirectory(atPath: site.state).filter {
      $0.contains("damaged")
    }
    #expect(!kept.isEmpty)
  }

  private static func ids(_ site: Site) throws -> [String: String] {
    let list = try site.run(["articles", "list", "--jsonl", "--config", "wireroom.yaml"]).output
    var ids: [String: String] = [:]
    for line in list.split(separator: "\n") {
      let article = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      ids[article["path"] as? String ?? ""] = article["id"] as? String
    }
    return ids
  }

  /// Each feed that stands is whole: it parses, and names no item twice.
  private static func checkFeeds(_ site: Site) throws {
    for feed in ["feed.json", "feeds/latest/feed.json"] {
      guard let data = FileManager.default.contents(atPath: site.output + "/" + feed) else {
        continue
      }
      let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let ids = try #require(json["items"] as? [[String: Any]]).compactMap { $0["id"] as? String }
      #expect(Set(ids).count == ids.count)
    }
    for feed in ["feed.atom", "feed.rss"] {
      guard let data = FileManager.default.contents(atPath: site.output + "/" + feed) else {
        continue
      }
      let parser = XMLEnd(data)
      #expect(parser.isWhole, "\(feed) ends early")
    }
  }

  /// Whether a document ends with the end tag of its root.
  private struct XMLEnd {
    let isWhole: Bool

    init(_ data: Data) {
      let end = String(decoding: data.suffix(16), as: UTF8.self)
      isWhole =
        end.hasSuffix("</feed>\n") || end.hasSuffix("</feed>") || end.hasSuffix("</rss>\n")
        || end.hasSuffix("</rss>")
    }
  }

  private static func note(_ number: Int) -> String {
    let places = ["harbour", "market", "station", "library", "orchard", "quarry", "mill", "school"]
    let acts = [
      "opens", "closes", "moves", "expands", "is painted", "is sold", "is flooded", "celebrates",
    ]
    let place = places[number % 8]
    let act = acts[number / 8 % 8]
    return """
      The \(place) of district \(number) \(act)

      In district \(number) the \(place) \(act) this week, number \(number * 17) on the list of the works office. \
      Neighbours of the \(place) said that they had waited \(number % 40 + 2) years for it.

      The works office counts \(number * 3) such cases, of which \(number) are settled and the rest are under review.
      """
  }
}
