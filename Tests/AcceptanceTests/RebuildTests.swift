import Foundation
import Testing

/// What systemd and its tools rely on.
@Suite("Rebuilds by hand")
struct RebuildTests {
  private static func article(_ headline: String) -> String {
    "\(headline)\n\nThe harbour board met on the matter in the customs house. A report is to follow in autumn, the clerk said.\n"
  }

  @Test("A named feed is written again, the others are left alone; an unknown name is told")
  func namedFeeds() throws {
    let site = try Site()
    try site.settings(extra: "feeds: [{name: trams}, {name: roofs}]")
    try site.write("a.txt", Self.article("Council buys a tram"))
    _ = try site.serve()
    try site.wait("the feeds are there") { site.fetch("feeds/roofs/feed.atom") != nil }
    func path(_ name: String) -> String { site.output + "/feeds/\(name)/feed.atom" }
    let before = try Data(contentsOf: URL(fileURLWithPath: path("trams")))
    for name in ["trams", "roofs"] {
      // Same length, same time: what a careless disk would do.
      let handle = try #require(FileHandle(forWritingAtPath: path(name)))
      let times = try FileManager.default.attributesOfItem(atPath: path(name))
      try handle.write(contentsOf: Data("damage".utf8))
      try handle.close()
      try FileManager.default.setAttributes(
        [.modificationDate: try #require(times[.modificationDate])], ofItemAtPath: path(name))
    }
    let rebuild = try site.run(["rebuild", "trams", "--state", "state"])
    #expect(rebuild.status == 0, "\(rebuild.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path("trams"))) == before)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path("roofs"))) != before)
    let unknown = try site.run(["rebuild", "tram", "--state", "state"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("tram: no such feed; the feeds are main, trams, roofs"))
  }

  @Test("A rebuild tells each phase in plain lines, or in JSON lines that end with done")
  func progress() throws {
    let site = try Site()
    try site.copySamples()
    _ = try site.serve()
    try site.wait("the samples are published") { !site.titles().isEmpty }
    let plain = try site.run(["rebuild", "--full", "--state", "state"])
    #expect(plain.status == 0)
    #expect(plain.errors.contains("wireroom: reading 16 of 16"), "\(plain.errors)")
    #expect(plain.errors.contains("wireroom: publishing 16 of 16"), "\(plain.errors)")
    #expect(!plain.errors.contains("\u{1B}"))
    let json = try site.run(["rebuild", "--full", "--json", "--state", "state"])
    let phases = try json.output.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["phase"]
        as? String
    }
    #expect(phases.first == "waiting")
    #expect(phases.last == "done")
    #expect(phases.contains("reading") && phases.contains("publishing"))
    let begun = try site.run(["rebuild", "--no-wait", "--state", "state"])
    #expect(begun.status == 0)
    #expect(begun.output.contains("rebuild begun"))
  }

  @Test(
    "Who shows the token may ask for a rebuild over HTTP, nobody else, and nobody without the setting"
  )
  func rebuildOverHTTP() throws {
    let site = try Site()
    let token = "0123456789abcdef0123"
    try Data((token + "\n").utf8).write(to: URL(fileURLWithPath: site.root + "/token"))
    let text = try String(contentsOfFile: site.root + "/wireroom.yaml", encoding: .utf8)
    try Data(
      text.replacing("server: {", with: "server: {rebuild_token_file: token, ").utf8
    ).write(to: URL(fileURLWithPath: site.root + "/wireroom.yaml"))
    _ = try site.serve()
    try site.wait("the feed is there") { site.fetch("feed.atom") != nil }
    func post(_ query: String, _ header: String) throws -> String {
      try Site.run(
        "/usr/bin/curl",
        [
          "-s", "-X", "POST", "-H", header, "-w", " %{http_code}", site.baseURL + "rebuild" + query,
        ],
        in: site.root
      ).output
    }
    #expect(try post("", "X-Nothing: x").hasSuffix(" 401"))
    #expect(try post("", "Authorization: Bearer \(token)x").hasSuffix(" 401"))
    #expect(try post("?feed=main", "Authorization: Bearer \(token)").hasSuffix(" 202"))
    #expect(try post("?fede=main", "Authorization: Bearer \(token)").hasSuffix(" 400"))
    try site.wait("the rebuild is told") {
      try String(contentsOfFile: site.root + "/log", encoding: .utf8).contains("rebuilt")
    }
    let other = try Site()
    _ = try other.serve()
    #expect(
      try Site.run(
        "/usr/bin/curl",
        ["-s", "-o", "/dev/null", "-X", "POST", "-w", "%{http_code}", other.baseURL + "rebuild"],
        in: other.root
      ).output != "202")
    try Data("short".utf8).write(to: URL(fileURLWithPath: site.root + "/token"))
    let refused = try Site.run(
      program,
      ["serve", "--config", site.root + "/wireroom.yaml", "--state", site.root + "/other"],
      in: site.root)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("at least 16 bytes"), "\(refused.errors)")
  }

  @Test("Ctrl-C leaves a rebuild to the daemon, and says so")
  func detaches() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    _ = try site.serve()
    try site.wait("the feed is there") { site.titles().count == 1 }
    let holder = try DatabaseHolder(site)
    try site.write("b.txt", Self.article("School gets a roof"))
    let client = try site.start(
      arguments: ["rebuild", "--state", site.state], log: site.root + "/client")
    try site.wait("the rebuild has been asked for") {
      try String(contentsOfFile: site.root + "/client", encoding: .utf8).contains("waiting")
    }
    #expect(client.end(SIGINT) == 130)
    #expect(
      try String(contentsOfFile: site.root + "/client", encoding: .utf8).contains("detached"))
    holder.release()
    try site.wait("the daemon went on") { site.titles().count == 2 }
  }
}
