import Foundation
import Testing

@Suite("The daemon")
struct DaemonTests {
  private static func article(_ headline: String, _ fact: String) -> String {
    "\(headline)\n\nThe municipal council of Sarnholt met on the matter in the old town hall. \(fact) A report is to follow in autumn, the clerk said.\n"
  }

  @Test("A file dropped, edited, renamed and deleted shows in the feed, with one id for ever")
  func lifeOfAnItem() throws {
    let site = try Site()
    let daemon = try site.serve()
    try site.write("a.txt", Self.article("Council buys a tram", "It costs nine million."))
    try site.wait("the item is published") { site.titles().keys.contains("Council buys a tram") }
    let id = try #require(site.titles()["Council buys a tram"])

    try site.write(
      "a.txt",
      Self.article(
        "Council buys two trams", "They cost eighteen million, twice what was planned at first."))
    try site.wait("the edit is published") { site.titles().keys.contains("Council buys two trams") }
    #expect(site.titles() == ["Council buys two trams": id])

    #expect(rename(site.input + "/a.txt", site.input + "/b.txt") == 0)
    try site.write(
      "c.txt",
      Self.article(
        "School gets a roof", "The rain came in for two winters before anybody looked up."))
    try site.wait("the next item is published") { site.titles().count == 2 }
    #expect(site.titles()["Council buys two trams"] == id)

    let page = try #require(try site.items().first { $0["id"] as? String == id }?["url"] as? String)
    let path = String(page.dropFirst(site.baseURL.count))
    #expect(try site.statusCode(path) == "200")
    #expect(unlink(site.input + "/b.txt") == 0)
    try site.wait("the item is withdrawn") { site.titles().keys.sorted() == ["School gets a roof"] }
    try site.wait("its page is gone for good") { try site.statusCode(path) == "410" }
    #expect(try site.read("feed.atom").contains("deleted-entry ref=\"\(id)\""))

    try site.write(
      "b.txt",
      Self.article(
        "Council buys two trams", "They cost eighteen million, twice what was planned at first."))
    try site.wait("the item is back") { site.titles()["Council buys two trams"] == id }
    #expect(daemon.isRunning)
  }

  @Test("The daemon ends when it is told to, though a reload waits for a long build")
  func endsBeforeReload() throws {
    let site = try Site()
    let manager = try NotifySocket(path: site.root + "/notify")
    for number in 0..<1600 {
      try site.write(
        "\(number).txt", Self.article("Council buys tram \(number)", "It is number \(number)."))
    }
    let daemon = try site.serve(environment: ["NOTIFY_SOCKET": manager.path])
    try site.wait("some are read") { try site.articles().count > 0 }
    daemon.signal(SIGHUP)
    try site.wait("the reload has begun") {
      manager.receive()
      return manager.messages.contains { $0.hasPrefix("RELOADING=1") }
    }
    #expect(daemon.end() == 0)
    #expect(try site.articles().count < 1600, "the build was cut off between two batches")
  }

  @Test(
    "After reloads that come while folders are gone through, the last settings are in force and files still seen"
  )
  func reloadsInARow() throws {
    let site = try Site()
    for number in 0..<1000 {
      try FileManager.default.createDirectory(
        atPath: site.input + "/\(number / 100)/\(number)", withIntermediateDirectories: true)
    }
    let daemon = try site.serve()
    for round in 1...4 {
      for number in 1...3 {
        try site.settings(extra: "feeds: [{name: round-\(round)-\(number)}]")
        daemon.signal(SIGHUP)
        // Long enough that the signal before is not this one too.
        try site.wait("the signal is obeyed") {
          try String(contentsOfFile: site.root + "/log", encoding: .utf8)
            .components(separatedBy: "settings reloaded").count > 3 * (round - 1) + number
        }
      }
      try site.write(
        "a\(round).txt", Self.article("Council buys tram \(round)", "It is number \(round)."))
      try site.wait("the last feed has the new item") {
        site.fetch("feeds/round-\(round)-3/feed.atom")?.contains("Council buys tram \(round)")
          == true
      }
    }
  }

  @Test("What the daemon serves is what stands on disk, and a second request costs nothing")
  func serves() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram", "It costs nine million."))
    _ = try site.serve()
    try site.wait("the feed is there") { site.titles().count == 1 }
    for path in ["feed.atom", "feed.rss", "feed.json", "feeds.opml", "index.html"] {
      try site.wait("\(path) is served as it stands") { site.fetch(path) == (try site.read(path)) }
    }
    let headers = try Site.run("/usr/bin/curl", ["-sI", site.baseURL + "feed.atom"], in: site.root)
      .output
    let tag = try #require(
      headers.split(separator: "\r\n").first { $0.lowercased().hasPrefix("etag:") }
    ).dropFirst(6)
    let again = try Site.run(
      "/usr/bin/curl",
      [
        "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "If-None-Match: \(tag)",
        site.baseURL + "feed.atom",
      ],
      in: site.root)
    #expect(again.output == "304")
  }

  @Test("A second daemon on the same state exits 75 and says so")
  func locked() throws {
    let site = try Site()
    _ = try site.serve()
    let outcome = try site.build()
    #expect(outcome.status == 75)
    #expect(outcome.errors.contains("wireroom rebuild"), "\(outcome.errors)")
  }

  @Test("SIGTERM ends it with status 0, and a rebuild afterwards finds nothing to do")
  func terminates() throws {
    let site = try Site()
    try site.copySamples()
    let daemon = try site.serve()
    try site.wait("the samples are published") { !site.titles().isEmpty }
    #expect(daemon.end() == 0)
    let before = try site.outputState()
    #expect(try site.build().status == 0)
    #expect(try site.outputState() == before)
  }

  @Test("SIGHUP takes new settings, and a bad file keeps the old ones and says so")
  func reloads() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram", "It costs nine million."))
    let daemon = try site.serve()
    try site.wait("the feed is there") { site.titles().count == 1 }
    try site.settings(extra: "feeds: [{name: trams, title: Trams}]")
    daemon.signal(SIGHUP)
    try site.wait("the new feed is served") {
      site.fetch("feeds/trams/feed.atom")?.contains("<title>Trams</title>") == true
    }
    try site.settings(extra: "feeds: [{nam: trams}]")
    daemon.signal(SIGHUP)
    try site.wait("the log says why") {
      try String(contentsOfFile: site.root + "/log", encoding: .utf8).contains("settings refused")
    }
    #expect(daemon.isRunning)
    #expect(site.fetch("feeds/trams/feed.atom") != nil)
  }

  @Test("Rebuild and status ask the running daemon, by settings or by state folder")
  func control() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram", "It costs nine million."))
    try site.write("empty.txt", "")
    _ = try site.serve()
    try site.wait("the feed is there") { site.titles().count == 1 }
    for arguments in [["--config", "wireroom.yaml"], ["--state", "state"]] {
      let rebuild = try site.run(["rebuild", "--full"] + arguments)
      #expect(rebuild.status == 0, "\(rebuild.errors)")
      let status = try site.run(["status", "--json"] + arguments)
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any])
      let counts = try #require(json["counts"] as? [String: Int])
      #expect(counts["articles"] == 1)
      #expect(counts["problems"] == 1)
    }
  }
}
