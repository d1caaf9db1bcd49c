import Serve
import Testing

@Suite struct ConditionalTests {
  /// A row: request fields, expected status, clause of RFC 9110.
  typealias Row = (fields: [String], status: Int, clause: String)

  static let rows: [Row] = [
    (["If-None-Match: \(TestServer.etag)"], 304, "13.1.2"),
    (["If-None-Match: W/\(TestServer.etag)"], 304, "13.1.2: weak comparison"),
    (["If-None-Match: \"a\", \(TestServer.etag) , \"b\""], 304, "13.1.2: list"),
    (["If-None-Match: \"a,\(TestServer.etag.dropFirst())"], 200, "8.8.3: commas inside a tag"),
    (["If-None-Match: \"a\"", "If-None-Match: \(TestServer.etag)"], 304, "5.3: joined lines"),
    (["If-None-Match: *"], 304, "13.1.2: any"),
    (["If-None-Match: \"a\""], 200, "13.1.2"),
    (["If-None-Match: \(TestServer.gzipTag)"], 304, "suffix of a compressing proxy"),
    (["If-None-Match: \(TestServer.etag)", "Accept-Encoding: gzip"], 200, "8.8.3.3: own tags"),
    (["If-None-Match: \(TestServer.gzipTag)", "Accept-Encoding: gzip"], 304, "8.8.3.3"),
    (["If-None-Match: W/\(TestServer.gzipTag)", "Accept-Encoding: gzip"], 304, "8.8.3.3"),
    (["If-None-Match: \(TestServer.brotliTag)", "Accept-Encoding: gzip, br"], 304, "8.8.3.3"),
    (["If-None-Match: \(TestServer.gzipTag)", "Accept-Encoding: br"], 200, "8.8.3.3"),
    (["If-None-Match:"], 200, "13.1.2: empty list"),
    (["If-None-Match: \""], 200, "broken tag"),
    (["If-None-Match: W/"], 200, "broken tag"),
    (["If-None-Match: W"], 200, "broken tag"),
    (["If-Modified-Since: \(TestServer.lastModified)"], 304, "13.1.3"),
    (["If-Modified-Since: Friday, 02-Jan-26 03:04:05 GMT"], 304, "5.6.7: RFC 850"),
    (["If-Modified-Since: Fri Jan  2 03:04:05 2026"], 304, "5.6.7: asctime"),
    (["If-Modified-Since: Fri, 02 Jan 2026 03:04:06 GMT"], 200, "13.1.3: exact only"),
    (["If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT"], 200, "13.1.3: changed since"),
    (["If-Modified-Since: yesterday"], 200, "13.1.3: no date"),
    (["If-Modified-Since: Fri, 32 Jan 2026 03:04:05 GMT"], 200, "13.1.3: no date"),
    (
      ["If-None-Match: \"a\"", "If-Modified-Since: \(TestServer.lastModified)"], 200,
      "13.1.3: ignored beside If-None-Match"
    ),
    (
      ["If-None-Match: \(TestServer.etag)", "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT"],
      304, "13.2.2"
    ),
    (["If-Match: \(TestServer.etag)"], 200, "13.1.1"),
    (["If-Match: \"a\", \(TestServer.etag)"], 200, "13.1.1"),
    (["If-Match: *"], 200, "13.1.1"),
    (["If-Match: W/\(TestServer.etag)"], 412, "13.1.1: strong comparison"),
    (["If-Match: \"a\""], 412, "13.1.1"),
    (["If-Match: \(TestServer.etag)", "Accept-Encoding: gzip"], 412, "13.1.1: own tags"),
    (["If-Match: \(TestServer.gzipTag)", "Accept-Encoding: gzip"], 200, "13.1.1"),
    (["If-Unmodified-Since: \(TestServer.lastModified)"], 200, "13.1.4"),
    (["If-Unmodified-Since: Fri, 02 Jan 2026 03:04:04 GMT"], 412, "13.1.4"),
    (["If-Unmodified-Since: never"], 200, "13.1.4: no date"),
    (
      ["If-Match: \(TestServer.etag)", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT"], 200,
      "13.1.4: ignored beside If-Match"
    ),
    (["If-Match: \"a\"", "If-None-Match: \(TestServer.etag)"], 412, "13.2.2: If-Match first"),
    (["If-Match: \(TestServer.etag)", "If-None-Match: \(TestServer.etag)"], 304, "13.2.2"),
    (
      ["If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "If-None-Match: \(TestServer.etag)"],
      412, "13.2.2"
    ),
    (["If-None-Match: \(TestServer.etag)", "Range: bytes=0-3"], 304, "13.2.2: before Range"),
  ]

  @Test("Conditional requests are answered as RFC 9110 §13 says, for GET and HEAD alike")
  func conditions() async throws {
    try await TestServer.with { server in
      for row in Self.rows {
        for method in ["GET", "HEAD"] {
          let request = TestServer.request("/feed.atom", row.fields, method: method)
          let response = try await server.ask(request)
          #expect(response.status == row.status, "\(row.clause): \(method) \(row.fields)")
        }
      }
    }
  }

  @Test(
    "A 304 carries what the 200 would: Cache-Control, Date, ETag, Vary, Last-Modified (§15.4.5)")
  func notModifiedFields() async throws {
    try await TestServer.with { server in
      for (coding, tag) in [
        ("identity", TestServer.etag), ("gzip", TestServer.gzipTag), ("br", TestServer.brotliTag),
      ] {
        let full = try await server.get("/feed.atom", "Accept-Encoding: \(coding)")
        let short = try await server.get(
          "/feed.atom", "Accept-Encoding: \(coding)", "If-None-Match: \(tag)")
        #expect(full.status == 200)
        #expect(short.status == 304)
        #expect(full["etag"] == tag)
        for name in [
          "etag", "cache-control", "vary", "last-modified", "access-control-allow-origin",
        ] {
          #expect(short[name] == full[name], "\(name)")
          #expect(short[name] != nil, "\(name)")
        }
        #expect(short["date"] != nil)
        #expect(short["content-length"] == nil)
        #expect(short["content-type"] == nil)
      }
    }
  }

  /// Fields beside `Range: bytes=…`, expected status, Content-Range.
  static let ranges: [(range: String, fields: [String], status: Int, content: String?)] = [
    ("bytes=0-5", [], 206, "<feed>"),
    ("bytes=6-13", [], 206, "lanterns"),
    ("Bytes=6-13", [], 206, "lanterns"),
    ("bytes=31-", [], 206, "</feed>"),
    ("bytes=-7", [], 206, "</feed>"),
    ("bytes=-9999", [], 206, nil),
    ("bytes=31-99999999999999999999999", [], 206, "</feed>"),
    ("bytes=38-", [], 416, nil),
    ("bytes=99999999999999999999999-", [], 416, nil),
    ("bytes=-0", [], 416, nil),
    ("bytes=5-2", [], 200, nil),
    ("bytes=0-1,4-5", [], 200, nil),
    ("bytes=a-b", [], 200, nil),
    ("bytes=-", [], 200, nil),
    ("bytes", [], 200, nil),
    ("items=0-1", [], 200, nil),
    ("bytes=0-5", ["If-Range: \(TestServer.etag)"], 206, "<feed>"),
    ("bytes=0-5", ["If-Range: W/\(TestServer.etag)"], 200, nil),
    ("bytes=0-5", ["If-Range: \"a\""], 200, nil),
    ("bytes=0-5", ["If-Range: \(TestServer.lastModified)"], 206, "<feed>"),
    ("bytes=0-5", ["If-Range: Fri, 02 Jan 2026 03:04:06 GMT"], 200, nil),
    ("bytes=0-3", ["Accept-Encoding: gzip"], 206, "gzip"),
    ("bytes=0-3", ["Accept-Encoding: gzip", "If-Range: \(TestServer.gzipTag)"], 206, "gzip"),
    ("bytes=0-3", ["Accept-Encoding: gzip", "If-Range: \(TestServer.etag)"], 200, nil),
    ("bytes=38-", ["If-Range: \"a\""], 200, nil),
    ("bytes=0-3", ["Range: bytes=4-5"], 200, nil),
  ]

  @Test(
    "Ranges of any coding are cut from that coding, and If-Range compares strongly (§13.1.5, §14)")
  func ranges() async throws {
    try await TestServer.with { server in
      for row in Self.ranges {
        let request = TestServer.request("/feed.atom", ["Range: \(row.range)"] + row.fields)
        let response = try await server.ask(request)
        #expect(response.status == row.status, "\(row)")
        if let content = row.content { #expect(response.text == content, "\(row)") }
        switch response.status {
        case 206:
          #expect(response["content-range"]?.hasPrefix("bytes ") == true)
          #expect(response["etag"] != nil)
          #expect(response["vary"] == "Accept-Encoding, A-IM")
        case 416: #expect(response["content-range"] == "bytes */38")
        default: #expect(response["content-range"] == nil)
        }
      }
      let head = try await server.get("/feed.atom", "Range: bytes=0-5", method: "HEAD")
      #expect(head.status == 200, "Range is defined for GET alone (§14.2)")
    }
  }
}
