import FeedModel
import Glibc
import Testing

@testable import Serve

@Suite struct TrafficTests {
  private static func poll(
    _ client: String, at seconds: Int64, isConditional: Bool = false, status: Status = .ok,
    agent: String = "Limpet/1.0", feed: String = "feed.atom"
  ) throws -> Poll {
    let fields = ["User-Agent: \(agent)"] + (isConditional ? ["If-None-Match: \"x\""] : [])
    let head = try RequestParser.head(
      of: Array(TestServer.request("/" + feed, fields).utf8), limits: ServeLimits())
    return Poll(
      head, feed: feed, status: status, client: ClientAddress(client),
      time: Instant(seconds: 1_700_000_000 + seconds))
  }

  private static func worst(_ report: inout PollerReport, at seconds: Int64) -> [BadPoller] {
    report.worst(20, maxAge: 300, at: Instant(seconds: 1_700_000_000 + seconds))
  }

  @Test(
    "Who fetches whole feeds again and again, or much too often, is named; who polls well is not")
  func badPollers() throws {
    var report = PollerReport()
    for hour in 0..<12 {
      let at = Int64(hour * 3600)
      report.note(try Self.poll("192.0.2.1", at: at))
      report.note(try Self.poll("192.0.2.2", at: at, isConditional: true, status: .notModified))
    }
    for minute in 0..<12 {
      let at = Int64(43_000 + minute * 60)
      report.note(try Self.poll("192.0.2.3", at: at, isConditional: true, status: .notModified))
    }
    for _ in 0..<5 { report.note(try Self.poll("192.0.2.4", at: 100)) }
    let worst = Self.worst(&report, at: 44_000)
    #expect(worst.map(\.client) == ["192.0.2.1", "192.0.2.3"])
    #expect(worst.first?.interval == 3600)
    #expect(worst.first?.unconditional == 12)
    #expect(worst.last?.interval == 60)
    #expect(worst.last?.json.text.contains(#""client":"192.0.2.3","program":"Limpet/1.0""#) == true)
  }

  @Test("Nothing of a client is kept for longer than a day, however long it goes on polling")
  func forgets() throws {
    var report = PollerReport()
    for minute in 0..<2000 { report.note(try Self.poll("192.0.2.1", at: Int64(minute * 60))) }
    let since = Self.worst(&report, at: 2000 * 60).first?.since.seconds
    #expect(try #require(since) >= 1_700_000_000 + 2000 * 60 - PollerReport.lifetime)
    #expect(Self.worst(&report, at: 2000 * 60 + PollerReport.lifetime).isEmpty)
    #expect(report.count == 0)
  }

  @Test("The watch over clients is bounded")
  func bounded() throws {
    var report = PollerReport()
    for number in 0..<10_100 {
      report.note(
        try Self.poll("10.\(number / 250 % 250).\(number / 62_500).\(number % 250)", at: 1))
    }
    #expect(report.count == 10_000)
  }

  @Test("Subscribers that a service has not stated for a week don't count any more")
  func staleSubscribers() throws {
    var report = ReaderReport()
    let agent = "Gannet/2.1 (41 subscribers)"
    report.note(try Self.poll("192.0.2.1", at: 0, agent: agent))
    report.note(try Self.poll("192.0.2.1", at: 500_000, agent: agent, feed: "feed.rss"))
    func subscribers(_ seconds: Int64) -> Int? {
      report.entries(at: Instant(seconds: 1_700_000_000 + seconds)).first?.subscribers
    }
    #expect(subscribers(600_000) == 82)
    #expect(subscribers(700_000) == 41)
    #expect(subscribers(2_000_000) == 0)
  }

  @Test("Answers, bytes, connections and readers are counted, for status and for Prometheus")
  func counts() async throws {
    try await TestServer.with { server in
      _ = try await server.get("/feed.atom", "User-Agent: Gannet\"\\/2 41 subscribers")
      _ = try await server.get("/nothing")
      _ = try await server.ask("BAD\r\n\r\n")
      let traffic = server.server.traffic
      let lines = traffic.metrics
      for line in [
        #"wireroom_http_responses_total{code="200"} 1"#,
        #"wireroom_http_responses_total{code="404"} 1"#,
        #"wireroom_http_responses_total{code="400"} 1"#,
        #"wireroom_reader_requests_total{program="Gannet\\x22\\x5c/2"} 1"#,
        #"wireroom_reader_subscribers{program="Gannet\\x22\\x5c/2"} 41"#,
        "wireroom_http_connections_refused_total 0",
      ] { #expect(lines.contains(line), "\(line)") }
      let types = lines.filter { $0.hasPrefix("# TYPE ") }
      #expect(types.count == lines.filter { $0.hasPrefix("# HELP ") }.count)
      let status = JSON.object(traffic.json(maxAge: .seconds(300))).text
      #expect(status.contains(#""answers":{"200":1,"400":1,"404":1}"#))
      #expect(status.contains(#""bad_pollers":[]"#))
      #expect(!status.contains("127.0.0.1"), "who polls well is not named")
    }
  }

  @Test("A log that nobody reads loses lines and counts them, and holds nobody up")
  func stalledLog() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let writer = LineWriter(descriptor: ends[1], capacity: 1000)
    // More than a pipe holds and the writer keeps.
    for number in 0..<200_000 { writer.write("line \(number)") }
    #expect(writer.dropped > 0)
    // The reader comes back.
    var first = [UInt8](repeating: 0, count: 7)
    #expect(read(ends[0], &first, 7) == 7)
    #expect(String(decoding: first, as: UTF8.self) == "line 0\n")
    close(ends[0])
    writer.finish()
    close(ends[1])
  }
}
