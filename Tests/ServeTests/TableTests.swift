import FeedModel
import Serve
import Testing

@Suite struct TableTests {
  private static func file(_ path: String, modified: Instant = TestServer.modified)
    -> PublishedDocument
  {
    PublishedDocument(
      path: path, mediaType: "text/html; charset=utf-8", etag: TestServer.etag, modified: modified)
  }

  @Test(
    "A document that is not in memory is read from the output folder, in each coding that stands there"
  )
  func files() async throws {
    try await TestServer.with { server in
      try server.write("pier.html", Array("pier".utf8))
      try server.write("pier.html.gz", Array("pier, gzip".utf8))
      server.table.apply(Publication(written: [Self.file("pier.html")]))
      for _ in 0..<2 {
        let plain = try await server.get("/pier.html")
        #expect(plain.text == "pier")
        #expect(plain["etag"] == TestServer.etag)
        let coded = try await server.get("/pier.html", "Accept-Encoding: br, gzip")
        #expect(coded.text == "pier, gzip")
        #expect(coded["content-encoding"] == "gzip")
        #expect(coded["etag"] == TestServer.gzipTag)
        let part = try await server.get("/pier.html", "Range: bytes=1-2")
        #expect(part.text == "ie")
        let short = try await server.get("/pier.html", "If-None-Match: \(TestServer.etag)")
        #expect(short.status == 304)
      }
    }
  }

  @Test(
    "A file that is not the one the table knows comes without validators, and a missing one is 404")
  func strangeFiles() async throws {
    try await TestServer.with { server in
      try server.write(
        "pier.html", Array("newer pier".utf8), modified: Instant(seconds: 1_800_000_000))
      server.table.apply(Publication(written: [Self.file("pier.html"), Self.file("quay.html")]))
      let strange = try await server.get("/pier.html", "Accept-Encoding: gzip")
      #expect(strange.status == 200)
      #expect(strange.text == "newer pier")
      #expect(strange["etag"] == nil)
      #expect(strange["last-modified"] == nil)
      #expect(strange["cache-control"] == "no-cache")
      #expect(try await server.get("/quay.html").status == 404)
    }
  }

  @Test("A symbolic link is not followed out of the output folder")
  func links() async throws {
    try await TestServer.with { server in
      try server.link("out.html", to: "/etc/hostname")
      server.table.apply(Publication(written: [Self.file("out.html")]))
      #expect(try await server.get("/out.html").status == 404)
    }
  }

  @Test("A publication replaces, withdraws and removes at once, and the count follows")
  func publications() async throws {
    try await TestServer.with { server in
      let before = server.table.count
      #expect(before == 6)
      try server.write("pier.html", Array("old pier".utf8))
      server.table.apply(Publication(written: [Self.file("pier.html"), Self.file("quay.html")]))
      #expect(server.table.count == before + 2)
      #expect(try await server.get("/pier.html").text == "old pier")
      try server.write("pier.html", Array("new pier".utf8))
      var renewed = Self.file("pier.html")
      renewed.etag = "\"ffeeddccbbaa99887766554433221100\""
      server.table.apply(
        Publication(
          written: [renewed], withdrawn: ["quay.html"], removed: ["big.json", "never.html"]))
      #expect(server.table.count == before)
      let now = try await server.get("/pier.html", "If-None-Match: \(TestServer.etag)")
      #expect(now.status == 200)
      #expect(now.text == "new pier")
      #expect(try await server.get("/quay.html").status == 410)
      #expect(try await server.get("/big.json").status == 404)
      server.table.apply(Publication(written: [Self.file("quay.html")], removed: ["pier.html"]))
      try server.write("quay.html", Array("quay".utf8))
      #expect(try await server.get("/quay.html").text == "quay", "what was withdrawn may come back")
    }
  }

  @Test("A document that shrank its codings is served without them")
  func lostCoding() async throws {
    try await TestServer.with { server in
      try server.write("pier.html", Array("pier".utf8))
      try server.write("pier.html.gz", Array("stale".utf8), modified: Instant(seconds: 1))
      server.table.apply(Publication(written: [Self.file("pier.html")]))
      let response = try await server.get("/pier.html", "Accept-Encoding: gzip")
      #expect(response.text == "pier")
      #expect(response["content-encoding"] == nil)
      #expect(response["etag"] == TestServer.etag)
    }
  }
}
