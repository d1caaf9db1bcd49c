import Curl
import FeedModel
import Synchronization
import Testing

@testable import Publish

@Suite("The object store")
struct ObjectStoreTests {
  private let noon = CivilTime(year: 2026, month: 6, day: 1, hour: 12).instant()
  private let object = StoreObject(
    key: "stories/a b/index.html", mediaType: "text/html; charset=utf-8",
    cacheControl: "public, max-age=300", coding: "gzip", bytes: [1, 2, 3])

  private func store(
    _ endpoint: String = "https://store.example", usesPath: Bool = true,
    _ send: @escaping Sender
  ) -> ObjectStore {
    ObjectStore(
      endpoint: endpoint, bucket: "news", prefix: "site/", usesPath: usesPath,
      signer: SigV4(accessKey: "key", secretKey: "secret", region: "us-east-1"), send: send)
  }

  private func error(
    _ status: Int, _ body: String = "", _ headers: [OutgoingRequest.Header] = []
  ) async -> StoreError? {
    let store = store { _ in
      IncomingResponse(status: status, headers: headers, body: Array(body.utf8))
    }
    do throws(StoreError) {
      try await store.put(object, at: noon)
      return nil
    } catch {
      return error
    }
  }

  private func xml(_ code: String, _ more: String = "") -> String {
    "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>Words.</Message>\(more)</Error>"
  }

  @Test(
    "An object goes to its place with its type, coding and caching",
    arguments: [
      ("https://store.example", true, "https://store.example/news/site/stories/a%20b/index.html"),
      (
        "https://store.example:443/s3", true,
        "https://store.example/s3/news/site/stories/a%20b/index.html"
      ),
      (
        "http://store.example:9000", true,
        "http://store.example:9000/news/site/stories/a%20b/index.html"
      ),
      (
        "https://s3.eu-west-1.amazonaws.com", false,
        "https://news.s3.eu-west-1.amazonaws.com/site/stories/a%20b/index.html"
      ),
    ])
  func put(_ endpoint: String, _ usesPath: Bool, _ url: String) async throws {
    let sent = Mutex<OutgoingRequest?>(nil)
    let store = store(endpoint, usesPath: usesPath) { request in
      sent.withLock { $0 = request }
      return IncomingResponse(status: 200)
    }
    try await store.put(object, at: noon)
    let request = try #require(sent.withLock { $0 })
    #expect(request.method == "PUT" && request.url == url && request.body == [1, 2, 3])
    let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
    #expect(headers["content-type"] == "text/html; charset=utf-8")
    #expect(headers["content-encoding"] == "gzip")
    #expect(headers["cache-control"] == "public, max-age=300")
    #expect(headers["x-amz-content-sha256"]?.utf8.count == 64)
    #expect(
      headers["Authorization"]?.contains(
        "SignedHeaders=cache-control;content-encoding;content-type;host;x-amz-content-sha256;x-amz-date"
      ) == true)
    #expect(headers["host"] == nil)
  }

  @Test(
    "Every error says what to do",
    arguments: [
      (403, "AccessDenied", "s3:PutObject"), (403, "InvalidAccessKeyId", "keys"),
      (403, "SignatureDoesNotMatch", "upload.secret_key_file"),
      (404, "NoSuchBucket", "create the bucket news"),
      (503, "SlowDown", "upload.parallel"), (500, "InternalError", "tried again"),
      (403, "RequestTimeTooSkewed", "timedatectl"),
      (400, "AuthorizationHeaderMalformed", "upload.region"),
    ])
  func remedies(_ status: Int, _ code: String, _ remedy: String) async throws {
    let error = try #require(await error(status, xml(code)))
    #expect(error.code == code)
    #expect(error.message.contains("\(status) \(code)") && error.message.contains("Words."))
    #expect(error.message.contains(remedy) && error.message.contains("; "))
    #expect((error.kind == .passing) == (status >= 500))
  }

  @Test("A wrong clock is told by how much, from the answer's body or its date")
  func skew() async throws {
    let body = xml("RequestTimeTooSkewed", "<ServerTime>2026-06-01T12:20:00Z</ServerTime>")
    let slow = try #require(await error(403, body))
    #expect(slow.message.contains("this machine's clock is 1200 s behind the store's"))
    let fast = try #require(
      await error(
        403, xml("RequestTimeTooSkewed"), [.init("Date", "Mon, 01 Jun 2026 11:00:00 GMT")]))
    #expect(fast.message.contains("is 3600 s ahead of the store's"))
  }

  @Test("The right region is named where the store names it")
  func region() async throws {
    let stated = try #require(
      await error(400, xml("AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>")))
    #expect(stated.message.contains("set upload.region to eu-west-3"))
    let redirect = try #require(
      await error(301, "", [.init("x-amz-bucket-region", "eu-north-1")]))
    #expect(redirect.message.contains("set upload.region to eu-north-1"))
  }

  @Test("An answer without a body is read by its status, none at all is tried again")
  func bare() async throws {
    #expect(await error(404)?.code == "NoSuchBucket")
    #expect(await error(503, "", [.init("Retry-After", "7")])?.retryAfterSeconds == 7)
    let dead = store { _ throws(CurlError) in
      throw CurlError(reason: .notConnected, url: "", message: "why")
    }
    do throws(StoreError) {
      try await dead.put(object, at: noon)
      Issue.record("nobody answers")
    } catch {
      #expect(error.kind == .passing && error.message.contains("why"))
    }
  }

  @Test("What is deleted already is no error")
  func deletes() async throws {
    let store = store { _ in
      IncomingResponse(status: 404, body: Array("<Code>NoSuchKey</Code>".utf8))
    }
    try await store.delete("a", at: noon)
  }
}
