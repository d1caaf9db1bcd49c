import Serve
import Testing

@Suite struct RequestTests {
  /// Raw bytes, expected status, clause; all are answered and the connection closed.
  static let malformed: [(request: String, status: Int, clause: String)] = [
    ("GET /\r\n\r\n", 400, "9112 §3: no version"),
    ("GET / HTTP/1.1\r\n\r\n", 400, "9112 §3.2: no Host"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "9112 §3.2: two Hosts"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400, "9112 §3.2: two Hosts"),
    ("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400, "9112 §3.2: two Hosts"),
    ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "9112 §3.2: no host"),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "9112 §3.2: no host"),
    ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400, "9112 §3.2: no host"),
    ("GET / HTTP/1.1\r\nHost: a:x\r\n\r\n", 400, "9112 §3.2: no port"),
    ("GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n", 400, "9112 §3.2: no host"),
    ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400, "9112 §3.2: no host"),
    ("GET / HTTP/1.1\r\nHost: [g]:80\r\n\r\n", 400, "9112 §3.2: no host"),
    ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400, "9112 §3.2: two in one"),
    ("GET http://:80/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9110 §4.2.1: no host"),
    ("GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9110 §4.2.4: userinfo"),
    ("GET / HTTP/1.1\nHost: a\n\n", 400, "9112 §2.2: bare line feeds"),
    ("GET / HTTP/1.1\r\nHost: a\n\r\n\r\n", 400, "9112 §2.2: bare line feed"),
    ("GET / HTTP/1.1\r\nHost: a\r\rX: b\r\n\r\n", 400, "9112 §2.2: bare carriage return"),
    ("GET / HTTP/1.1\r\nHost: a\r\n\rX: b\r\n\r\n", 400, "9112 §2.2: bare carriage return"),
    ("GET / HTTP/1.1\rHost: a\r\n\r\n", 400, "9112 §2.2: bare carriage return"),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3: two spaces"),
    ("GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3: two spaces"),
    ("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3.2: space in target"),
    (" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3"),
    ("GET / http/1.1\r\nHost: a\r\n\r\n", 400, "9112 §2.3: case matters"),
    ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400, "9112 §2.3"),
    ("GET / HTTP/11\r\nHost: a\r\n\r\n", 400, "9112 §2.3"),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400, "9112 §2.3: another version"),
    ("GET feed.atom HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3.2: no slash"),
    ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3.2.4: for OPTIONS alone"),
    ("GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3.2.2: no authority"),
    ("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9112 §3.2.2: other scheme"),
    ("G\u{e9}T / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "9110 §9.1: no token"),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "9112 §5.1: space before the colon"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n", 400, "9110 §5.1: no token"),
    ("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400, "9110 §5.1: no name"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400, "9112 §5: no colon"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400, "9112 §5.2: folded"),
    ("GET / HTTP/1.1\r\n X: b\r\nHost: a\r\n\r\n", 400, "9112 §2.2: space first"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\u{0}c\r\n\r\n", 400, "9110 §5.5: NUL"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\u{1}c\r\n\r\n", 400, "9110 §5.5: control"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\u{7f}c\r\n\r\n", 400, "9110 §5.5: control"),
    ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n", 400, "NUL in target"),
    ("\u{16}\u{3}\u{1}\u{2}", 400, "a TLS greeting"),
    ("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n", 400, "9112 §2.2: empty lines without end"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400, "9110 §8.6"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400, "9110 §8.6"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", 400, "9110 §8.6"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400, "9110 §8.6"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n", 400, "9110 §8.6: list"),
    (
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400,
      "9110 §8.6: two lengths"
    ),
    (
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413,
      "9110 §15.5.14"
    ),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n", 413, "9110 §15.5.14"),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
      "9112 §6.3: both"
    ),
    ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "9112 §6.1: not in 1.0"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400, "9112 §6.3"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400, "9112 §6.3"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \r\n\r\n", 400, "9112 §6.3"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 400, "9112 §6.3"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 400, "9112 §6.1"),
    (chunked("x\r\n"), 400, "9112 §7.1: no size"),
    (chunked("\r\n"), 400, "9112 §7.1: no size"),
    (chunked("-1\r\n"), 400, "9112 §7.1"),
    (chunked("0x1\r\na\r\n0\r\n\r\n"), 400, "9112 §7.1"),
    (chunked("1\na\r\n0\r\n\r\n"), 400, "9112 §7.1: bare line feed"),
    (chunked("1;a\nb\r\na\r\n0\r\n\r\n"), 400, "9112 §7.1.1: bare line feed"),
    (chunked("1\r\nab\r\n0\r\n\r\n"), 400, "9112 §7.1: too long"),
    (chunked("1\r\na\n0\r\n\r\n"), 400, "9112 §7.1: bare line feed"),
    (chunked("ffffffffffffffff1\r\n"), 400, "9112 §7.1: overflow"),
    (chunked("fffffff\r\n"), 413, "9110 §15.5.14"),
    (chunked("0\r\nX: a\n\r\n"), 400, "9112 §7.1.2: bare line feed"),
    ("GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n", 417, "9110 §10.1.1"),
    ("GET /" + filler(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "9110 §15.5.15"),
    ("GET /" + filler(9000), 414, "9110 §15.5.15: before its end"),
    (filler(9000), 414, "9110 §15.5.15: nothing else"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: " + filler(20_000) + "\r\n\r\n", 431, "6585 §5"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: " + filler(20_000), 431, "6585 §5: before its end"),
    (
      "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 200) + "\r\n", 431,
      "6585 §5: lines"
    ),
  ]

  private static func chunked(_ content: String) -> String {
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + content
  }

  private static func filler(_ count: Int) -> String { String(repeating: "a", count: count) }

  @Test("What is no proper request is told so once, and the connection is closed")
  func refusals() async throws {
    try await TestServer.with { server in
      let port = server.port
      for row in Self.malformed {
        var bytes = try await blocking {
          let client = try RawClient(port: port)
          try client.send(row.request)
          return try client.receiveAll()
        }
        let response = try #require(try RawResponse.take(from: &bytes), "\(row.clause)")
        #expect(response.status == row.status, "\(row.clause)")
        #expect(response["connection"] == "close", "\(row.clause)")
        #expect(response["content-type"] == "text/plain; charset=utf-8")
        #expect(response["date"] != nil)
        #expect(bytes.isEmpty, "\(row.clause): one answer only")
      }
    }
  }

  @Test("Bytes outside UTF-8 are a 400 in a method and a miss in a path")
  func invalidBytes() async throws {
    try await TestServer.with { server in
      let port = server.port
      for (path, status) in [("/\u{ff}", 404), ("/%C0%AE%C0%AE/feed.atom", 404)] {
        #expect(try await server.get(path).status == status)
      }
      var bytes = try await blocking {
        let client = try RawClient(port: port)
        try client.send(Array("GET /".utf8) + [0xC0, 0xAF] + Array(" HTTP/1.0\r\n\r\n".utf8))
        return try client.receiveAll()
      }
      #expect(try RawResponse.take(from: &bytes)?.status == 404)
    }
  }

  /// Target, expected status: all of them names in a table, never paths of a file system.
  static let targets: [(target: String, status: Int)] = [
    ("/feed.atom", 200), ("/feed%2Eatom", 200), ("/%66eed.atom", 200), ("/feed.atom?x=%00", 200),
    ("/feed.atom#part", 200), ("/", 200), ("/index.html", 200), ("/?", 200),
    ("/stories/tide/", 200), ("/stories/tide", 308), ("/stories/tide?a=b", 308),
    ("http://other.example/feed.atom", 200), ("HTTP://other.example:8080/feed.atom?x", 200),
    ("https://other.example", 200), ("http://other.example?x", 200),
    ("/stories/sunk/", 410), ("/stories/sunk", 410), ("/stories/sunk/index.html", 410),
    ("/nothing", 404), ("/stories/", 404), ("/stories", 404), ("//feed.atom", 404),
    ("/./feed.atom", 404), ("/x/../feed.atom", 404), ("/..%2ffeed.atom", 404),
    ("/../../../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ("/..\\..\\etc\\passwd", 404), ("/%252e%252e/feed.atom", 404), ("/feed%252Eatom", 404),
    ("/feed.atom%00", 404), ("/feed.atom%00.html", 404), ("/%00", 404), ("/feed.atom/", 404),
    ("/%C0%AF", 404), ("/%E0%80%AF", 404), ("/%ED%A0%80", 404), ("/%FF", 404),
    ("/%", 404), ("/%4", 404), ("/%zz", 404), ("/feed.atom;jsessionid=1", 404),
    ("/control.sock", 404), ("/feed.atom.gz", 404), ("/status", 404), ("/rebuild", 404),
  ]

  @Test("A target is percent-decoded once and looked up; nothing outside the table has a name")
  func targets() async throws {
    try await TestServer.with { server in
      for row in Self.targets {
        let response = try await server.get(row.target)
        #expect(response.status == row.status, "\(row.target)")
        #expect(!response.text.contains(server.folder), "no path of this machine is told")
      }
      #expect(try await server.get("/stories/tide")["location"] == "/stories/tide/")
    }
  }

  @Test("Methods: all but three are 405 with Allow, OPTIONS says what can be done")
  func methods() async throws {
    try await TestServer.with { server in
      for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get", "GETS"] {
        let response = try await server.get("/feed.atom", method: method)
        #expect(response.status == 405, "\(method)")
        #expect(response["allow"] == "GET, HEAD, OPTIONS", "RFC 9110 §15.5.6")
      }
      #expect(try await server.get("harbour.example:443", method: "CONNECT").status == 405)
      for target in ["/feed.atom", "*"] {
        let response = try await server.get(target, method: "OPTIONS")
        #expect(response.status == 204)
        #expect(response["allow"] == "GET, HEAD, OPTIONS")
        #expect(response["access-control-allow-methods"] == "GET, HEAD")
        #expect(response["content-length"] == nil, "RFC 9110 §8.6")
      }
    }
  }

  @Test("Probes are never stored, and readiness is 503 with Retry-After while it isn't given")
  func probes() async throws {
    let hooks = ServeHooks(
      isReady: { false }, health: { "afloat\n" }, metrics: { "tides_total 2\n" })
    try await TestServer.with(hooks: hooks) { server in
      let health = try await server.get("/healthz")
      #expect(health.status == 200)
      #expect(health.text == "afloat\n")
      #expect(health["cache-control"] == "no-store")
      let ready = try await server.get("/readyz")
      #expect(ready.status == 503)
      #expect(ready["retry-after"].flatMap { Int($0) } != nil)
      #expect(ready["cache-control"] == "no-store")
      #expect(try await server.get("/metrics").text == "tides_total 2\n")
    }
  }
}
