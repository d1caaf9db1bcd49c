import FeedModel
import Testing

@testable import Serve

@Suite struct MemoryTests {
  private static let type = "application/atom+xml; charset=utf-8"
  private static let (a, b, c) = (
    "<entry><id>a</id></entry>", "<entry><id>b</id></entry>", "<entry><id>c</id></entry>"
  )

  /// A publication that wrote the feed's file; in memory only when `isResident`.
  private static func publish(
    _ server: TestServer, _ table: DocumentTable, _ entries: String, tag: String, isResident: Bool
  ) throws {
    let bytes = Array("<feed>\(entries)</feed>".utf8)
    try server.write("feed.rss", bytes)
    let document = FeedDocument(
      path: "feed.rss", mediaType: type, identity: bytes, etag: tag)
    table.apply(
      Publication(written: [
        PublishedDocument(
          path: "feed.rss", mediaType: type, etag: tag, modified: TestServer.modified,
          resident: isResident ? document : nil)
      ]))
  }

  @Test("A reader gets the difference to a rendering of an earlier run of the program")
  func restart() async throws {
    try await TestServer.with { server in
      let memory = FeedMemory(path: server.folder + "/memory")
      try Self.publish(server, server.table, Self.a, tag: "\"1\"", isResident: true)
      try Self.publish(server, server.table, Self.b + Self.a, tag: "\"2\"", isResident: true)
      #expect(memory.save(server.table))

      // The next run finds the files alone, and what an offline build made of them.
      let table = DocumentTable(outputDirectory: server.folder)
      try Self.publish(server, table, Self.c + Self.b + Self.a, tag: "\"3\"", isResident: false)
      memory.restore(table)
      let next = FeedServer(
        table: table,
        options: ServeOptions(listen: [.tcp(host: "127.0.0.1", port: 0)], threads: 1),
        hooks: ServeHooks())
      let port = try #require(try await next.start().first?.port)
      for (tag, content) in [("\"1\"", Self.c + Self.b), ("\"2\"", Self.c)] {
        let answer = try await blocking {
          try TestServer.exchange(
            RawClient(port: port),
            TestServer.request("/feed.rss", ["A-IM: feed", "If-None-Match: \(tag)"]))
        }
        #expect(answer.status == 226)
        #expect(answer.text == "<feed>\(content)</feed>")
      }
      await next.shutdown(grace: .seconds(5))
    }
  }

  @Test("What is remembered is read back as it was, and what is no memory is none")
  func text() throws {
    let histories = [
      "feed.atom": [
        FeedHistory.Generation(etag: "\"2\"", hashes: [1, .max]),
        FeedHistory.Generation(etag: "\"1\"", hashes: []),
      ]
    ]
    let text = FeedMemory.text(histories)
    #expect(FeedMemory.histories(text) == histories)
    #expect(FeedMemory.text([:]) == "wireroom feed memory 1\n")
    for broken in [
      "", "x", text.replacing("memory 1", with: "memory 2"), text.replacing("ffff", with: "xxxx"),
      text.replacing("feed.atom\n", with: ""),
    ] { #expect(FeedMemory.histories(broken) == nil, "\(broken)") }
  }

  @Test("A time that two renderings share validates neither; the tag does")
  func sharedTime() async throws {
    try await TestServer.with { server in
      func status(_ field: String) async throws -> Int {
        try await server.get("/feed.rss", field).status
      }
      let since = "If-Modified-Since: \(TestServer.lastModified)"
      try Self.publish(server, server.table, Self.a, tag: "\"1\"", isResident: true)
      let alone = try await status(since)
      #expect(alone == 304)
      try Self.publish(server, server.table, Self.b, tag: "\"2\"", isResident: true)
      #expect(try await status(since) == 200)
      #expect(try await status("If-None-Match: \"2\"") == 304)
      let part = try await server.get(
        "/feed.rss", "Range: bytes=0-3", "If-Range: \(TestServer.lastModified)")
      #expect(part.status == 200)
    }
  }

  @Test("A feed names its other formats as soon as they stand, and no longer than that")
  func alternates() async throws {
    try await TestServer.with { server in
      func link() async throws -> String? { try await server.get("/feed.rss")["link"] }
      let alternate =
        "<https://harbour.example/feed.atom>; rel=\"alternate\"; type=\"application/atom+xml\""
      try Self.publish(server, server.table, Self.a, tag: "\"1\"", isResident: true)
      #expect(try await link()?.contains(alternate) == true)
      server.table.apply(Publication(removed: ["feed.atom"]))
      #expect(try await link()?.contains("alternate") == false)
    }
  }
}
