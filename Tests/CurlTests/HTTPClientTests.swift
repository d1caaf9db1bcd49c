import Glibc
import LoopbackHTTP
import Synchronization
import Testing

@testable import Curl

/// libcurl is readied once, whichever test comes first.
private let isStarted: Void = startCurl()

@Suite("HTTP client", .timeLimit(.minutes(1)))
struct HTTPClientTests {
  init() { _ = isStarted }

  private func reason(_ request: OutgoingRequest, by client: HTTPClient) async -> CurlError.Reason?
  {
    do throws(CurlError) {
      _ = try await client.send(request)
      return nil
    } catch {
      #expect(!error.message.isEmpty)
      return error.reason
    }
  }

  @Test("Gives status, header fields and body")
  func get() async throws {
    let server = try LoopbackServer { request in
      .text("404 Not Found", ["X-One: 1", "x-two:  2 "], request.line)
    }
    let response = try await HTTPClient().send(OutgoingRequest(url: server.url + "/a?b"))
    #expect(response.status == 404)
    #expect(!response.isSuccess)
    #expect(response.header("x-one") == "1")
    #expect(response.header("X-Two") == "2")
    #expect(response.header("x-three") == nil)
    #expect(response.body == Array("GET /a?b HTTP/1.1".utf8))
  }

  @Test(
    "Sends method, header fields and body as given, and nothing of its own",
    arguments: ["POST", "PUT"])
  func sends(_ method: String) async throws {
    let seen = Mutex<LoopbackServer.Request?>(nil)
    let server = try LoopbackServer { request in
      seen.withLock { $0 = request }
      return .text("202 Accepted")
    }
    let body = [UInt8](repeating: 7, count: 200_000)
    let headers: [OutgoingRequest.Header] = [.init("X-Hub", "a, b"), .init("X-Empty", "")]
    let response = try await HTTPClient().send(
      OutgoingRequest(method, url: server.url, headers: headers, body: body))
    #expect(response == IncomingResponse(status: 202, headers: response.headers))
    let request = try #require(seen.withLock { $0 })
    #expect(request.line == method + " / HTTP/1.1")
    #expect(request.body == body)
    #expect(request.headers["x-hub"] == "a, b")
    #expect(request.headers["x-empty"] == "")
    #expect(request.headers["content-type"] == nil)
    #expect(request.headers["expect"] == nil)
  }

  @Test("Sends an empty body and methods without one", arguments: ["POST", "DELETE", "HEAD"])
  func emptyBody(_ method: String) async throws {
    let server = try LoopbackServer { request in .text("200 OK", ["X-Line: " + request.line]) }
    let response = try await HTTPClient().send(OutgoingRequest(method, url: server.url))
    #expect(response.header("x-line") == method + " / HTTP/1.1")
  }

  @Test("Follows redirects only when asked")
  func redirects() async throws {
    let server = try LoopbackServer { request in
      request.line.contains("/from")
        ? .text("302 Found", ["Location: /to", "X-From: 1"]) : .text("200 OK", [], "there")
    }
    let client = try HTTPClient()
    let kept = try await client.send(OutgoingRequest(url: server.url + "/from"))
    #expect(kept.status == 302)
    let followed = try await client.send(
      OutgoingRequest(url: server.url + "/from", maxRedirects: 1))
    #expect(followed.body == Array("there".utf8))
    #expect(followed.header("x-from") == nil)
  }

  @Test("Never leaves HTTP, not even by a redirect")
  func protocols() async throws {
    let server = try LoopbackServer { _ in .text("302 Found", ["Location: file:///etc/hostname"]) }
    let client = try HTTPClient()
    for url in ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "", "::"] {
      #expect(await reason(OutgoingRequest(url: url), by: client) == .invalidRequest)
    }
    #expect(
      await reason(OutgoingRequest(url: server.url, maxRedirects: 3), by: client) == .invalidRequest
    )
  }

  @Test("Unpacks gzip, and limits what comes out of it")
  func gzip() async throws {
    let server = try LoopbackServer { request in
      request.headers["accept-encoding"] == "gzip"
        ? .bytes("200 OK", ["Content-Encoding: gzip"], gzippedLetters) : .text("406 Not Acceptable")
    }
    let client = try HTTPClient()
    let response = try await client.send(OutgoingRequest(url: server.url, maxResponseSize: 5_000))
    #expect(response.body == [UInt8](repeating: UInt8(ascii: "a"), count: 5_000))
    #expect(
      await reason(OutgoingRequest(url: server.url, maxResponseSize: 4_999), by: client)
        == .tooLarge)
  }

  @Test("Gives up after the timeout, and tells a closed port")
  func noAnswer() async throws {
    let server = try LoopbackServer { _ in .silence }
    let client = try HTTPClient()
    #expect(
      await reason(OutgoingRequest(url: server.url, timeout: .milliseconds(30)), by: client)
        == .timeout)
    let (socket, port) = try LoopbackServer.bindLoopback()
    #expect(
      await reason(OutgoingRequest(url: "http://127.0.0.1:\(port)/"), by: client) == .notConnected)
    close(socket)
  }

  @Test("Ends a transfer whose task is cancelled, before or while it runs")
  func cancelled() async throws {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let server = try LoopbackServer { _ in
      arrived.yield()
      return .silence
    }
    let client = try HTTPClient()
    let task = Task { await reason(OutgoingRequest(url: server.url), by: client) }
    for await _ in arrivals { break }
    task.cancel()
    #expect(await task.value == .cancelled)
    let early = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await reason(OutgoingRequest(url: server.url), by: client)
    }
    #expect(await early.value == .cancelled)
  }

  @Test(
    "Refuses addresses that are not public when asked, however they are written",
    arguments: [
      "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.1", "127.1", "[::1]",
      "[::ffff:127.0.0.1]", "[::127.0.0.1]", "0.0.0.0", "169.254.169.254", "10.0.0.1", "[fe80::1]",
    ])
  func privateAddresses(_ host: String) async throws {
    let server = try LoopbackServer { _ in .text("200 OK") }
    let client = try HTTPClient(addresses: .publicOnly())
    let request = OutgoingRequest(url: "http://\(host):\(server.port)/", usesProxyEnvironment: true)
    #expect(await reason(request, by: client) == .refusedAddress)
    #expect(server.connections == 0)
  }

  @Test("Reaches a private network that is allowed, and no other")
  func allowedNetworks() async throws {
    let server = try LoopbackServer(reach: .allVersion4) { _ in .text("200 OK") }
    let client = try HTTPClient(
      addresses: .publicOnly { $0.suffix(4).starts(with: [127, 9]) })
    for (host, expected) in [
      ("127.9.1.2", nil), ("[::ffff:127.9.1.2]", nil), ("127.8.1.2", .refusedAddress),
      ("localhost", .refusedAddress),
    ] as [(String, CurlError.Reason?)] {
      let request = OutgoingRequest(url: "http://\(host):\(server.port)/")
      #expect(await reason(request, by: client) == expected, "\(host)")
    }
  }

  @Test("Refuses header fields that would break the request")
  func headerInjection() async throws {
    let client = try HTTPClient()
    for header in [("X", "a\r\nY: b"), ("X\r\nY", "a"), ("X Y", "a"), ("", "a"), ("X", "a\0")] {
      let request = OutgoingRequest(
        url: "http://127.0.0.1:1/", headers: [.init(header.0, header.1)])
      #expect(await reason(request, by: client) == .invalidRequest)
    }
    for (method, url) in [
      ("get", "http://a/"), ("GET\r\n", "http://a/"), ("GET", "http://a/\r\nX: y"),
    ] {
      #expect(await reason(OutgoingRequest(method, url: url), by: client) == .invalidRequest)
    }
  }

  @Test("Obeys the proxy of the environment only when asked")
  func proxies() async throws {
    let server = try LoopbackServer { _ in .text("200 OK") }
    let (socket, port) = try LoopbackServer.bindLoopback()
    defer { close(socket) }
    setenv("http_proxy", "http://127.0.0.1:\(port)", 1)
    defer { unsetenv("http_proxy") }
    let client = try HTTPClient()
    #expect(await reason(OutgoingRequest(url: server.url), by: client) == nil)
    let proxied = OutgoingRequest(url: server.url, usesProxyEnvironment: true)
    #expect(await reason(proxied, by: client) == .notConnected)
  }

  @Test("Sends many at once, but no more than allowed")
  func many() async throws {
    let handled = Mutex((now: 0, most: 0))
    let server = try LoopbackServer { _ in
      handled.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      sched_yield()
      handled.withLock { $0.now -= 1 }
      return .text("200 OK", [], "x")
    }
    let client = try HTTPClient(maxTransfers: 4, maxPerHost: 4)
    let answered = await withTaskGroup(of: Int.self) { group in
      for index in 0..<200 {
        group.addTask {
          await reason(OutgoingRequest(url: server.url + "/\(index)"), by: client) == nil ? 1 : 0
        }
      }
      return await group.reduce(0, +)
    }
    #expect(answered == 200)
    #expect(handled.withLock { (1...4).contains($0.most) })
  }

  @Test("Refuses more than may wait, and ends all when stopped")
  func busyAndStopped() async throws {
    let server = try LoopbackServer { _ in .silence }
    let client = try HTTPClient(maxTransfers: 1, maxWaiting: 1)
    let reasons = await withTaskGroup(of: CurlError.Reason?.self) { group in
      for _ in 0..<3 {
        group.addTask { await reason(OutgoingRequest(url: server.url), by: client) }
      }
      var reasons: [CurlError.Reason?] = []
      for await reason in group {
        reasons.append(reason)
        client.stop()
      }
      return reasons
    }
    #expect(reasons == [.busy, .stopped, .stopped])
    #expect(await reason(OutgoingRequest(url: server.url), by: client) == .stopped)
  }
}

@Suite("Public addresses")
struct AddressRuleTests {
  @Test(
    "Knows what is not of the public internet",
    arguments: [
      ("8.8.8.8", true), ("1.0.0.1", true), ("172.32.0.1", true), ("100.128.0.1", true),
      ("192.0.1.1", true),
      ("0.1.2.3", false), ("10.1.2.3", false), ("100.64.0.1", false), ("127.255.0.1", false),
      ("169.254.169.254", false), ("172.16.0.1", false), ("172.31.255.255", false),
      ("192.168.1.1", false),
      ("192.0.2.1", false), ("198.18.0.1", false), ("198.51.100.1", false), ("203.0.113.9", false),
      ("224.0.0.1", false), ("240.0.0.1", false), ("255.255.255.255", false),
    ])
  func version4(_ text: String, _ expected: Bool) {
    var address = in_addr()
    #expect(inet_pton(AF_INET, text, &address) == 1)
    #expect(isPublicAddress(withUnsafeBytes(of: address) { Array($0) }) == expected)
  }

  @Test(
    "Judges an IPv4 address inside an IPv6 one by itself",
    arguments: [
      ("2606:4700::1111", true), ("2a00:1450::1", true), ("::ffff:8.8.8.8", true),
      ("64:ff9b::8.8.8.8", true),
      ("2002:0808:0808::1", true), ("::", false), ("::1", false), ("::ffff:127.0.0.1", false),
      ("::ffff:169.254.169.254", false), ("::8.8.8.8", false), ("64:ff9b::10.0.0.1", false),
      ("64:ff9b:1::8.8.8.8", false), ("2002:7f00:1::1", false), ("2002:a9fe:a9fe::", false),
      ("2001::1", false),
      ("2001:db8::1", false), ("3fff::1", false), ("fc00::1", false), ("fd00:ec2::254", false),
      ("fe80::1", false), ("fec0::1", false), ("ff02::1", false), ("100::1", false),
    ])
  func version6(_ text: String, _ expected: Bool) {
    var address = in6_addr()
    #expect(inet_pton(AF_INET6, text, &address) == 1)
    #expect(isPublicAddress(withUnsafeBytes(of: address) { Array($0) }) == expected)
  }

  @Test("Refuses what is no address")
  func other() {
    #expect(!isPublicAddress([]))
    #expect(!isPublicAddress([8, 8, 8]))
  }
}

/// 5,000 times the letter a, by gzip.
private let gzippedLetters: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x31, 0x01, 0x00, 0x00,
  0x00, 0xC2, 0xA0, 0xAC, 0xEB, 0x5F, 0xC2, 0x14, 0x7E, 0x40, 0x01, 0x00, 0x00, 0x00, 0x00, 0x6F,
  0x03, 0x76, 0x59, 0xF4, 0x4C, 0x88, 0x13, 0x00, 0x00,
]
