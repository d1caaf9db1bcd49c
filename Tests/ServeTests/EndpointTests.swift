import Serve
import Synchronization
import Testing

@Suite struct EndpointTests {
  private static func hooks(
    bodyLimit: Int = 100,
    _ answer: @escaping @Sendable (EndpointRequest) async -> EndpointResponse
  ) -> ServeHooks {
    ServeHooks(endpoints: [
      Endpoint(path: "bell", methods: ["GET", "POST"], bodyLimit: bodyLimit, answer: answer)
    ])
  }

  private static func post(_ content: String, _ fields: String..., to target: String = "/bell")
    -> String
  {
    TestServer.request(
      target, ["Content-Length: \(content.utf8.count)"] + fields, method: "POST") + content
  }

  @Test(
    "An endpoint is told what was asked, however the content came, and its answer is sent whole")
  func requests() async throws {
    let seen = Mutex<[EndpointRequest]>([])
    let hooks = Self.hooks { request in
      seen.withLock { $0.append(request) }
      return EndpointResponse(
        .accepted, mediaType: "text/x-rope", content: Array("ding".utf8),
        fields: [.init("X-Strokes", "2")])
    }
    try await TestServer.with(hooks: hooks) { server in
      let answer = try await server.ask(
        Self.post("a=b&c=d", "Content-Type: application/x-www-form-urlencoded", to: "/bell?x=%20y"))
      #expect(answer.status == 202)
      #expect(answer.text == "ding")
      #expect(answer["content-type"] == "text/x-rope")
      #expect(answer["x-strokes"] == "2")
      #expect(answer["cache-control"] == "no-store")
      #expect(answer["date"] != nil)
      let chunked = TestServer.request(
        "/bell", ["Transfer-Encoding: chunked", "Authorization: Bearer rope"], method: "POST")
      #expect(
        try await server.ask(chunked + "2\r\nab\r\n3;x=y\r\ncde\r\n0\r\n\r\n").text == "ding")
      #expect(try await server.get("/bell").status == 202)
      #expect(try await server.get("/feed.atom").status == 200, "documents stay what they were")
    }
    #expect(
      seen.withLock { $0 } == [
        EndpointRequest(
          method: "POST", query: Array("x=%20y".utf8),
          mediaType: "application/x-www-form-urlencoded", content: Array("a=b&c=d".utf8),
          client: "127.0.0.1"),
        EndpointRequest(
          method: "POST", authorization: "Bearer rope", content: Array("abcde".utf8),
          client: "127.0.0.1"),
        EndpointRequest(method: "GET", client: "127.0.0.1"),
      ])
  }

  @Test("Methods that an endpoint lacks, OPTIONS and too much content are answered for it")
  func refusals() async throws {
    let hooks = Self.hooks { _ in
      Issue.record("the endpoint was asked")
      return EndpointResponse(.ok, text: "no")
    }
    try await TestServer.with(hooks: hooks) { server in
      for method in ["PUT", "HEAD"] {
        let refusal = try await server.get("/bell", method: method)
        #expect(refusal.status == 405)
        #expect(refusal["allow"] == "GET, POST, OPTIONS")
      }
      let options = try await server.get("/bell", method: "OPTIONS")
      #expect(options.status == 204)
      #expect(options["allow"] == "GET, POST, OPTIONS")
      let large = String(repeating: "x", count: 101)
      #expect(try await server.ask(Self.post(large)).status == 413)
      let chunked = TestServer.request("/bell", ["Transfer-Encoding: chunked"], method: "POST")
      #expect(try await server.ask(chunked + "65\r\n\(large)\r\n0\r\n\r\n").status == 413)
      #expect(try await server.ask(Self.post("x", to: "/bell/")).status == 405)
      #expect(try await server.ask(Self.post("x", to: "/feed.atom")).status == 405)
    }
  }

  @Test("Requests behind one that an endpoint works on are answered after it, in order")
  func pipelining() async throws {
    let hooks = Self.hooks { request in
      await Task.yield()
      return EndpointResponse(.ok, text: String(decoding: request.content, as: UTF8.self))
    }
    try await TestServer.with(hooks: hooks) { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        try client.send(
          Self.post("one") + TestServer.request("/feed.atom") + Self.post("two")
            + TestServer.request("/nothing"))
        client.finish()
        var bytes = try client.receiveAll()
        var answers: [String] = []
        while let answer = try RawResponse.take(from: &bytes) { answers.append(answer.text) }
        #expect(answers.count == 4)
        #expect(answers.first == "one\n")
        #expect(answers.dropFirst(2).first == "two\n")
        #expect(answers.dropFirst().first == String(decoding: TestServer.feed, as: UTF8.self))
      }
    }
  }

  @Test("A client that asks before it sends is told to go on, since the endpoint wants the content")
  func expectation() async throws {
    let hooks = Self.hooks { request in
      EndpointResponse(.ok, text: String(decoding: request.content, as: UTF8.self))
    }
    try await TestServer.with(hooks: hooks) { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        try client.send(
          TestServer.request(
            "/bell", ["Content-Length: 3", "Expect: 100-continue"], method: "POST"))
        var bytes: [UInt8] = []
        let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        while bytes.count < interim.count { bytes += try client.receive() }
        #expect(bytes == interim)
        #expect(try TestServer.exchange(client, "abc").text == "abc\n")
      }
    }
  }

  @Test(
    "An endpoint that takes too long is answered for with 503, and one whose client left is told")
  func lateness() async throws {
    let (left, wasLeft) = AsyncStream<Void>.makeStream()
    let hooks = Self.hooks { request in
      if request.content.isEmpty {
        // Ends only by cancellation, which the close of the connection brings.
        do { try await Task.sleep(for: .seconds(3600)) } catch { wasLeft.yield() }
      }
      return EndpointResponse(.ok, text: "late")
    }
    try await TestServer.with(hooks: hooks, { $0.limits.answerTimeout = .milliseconds(50) }) {
      server in
      let answer = try await server.get("/bell")
      #expect(answer.status == 503)
      #expect(answer["connection"] == "close")
      #expect(answer["retry-after"].flatMap { Int($0) } != nil)
      for await _ in left { break }
    }
  }
}
