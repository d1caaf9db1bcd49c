import Serve
import Synchronization
import Testing

@Suite struct ConnectionTests {
  @Test("A kept connection answers request after request, whatever pieces they come in")
  func keepAlive() async throws {
    try await TestServer.with { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        for _ in 0..<3 {
          let response = try TestServer.exchange(client, TestServer.request("/feed.atom"))
          #expect(response.body == TestServer.feed)
          #expect(response["connection"] == nil)
        }
        for byte in TestServer.request("/feed.atom").utf8.dropLast() { try client.send([byte]) }
        let response = try TestServer.exchange(client, "\n")
        #expect(response.body == TestServer.feed)
      }
    }
  }

  @Test(
    "Pipelined requests are answered in order, contents between them passed over (RFC 9112 §9.3.2)")
  func pipelining() async throws {
    try await TestServer.with { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        let requests =
          TestServer.request("/feed.atom") + "\r\n"
          + TestServer.request("/feed.atom", ["Content-Length: 5"]) + "GET /"
          + TestServer.request("/nothing", ["Transfer-Encoding: chunked"])
          + "5;x=y\r\nGET /\r\n0\r\nTrailer: a\r\n\r\n"
          + TestServer.request("/feed.atom", method: "HEAD")
          + TestServer.request("/", ["Connection: close"]) + TestServer.request("/feed.atom")
        try client.send(requests)
        var bytes = try client.receiveAll()
        var statuses: [Int] = []
        for index in 0..<5 {
          guard let response = try RawResponse.take(from: &bytes, isHead: index == 3) else { break }
          statuses.append(response.status)
        }
        #expect(statuses == [200, 200, 404, 200, 200])
        #expect(bytes.isEmpty, "nothing is answered after Connection: close")
      }
    }
  }

  @Test("HTTP/1.0 closes after the answer unless it asks to be kept (RFC 9112 §9.3)")
  func http10() async throws {
    try await TestServer.with { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        let kept = try TestServer.exchange(
          client, "GET /feed.atom HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
        #expect(kept["connection"] == "keep-alive")
        try client.send("GET /feed.atom HTTP/1.0\r\n\r\n")
        var bytes = try client.receiveAll()
        let last = try RawResponse.take(from: &bytes)
        #expect(last?.body == TestServer.feed)
        #expect(last?["connection"] == "close")
      }
    }
  }

  @Test("A client that asks before it sends its content gets the answer instead (RFC 9110 §10.1.1)")
  func expectation() async throws {
    try await TestServer.with { server in
      let response = try await server.get(
        "/feed.atom", "Expect: 100-continue", "Content-Length: 10", method: "POST")
      #expect(response.status == 405)
      #expect(response["connection"] == "close")
      #expect(try await server.get("/feed.atom", "Expect: 100-continue").status == 200)
    }
  }

  @Test("A client that has said all it will say still gets all it asked for")
  func halfClose() async throws {
    try await TestServer.with { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        try client.send(TestServer.request("/big.json") + TestServer.request("/feed.atom"))
        client.finish()
        var bytes = try client.receiveAll()
        #expect(try RawResponse.take(from: &bytes)?.body == TestServer.bigBody)
        #expect(try RawResponse.take(from: &bytes)?.body == TestServer.feed)
      }
    }
  }

  @Test("Many pipelined requests for a large document don't pile up, and all are answered")
  func backPressure() async throws {
    try await TestServer.with { server in
      let port = server.port
      try await blocking {
        let client = try RawClient(port: port)
        let request = TestServer.request("/big.json")
        try client.send(String(repeating: request, count: 8))
        client.finish()
        var bytes = try client.receiveAll()
        var count = 0
        while let response = try RawResponse.take(from: &bytes) {
          #expect(response.body.count == TestServer.bigBody.count)
          count += 1
        }
        #expect(count == 8)
      }
    }
  }

  @Test("Silent, slow and unfinished requests end: quietly when nothing came, else with 408")
  func timeouts() async throws {
    let short: (inout ServeOptions) -> Void = { options in
      options.limits.idleTimeout = .milliseconds(50)
      options.limits.headerTimeout = .milliseconds(50)
      options.limits.bodyTimeout = .milliseconds(50)
    }
    try await TestServer.with(hooks: ServeHooks(), short) { server in
      let port = server.port
      try await blocking {
        #expect(try RawClient(port: port).receiveAll().isEmpty)
        for part in ["GET /feed.at", TestServer.request("/", ["Content-Length: 5"]) + "abc"] {
          let client = try RawClient(port: port)
          try client.send(part)
          var bytes = try client.receiveAll()
          #expect(try RawResponse.take(from: &bytes)?.status == 408)
        }
        let client = try RawClient(port: port)
        _ = try TestServer.exchange(client, TestServer.request("/feed.atom"))
        #expect(try client.receiveAll().isEmpty, "an idle kept connection is closed")
      }
    }
  }

  @Test("A client that takes nothing of a large answer is cut off after the write timeout")
  func stuckClient() async throws {
    try await TestServer.with(hooks: ServeHooks(), { $0.limits.writeTimeout = .milliseconds(50) }) {
      server in
      let port = server.port
      let stuck = try await blocking {
        let client = try RawClient(port: port)
        try client.send(TestServer.request("/big.json"))
        return client
      }
      // Only when the stuck client is gone does the server have no connection to wait for.
      await server.server.shutdown(grace: .seconds(30))
      let received = try await blocking {
        do { return try stuck.receiveAll().count } catch is RawClient.Failure { return 0 }
      }
      #expect(received < TestServer.bigBody.count)
    }
  }

  @Test("Over the connection limit one is told 503 with Retry-After, and room is made by leaving")
  func connectionLimit() async throws {
    try await TestServer.with(hooks: ServeHooks(), { $0.limits.connections = 2 }) { server in
      let port = server.port
      try await blocking {
        var kept = try (0..<2).map { _ in try RawClient(port: port) }
        for client in kept {
          #expect(try TestServer.exchange(client, TestServer.request("/")).status == 200)
        }
        var bytes = try RawClient(port: port).receiveAll()
        let refusal = try RawResponse.take(from: &bytes)
        #expect(refusal?.status == 503)
        #expect(refusal?["retry-after"].flatMap { Int($0) } != nil)
        let leaving = kept.removeLast()
        leaving.finish()
        #expect(try leaving.receiveAll().isEmpty)
        let next = try RawClient(port: port)
        #expect(try TestServer.exchange(next, TestServer.request("/")).status == 200)
      }
    }
  }

  @Test(
    "Shutting down finishes the answer in flight, closes idle connections, and refuses new ones")
  func drain() async throws {
    try await TestServer.with { server in
      let port = server.port
      let (idle, busy) = try await blocking {
        let idle = try RawClient(port: port)
        _ = try TestServer.exchange(idle, TestServer.request("/"))
        let busy = try RawClient(port: port)
        try busy.send(TestServer.request("/big.json"))
        _ = try busy.receive()
        return (idle, busy)
      }
      async let shutdown: Void = server.server.shutdown(grace: .seconds(30))
      let (idleCount, busyCount) = try await blocking {
        (try idle.receiveAll().count, try busy.receiveAll().count)
      }
      #expect(idleCount == 0)
      #expect(busyCount > TestServer.bigBody.count - 65_536)
      await shutdown
      await #expect(throws: RawClient.Failure.self) {
        _ = try await blocking { try RawClient(port: port) }
      }
      try await server.server.waitUntilClosed()
    }
  }

  @Test("What does not end within the grace time is cut off")
  func graceTime() async throws {
    try await TestServer.with { server in
      let port = server.port
      let stuck = try await blocking {
        let client = try RawClient(port: port)
        try client.send(TestServer.request("/big.json"))
        return client
      }
      await server.server.shutdown(grace: .milliseconds(10))
      let received = try await blocking {
        do { return try stuck.receiveAll().count } catch is RawClient.Failure { return 0 }
      }
      #expect(received < TestServer.bigBody.count)
    }
  }
}
