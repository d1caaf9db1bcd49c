import Archive
import Curl
import Digest
import FeedModel
import LoopbackHTTP
import Publish
import Synchronization
import Testing

@testable import Pipeline

@Suite("Subscriptions of the embedded hub")
struct HubSubscriptionTests {
  private let hub = HubRoom()
  private var readers: HubRoom.Readers { hub.readers }

  @Test("Who does not confirm is not subscribed", arguments: [0, 1, 2, 3, 4])
  func unconfirmed(_ index: Int) async throws {
    let manner: HubRoom.Readers.Manner = [.wrongChallenge, .refuses, .redirects, .broken, .absent][
      index]
    let room = try await hub.room()
    let push = room.push()
    readers.behave("https://reader.example/cb", manner)
    #expect(try await hub.ask(push, "subscribe", "https://reader.example/cb").status == 202)
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
    let room = try await hub.room()
    let push = room.push()
    let answer = await push.hub?.answer(
      body: Array(form.utf8), contentType: "application/x-www-form-urlencoded")
    #expect(answer?.status == status && answer?.text.isEmpty == false)
    await push.outbox.drain()
    #expect(room.world.requests.isEmpty)
  }

  @Test("A page of a feed's archive is no topic, for it never changes")
  func archivePage() async throws {
    let room = try await hub.room()
    let path = "feeds/main/archive/1.atom"
    let page = LedgerEntry(
      path: path, mediaType: "application/atom+xml; charset=utf-8", etag: "\"1\"",
      modified: room.clock.now)
    try room.archive.record([page], removed: [])
    let answer = try await hub.ask(
      room.push(), "subscribe", "https://reader.example/", topic: PressRoom.site + path)
    #expect(answer.status == 404)
    #expect(room.world.requests.isEmpty)
  }

  @Test("The lease is the hub's choice, within the subscriber's wish")
  func leases() async throws {
    let room = try await hub.room("push: {embedded_hub: {lease: 2d, longest_lease: 5d}}")
    let push = room.push()
    for (wish, lease) in [("", "172800"), ("3600", "3600"), ("1", "60"), ("99999999", "432000")] {
      let callback = "https://reader.example/cb\(wish)"
      let more = wish.isEmpty ? "" : "&hub.lease_seconds=\(wish)"
      try await hub.ask(push, "subscribe", callback, more)
      #expect(readers.asked(callback).first?["hub.lease_seconds"] == lease)
    }
  }

  @Test("When the lease has ended nothing is sent, and a renewal in time goes on")
  func expiry() async throws {
    let room = try await hub.room()
    let push = room.push()
    try await hub.ask(push, "subscribe", "https://once.example/cb", "&hub.lease_seconds=3600")
    try await hub.ask(push, "subscribe", "https://loyal.example/cb", "&hub.lease_seconds=3600")
    room.clock.now = room.clock.now + 3000
    try await hub.ask(push, "subscribe", "https://loyal.example/cb", "&hub.lease_seconds=3600")
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
    let room = try await hub.room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await hub.ask(push, "subscribe", callback, "&hub.secret=first")
    readers.behave(callback, .wrongChallenge)
    try await hub.ask(push, "subscribe", callback, "&hub.secret=stolen")
    readers.behave(callback, .good)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    try await hub.ask(push, "subscribe", callback, "&hub.secret=second")
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
    let room = try await hub.room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await hub.ask(push, "subscribe", callback)
    readers.behave(callback, .refuses)
    try await hub.ask(push, "unsubscribe", callback)
    readers.behave(callback, .good)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(readers.got(callback).count == 1, "somebody else asked in its name")
    #expect(try await hub.ask(push, "unsubscribe", callback).status == 202)
    #expect(readers.asked(callback).last?["hub.mode"] == "unsubscribe")
    #expect(readers.asked(callback).last?["hub.lease_seconds"] == nil)
    try await room.publish("c.txt", "Market hall is mended")
    await push.outbox.drain()
    #expect(readers.got(callback).count == 1)
  }

  @Test("What changes between the request and its confirmation is not missed")
  func race() async throws {
    let room = try await hub.room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    readers.behave(callback, .absent)
    try await hub.ask(push, "subscribe", callback)
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(readers.got(callback).isEmpty)
    readers.behave(callback, .good)
    try await room.pass(60, push)
    #expect(readers.got(callback).count == 1)
    #expect(readers.got(callback).first?.body == room.document("feed.atom"))
  }

  @Test("A feed that is no more is denied to its subscribers")
  func denial() async throws {
    let room = try await hub.room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await hub.ask(push, "subscribe", callback)
    try room.archive.record([], removed: ["feed.atom"])
    try await push.hub?.tidy()
    await push.outbox.drain()
    let asked = try #require(readers.asked(callback).last)
    #expect(asked["hub.mode"] == "denied" && asked["hub.topic"] == HubRoom.topic)
    #expect(asked["hub.reason"] == "the feed is no more")
    #expect(try room.archive.subscriptionCounts(host: "").all == 0)
  }

  @Test("There is an end to subscriptions, of all hosts and of one; renewals always find room")
  func capacity() async throws {
    let room = try await hub.room("push: {embedded_hub: {max_subscriptions: 3, max_per_host: 2}}")
    let push = room.push()
    for (callback, status) in [
      ("https://a.example/1", 202), ("https://a.example/2", 202), ("https://a.example/3", 503),
      ("https://b.example/1", 202), ("https://c.example/1", 503), ("https://a.example/2", 202),
    ] {
      let answer = try await hub.ask(push, "subscribe", callback)
      #expect(answer.status == status, "\(callback)")
      #expect((answer.retryAfter != nil) == (status == 503))
    }
    #expect(try room.archive.subscriptionCounts(host: "a.example") == (3, 2))
  }

  @Test("A request that finds no room any more when it is verified is denied")
  func lateDenial() async throws {
    let room = try await hub.room("push: {embedded_hub: {max_subscriptions: 1}}")
    let push = room.push()
    let hub = try #require(push.hub)
    for name in ["a", "b"] {
      let form =
        "hub.mode=subscribe&hub.topic=\(escaped(HubRoom.topic))&hub.callback=\(escaped("https://\(name).example/cb"))"
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
}
