import FeedModel
import Serve
import Testing

/// Every conditional field of RFC 9110 in combination with every other, held against a model of its §13.2.2.
@Suite struct CombinationTests {
  /// A field's value, and whether its condition holds; nil for none to be held.
  struct Field {
    var text: String?
    var holds: Bool?

    static let none = Field()

    init(_ text: String? = nil, _ holds: Bool? = nil) {
      self.text = text
      self.holds = holds
    }
  }

  /// A Range and an If-Range field; `counts` is whether the If-Range lets the range through.
  struct Part {
    var range: String?
    var ifRange: String?
    var counts = true
  }

  /// One document in one coding.
  struct Target {
    var path: String
    var coding: ContentCoding
    var body: [UInt8]
    var method = "GET"

    var tag: String { coding.etag(TestServer.etag) }
    /// The tag of a coding that this is not.
    var otherTag: String {
      (coding == .identity ? ContentCoding.gzip : .identity).etag(TestServer.etag)
    }
  }

  private static let (earlier, same, later) = (
    "Fri, 02 Jan 2026 03:04:04 GMT", TestServer.lastModified, "Fri, 02 Jan 2026 03:04:06 GMT"
  )

  private static func ifMatch(_ target: Target) -> [Field] {
    [
      .none, Field("*", true), Field("\"x\", \(target.tag)", true),
      Field("W/\(target.tag)", false), Field(target.otherTag, false), Field("\"x\"", false),
    ]
  }

  private static let ifUnmodifiedSince = [
    Field.none, Field(same, true), Field(earlier, false), Field(later, true), Field("never"),
  ]

  private static func ifNoneMatch(_ target: Target) -> [Field] {
    [
      .none, Field("*", false), Field(target.tag, false), Field("\"x\",W/\(target.tag)", false),
      // A suffixed tag of the unencoded document is one that a compressing proxy made of its own.
      Field(target.otherTag, target.coding != .identity), Field("\"x\"", true),
    ]
  }

  private static let ifModifiedSince = [
    Field.none, Field(same, false), Field(earlier, true), Field(later, true), Field("always"),
  ]

  private static func parts(_ target: Target) -> [Part] {
    [
      Part(), Part(range: "bytes=2-4"), Part(range: "bytes=2-4", ifRange: target.tag),
      Part(range: "bytes=2-4", ifRange: "W/\(target.tag)", counts: false),
      Part(range: "bytes=2-4", ifRange: target.otherTag, counts: false),
      Part(range: "bytes=2-4", ifRange: same),
      Part(range: "bytes=2-4", ifRange: later, counts: false),
      Part(range: "bytes=9999999-"), Part(range: "bytes=9999999-", ifRange: "\"x\"", counts: false),
    ]
  }

  /// What RFC 9110 §13.2.2 has answered.
  static func status(
    _ target: Target, _ ifMatch: Field, _ ifUnmodifiedSince: Field, _ ifNoneMatch: Field,
    _ ifModifiedSince: Field, _ part: Part
  ) -> Int {
    if let holds = ifMatch.text == nil ? ifUnmodifiedSince.holds : ifMatch.holds, !holds {
      return 412
    }
    if ifNoneMatch.text != nil {
      if ifNoneMatch.holds == false { return 304 }
    } else if ifModifiedSince.holds == false {
      return 304
    }
    guard target.method == "GET", let range = part.range, part.counts else { return 200 }
    return range == "bytes=2-4" ? 206 : 416
  }

  @Test("Every combination of conditions, ranges and codings is answered as §13.2.2 orders them")
  func everything() async throws {
    try await TestServer.with { server in
      try server.write("pier.html", Array("a pier in the fog".utf8))
      try server.write("pier.html.gz", Array("gzip of the pier".utf8))
      server.table.apply(
        Publication(written: [
          PublishedDocument(
            path: "pier.html", mediaType: "text/html", etag: TestServer.etag,
            modified: TestServer.modified)
        ]))
      let feeds = [
        Target(path: "/feed.atom", coding: .identity, body: TestServer.feed),
        Target(path: "/feed.atom", coding: .gzip, body: TestServer.feedGzip),
        Target(path: "/feed.atom", coding: .brotli, body: TestServer.feedBrotli),
      ]
      let files = [
        Target(path: "/pier.html", coding: .identity, body: Array("a pier in the fog".utf8)),
        Target(path: "/pier.html", coding: .gzip, body: Array("gzip of the pier".utf8)),
      ]
      let heads = (feeds + files).map { target in
        var target = target
        target.method = "HEAD"
        return target
      }
      var count = 0
      for target in feeds { count += try await Self.ask(server, target, step: 1) }
      // The answer to a condition does not hang on where the document is kept: every fifth will do.
      for target in files + heads { count += try await Self.ask(server, target, step: 5) }
      #expect(count > 30_000)
    }
  }

  /// Asks for `target` under every `step`th combination; how many there were.
  private static func ask(_ server: TestServer, _ target: Target, step: Int) async throws -> Int {
    var count = 0
    for ifMatch in ifMatch(target) {
      for ifUnmodifiedSince in ifUnmodifiedSince {
        var requests = ""
        var expected: [(status: Int, request: String)] = []
        for ifNoneMatch in ifNoneMatch(target) {
          for ifModifiedSince in ifModifiedSince {
            for part in parts(target) {
              count += 1
              guard count % step == 0 else { continue }
              let fields = [
                ("If-Match", ifMatch.text), ("If-Unmodified-Since", ifUnmodifiedSince.text),
                ("If-None-Match", ifNoneMatch.text), ("If-Modified-Since", ifModifiedSince.text),
                ("Range", part.range), ("If-Range", part.ifRange),
                ("Accept-Encoding", target.coding.rawValue),
              ].compactMap { name, value in value.map { "\(name): \($0)" } }
              let request = TestServer.request(target.path, fields, method: target.method)
              requests += request
              expected.append(
                (
                  status(target, ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince, part),
                  request
                ))
            }
          }
        }
        try await compare(server, target, requests, expected)
      }
    }
    return count
  }

  /// Sends `requests` on one connection and holds the answers against what is expected of each.
  private static func compare(
    _ server: TestServer, _ target: Target, _ requests: String,
    _ expected: [(status: Int, request: String)]
  ) async throws {
    let port = server.port
    let answers = try await blocking {
      let client = try RawClient(port: port)
      try client.send(requests)
      client.finish()
      return try RawResponse.all(in: try client.receiveAll(), isHead: target.method == "HEAD")
    }
    #expect(answers.count == expected.count)
    for (answer, (status, request)) in zip(answers, expected) {
      guard answer.status == status else {
        Issue.record("\(answer.status) instead of \(status) for \(request)")
        continue
      }
      if let fault = fault(of: answer, target) { Issue.record("\(fault) in answer to \(request)") }
    }
  }

  /// What is wrong with the fields and the content of an answer whose status is right.
  private static func fault(of answer: RawResponse, _ target: Target) -> String? {
    if answer["vary"]?.hasPrefix("Accept-Encoding") != true { return "no Vary" }
    if answer["date"] == nil { return "no Date" }
    let hasContent = target.method == "GET" && answer.status != 304
    if answer.status != 304, hasContent, answer["content-length"] != "\(answer.body.count)" {
      return "a wrong length"
    }
    switch answer.status {
    case 200, 206, 304:
      if answer["etag"] != target.tag { return "another tag" }
      if answer["last-modified"] != same { return "another time" }
      if answer["cache-control"]?.hasPrefix("public, max-age=") != true { return "no lifetime" }
      let coding = target.coding == .identity ? nil : target.coding.rawValue
      if answer.status != 304, answer["content-encoding"] != coding { return "another coding" }
    case 416: if answer["content-range"] != "bytes */\(target.body.count)" { return "no range" }
    default: if answer["etag"] != nil { return "a tag of an error" }
    }
    guard hasContent else { return answer.body.isEmpty ? nil : "content" }
    if answer.status == 206, answer.body != Array(target.body[2...4]) { return "another part" }
    if answer.status == 200, answer.body != target.body { return "other content" }
    return nil
  }
}
