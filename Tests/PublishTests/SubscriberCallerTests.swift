import Curl
import FeedModel
import Synchronization
import Testing

@testable import Publish

@Suite("Calls to subscribers and webhooks")
struct SubscriberCallerTests {
  private let noon = CivilTime(year: 2026, month: 6, day: 1, hour: 12).instant()

  private final class Log: Sendable {
    private let requests = Mutex<[OutgoingRequest]>([])
    var last: OutgoingRequest? { requests.withLock { $0.last } }

    func sender(_ answer: IncomingResponse) -> Sender {
      { request in
        self.requests.withLock { $0.append(request) }
        return answer
      }
    }
  }

  private func confirmation(
    _ status: Int, _ body: String
  ) async throws -> SubscriberCaller.Confirmation {
    let caller = SubscriberCaller { _ in IncomingResponse(status: status, body: Array(body.utf8)) }
    return await caller.confirm(
      .subscribe, topic: "https://site.example/feed.atom",
      at: try #require(CallbackURL("https://reader.example/cb")), challenge: "c0ffee",
      leaseSeconds: 60)
  }

  @Test("Asks with mode, topic, challenge and lease")
  func asks() async throws {
    let log = Log()
    let caller = SubscriberCaller(send: log.sender(IncomingResponse(status: 200)))
    let callback = try #require(CallbackURL("https://reader.example/cb?id=1"))
    _ = await caller.confirm(
      .subscribe, topic: "https://site.example/feed.atom", at: callback, challenge: "c0ffee",
      leaseSeconds: 60)
    #expect(
      log.last?.url
        == "https://reader.example/cb?id=1&hub.mode=subscribe&hub.topic=https%3A%2F%2Fsite.example%2Ffeed.atom&hub.challenge=c0ffee&hub.lease_seconds=60"
    )
    #expect(log.last?.maxRedirects == 0)
    _ = await caller.deny("https://site.example/x", at: callback, because: "no room", now: noon)
    #expect(
      log.last?.url
        == "https://reader.example/cb?id=1&hub.mode=denied&hub.topic=https%3A%2F%2Fsite.example%2Fx&hub.reason=no+room"
    )
  }

  @Test("Only a 2xx whose whole body is the challenge confirms")
  func confirms() async throws {
    #expect(try await confirmation(200, "c0ffee") == .confirmed)
    #expect(try await confirmation(204, "c0ffee") == .confirmed)
    for (status, body) in [
      (200, "C0FFEE"), (200, "c0ffee\n"), (200, ""), (404, "c0ffee"), (302, "c0ffee"),
    ] {
      guard case .rejected = try await confirmation(status, body) else {
        Issue.record("\(status) \(body) does not confirm")
        continue
      }
    }
    guard case .unanswered = try await confirmation(503, "") else {
      Issue.record("503 is no word against it")
      return
    }
  }

  @Test(
    "A distribution has the topic's type, links to hub and topic, and a signature over its bytes")
  func distribution() async throws {
    for (secret, method, signature) in [
      (nil, .sha256, nil),
      ("a secret", .sha256, "SHA256"),
      ("a secret", .sha1, "SHA1"),
    ] as [(String?, SubscriberCaller.SignatureMethod, String?)] {
      let log = Log()
      let verdict = await SubscriberCaller(send: log.sender(IncomingResponse(status: 204)))
        .distribute(
          Array("<feed/>".utf8), mediaType: "application/atom+xml; charset=utf-8",
          topic: "https://site.example/feed.atom", hub: "https://site.example/hub",
          to: "https://reader.example/cb", secret: secret.map { Array($0.utf8) }, method: method,
          now: noon)
      #expect(verdict == .accepted)
      let request = try #require(log.last)
      #expect(request.method == "POST" && request.body == Array("<feed/>".utf8))
      let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
      #expect(headers["Content-Type"] == "application/atom+xml; charset=utf-8")
      #expect(
        headers["Link"]
          == "<https://site.example/hub>; rel=\"hub\", <https://site.example/feed.atom>; rel=\"self\""
      )
      let expected = signature.map { name in
        name == "SHA1"
          ? "sha1=e3d27fe25e2d9beb8789324ad951cefcd75b1e4c"
          : "sha256=c7f3f4dc5d88af77e23715848be4d9e72320ffbc6447e28d2ea9c8a878c08503"
      }
      #expect(headers["X-Hub-Signature"] == expected)
    }
  }

  @Test("410 ends a subscription, all else but 2xx is tried again")
  func verdicts() async throws {
    for (status, isEnd) in [(410, true), (404, false), (302, false), (500, false), (429, false)] {
      let caller = SubscriberCaller { _ in IncomingResponse(status: status) }
      let verdict = await caller.distribute(
        [], mediaType: "a/b", topic: "t", hub: "h", to: "https://reader.example/", secret: nil,
        method: .sha256, now: noon)
      switch verdict {
      case .ended: #expect(isEnd)
      case .retry: #expect(!isEnd)
      default: Issue.record("\(status) is \(verdict)")
      }
    }
  }

  @Test("A webhook is signed as the Standard Webhooks specification's example has it")
  func webhook() async throws {
    let hook = Webhook(
      url: "https://digest.example/in", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let request = hook.request(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: Array("{\"test\": 2432232314}".utf8),
      now: Instant(seconds: 1_614_265_330))
    let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
    #expect(headers["webhook-id"] == "msg_p5jXN8AQM9LWM0D4loKWxJek")
    #expect(headers["webhook-timestamp"] == "1614265330")
    #expect(headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    #expect(headers["Content-Type"] == "application/json")
    #expect(Webhook(url: "u", secret: "plain words").secret == Array("plain words".utf8))
    #expect(Webhook(url: "u", secret: nil).request(id: "a", body: [], now: noon).headers.count == 3)
  }

  @Test(
    "A webhook's event is tried again whatever is wrong, for a dropped one is lost; 410 ends it")
  func webhookVerdicts() async throws {
    for status in [301, 400, 401, 404, 429, 500, 503] {
      let caller = WebhookCaller { _ in IncomingResponse(status: status) }
      guard
        case .retry = await caller.tell(
          Webhook(url: "u", secret: nil), id: "a", body: [], now: noon)
      else {
        Issue.record("\(status) is tried again")
        continue
      }
    }
    let gone = WebhookCaller { _ in IncomingResponse(status: 410) }
    guard
      case .ended = await gone.tell(Webhook(url: "u", secret: nil), id: "a", body: [], now: noon)
    else {
      Issue.record("410 ends it")
      return
    }
  }
}
