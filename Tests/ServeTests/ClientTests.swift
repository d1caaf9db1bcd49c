import FeedModel
import Synchronization
import Testing

@testable import Serve

@Suite struct ClientTests {
  private static let proxied: @Sendable (inout ServeOptions) -> Void = { options in
    options.trustedProxies = ["127.0.0.1"].compactMap(IPNetwork.init)
    options.limits.clientRate = 1
    options.limits.clientBurst = 3
  }

  @Test(
    "Who asks too much is told 429 with whole seconds to wait, but a matching condition is always answered"
  )
  func limit() async throws {
    try await TestServer.with(hooks: ServeHooks(), Self.proxied) { server in
      let (one, two) = ("X-Forwarded-For: 192.0.2.7", "X-Forwarded-For: 192.0.2.8")
      // On a slow machine its share grows while it asks.
      var answers: [RawResponse] = []
      while answers.last?.status != 429, answers.count < 100 {
        answers.append(try await server.get("/feed.atom", one))
      }
      #expect(answers.prefix(3).map(\.status) == [200, 200, 200])
      let refusal = try #require(answers.last)
      #expect(refusal.status == 429)
      #expect(try #require(refusal["retry-after"].flatMap { Int($0) }) >= 1)
      #expect(refusal["cache-control"] == "no-store")
      let polite = try await server.get("/feed.atom", one, "If-None-Match: \(TestServer.etag)")
      #expect(polite.status == 304)
      #expect(try await server.get("/feed.atom", two).status == 200, "each client has its own")
      #expect(try await server.get("/feed.atom").status == 200, "this machine has no limit")
    }
  }

  @Test("Only a trusted proxy's word on the client counts, and only its last")
  func forwarding() throws {
    let peer = try #require(ClientAddress("10.0.0.1"))
    func head(_ forwarded: String) throws -> RequestHead {
      try RequestParser.head(
        of: Array(TestServer.request("/", ["X-Forwarded-For: \(forwarded)"]).utf8),
        limits: ServeLimits())
    }
    let proxies = ["10.0.0.0/30"].compactMap(IPNetwork.init)
    let rows = [
      ("192.0.2.1", "192.0.2.1"), ("198.51.100.9, 192.0.2.1", "192.0.2.1"),
      ("192.0.2.1, 10.0.0.2", "192.0.2.1"), ("nonsense", "10.0.0.1"), ("10.0.0.2", "10.0.0.1"),
      ("2001:db8::7", "2001:db8::7"), ("192.0.2.1, nonsense", "10.0.0.1"),
      ("192.0.2.1:4711", "192.0.2.1"), ("[2001:db8::7]:4711", "2001:db8::7"),
      ("192.0.2.1, 10.0.0.4", "10.0.0.4"), ("", "10.0.0.1"),
    ]
    for (forwarded, client) in rows {
      #expect(peer.client(of: try head(forwarded), trusting: proxies).text == client)
      #expect(peer.client(of: try head(forwarded), trusting: []).text == "10.0.0.1")
    }
  }

  @Test("One client is one IPv4 address, mapped or not, or one IPv6 /64")
  func keys() throws {
    func key(_ text: String) throws -> UInt64 { try #require(ClientAddress(text)).key }
    #expect(try key("192.0.2.1") == key("::ffff:192.0.2.1"))
    #expect(try key("192.0.2.1") != key("192.0.2.2"))
    #expect(try key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9"))
    #expect(try key("2001:db8:1:2::1") != key("2001:db8:1:3::1"))
    #expect(ClientAddress("192.0.2") == nil)
    #expect(ClientAddress("") == nil)
    for text in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
      #expect(ClientAddress(text)?.isLoopback == true)
    }
    #expect(ClientAddress("::2")?.isLoopback == false)
  }

  @Test("A bucket fills again with time and forgets its client then")
  func buckets() throws {
    let buckets = try #require(ClientBuckets(perSecond: 2, burst: 2))
    let second: Int64 = 1_000_000_000
    var now = 10 * second
    for _ in 0..<3 { buckets.charge(1, .full, now: now) }
    #expect(buckets.wait(1, now: now) == 1)
    #expect(buckets.wait(2, now: now) == nil)
    now += second
    #expect(buckets.wait(1, now: now) == nil)
    for _ in 0..<60 { buckets.charge(3, .notModified, now: now) }
    #expect(buckets.wait(3, now: now) == 1, "sixty polls cost what three full answers do")
    #expect(ClientBuckets(perSecond: 0, burst: 2) == nil)
  }

  @Test("Metrics are not told through a proxy on this machine")
  func proxiedMetrics() async throws {
    try await TestServer.with(hooks: ServeHooks(metrics: { "tides 1\n" })) { server in
      let direct = try await server.get("/metrics")
      #expect(direct.status == 200)
      for field in ["X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7", "Via: 1.1 a"] {
        #expect(try await server.get("/metrics", field).status == 404)
      }
    }
  }

  @Test("The access log has a line for every answer, with nothing in it that could break a line")
  func accessLog() async throws {
    for form in [AccessLog.common, .json] {
      let lines = Mutex<[String]>([])
      let hooks = ServeHooks(access: { line in lines.withLock { $0.append(line) } })
      try await TestServer.with(hooks: hooks, { $0.accessLog = form }) { server in
        _ = try await server.get("/feed.atom", "User-Agent: Gull\"\\ 1.0", "Referer: http://a/")
        _ = try await server.ask("BAD\r\n\r\n")
      }
      let seen = lines.withLock { $0 }
      #expect(seen.count == 2)
      let (first, last) = (seen.first ?? "", seen.last ?? "")
      switch form {
      case .common:
        #expect(first.hasPrefix("127.0.0.1 - - ["))
        #expect(first.hasSuffix(" +0000] \"GET /feed.atom HTTP/1.1\" 200 38"))
        #expect(last.contains("] \"-\" 400 "))
      default:
        #expect(first.contains(#""method":"GET","target":"/feed.atom","status":200,"bytes":38"#))
        #expect(first.contains(#""user_agent":"Gull\\x22\\x5c 1.0","referer":"http://a/""#))
        #expect(last.contains(#""status":400"#))
      }
    }
  }
}
