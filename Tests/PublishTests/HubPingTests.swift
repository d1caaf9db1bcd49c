import Curl
import FeedModel
import Synchronization
import Testing

@testable import Publish

@Suite("Hub pings")
struct HubPingTests {
  let ping = HubPing(hub: "https://hub.example.org/", topic: "https://example.org/a b?c=d&e=ü")
  let noon = CivilTime(year: 2026, month: 6, day: 1, hour: 12).instant()

  @Test("A ping is a form with mode, url and topic")
  func request() {
    let request = ping.request
    #expect(request.method == "POST")
    #expect(request.url == ping.hub)
    #expect(request.headers == [.init("Content-Type", "application/x-www-form-urlencoded")])
    let topic = "https%3A%2F%2Fexample.org%2Fa+b%3Fc%3Dd%26e%3D%C3%BC"
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "hub.mode=publish&hub.url=\(topic)&hub.topic=\(topic)")
    #expect(request.maxRedirects == 0)
  }

  private func verdict(_ status: Int, _ headers: [OutgoingRequest.Header] = []) async
    -> DeliveryVerdict
  {
    let pinger = HubPinger { _ in IncomingResponse(status: status, headers: headers) }
    return await pinger.ping(ping, now: noon)
  }

  @Test("Any 2xx accepts it", arguments: [200, 202, 204, 299])
  func accepted(_ status: Int) async {
    #expect(await verdict(status) == .accepted)
  }

  @Test("Passing troubles are tried again", arguments: [408, 425, 429, 500, 502, 503, 504])
  func retried(_ status: Int) async {
    #expect(
      await verdict(status) == .retry(reason: "the hub answered \(status)", notBeforeSeconds: nil))
    #expect(
      await verdict(status, [.init("Retry-After", "120")])
        == .retry(reason: "the hub answered \(status)", notBeforeSeconds: 120))
  }

  @Test(
    "What will never work is dropped, with what to do", arguments: [301, 308, 400, 403, 404, 410])
  func refused(_ status: Int) async {
    let verdict = await verdict(status, [.init("Location", "https://new.example/")])
    let reason: String
    switch verdict {
    case .refused(let why), .ended(let why): reason = why
    default:
      Issue.record("\(status) is final")
      return
    }
    #expect((verdict == .ended(reason: reason)) == (status == 410))
    #expect(reason.contains("\(status)") && reason.contains(";"))
    #expect(reason.contains("https://new.example/") == (status < 400))
  }

  @Test("No answer is tried again, a wrong address is not")
  func noAnswer() async {
    for reason in [CurlError.Reason.timeout, .notConnected, .notResolved, .tls, .failed, .stopped] {
      let pinger = HubPinger { _ throws(CurlError) in
        throw CurlError(reason: reason, url: "", message: "why")
      }
      #expect(
        await pinger.ping(ping, now: noon)
          == .retry(reason: "the hub gave no answer (why)", notBeforeSeconds: nil))
    }
    for reason in [CurlError.Reason.invalidRequest, .refusedAddress] {
      let pinger = HubPinger { _ throws(CurlError) in
        throw CurlError(reason: reason, url: "", message: "why")
      }
      guard case .refused = await pinger.ping(ping, now: noon) else {
        Issue.record("\(reason) is final")
        continue
      }
    }
  }

  @Test(
    "Reads Retry-After as seconds or date, at most a day",
    arguments: [
      ("0", 0), ("90", 90), ("100000", 86_400), ("99999999999999999999", 86_400),
      ("Mon, 01 Jun 2026 12:02:00 GMT", 120), ("Mon, 01 Jun 2026 11:00:00 GMT", 0),
      ("Mon, 01 Jun 2027 12:00:00 GMT", 86_400), ("", nil), ("-5", nil), ("soon", nil),
      ("1.5", nil),
      ("Mon, 31 Feb 2026 12:00:00 GMT", nil), ("Mon, 01 Jun 2026 12:02:00 CET", nil),
    ] as [(String, Int?)])
  func retryAfter(_ value: String, _ expected: Int?) {
    #expect(retryAfterSeconds(value, now: noon) == expected)
  }

  @Test("Waits double up to the longest, and end with the entry's life")
  func schedule() {
    let schedule = RetrySchedule(firstSeconds: 10, longestSeconds: 60, lifetimeSeconds: 1_000)
    let latest = (1...5).map { schedule.delay(failures: $0, ageSeconds: 0, chance: 0.999_999) }
    #expect(latest == [9, 19, 39, 59, 59])
    let earliest = (1...5).map { schedule.delay(failures: $0, ageSeconds: 0, chance: 0) }
    #expect(earliest == [5, 10, 20, 30, 30])
    #expect(schedule.delay(failures: 1, ageSeconds: 0, notBeforeSeconds: 300, chance: 0) == 300)
    #expect(schedule.delay(failures: 1, ageSeconds: 996, chance: 0) == nil)
    #expect(schedule.delay(failures: .max, ageSeconds: 0, chance: 0) == 30)
  }

  @Test("A receiver that was gone for a day hears within the hour")
  func longOutage() throws {
    let schedule = RetrySchedule()
    var age = 0
    var tries = 0
    var longest = 0
    while age < 86_400 {
      tries += 1
      let wait = try #require(schedule.delay(failures: tries, ageSeconds: age, chance: 0.5))
      longest = max(longest, wait)
      age += wait
    }
    #expect(longest <= 3_600)
    #expect(tries < 60)
  }

  @Test("A topic that still has other bytes is not pinged yet")
  func topics() async {
    let body = Array("abc".utf8)
    let digest: [UInt8] = [
      0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA, 0x41, 0x41, 0x40, 0xDE, 0x5D, 0xAE, 0x22,
      0x23, 0xB0,
      0x03, 0x61, 0xA3, 0x96, 0x17, 0x7A, 0x9C, 0xB4, 0x10, 0xFF, 0x61, 0xF2, 0x00, 0x15, 0xAD,
    ]
    let answers: [(IncomingResponse, Bool)] = [
      (IncomingResponse(status: 200, body: body), true),
      (IncomingResponse(status: 200, body: body + [10]), false),
      (IncomingResponse(status: 404, body: body), false),
      (IncomingResponse(status: 302, body: body), false),
    ]
    for (answer, isFine) in answers {
      let delay = await HubPinger { _ in answer }.delay(ofTopic: "t", digest: digest, size: 3)
      #expect((delay == nil) == isFine)
    }
    let unreachable = HubPinger { _ throws(CurlError) in
      throw CurlError(reason: .notConnected, url: "", message: "why")
    }
    #expect(await unreachable.delay(ofTopic: "t", digest: digest, size: 3)?.contains("why") == true)
  }
}
