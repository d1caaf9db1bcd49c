import FeedModel
import Testing

@testable import Serve

@Suite struct ReaderTests {
  private static func atom(_ entries: [String]) -> [UInt8] {
    Array(("<feed><title>Tides</title>" + entries.joined(separator: "\n") + "</feed>\n").utf8)
  }

  private static func publish(_ table: DocumentTable, _ entries: [String], tag: Int) {
    let etag = "\"\(tag)\""
    let type = "application/atom+xml; charset=utf-8"
    let bytes = atom(entries)
    table.apply(
      Publication(written: [
        PublishedDocument(
          path: "tides.atom", mediaType: type, etag: etag, modified: TestServer.modified,
          resident: FeedDocument(
            path: "tides.atom", mediaType: type, identity: bytes, gzip: [31, 139], etag: etag))
      ]))
  }

  private static let (a, b, b2, c) = (
    "<entry><id>a</id></entry>", "<entry xml:lang=\"en\"><id>b</id></entry>",
    "<entry xml:lang=\"en\"><id>b, again</id></entry>", "<entry><id>c</id></entry>"
  )

  @Test(
    "A reader that asks for the difference gets new and changed entries alone, as 226 (RFC 3229)")
  func delta() async throws {
    try await TestServer.with { server in
      Self.publish(server.table, [Self.a, Self.b], tag: 1)
      Self.publish(server.table, [Self.c, Self.a, Self.b2], tag: 2)
      let delta = try await server.get("/tides.atom", "A-IM: gzip, feed", "If-None-Match: \"1\"")
      #expect(delta.status == 226)
      #expect(delta["im"] == "feed")
      #expect(delta["etag"] == "\"2\"")
      #expect(delta["cache-control"] == "no-store, im")
      #expect(delta["vary"] == "Accept-Encoding, A-IM, If-None-Match")
      #expect(delta["delta-base"] == "\"1\"")
      #expect(delta.text == "<feed><title>Tides</title>\(Self.c)\n\n\(Self.b2)</feed>\n")
      let coded = try await server.get(
        "/tides.atom", "A-IM: feed", "If-None-Match: \"1-gzip\"", "Accept-Encoding: gzip")
      #expect(coded.status == 226)
      let head = try await server.get(
        "/tides.atom", "A-IM: feed", "If-None-Match: \"1\"", method: "HEAD")
      #expect(head["content-length"] == delta["content-length"])
    }
  }

  @Test(
    "Without the wish, a remembered tag or a coding to say it in, or to who misreads it, the whole feed is sent",
    arguments: [
      (["If-None-Match: \"1\""], 200), (["A-IM: feed"], 200),
      (["A-IM: vcdiff", "If-None-Match: \"1\""], 200),
      (["A-IM: feed;q=0, gzip", "If-None-Match: \"1\""], 200),
      (["A-IM: feed", "If-None-Match: \"9\""], 200), (["A-IM: feed", "If-None-Match: *"], 304),
      (["A-IM: feed", "If-None-Match: \"2\""], 304),
      (["A-IM: feed", "If-None-Match: \"1\"", "Accept-Encoding: gzip, identity;q=0"], 200),
      (
        [
          "A-IM: feed", "If-None-Match: \"1\"", "User-Agent: feedparser/6.0.10 +https://a.example/",
        ], 200
      ),
      (
        ["A-IM: feed", "If-None-Match: \"1\"", "User-Agent: rss2email/3.14 (https://a.example)"],
        200
      ),
    ])
  func whole(_ fields: [String], _ status: Int) async throws {
    try await TestServer.with { server in
      Self.publish(server.table, [Self.a], tag: 1)
      Self.publish(server.table, [Self.b, Self.a], tag: 2)
      let response = try await server.ask(TestServer.request("/tides.atom", fields))
      #expect(response.status == status, "\(fields)")
      #expect(response["im"] == nil)
    }
  }

  @Test("Only the last dozen renderings are remembered, and one that returns counts once")
  func depth() async throws {
    try await TestServer.with { server in
      func status(_ tag: Int) async throws -> Int {
        try await server.get("/tides.atom", "A-IM: feed", "If-None-Match: \"\(tag)\"").status
      }
      func publish(_ tag: Int) {
        Self.publish(server.table, [Self.a, "<entry>\(tag)</entry>"], tag: tag)
      }
      for tag in [1, 2, 1, 3] { publish(tag) }
      let early = try await status(2)
      #expect(early == 226)
      for tag in 4..<(4 + FeedHistory.depth) { publish(tag) }
      let (kept, forgotten) = try await (status(4), status(2))
      #expect(kept == 226)
      #expect(forgotten == 200)
    }
  }

  @Test(
    "The reader report counts by program, sums subscribers over feeds, and names who polls badly")
  func report() async throws {
    try await TestServer.with { server in
      let service = "User-Agent: Gannet/2.1 (+http://gannet.example/; 41 subscribers; feed-id=7)"
      for _ in 0..<12 { _ = try await server.get("/feed.atom", "User-Agent: Limpet/1.0 (x)") }
      _ = try await server.get("/feed.atom", service)
      Self.publish(server.table, [Self.a], tag: 1)
      _ = try await server.get("/tides.atom", service, "If-None-Match: \"1\"")
      _ = try await server.get("/stories/tide/", "User-Agent: Browser")
      let readers = server.server.traffic.readers(at: TestServer.modified)
      #expect(readers.map(\.program) == ["Gannet/2.1", "Limpet/1.0"], "pages have no subscribers")
      #expect(readers.first?.subscribers == 82)
      #expect(readers.first?.conditional == 1)
      #expect(readers.first?.notModified == 1)
      #expect(readers.first?.pollsBadly == false)
      #expect(readers.last?.requests == 12)
      #expect(readers.last?.pollsBadly == true)
      #expect(readers.last?.json.text.contains(#""polls_badly":true"#) == true)
    }
  }

  @Test(
    "Subscribers are read from the ways feed services state them",
    arguments: [
      ("Petrel/1.0 (+http://petrel.example; 15 subscribers)", 15), ("Skua; 1 subscriber; x", 1),
      ("Tern - 120 Subscribers", 120), ("Heron/3 subscribers", 3), ("Browser/5.0", nil),
      ("x subscribers", nil), ("99999999999999999999 subscribers", nil), ("", nil),
    ] as [(String, Int?)])
  func subscribers(_ agent: String, _ count: Int?) {
    #expect(Poll.subscribers(Array(agent.utf8)[...]) == count)
  }
}
