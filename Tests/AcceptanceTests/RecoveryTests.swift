import Foundation
import Testing

/// What readers know an item by: it must outlive the database.
private struct Face: Hashable {
  var id, page, published, updated: String
}

@Suite("The database is lost")
struct RecoveryTests {
  /// Title to what readers know it by, of every article.
  private func faces(_ site: Site) throws -> [String: Face] {
    var faces: [String: Face] = [:]
    for article in try site.articles() {
      func text(_ name: String) -> String { article[name] as? String ?? "" }
      let show = try site.run(["articles", "show", text("id"), "--config", "wireroom.yaml"]).output
      let page = show.split(separator: "\n").first { $0.hasPrefix("page") } ?? ""
      faces[text("title")] = Face(
        id: text("id"), page: String(page), published: text("published"), updated: text("updated"))
    }
    return faces
  }

  private func filled() throws -> Site {
    let site = try Site()
    try site.copySamples()
    for (number, topic) in ["tram", "mill", "school", "harbour"].enumerated() {
      try site.write("notes/note-\(number).txt", sampleNote(topic, number))
    }
    try site.write(
      "relative.txt", "Lock keeper retires\n\nUpdated 14 hours ago\n\n" + sampleBody("lock", 77))
    // Files are older than the build, as they are in life.
    for (index, path) in try site.files().enumerated() {
      try site.touch(path, at: Date(timeIntervalSince1970: 1_770_000_000 + Double(index) * 3600))
    }
    #expect(try site.build().status == 0)
    return site
  }

  private func scramble(_ site: Site) throws {
    for (index, path) in try site.files().enumerated() {
      let new = site.input + "/moved/renamed-\(index)." + (path as NSString).pathExtension
      try FileManager.default.createDirectory(
        atPath: site.input + "/moved", withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: path, toPath: new)
      try site.touch(new, at: Date())
    }
  }

  @Test(
    "Loss of the database and of all names and times, then a start: every item and document is as before"
  )
  func automatic() throws {
    let site = try filled()
    let (before, documents) = (try faces(site), try site.outputState())
    try FileManager.default.removeItem(atPath: site.state)
    try scramble(site)
    let outcome = try site.build()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try faces(site) == before)
    let after = try site.outputState()
    #expect(after.keys.sorted() == documents.keys.sorted())
    for (path, state) in documents { #expect(after[path] == state, "\(path) changed") }
    #expect(try site.build().output.contains("nothing changed"))
  }

  @Test("recover from a copy of the output folder, also after a build has given other ids")
  func folder() throws {
    let site = try filled()
    let before = try faces(site)
    let copy = site.root + "/published"
    try FileManager.default.moveItem(atPath: site.output, toPath: copy)
    try FileManager.default.removeItem(atPath: site.state)
    try scramble(site)
    try site.build()
    #expect(try faces(site) != before)
    let outcome = try site.run(["recover", "--from", "published", "--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try faces(site) == before)
    #expect(try site.build().output.contains("nothing changed"))
    let pages = try FileManager.default.contentsOfDirectory(atPath: site.output + "/stories")
    #expect(
      Set(pages) == Set(try FileManager.default.contentsOfDirectory(atPath: copy + "/stories")))
  }

  @Test("recover from the address of a site")
  func address() throws {
    let site = try filled()
    let before = try faces(site)
    let copy = site.root + "/published"
    try FileManager.default.moveItem(atPath: site.output, toPath: copy)
    try FileManager.default.removeItem(atPath: site.state)
    try scramble(site)
    let server = try site.servePublished(copy)
    defer { server.end(SIGKILL) }
    let outcome = try site.run(["recover", "--from", site.baseURL, "--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try faces(site) == before)
  }

  @Test("recover from where nothing is says so and changes nothing")
  func nothing() throws {
    let site = try filled()
    let before = try site.outputState()
    for (from, status, remedy) in [
      ("nowhere", Int32(66), "no such folder"), ("in", 65, "no article pages"),
    ] {
      let outcome = try site.run(["recover", "--from", from, "--config", "wireroom.yaml"])
      #expect(outcome.status == status)
      #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
    }
    let closed = try site.run(["recover", "--from", site.baseURL, "--config", "wireroom.yaml"])
    #expect(closed.status == 69)
    #expect(closed.errors.contains(site.baseURL), "\(closed.errors)")
    #expect(try site.outputState() == before)
  }

  @Test("recover gives up a site that never answers when its time is over, and changes nothing")
  func silence() throws {
    let site = try filled()
    let before = try site.outputState()
    let silent = try Child(
      "/usr/bin/python3",
      [
        "-c",
        """
        import signal, socket, sys
        server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
        print("listening", flush=True)
        signal.pause()
        """, String(site.port),
      ], environment: ["PATH": "/usr/bin:/bin"], output: site.root + "/word")
    defer { silent.end(SIGKILL) }
    try site.wait("somebody listens") {
      FileManager.default.contents(atPath: site.root + "/word")?.isEmpty == false
    }
    let outcome = try site.run([
      "recover", "--from", site.baseURL, "--time-limit", "100ms", "--config", "wireroom.yaml",
    ])
    #expect(outcome.status == 69)
    #expect(
      outcome.errors
        == "wireroom: \(site.baseURL): not read within 100ms; give more with --time-limit, or copy the output folder here\n"
    )
    #expect(try site.outputState() == before)
  }

  @Test("An empty database in the place of the old one is taken for a lost one")
  func replaced() throws {
    let site = try filled()
    let before = try faces(site)
    for suffix in ["", "-wal", "-shm"] { unlink(site.state + "/archive.sqlite" + suffix) }
    #expect(FileManager.default.createFile(atPath: site.state + "/archive.sqlite", contents: nil))
    try scramble(site)
    try site.build()
    #expect(try faces(site) == before)
  }
}

@Suite("The plan")
struct PlanTests {
  private func plan(_ site: Site) throws -> [String: Any] {
    let outcome = try site.run(["plan", "--json", "--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test("It tells each change with its reason, writes nothing, and a build then does just that")
  func tells() throws {
    let site = try Site()
    for (number, topic) in ["tram", "mill", "school", "harbour", "lock"].enumerated() {
      try site.write("note-\(number).txt", sampleNote(topic, number))
    }
    try site.build()
    try site.write("new.txt", sampleNote("market", 9))
    try site.write(
      "note-0.txt",
      sampleNote("tram", 0) + "\n\nA second paragraph tells what the works council says of it.\n")
    #expect(rename(site.input + "/note-1.txt", site.input + "/moved.txt") == 0)
    #expect(unlink(site.input + "/note-2.txt") == 0)
    try site.write("empty.txt", "")
    try site.write(
      "draft.md",
      "---\ndraft: true\n---\n# Not yet\n\nThis text waits for its author to come back from the sea.\n"
    )
    let before = try site.outputState()
    let state = try FileManager.default.subpathsOfDirectory(atPath: site.state).sorted()

    let plan = try plan(site)
    let items = try #require(plan["items"] as? [[String: Any]])
    let actions = Dictionary(
      items.map {
        (
          (($0["path"] as? String ?? "") as NSString).lastPathComponent,
          $0["action"] as? String ?? ""
        )
      }, uniquingKeysWith: { a, _ in a })
    #expect(
      actions == [
        "new.txt": "new", "note-0.txt": "changed", "moved.txt": "renamed", "note-2.txt": "gone",
        "empty.txt": "problem", "draft.md": "held",
      ])
    #expect(items.allSatisfy { !(($0["reason"] as? String) ?? "").isEmpty })
    #expect(items.first { $0["action"] as? String == "changed" }?["change"] as? String == "body")
    #expect(
      (items.first { $0["action"] as? String == "renamed" }?["from"] as? String)?.hasSuffix(
        "note-1.txt") == true)
    #expect(try site.outputState() == before)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: site.state).sorted() == state)

    let documents = try #require(plan["documents"] as? [String: [String]])
    try site.build()
    let after = try site.outputState()
    let changed = Set(
      after.keys.filter { after[$0] != before[$0] && !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") })
    let removed = Set(
      before.keys.filter { after[$0] == nil && !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") })
    #expect(Set(documents["written"] ?? []) == changed)
    #expect(Set(documents["removed"] ?? []) == removed)
  }

  @Test("It works beside a running daemon, and before anything was ever built")
  func besideDaemon() throws {
    let site = try Site()
    try site.write("a.txt", sampleNote("tram", 1))
    #expect((try plan(site)["items"] as? [[String: Any]])?.count == 1)
    #expect(!FileManager.default.fileExists(atPath: site.state))
    #expect(!FileManager.default.fileExists(atPath: site.output))
    _ = try site.serve()
    try site.wait("the item is published") { site.titles().count == 1 }
    #expect(try site.run(["plan", "--config", "wireroom.yaml"]).output == "nothing would change\n")
  }
}

func sampleBody(_ topic: String, _ number: Int) -> String {
  """
  The \(topic) was the one matter before the works office this week, number \(number * 17) on its list. Neighbours of the \
  \(topic) said that they had waited \(number + 2) years for somebody to look at it.

  The office counts \(number * 3 + 1) such cases beside the \(topic), and expects to be done with them before the frost.
  """
}

func sampleNote(_ topic: String, _ number: Int) -> String {
  "The \(topic) of district \(number) is mended\n\n" + sampleBody(topic, number) + "\n"
}
