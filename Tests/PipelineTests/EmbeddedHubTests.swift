import Archive
import Curl
import Digest
import FeedModel
import LoopbackHTTP
import Publish
import Synchronization
import Testing

@testable import Pipeline

@Suite("The embedded hub")
struct EmbeddedHubTests {
  private static let on = "push: {embedded_hub: true}"
  private static let topic = PressRoom.site + "feed.atom"

  /// Subscribers of a test: each confirms, counts what it gets, and may be told to misbehave.
  private final class Readers: Sendable {
    enum Manner: Sendable {
      case good, wrongChallenge, refuses, redirects, broken, absent, ended
    }

    private struct State {
      var manners: [String: Manner] = [:]
      var asked: [String: [[String: String]]] = [:]
      var got: [String: [OutgoingRequest]] = [:]
    }

    private let state = Mutex(State())

    func behave(_ callback: String, _ manner: Manner) {
      state.withLock { $0.manners[callback] = manner }
    }

    /// What the hub asked of a callback by GET, in order.
    func asked(_ callback: String) -> [[String: String]] {
      state.withLock { $0.asked[callback] ?? [] }
    }

    /// What was distributed to a callback, in order.
    func got(_ callback: String) -> [OutgoingRequest] { state.withLock { $0.got[callback] ?? [] } }

    func script(_ request: OutgoingRequest) throws(CurlError) -> IncomingResponse {
      let callback = String(request.url.prefix { $0 != "?" })
      let manner = state.withLock { state in
        if request.method == "GET" {
          state.asked[callback, default: []].append(request.fields)
        } else {
          state.got[callback, default: []].append(request)
        }
        return state.manners[callback] ?? .good
      }
      let challenge = Array((request.fields["hub.challenge"] ?? "").utf8)
      switch manner {
      case .good: return IncomingResponse(status: 200, body: challenge)
      case .wrongChallenge: return IncomingResponse(status: 200, body: challenge + [33])
      case .refuses: return IncomingResponse(status: 404, body: challenge)
      case .redirects: return IncomingResponse(status: 302, body: challenge)
      case .broken: return IncomingResponse(status: 500)
      case .absent: throw World.error(.notConnected)
      case .ended: return IncomingResponse(status: 410, body: challenge)
      }
    }
  }

  private let readers = Readers()

  private func room(_ settings: String = Self.on) async throws -> PressRoom {
    let readers = readers
    let room = try PressRoom(settings) { request throws(CurlError) in try readers.script(request) }
    try await room.publish("a.txt", "Council buys a tram")
    await room.push().outbox.drain()
    return room
  }

  @discardableResult
  private func ask(
    _ push: PushRoom, _ mode: String, _ callback: String, topic: String = Self.topic,
    _ more: String = ""
  ) async throws -> HubDesk.Answer {
    let form =
      "hub.mode=\(mode)&hub.topic=\(escaped(topic))&hub.callback=\(escaped(callback))\(more)"
    let hub = try #require(push.hub)
    let answer = await hub.answer(
      body: Array(form.utf8), contentType: "application/x-www-form-urlencoded")
    await push.outbox.drain()
    return answer
  }

  @Test("Feeds name the hub in all three formats")
  func discovery() async throws {
    let room = try await room()
    for path in ["feed.atom", "feed.rss", "feed.json"] {
      let text = String(decoding: room.document(path), as: UTF8.self)
      #expect(text.contains(PressRoom.site + "hub"), "\(path)")
      #expect(text.contains(PressRoom.site + path), "\(path) names itself")
    }
  }

  @Test("A confirmed subscriber gets each change once, whole, with type and links")
  func distribution() async throws {
    let room = try await room()
    let push = room.push()
    let answer = try await ask(push, "subscribe", "https://reader.example/cb")
    #expect(answer.status == 202)
    let asked = try #require(readers.asked("https://reader.example/cb").first)
    #expect(asked["hub.mode"] == "subscribe" && asked["hub.topic"] == Self.topic)
    #expect(asked["hub.lease_seconds"] == "864000")
    #expect((asked["hub.challenge"] ?? "").utf8.count > 8)
    #expect(readers.got("https://reader.example/cb").isEmpty, "what it could fetch is no news")
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    try await room.build()
    await push.outbox.drain()
    let got = readers.got("https://reader.example/cb")
    #expect(got.count == 1)
    #expect(got.first?.body == room.document("feed.atom"))
    #expect(got.first?.header("Content-Type") == "application/atom+xml; charset=utf-8")
    #expect(
      got.first?.header("Link")
        == "<\(PressRoom.site)hub>; rel=\"hub\", <\(Self.topic)>; rel=\"self\"")
    #expect(got.first?.header("X-Hub-Signature") == nil)
  }

  @Test(
    "A secret signs what is sent, by SHA-256 or, if so set, by SHA-1",
    arguments: ["sha256", "sha1"])
  func secrets(_ method: String) async throws {
    let room = try await room("push: {embedded_hub: {signature: \(method)}}")
    let push = room.push()
    try await ask(push, "subscribe", "https://reader.example/cb", "&hub.secret=open+sesame")
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    let got = try #require(readers.got("https://reader.example/cb").first)
    let key = Array("open sesame".utf8)
    let digest =
      method == "sha1"
      ? hmacSHA1(key: key, message: got.body) : hmacSHA256(key: key, message: got.body)
    #expect(got.header("X-Hub-Signature") == "\(method)=\(hex(digest))")
  }

  @Test("Each format is a topic of its own")
  func formats() async throws {
    let room = try await room()
    let push = room.push()
    for name in ["feed.rss", "feed.json"] {
      try await ask(
        push, "subscribe", "https://reader.example/\(name)", topic: PressRoom.site + name)
    }
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    for (name, type) in [
      ("feed.rss", "application/rss+xml"), ("feed.json", "application/feed+json"),
    ] {
      let got = readers.got("https://reader.example/\(name)")
      #expect(got.count == 1 && got.first?.body == room.document(name))
      #expect(got.first?.header("Content-Type")?.hasPrefix(type) == true)
    }
  }

  @Test("Who does not confirm is not subscribed", arguments: [0, 1, 2, 3, 4])
  func unconfirmed(_ index: Int) async throws {
    let manner: Readers.Manner = [.wrongChallenge, .refuses, .redirects, .broken, .absent][index]
    let room = try await room()
    let push = room.push()
    readers.behave("https://reader.example/cb", manner)
    #expect(try await ask(push, "subscribe", "https://reader.example/cb").status == 202)
    try await room.pass(86_400, push)
    // An answer is the subscriber's word; where there was none it is asked again, but not for ever.
    #expect(readers.asked("https://reader.example/cb").count == (index < 3 ? 1 : 3))
    #expect(
      Set(readers.asked("https://reader.example/cb").map { $0["hub.challenge"] }).count
        == (index < 3 ? 1 : 3))
    readers.behave("https://reader.example/cb", .good)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(readers.got("https://reader.example/cb").isEmpty)
    #expect(try room.archive.subscriptionCounts(host: "reader.example").all == 0)
  }

  @Test(
    "A wrong request is told what is wrong, and nobody is called",
    arguments: [
      ("hub.mode=subscribe", 400), ("hub.mode=dance&hub.topic=x&hub.callback=y", 400),
      (
        "hub.mode=subscribe&hub.topic=https%3A%2F%2Fother.example%2Ffeed.atom&hub.callback=https%3A%2F%2Freader.example%2F",
        404
      ),
      (
        "hub.mode=subscribe&hub.topic=https%3A%2F%2Fpost.example%2Findex.html&hub.callback=https%3A%2F%2Freader.example%2F",
        404
      ),
      (
        "hub.mode=subscribe&hub.topic=https%3A%2F%2Fpost.example%2F..%2Ffeed.atom&hub.callback=https%3A%2F%2Freader.example%2F",
        404
      ),
    ])
  func wrong(_ form: String, _ status: Int) async throws {
    let room = try await room()
    let push = room.push()
    let answer = await push.hub?.answer(
      body: Array(form.utf8), contentType: "application/x-www-form-urlencoded")
    #expect(answer?.status == status && answer?.text.isEmpty == false)
    await push.outbox.drain()
    #expect(room.world.requests.isEmpty)
  }

  @Test("A page of a feed's archive is no topic, for it never changes")
  func archivePage() async throws {
    let room = try await room()
    let path = "feeds/main/archive/1.atom"
    let page = LedgerEntry(
      path: path, mediaType: "application/atom+xml; charset=utf-8", etag: "\"1\"",
      modified: room.clock.now)
    try room.archive.record([page], removed: [])
    let answer = try await ask(
      room.push(), "subscribe", "https://reader.example/", topic: PressRoom.site + path)
    #expect(answer.status == 404)
    #expect(room.world.requests.isEmpty)
  }

  @Test("The lease is the hub's choice, within the subscriber's wish")
  func leases() async throws {
    let room = try await room("push: {embedded_hub: {lease: 2d, longest_lease: 5d}}")
    let push = room.push()
    for (wish, lease) in [("", "172800"), ("3600", "3600"), ("1", "60"), ("99999999", "432000")] {
      let callback = "https://reader.example/cb\(wish)"
      let more = wish.isEmpty ? "" : "&hub.lease_seconds=\(wish)"
      try await ask(push, "subscribe", callback, more)
      #expect(readers.asked(callback).first?["hub.lease_seconds"] == lease)
    }
  }

  @Test("When the lease has ended nothing is sent, and a renewal in time goes on")
  func expiry() async throws {
    let room = try await room()
    let push = room.push()
    try await ask(push, "subscribe", "https://once.example/cb", "&hub.lease_seconds=3600")
    try await ask(push, "subscribe", "https://loyal.example/cb", "&hub.lease_seconds=3600")
    room.clock.now = room.clock.now + 3000
    try await ask(push, "subscribe", "https://loyal.example/cb", "&hub.lease_seconds=3600")
    room.clock.now = room.clock.now + 1200
    try await push.hub?.tidy()
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(readers.got("https://once.example/cb").isEmpty)
    #expect(readers.got("https://loyal.example/cb").count == 1)
    #expect(try room.archive.subscriptionCounts(host: "once.example").onHost == 0)
  }

  @Test("A renewal counts only when it is confirmed, and takes the new secret then")
  func renewal() async throws {
    let room = try await room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await ask(push, "subscribe", callback, "&hub.secret=first")
    readers.behave(callback, .wrongChallenge)
    try await ask(push, "subscribe", callback, "&hub.secret=stolen")
    readers.behave(callback, .good)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    try await ask(push, "subscribe", callback, "&hub.secret=second")
    try await room.publish("c.txt", "Market hall is mended")
    await push.outbox.drain()
    let got = readers.got(callback)
    #expect(got.count == 2)
    for (request, secret) in zip(got, ["first", "second"]) {
      let digest = hmacSHA256(key: Array(secret.utf8), message: request.body)
      #expect(request.header("X-Hub-Signature") == "sha256=\(hex(digest))")
    }
  }

  @Test("Unsubscribing is confirmed too, and then nothing more is sent")
  func unsubscription() async throws {
    let room = try await room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await ask(push, "subscribe", callback)
    readers.behave(callback, .refuses)
    try await ask(push, "unsubscribe", callback)
    readers.behave(callback, .good)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(readers.got(callback).count == 1, "somebody else asked in its name")
    #expect(try await ask(push, "unsubscribe", callback).status == 202)
    #expect(readers.asked(callback).last?["hub.mode"] == "unsubscribe")
    #expect(readers.asked(callback).last?["hub.lease_seconds"] == nil)
    try await room.publish("c.txt", "Market hall is mended")
    await push.outbox.drain()
    #expect(readers.got(callback).count == 1)
  }

  @Test(
    "A subscriber in trouble gets the latest state once it is back, and stays subscribed meanwhile")
  func retries() async throws {
    let room = try await room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await ask(push, "subscribe", callback)
    for (index, manner) in [Readers.Manner.broken, .absent, .redirects, .refuses].enumerated() {
      readers.behave(callback, manner)
      try await room.publish("\(index).txt", "District \(index) opens a library of its own")
      try await room.pass(6 * 3600, push)
    }
    let tries = readers.got(callback).count
    #expect(tries > 8 && tries < 60, "\(tries)")
    readers.behave(callback, .good)
    try await room.pass(3600, push)
    #expect(readers.got(callback).count == tries + 1)
    #expect(readers.got(callback).last?.body == room.document("feed.atom"))
    try await room.pass(86_400, push)
    #expect(readers.got(callback).count == tries + 1)
  }

  @Test("410 ends the subscription")
  func gone() async throws {
    let room = try await room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await ask(push, "subscribe", callback)
    readers.behave(callback, .ended)
    try await room.publish("b.txt", "School gets a roof")
    try await room.pass(86_400, push)
    #expect(readers.got(callback).count == 1)
    #expect(try room.archive.subscriptionCounts(host: "").all == 0)
  }

  @Test("What changes between the request and its confirmation is not missed")
  func race() async throws {
    let room = try await room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    readers.behave(callback, .absent)
    try await ask(push, "subscribe", callback)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(readers.got(callback).isEmpty)
    readers.behave(callback, .good)
    try await room.pass(60, push)
    #expect(readers.got(callback).count == 1)
    #expect(readers.got(callback).first?.body == room.document("feed.atom"))
  }

  @Test("Subscriptions and what they wait for survive a restart")
  func restart() async throws {
    let room = try await room()
    let callback = "https://reader.example/cb"
    try await ask(room.push(), "subscribe", callback)
    try await room.publish("b.txt", "School gets a roof")
    await room.push().outbox.drain()
    await room.push().outbox.drain()
    #expect(readers.got(callback).count == 1)
  }

  @Test("A feed that is no more is denied to its subscribers")
  func denial() async throws {
    let room = try await room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await ask(push, "subscribe", callback)
    try room.archive.record([], removed: ["feed.atom"])
    try await push.hub?.tidy()
    await push.outbox.drain()
    let asked = try #require(readers.asked(callback).last)
    #expect(asked["hub.mode"] == "denied" && asked["hub.topic"] == Self.topic)
    #expect(asked["hub.reason"] == "the feed is no more")
    #expect(try room.archive.subscriptionCounts(host: "").all == 0)
  }

  @Test("There is an end to subscriptions, of all hosts and of one; renewals always find room")
  func capacity() async throws {
    let room = try await room("push: {embedded_hub: {max_subscriptions: 3, max_per_host: 2}}")
    let push = room.push()
    for (callback, status) in [
      ("https://a.example/1", 202), ("https://a.example/2", 202), ("https://a.example/3", 503),
      ("https://b.example/1", 202), ("https://c.example/1", 503), ("https://a.example/2", 202),
    ] {
      let answer = try await ask(push, "subscribe", callback)
      #expect(answer.status == status, "\(callback)")
      #expect((answer.retryAfter != nil) == (status == 503))
    }
    #expect(try room.archive.subscriptionCounts(host: "a.example") == (3, 2))
  }

  @Test("A request that finds no room any more when it is verified is denied")
  func lateDenial() async throws {
    let room = try await room("push: {embedded_hub: {max_subscriptions: 1}}")
    let push = room.push()
    let hub = try #require(push.hub)
    for name in ["a", "b"] {
      let form =
        "hub.mode=subscribe&hub.topic=\(escaped(Self.topic))&hub.callback=\(escaped("https://\(name).example/cb"))"
      let answer = await hub.answer(
        body: Array(form.utf8), contentType: "application/x-www-form-urlencoded")
      #expect(answer.status == 202)
    }
    readers.behave("https://b.example/cb", .absent)
    await push.outbox.drain()
    readers.behave("https://b.example/cb", .good)
    try await room.pass(60, push)
    #expect(readers.asked("https://b.example/cb").last?["hub.mode"] == "denied")
  }

  @Test("With changed entries alone a subscriber gets what is new to it, and all after a gap")
  func changedEntries() async throws {
    let room = try await room("push: {embedded_hub: {content: changed}}")
    let known = Mutex<[String]>([])
    let push = room.push(changes: { path, etag in
      known.withLock { $0.append(etag) }
      return path == "feed.atom" ? Array("<feed>new</feed>".utf8) : nil
    })
    try await ask(push, "subscribe", "https://reader.example/cb")
    let before = try room.archive.document(at: "feed.atom")?.etag
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    let got = readers.got("https://reader.example/cb")
    #expect(got.map(\.body) == [Array("<feed>new</feed>".utf8)])
    #expect(known.withLock { $0 } == [before].compactMap { $0 })
    let gap = room.push()
    try await room.publish("c.txt", "Market hall is mended")
    await gap.outbox.drain()
    #expect(readers.got("https://reader.example/cb").last?.body == room.document("feed.atom"))
  }

  @Test("Of many subscribers each gets a change once, though some are dead and hosts are shared")
  func many() async throws {
    let room = try await room("push: {embedded_hub: true, parallel: 32, per_host: 4}")
    let push = room.push()
    let callbacks = (0..<100).map { "https://reader\($0 % 20).example/\($0)" }
    for callback in callbacks { try await ask(push, "subscribe", callback) }
    for index in stride(from: 0, to: 100, by: 20) { readers.behave(callbacks[index], .absent) }
    try await room.publish("b.txt", "School gets a roof")
    try await room.pass(3600, push)
    for (index, callback) in callbacks.enumerated() {
      let count = readers.got(callback).count
      #expect(index % 20 == 0 ? count > 1 : count == 1, "\(callback) \(count)")
    }
  }

  @Test("A publisher's ping for a feed of ours is taken, for another's it is not")
  func ping() async throws {
    let room = try await room()
    let push = room.push()
    for (topic, status) in [(Self.topic, 204), ("https://other.example/", 404)] {
      let answer = await push.hub?.answer(
        body: Array("hub.mode=publish&hub.url=\(escaped(topic))".utf8),
        contentType: "application/x-www-form-urlencoded")
      #expect(answer?.status == status)
    }
    await push.outbox.drain()
    #expect(room.world.requests.isEmpty)
  }

  @Test("Without the setting there is no hub, and feeds name none")
  func off() async throws {
    let room = try await room("push: {embedded_hub: false}")
    #expect(room.push().hub == nil)
    #expect(!String(decoding: room.document("feed.atom"), as: UTF8.self).contains("rel=\"hub\""))
  }
}
