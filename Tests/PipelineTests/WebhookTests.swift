import Curl
import Digest
import FeedModel
import Publish
import Synchronization
import Testing

@testable import Archive
@testable import Pipeline

@Suite("Webhooks")
struct WebhookTests {
  private static let hooks =
    "push: {webhooks: [{url: \"https://digest.example/in?a=1\", secret: whsec_c2VjcmV0}]}"

  private struct Event {
    var type: String
    var id: String
    var title: String
    var item: String
  }

  private func events(_ room: PressRoom) throws -> [Event] {
    try room.world.requests.map { request in
      let json = try JSON(parsing: request.body)
      return Event(
        type: json["type"]?.string ?? "", id: json["id"]?.string ?? "",
        title: json["item"]?["title"]?.string ?? "", item: json["item"]?["id"]?.string ?? "")
    }
  }

  @Test("Each new, changed, withdrawn and returned item is an event, whole and signed")
  func events() async throws {
    let room = try PressRoom(Self.hooks)
    let push = room.push()
    for step in 0..<4 {
      room.clock.now = room.clock.now + 60
      switch step {
      case 0: try await room.publish("a.txt", "Council buys a tram")
      case 1:
        try await room.publish("a.txt", "Council buys two trams", "They cost eighteen million.")
      case 2: try await room.withdraw("a.txt")
      default:
        try await room.publish("a.txt", "Council buys two trams", "They cost eighteen million.")
      }
      await push.outbox.drain()
    }
    let events = try events(room)
    #expect(
      events.map(\.type) == ["item.published", "item.updated", "item.withdrawn", "item.published"])
    #expect(Set(events.map(\.id)).count == 4 && events.allSatisfy { $0.id.hasPrefix("evt_") })
    #expect(Set(events.map(\.item)).count == 1)
    #expect(events[1].title == "Council buys two trams")
    for (request, event) in zip(room.world.requests, events) {
      #expect(request.method == "POST" && request.url == "https://digest.example/in?a=1")
      #expect(request.header("webhook-id") == event.id)
      let time = try #require(request.header("webhook-timestamp"))
      let signed = Array("\(event.id).\(time).".utf8) + request.body
      let signature = "v1," + base64(hmacSHA256(key: Array("secret".utf8), message: signed))
      #expect(request.header("webhook-signature") == signature)
    }
    let first = try JSON(parsing: room.world.requests[0].body)
    #expect(first["site"]?.string == PressRoom.site && first["revision"]?.int == 1)
    #expect(first["item"]?["content_html"]?.string?.contains("nine million") == true)
    #expect(first["item"]?["url"]?.string?.hasPrefix(PressRoom.site + "stories/") == true)
    let withdrawn = try JSON(parsing: room.world.requests[2].body)
    #expect(withdrawn["withdrawn"]?.string != nil && withdrawn["item"]?["content_html"] == nil)
  }

  @Test("Nothing changed is no event, and neither is another site's layout")
  func silence() async throws {
    let room = try PressRoom(Self.hooks)
    let push = room.push()
    try await room.publish("a.txt", "Council buys a tram")
    await push.outbox.drain()
    room.world.forget()
    try await room.build()
    var order = BuildOrder()
    order.full = true
    _ = try await room.newsroom.build(order)
    try await room.publish("b.txt", "Council buys a tram again", "It is the second tram.")
    await push.outbox.drain()
    #expect(try events(room).map(\.type) == ["item.published"])
  }

  @Test("A webhook hears only of the events it names")
  func chosen() async throws {
    let room = try PressRoom(
      "push: {webhooks: [\"https://all.example/\", {url: \"https://gone.example/\", events: [withdrawn]}]}"
    )
    let push = room.push()
    try await room.publish("a.txt", "Council buys a tram")
    try await room.withdraw("a.txt")
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    let urls = room.world.requests.map(\.url)
    #expect(urls.filter { $0 == "https://gone.example/" }.count == 1)
    #expect(urls.filter { $0 == "https://all.example/" }.count == 3)
    #expect(room.world.requests.allSatisfy { $0.header("webhook-signature") == nil })
  }

  @Test("A receiver that was away gets every event, each item's in order, none twice")
  func away() async throws {
    let room = try PressRoom(Self.hooks) { _ throws(CurlError) in throw World.error(.notConnected) }
    let push = room.push()
    try await room.publish("a.txt", "Council buys a tram")
    try await room.pass(7200, push)
    try await room.publish("a.txt", "Council buys two trams", "They cost eighteen million.")
    try await room.publish("b.txt", "School gets a roof")
    try await room.pass(7200, push)
    try await room.withdraw("a.txt")
    try await room.pass(7200, push)
    #expect(try room.archive.outboxQueues().first?.count == 4)
    #expect(room.world.requests.count < 30)
    // A word of the receiver's that is no 2xx loses nothing either.
    room.world.answer { _ in IncomingResponse(status: 404) }
    try await room.pass(7200, push)
    room.world.answer { _ in IncomingResponse(status: 200) }
    room.world.forget()
    try await room.pass(7200, push)
    let events = try events(room)
    #expect(Set(events.map(\.id)).count == 4 && events.count == 4)
    let trams = events.filter { !$0.title.hasPrefix("School") }.map(\.type)
    #expect(trams == ["item.published", "item.updated", "item.withdrawn"])
  }

  @Test("What is withdrawn before anybody heard of it is no news, nor is what came back unheard")
  func unheard() async throws {
    let room = try PressRoom(Self.hooks)
    // Accepted but not published: as after a crash between the two.
    let id = ItemEvent.Kind.joined(.published, .withdrawn)
    #expect(id == nil)
    #expect(ItemEvent.Kind.joined(.published, .updated) == .published)
    #expect(ItemEvent.Kind.joined(.withdrawn, .published) == .updated)
    #expect(ItemEvent.Kind.joined(.updated, .withdrawn) == .withdrawn)
    #expect(ItemEvent.Kind.joined(.updated, nil) == .updated)
    #expect(ItemEvent.Kind.joined(nil, .updated) == .updated)
    try await room.publish("a.txt", "Council buys a tram")
    await room.push().outbox.drain()
    #expect(try events(room).count == 1)
  }
}
