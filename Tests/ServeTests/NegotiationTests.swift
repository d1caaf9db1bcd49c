import Serve
import Testing

@Suite struct NegotiationTests {
  /// Accept-Encoding (nil for none), expected Content-Encoding, or nil for identity; "406" for none acceptable.
  static let rows: [(accept: String?, coding: String?)] = [
    (nil, nil), ("", nil), ("gzip", "gzip"), ("br", "br"), ("gzip, br", "br"), ("x-gzip", "gzip"),
    ("GZIP", "gzip"), ("deflate", nil), ("deflate, gzip;q=0.1", "gzip"),
    ("gzip;q=1.0, br;q=0.5", "gzip"), ("gzip;q=0.5, br;q=0.500", "br"), ("gzip;q=0", nil),
    ("gzip;q=0, br", "br"), ("br;q=0.000, gzip", "gzip"), ("*", "br"), ("*;q=0, gzip", "gzip"),
    ("br;q=0, *", "gzip"), ("identity", nil), ("identity, gzip;q=0.5", nil),
    ("identity;q=0.5, gzip", "gzip"), ("identity;q=0, gzip", "gzip"), ("identity;q=0, *", "br"),
    ("identity;q=0", "406"), ("*;q=0", "406"), ("identity;q=0, gzip;q=0, br;q=0", "406"),
    ("*;q=0, identity", nil), ("gzip;q=2", nil), ("gzip;q=x", nil), ("gzip;q=0.1234", nil),
    ("gzip ; q=0.8", "gzip"), (", ,gzip,", "gzip"), ("gzip;level=9", nil),
  ]

  @Test("Accept-Encoding chooses the coding by weight, and never one that is refused (§12.5.3)")
  func codings() async throws {
    try await TestServer.with { server in
      for row in Self.rows {
        let fields = row.accept.map { ["Accept-Encoding: \($0)"] } ?? []
        let response = try await server.ask(TestServer.request("/feed.atom", fields))
        #expect(response["vary"] == "Accept-Encoding, A-IM", "\(row)")
        guard row.coding != "406" else {
          #expect(response.status == 406, "\(row)")
          continue
        }
        #expect(response.status == 200, "\(row)")
        #expect(response["content-encoding"] == row.coding, "\(row)")
        switch row.coding {
        case "gzip": #expect(response.body == TestServer.feedGzip)
        case "br": #expect(response.body == TestServer.feedBrotli)
        default: #expect(response.body == TestServer.feed)
        }
      }
    }
  }

  @Test("Each coding has a strong entity tag of its own (§8.8.3.3)")
  func tags() async throws {
    try await TestServer.with { server in
      var tags: Set<String> = []
      for coding in ["identity", "gzip", "br"] {
        let response = try await server.get("/feed.atom", "Accept-Encoding: \(coding)")
        let tag = try #require(response["etag"])
        #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
        tags.insert(tag)
      }
      #expect(tags.count == 3)
    }
  }

  @Test("HEAD has the fields of GET and no content, for every kind of answer (§9.3.2)")
  func headEqualsGet() async throws {
    try await TestServer.with { server in
      for target in [
        "/feed.atom", "/", "/stories/tide/", "/stories/tide", "/stories/sunk/", "/nothing",
        "/healthz", "/readyz", "/metrics",
      ] {
        for accept in ["identity", "gzip", "identity;q=0"] {
          let get = try await server.get(target, "Accept-Encoding: \(accept)")
          let head = try await server.get(target, "Accept-Encoding: \(accept)", method: "HEAD")
          #expect(head.status == get.status)
          #expect(head.fields.map(\.name) == get.fields.map(\.name), "\(target)")
          let (headFields, getFields) = (
            head.fields.filter { $0.name != "date" }, get.fields.filter { $0.name != "date" }
          )
          #expect(headFields.map(\.value) == getFields.map(\.value), "\(target)")
          #expect(get["content-length"] == String(get.body.count))
        }
      }
    }
  }

  @Test(
    "Feeds say who they are, who their hub is, how long they keep, and may be fetched by any site")
  func feedFields() async throws {
    try await TestServer.with { server in
      let response = try await server.get("/feed.atom?utm_source=x")
      #expect(response.status == 200)
      #expect(response["content-type"] == "application/atom+xml; charset=utf-8")
      #expect(response["cache-control"] == "public, max-age=300, stale-if-error=86400")
      #expect(response["last-modified"] == TestServer.lastModified)
      #expect(response["access-control-allow-origin"] == "*")
      #expect(response["x-content-type-options"] == "nosniff")
      #expect(response["server"] == nil)
      #expect(response["set-cookie"] == nil)
      #expect(
        response["link"]
          == "<https://harbour.example/feed.atom>; rel=\"self\", <https://hub.example/>; rel=\"hub\""
      )
    }
  }

  @Test("A page of a feed's archive names no hub, for it never changes")
  func archivePage() async throws {
    try await TestServer.with { server in
      let path = "feeds/main/archive/1.atom"
      let response = try await server.get("/" + path)
      #expect(response["link"] == "<https://harbour.example/\(path)>; rel=\"self\"")
    }
  }

  @Test("Pages have a strict content policy and no cross-origin grant; images neither")
  func pageFields() async throws {
    try await TestServer.with { server in
      let page = try await server.get("/stories/tide/")
      let policy = try #require(page["content-security-policy"])
      #expect(policy.hasPrefix("default-src 'none'"))
      #expect(!policy.contains("unsafe-inline"))
      #expect(page["referrer-policy"] != nil)
      #expect(page["x-content-type-options"] == "nosniff")
      #expect(page["access-control-allow-origin"] == nil)
      #expect(page["link"] == nil)
      let image = try await server.get("/assets/buoy.png", "Accept-Encoding: gzip, br")
      #expect(image["content-encoding"] == nil)
      #expect(image["content-security-policy"] == nil)
      #expect(image.body == [137, 80, 78, 71])
    }
  }
}
