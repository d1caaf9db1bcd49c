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
  private let hub = HubRoom()
  private var readers: HubRoom.Readers { hub.readers }

  @Test("Feeds name the hub in all three formats")
  func discovery() async throws {
    let room = try await hub.room()
    for path in ["feed.atom", "feed.rss", "feed.json"] {
      let text = String(decoding: room.document(path), as: UTF8.self)
      #expect(text.contains(PressRoom.site + "hub"), "\(path)")
      #expect(text.contains(PressRoom.site + path), "\(path) names itself")
    }
  }

  @Test("A confirmed subscriber gets each change once, whole, with type and links")
  func distribution() async throws {
    let room = try await hub.room()
    let push = room.push()
    let answer = try await hub.ask(push, "subscribe", "https://reader.example/cb")
    #expect(answer.status == 202)
    let asked = try #require(readers.asked("https://reader.example/cb").first)
    #expect(asked["hub.mode"] == "subscribe" && asked["hub.topic"] == HubRoom.topic)
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
        == "<\(PressRoom.site)hub>; rel=\"hub\", <\(HubRoom.topic)>; rel=\"self\"")
    #expect(got.first?.header("X-Hub-Signature") == nil)
  }

  @Test(
    "A secret signs what is sent, by SHA-256 or, if so set, by SHA-1",
    arguments: ["sha256", "sha1"])
  func secrets(_ method: String) async throws {
    let room = try await hub.room("push: {embedded_hub: {signature: \(method)}}")
    let push = room.push()
    try await hub.ask(push, "subscribe", "https://reader.example/cb", "&hub.secret=open+sesame")
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
    let room = try await hub.room()
    let push = room.push()
    for name in ["feed.rss", "feed.json"] {
      try await hub.ask(
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

  @Test(
    "A subscriber in trouble gets the latest state once it is back, and stays subscribed meanwhile")
  func retries() async throws {
    let room = try await hub.room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await hub.ask(push, "subscribe", callback)
    for (index, manner) in [HubRoom.Readers.Manner.broken, .absent, .redirects, .refuses]
      .enumerated()
    {
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
    let room = try await hub.room()
    let push = room.push()
    let callback = "https://reader.example/cb"
    try await hub.ask(push, "subscribe", callback)
    readers.behave(callback, .ended)
    try await room.publish("b.txt", "School gets a roof")
    try await room.pass(86_400, push)
    #expect(readers.got(callback).count == 1)
    #expect(try room.archive.subscriptionCounts(host: "").all == 0)
  }

  @Test("Subscriptions and what they wait for survive a restart")
  func restart() async throws {
    let room = try await hub.room()
    let callback = "https://reader.example/cb"
    try await hub.ask(room.push(), "subscribe", callback)
    try await room.publish("b.txt", "School gets a roof")
    await room.push().outbox.drain()
    await room.push().outbox.drain()
    #expect(readers.got(callback).count == 1)
  }

  @Test("With changed entries alone a subscriber gets what is new to it, and all after a gap")
  func changedEntries() async throws {
    let room = try await hub.room("push: {embedded_hub: {content: changed}}")
    let known = Mutex<[String]>([])
    let push = room.push(changes: { path, etag in
      known.withLock { $0.append(etag) }
      return path == "feed.atom" ? Array("<feed>new</feed>".utf8) : nil
    })
    try await hub.ask(push, "subscribe", "https://reader.example/cb")
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
    let room = try await hub.room("push: {embedded_hub: true, parallel: 32, per_host: 4}")
    let push = room.push()
    let callbacks = (0..<100).map { "https://reader\($0 % 20).example/\($0)" }
    for callback in callbacks { try await hub.ask(push, "subscribe", callback) }
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
    let room = try await hub.room()
    let push = room.push()
    for (topic, status) in [(HubRoom.topic, 204), ("https://other.example/", 404)] {
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
    let room = try await hub.room("push: {embedded_hub: false}")
    #expect(room.push().hub == nil)
    #expect(!String(decoding: room.document("feed.atom"), as: UTF8.self).contains("rel=\"hub\""))
  }
}
