import Foundation
import Testing

/// What is left of an article that was taken back.
@Suite("Withdrawn articles")
struct WithdrawalTests {
  private static let feeds = """
    feeds: [{name: main}, {name: notices, withdrawn: notice}, {name: few, limit: 2, select: {query: "text:works"}}]
    automatic_feeds: {categories: true, authors: true, stories: true}
    """

  private static func report(_ number: Int, _ more: String = "") -> String {
    """
    ---
    title: The harbour bridge of Velmouth, report \(number)
    date: 2026-03-0\(1 + number)T08:00:00Z
    author: Reporter \(number)
    tags: [Bridges, Number \(number)]
    ---

    The harbour bridge of Velmouth was spoken of again in the works office: cracked pylons, ferries, commuters, engineers, \
    the mayor and the repair, as witness q\(number)x1 and witness q\(number)x2 said.\(more)
    """
  }

  /// Five reports of one event and the samples; two of the reports, and a sample, are withdrawn.
  private func filled() throws -> Site {
    let site = try Site()
    try site.settings(extra: Self.feeds)
    try site.copySamples()
    for number in 0..<5 { try site.write("report-\(number).md", Self.report(number)) }
    #expect(try site.build().status == 0)
    let removed = try #require(try site.articles().first { title($0).hasSuffix("report 4") })
    let id = try #require(removed["id"] as? String)
    #expect(try site.run(["articles", "remove", id, "--config", "wireroom.yaml"]).status == 0)
    let sample = try #require(try sample())
    for name in ["report-1.md", sample] {
      try FileManager.default.removeItem(atPath: site.input + "/" + name)
    }
    #expect(try site.build().status == 0)
    #expect(try site.articles().count { $0["withdrawn"] as? Bool == true } == 3)
    return site
  }

  private func sample() throws -> String? {
    try FileManager.default.contentsOfDirectory(atPath: samplesFolder).sorted().first
  }

  private func title(_ article: [String: Any]) -> String { article["title"] as? String ?? "" }

  /// What the archive lists, in no order.
  private func list(_ site: Site) throws -> Set<String> {
    let outcome = try site.run(["articles", "list", "--jsonl", "--config", "wireroom.yaml"])
    // The path of a file that is gone is lost with the archive.
    return Set(
      outcome.output.split(separator: "\n").map { line in
        String(line).replacing(#/"path":("[^"]*"|null),/#, with: "")
      })
  }

  /// The digest of every document; the times are those of the disk.
  ///
  /// Of the feed with archive pages nothing: in an empty output
  /// folder these are begun anew, and have no withdrawn text.
  private func digests(_ site: Site) throws -> [String: String] {
    try site.outputState().filter { !$0.key.hasPrefix("feeds/few/") }.mapValues {
      String($0.suffix(64))
    }
  }

  @Test(
    "After the loss of the archive every tombstone, notice and document is as before, and what was removed by hand stays away"
  )
  func lost() throws {
    let site = try filled()
    let (before, list) = (try site.outputState(), try list(site))
    #expect(try site.read("feed.atom").components(separatedBy: "<at:deleted-entry").count == 4)
    for _ in 0..<2 {
      try FileManager.default.removeItem(atPath: site.state)
      let outcome = try site.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try self.list(site) == list)
      let after = try site.outputState()
      #expect(Set(after.keys) == Set(before.keys))
      for (path, state) in before { #expect(after[path] == state, "\(path) changed") }
    }
    #expect(try site.build("--full").status == 0)
    #expect(try site.outputState() == before)
  }

  @Test(
    "After the loss of the archive a withdrawn article has no file, and is not said to have one")
  func fileless() throws {
    let site = try filled()
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    let article = try #require(
      try site.articles().first {
        $0["withdrawn"] as? Bool == true && !title($0).contains("report")
      })
    #expect(article["path"] is NSNull)
    let id = try #require(article["id"] as? String)
    let shown = try site.run(["articles", "show", id, "--config", "wireroom.yaml"])
    #expect(shown.output.contains("file       (not known)\n"), "\(shown.output)")
    let restored = try site.run(["articles", "restore", id, "--config", "wireroom.yaml"])
    #expect(restored.status == 65)
    #expect(restored.errors.contains("has no file; put its file back"), "\(restored.errors)")
  }

  @Test(
    "recover brings all of it back from a copy of the output folder, and from the address of the site",
    arguments: [false, true])
  func recovered(_ remotely: Bool) throws {
    let site = try filled()
    let (before, list) = (try digests(site), try list(site))
    let copy = site.root + "/published"
    try FileManager.default.moveItem(atPath: site.output, toPath: copy)
    try FileManager.default.removeItem(atPath: site.state)
    let server = try site.servePublished(copy)
    defer { server.end(SIGKILL) }
    let from = remotely ? site.baseURL : "published"
    let outcome = try site.run(["recover", "--from", from, "--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try self.list(site) == list)
    let after = try digests(site)
    #expect(Set(after.keys) == Set(before.keys))
    for (path, digest) in before { #expect(after[path] == digest, "\(path) changed") }
  }

  @Test(
    "A file with other words at the place of a withdrawn one keeps its own id through the loss of the archive"
  )
  func replaced() throws {
    let site = try Site()
    for (number, topic) in ["tram", "mill", "school"].enumerated() {
      try site.write("\(number).txt", sampleNote(topic, number))
    }
    #expect(try site.build().status == 0)
    try FileManager.default.removeItem(atPath: site.input + "/1.txt")
    #expect(try site.build().status == 0)
    try #require(rename(site.input + "/0.txt", site.input + "/1.txt") == 0)
    #expect(try site.build().status == 0)
    let (before, list) = (try site.outputState(), try list(site))
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    #expect(try self.list(site) == list)
    #expect(try site.outputState() == before)
  }

  @Test(
    "What was removed by hand stays away when its file moves; when the file is gone it may come again, and the note says so"
  )
  func barred() throws {
    let site = try Site()
    try site.settings(extra: Self.feeds)
    for number in 0..<3 { try site.write("report-\(number).md", Self.report(number)) }
    #expect(try site.build().status == 0)
    let article = try #require(try site.articles().first { title($0).hasSuffix("report 1") })
    let id = try #require(article["id"] as? String)
    func isWithdrawn() throws -> Bool? {
      try site.articles().first { $0["id"] as? String == id }?["withdrawn"] as? Bool
    }
    #expect(try site.run(["articles", "remove", id, "--config", "wireroom.yaml"]).status == 0)
    #expect(try site.build().status == 0)
    let (old, new) = (site.input + "/report-1.md", site.input + "/moved.md")
    try #require(rename(old, new) == 0)
    #expect(try site.build().status == 0)
    #expect(try isWithdrawn() == true)
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    #expect(try isWithdrawn() == true)
    let listed = try site.articles().first { $0["id"] as? String == id }
    #expect((listed?["path"] as? String)?.hasSuffix("/moved.md") == true)
    let text = try Data(contentsOf: URL(fileURLWithPath: new))
    try FileManager.default.removeItem(atPath: new)
    #expect(try site.build().status == 0)
    let before = try site.outputState()
    #expect(try site.build("--full").status == 0)
    #expect(try site.outputState() == before)
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    #expect(try site.outputState() == before)
    try site.write("report-1.md", bytes: Array(text))
    #expect(try site.build().status == 0)
    #expect(try isWithdrawn() == false)
  }

  @Test(
    "Frozen titles and the links of articles of one day are as before after the loss of the archive"
  )
  func edited() throws {
    let site = try Site()
    let day = "2026-03-05T08:00:00Z"
    func report(_ number: Int, _ more: String = "") -> String {
      Self.report(number, more).replacing("2026-03-0\(1 + number)T08:00:00Z", with: day)
    }
    for number in 0..<3 { try site.write("report-\(number).md", report(number)) }
    for number in 5..<8 { try site.write("report-\(number).md", Self.report(number)) }
    #expect(try site.build().status == 0)
    try site.write("report-0.md", report(0, " The clerk of the works adds that the ferry runs."))
    try site.write(
      "report-5.md", Self.report(5).replacing("Velmouth, report 5", with: "Velmouth stands"))
    #expect(try site.build().status == 0)
    let before = try site.outputState()
    try FileManager.default.removeItem(atPath: site.state)
    #expect(try site.build().status == 0)
    let after = try site.outputState()
    #expect(Set(after.keys) == Set(before.keys))
    for (path, state) in before { #expect(after[path] == state, "\(path) changed") }
  }

  @Test("Only the frozen block leads to a withdrawn article; all links are back when it returns")
  func links() throws {
    let site = try Site()
    try site.settings(extra: Self.feeds)
    for number in 0..<5 { try site.write("report-\(number).md", Self.report(number)) }
    #expect(try site.build().status == 0)
    func linking(_ slug: String) throws -> Int {
      let feed = try site.read("feed.json")
      return feed.components(separatedBy: "\"url\":\"\(site.baseURL)stories/\(slug)/").count - 1
    }
    let article = try #require(try site.articles().first { title($0).hasSuffix("report 2") })
    let id = try #require(article["id"] as? String)
    let item = try #require(try site.items().first { ($0["id"] as? String)?.contains(id) == true })
    let slug = try #require((item["url"] as? String)?.split(separator: "/").last.map(String.init))
    let before = try linking(slug)
    #expect(before > 1)
    try FileManager.default.removeItem(atPath: site.input + "/report-2.md")
    #expect(try site.build().status == 0)
    #expect(try linking(slug) == 0)
    for page in try FileManager.default.contentsOfDirectory(atPath: site.output + "/stories") {
      #expect(try !site.read("stories/\(page)/index.html").contains("stories/\(slug)/"))
    }
    #expect(try !site.read("withdrawn/\(slug).html").contains("witness"))
    try site.write("report-2.md", Self.report(2))
    #expect(try site.build().status == 0)
    #expect(!FileManager.default.fileExists(atPath: site.output + "/withdrawn/\(slug).html"))
    #expect(try linking(slug) == before)
    #expect(try site.build().output.contains("nothing changed; 0 documents"))
  }

  @Test("A new headline is told wherever the article is linked, in feeds that do not have it too")
  func headline() throws {
    let site = try Site()
    try site.settings(
      extra: #"feeds: [{name: main}, {name: first, select: {query: 'author:"Reporter 0"'}}]"#)
    for number in 0..<4 { try site.write("report-\(number).md", Self.report(number)) }
    #expect(try site.build().status == 0)
    #expect(try site.read("feeds/first/feed.atom").contains("report 3"))
    try site.write(
      "report-3.md", Self.report(3).replacing("Velmouth, report 3", with: "Velmouth stands again"))
    #expect(try site.build().status == 0)
    #expect(try site.read("feeds/first/feed.atom").contains("stands again"))
    #expect(try site.build("--full").status == 0)
    #expect(try site.build().output.contains("nothing changed; 0 documents"))
  }
}
