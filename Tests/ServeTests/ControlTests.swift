import Glibc
import Serve
import Synchronization
import Testing

@Suite struct ControlTests {
  private static func ask(_ path: String, _ request: String) async throws -> RawResponse {
    try await blocking { try TestServer.exchange(RawClient(path: path), request) }
  }

  private static func post(_ path: String, _ target: String, _ body: String) async throws
    -> RawResponse
  {
    try await ask(
      path,
      TestServer.request(target, ["Content-Length: \(body.utf8.count)"], method: "POST") + body)
  }

  @Test(
    "Status, metrics and health are told on the control socket; status and rebuild nowhere else")
  func routes() async throws {
    let hooks = ServeHooks(
      health: { "afloat\n" }, metrics: { "tides_total 2\n" },
      status: { Array(#"{"tides":2}"#.utf8) })
    try await TestServer.with(control: true, hooks: hooks) { server in
      let path = try #require(server.controlPath)
      let status = try await Self.ask(path, TestServer.request("/status"))
      #expect(status.status == 200)
      #expect(status["content-type"] == "application/json")
      #expect(status["cache-control"] == "no-store")
      #expect(status.text == #"{"tides":2}"#)
      let head = try await Self.ask(path, TestServer.request("/status", method: "HEAD"))
      #expect(head["content-length"] == "11")
      #expect(try await Self.ask(path, TestServer.request("/metrics")).text == "tides_total 2\n")
      #expect(try await Self.ask(path, TestServer.request("/healthz")).text == "afloat\n")
      #expect(try await Self.ask(path, TestServer.request("/readyz")).status == 200)
      #expect(try await Self.ask(path, TestServer.request("/nothing")).status == 404)
      let refused = try await Self.ask(path, TestServer.request("/rebuild"))
      #expect(refused.status == 405)
      #expect(refused["allow"] == "POST")
      #expect(try await Self.post(path, "/status", "").status == 405)
      #expect(try await server.get("/status").status == 404)
      #expect(try await server.get("/rebuild", method: "POST").status == 405)
    }
  }

  @Test("The control socket is open to its owner and group alone, and gone when the server is")
  func socketFile() async throws {
    let path = try await TestServer.with(control: true) { server in
      let path = try #require(server.controlPath)
      #expect(access(path, F_OK) == 0)
      #expect(try server.permissions("control.sock") == 0o660)
      return path
    }
    #expect(access(path, F_OK) != 0)
  }

  static let wishes: [(target: String, body: String, wish: RebuildRequest)] = [
    ("/rebuild", "", RebuildRequest()),
    (
      "/rebuild?feed=tides&feed=ships&full=1", "",
      RebuildRequest(feeds: ["tides", "ships"], full: true)
    ),
    ("/rebuild?wait=0&accept_deletions", "", RebuildRequest(acceptDeletions: true, wait: false)),
    ("/rebuild", "feed=low%20tide&full=true\r\n", RebuildRequest(feeds: ["low tide"], full: true)),
    ("/rebuild", " {} ", RebuildRequest()),
    (
      "/rebuild",
      #"{"feeds": ["a\"b", "c"], "full": true, "accept_deletions": true, "wait": false}"#,
      RebuildRequest(feeds: ["a\"b", "c"], full: true, acceptDeletions: true, wait: false)
    ),
  ]

  @Test("A rebuild's wish arrives whole, and its progress comes back a JSON line at a time")
  func rebuild() async throws {
    let seen = Mutex<[RebuildRequest]>([])
    let record: @Sendable (RebuildRequest) -> AsyncStream<[UInt8]> = { wish in
      seen.withLock { $0.append(wish) }
      return AsyncStream { lines in
        lines.yield(Array(#"{"done":1}"#.utf8))
        lines.yield(Array(#"{"done":2}"#.utf8))
        lines.finish()
      }
    }
    try await TestServer.with(control: true, hooks: ServeHooks(rebuild: record)) { server in
      let path = try #require(server.controlPath)
      for row in Self.wishes {
        let response = try await Self.post(path, row.target, row.body)
        #expect(response.status == 200)
        #expect(response.text == "{\"done\":1}\n{\"done\":2}\n")
      }
    }
    #expect(seen.withLock { $0 } == Self.wishes.map(\.wish))
  }

  @Test(
    "A wish that can't be read starts nothing and is told why",
    arguments: [
      "{", "{}x", "[]", #"{"feeds":1}"#, #"{"ful":true}"#, #"{"full":"maybe"}"#, "ful=1",
      "full=%zz",
      #"{"feeds":["a" "b"]}"#, #"{"full":tru}"#, #"{"a"#, #"{"feeds":["\u0041"]}"#, "\u{0}",
    ])
  func badWishes(_ body: String) async throws {
    let hooks = ServeHooks(rebuild: { _ in
      Issue.record("a rebuild was started")
      return AsyncStream { $0.finish() }
    })
    try await TestServer.with(control: true, hooks: hooks) { server in
      let path = try #require(server.controlPath)
      let response = try await Self.post(path, "/rebuild", body)
      #expect(response.status == 400)
      #expect(!response.text.isEmpty)
    }
  }

  @Test("A rebuild's stream that is under way when the server stops is finished first")
  func drain() async throws {
    let (lines, continuation) = AsyncStream<[UInt8]>.makeStream()
    let hooks = ServeHooks(rebuild: { _ in lines })
    try await TestServer.with(control: true, hooks: hooks) { server in
      let path = try #require(server.controlPath)
      continuation.yield(Array("{}".utf8))
      let client = try await blocking {
        let client = try RawClient(path: path)
        try client.send(TestServer.request("/rebuild", ["Content-Length: 0"], method: "POST"))
        _ = try client.receive()
        return client
      }
      async let shutdown: Void = server.server.shutdown(grace: .seconds(30))
      continuation.yield(Array(#"{"last":true}"#.utf8))
      continuation.finish()
      let rest = try await blocking { try client.receiveAll() }
      #expect(String(decoding: rest, as: UTF8.self).hasSuffix("0\r\n\r\n"))
      await shutdown
    }
  }
}
