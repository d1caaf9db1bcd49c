import FeedModel
import NIOCore
import Testing

@testable import Serve

@Suite struct RecentAnswerTests {
  private static func request(_ target: String, _ fields: String...) throws -> RequestHead {
    try RequestParser.head(
      of: Array(TestServer.request(target, fields).utf8), limits: ServeLimits())
  }

  private static let answer = Responder.Answer(status: .ok, feed: "feed.atom")
  private static let head = ByteBuffer(string: "HTTP/1.1 200 OK\r\n")
  private static let moment = RecentAnswers.Moment(version: 1, second: 1)

  private static func finds(
    _ answers: RecentAnswers, _ request: RequestHead, more: String = "",
    at moment: RecentAnswers.Moment = moment
  ) -> Bool {
    (request.bytes + more.utf8).withUnsafeBytes { answers.find($0, at: moment) } != nil
  }

  @Test("An answer is kept for the same bytes, in the same second and the same state of the table")
  func moments() throws {
    let answers = RecentAnswers()
    let request = try Self.request("/feed.atom")
    #expect(!Self.finds(answers, request))
    answers.keep(Self.answer, Self.head, to: request, at: Self.moment)
    #expect(Self.finds(answers, request))
    #expect(Self.finds(answers, request, more: "GET /"))
    #expect(!Self.finds(answers, try Self.request("/feed.atom", "Accept-Encoding: gzip")))
    #expect(!Self.finds(answers, request, at: RecentAnswers.Moment(version: 1, second: 2)))
    #expect(!Self.finds(answers, request, at: RecentAnswers.Moment(version: 2, second: 1)))
  }

  @Test("Few answers are kept, and only to short requests for feeds that end with their heads")
  func bounds() throws {
    let answers = RecentAnswers()
    let none = Responder.Answer(status: .ok)
    answers.keep(none, Self.head, to: try Self.request("/healthz"), at: Self.moment)
    #expect(!Self.finds(answers, try Self.request("/healthz")))
    for fields in ["Content-Length: 3", "X: " + String(repeating: "x", count: 1024)] {
      let request = try Self.request("/feed.atom", fields)
      answers.keep(Self.answer, Self.head, to: request, at: Self.moment)
      #expect(!Self.finds(answers, request))
    }
    let requests = try (0..<40).map { try Self.request("/feed.atom?\($0)") }
    for request in requests { answers.keep(Self.answer, Self.head, to: request, at: Self.moment) }
    #expect(requests.count { Self.finds(answers, $0) } == 32)
  }

  @Test("A request that comes again is answered as before, counted, and told at once what changed")
  func again() async throws {
    try await TestServer.with { server in
      let client = try RawClient(port: server.port)
      let request = TestServer.request("/feed.atom", ["User-Agent: Plover/1"])
      let answers = try await blocking {
        try (0..<5).map { _ in try TestServer.exchange(client, request) }
      }
      #expect(answers.allSatisfy { $0.status == 200 && $0.body == TestServer.feed })
      #expect(answers.allSatisfy { $0.fields.map(\.name) == answers[0].fields.map(\.name) })
      let newer = Array("<feed>lanterns out</feed>".utf8)
      server.table.apply(
        Publication(written: [
          PublishedDocument(
            path: "feed.atom", mediaType: "application/atom+xml", etag: "\"2\"",
            modified: TestServer.modified,
            resident: FeedDocument(
              path: "feed.atom", mediaType: "application/atom+xml", identity: newer, etag: "\"2\""))
        ]))
      let changed = try await blocking { try TestServer.exchange(client, request) }
      #expect(changed["etag"] == "\"2\"")
      #expect(changed.body == newer)
      let last = try await server.get("/feed.atom", "User-Agent: Plover/1", "Connection: close")
      let again = try await server.get("/feed.atom", "User-Agent: Plover/1", "Connection: close")
      #expect([last, again].allSatisfy { $0["connection"] == "close" && $0.body == newer })
      let readers = server.server.traffic.readers(at: TestServer.modified)
      #expect(readers.first { $0.program == "Plover/1" }?.requests == 8)
    }
  }

  @Test("The content of a request that comes again is read again")
  func content() async throws {
    try await TestServer.with { server in
      let request = TestServer.request("/feed.atom", ["Content-Length: 4"]) + "GET "
      let end = TestServer.request("/feed.atom", ["Connection: close"])
      let bytes = try await blocking {
        let client = try RawClient(port: server.port)
        try client.send(request + request + end)
        return try client.receiveAll()
      }
      let answers = try RawResponse.all(in: bytes, isHead: false)
      #expect(answers.map(\.status) == [200, 200, 200])
    }
  }
}
