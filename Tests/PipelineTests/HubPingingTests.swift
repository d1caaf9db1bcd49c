import Archive
import Curl
import FeedModel
import Publish
import Synchronization
import Testing

@testable import Pipeline

@Suite("Pings to hubs")
struct HubPingingTests {
  private static let hubs = "push: {hubs: [\"https://hub.example/\", \"https://other.example/\"]}"
  private static let one = "push: {hubs: [\"https://hub.example/\"]}"
  private let topics = ["feed.atom", "feed.rss", "feed.json"].map { PressRoom.site + $0 }

  private func pinged(_ room: PressRoom, hub: String = "https://hub.example/") -> [String] {
    room.world.requests.filter { $0.url == hub }.compactMap { $0.fields["hub.url"] }.sorted()
  }

  @Test("Every hub is told of every format of a changed feed, once")
  func publishes() async throws {
    let room = try PressRoom(Self.hubs)
    try await room.publish("a.txt", "Council buys a tram")
    await room.push().outbox.drain()
    for hub in ["https://hub.example/", "https://other.example/"] {
      #expect(pinged(room, hub: hub) == topics.sorted())
    }
    let request = try #require(room.world.requests.first)
    #expect(request.method == "POST" && request.fields["hub.mode"] == "publish")
    #expect(request.fields["hub.topic"] == request.fields["hub.url"])
    room.world.forget()
    try await room.build()
    await room.push().outbox.drain()
    #expect(room.world.requests.isEmpty)
    #expect(try room.archive.outbox(limit: 9).isEmpty)
  }

  @Test("No hub is told before the site serves the new bytes, and soon after it does")
  func waitsForSite() async throws {
    let room = try PressRoom(Self.one)
    room.world.serveSite(false)
    try await room.publish("a.txt", "Council buys a tram")
    let push = room.push()
    try await room.pass(600, push)
    #expect(pinged(room).isEmpty)
    let queue = try #require(try room.archive.outboxQueues().first)
    #expect(queue.lastError?.contains("the site answers 404") == true && queue.count == 3)
    room.world.serveSite(true)
    try await room.pass(300, push)
    #expect(pinged(room) == topics.sorted())
  }

  @Test("With check_site off, hubs are told at once")
  func withoutCheck() async throws {
    let room = try PressRoom("push: {hubs: [\"https://hub.example/\"], check_site: false}")
    room.world.serveSite(false)
    try await room.publish("a.txt", "Council buys a tram")
    await room.push().outbox.drain()
    #expect(pinged(room) == topics.sorted())
  }

  /// What a hub in trouble does, and the shortest wait between two tries that it asks for.
  enum Trouble: String, CaseIterable, Sendable {
    case broken, busy, silent, resetting, gone

    func answer() throws(CurlError) -> IncomingResponse {
      switch self {
      case .broken: return IncomingResponse(status: 500)
      case .busy: return IncomingResponse(status: 429, headers: [.init("Retry-After", "5400")])
      case .silent: throw World.error(.timeout)
      case .resetting: throw World.error(.failed)
      case .gone: throw World.error(.notConnected)
      }
    }
  }

  @Test(
    "A hub in trouble for a day gets each topic's news once when it is back, whatever came meanwhile",
    arguments: Trouble.allCases)
  func outage(_ trouble: Trouble) async throws {
    let room = try PressRoom(Self.hubs)
    let tries = Mutex<[Instant]>([])
    let clock = room.clock
    room.world.answer { request throws(CurlError) in
      guard request.url == "https://hub.example/" else { return IncomingResponse(status: 202) }
      tries.withLock { $0.append(clock.now) }
      return try trouble.answer()
    }
    let push = room.push()
    for hour in 0..<24 {
      if hour % 6 == 0 {
        try await room.publish("a.txt", "Council buys a tram", "It costs \(hour + 3) million now.")
      }
      try await room.pass(3600, push)
      let queue = try #require(
        try room.archive.outboxQueues().first { $0.destination == "https://hub.example/" })
      #expect(queue.count == 3, "three topics wait, however often they changed")
      #expect(queue.lastError?.isEmpty == false)
      #expect(queue.nextAttempt > clock.now)
    }
    let times = tries.withLock { Array(Set($0)).sorted() }
    #expect(times.count < 60)
    if trouble == .busy {
      #expect(zip(times, times.dropFirst()).allSatisfy { $1.seconds - $0.seconds >= 5400 })
    }
    #expect(pinged(room, hub: "https://other.example/").count == 12)
    room.world.forget()
    room.world.answer { _ in IncomingResponse(status: 204) }
    try await room.pass(5400, push)
    #expect(pinged(room) == topics.sorted())
    #expect(try room.archive.outbox(limit: 9).isEmpty)
    #expect(room.board.entry(PushKind.ping, "https://hub.example/").lastSuccess != nil)
  }

  @Test("A failing hub is asked by one try at a time, not by all that waits for it")
  func oneProbe() async throws {
    let room = try PressRoom(Self.one) { _ in IncomingResponse(status: 503) }
    try await room.publish("a.txt", "Council buys a tram")
    let push = room.push()
    await push.outbox.drain()
    let first = room.world.requests.count
    #expect(first <= 3)
    try await room.pass(3600, push)
    let later = room.world.requests.count - first
    #expect(later >= 4 && later <= 12, "\(later)")
  }

  @Test(
    "What a hub refuses is dropped, and told; the next change pings anew",
    arguments: [400, 404, 410])
  func refused(_ status: Int) async throws {
    let room = try PressRoom(Self.one) { _ in IncomingResponse(status: status) }
    try await room.publish("a.txt", "Council buys a tram")
    let push = room.push()
    try await room.pass(86_400, push)
    #expect(room.world.requests.count == 3)
    #expect(
      room.board.entry(PushKind.ping, "https://hub.example/").lastError?.contains("\(status)")
        == true)
    room.world.forget()
    try await room.publish("b.txt", "School gets a roof")
    await push.outbox.drain()
    #expect(Set(topics).isSubset(of: Set(pinged(room))))
  }

  @Test("News older than the longest patience is given up")
  func givenUp() async throws {
    let room = try PressRoom(
      "push: {hubs: [\"https://hub.example/\"], retry: {first: 10s, longest: 1h, give_up: 2d}}"
    ) { _ in IncomingResponse(status: 500) }
    try await room.publish("a.txt", "Council buys a tram")
    try await room.pass(3 * 86_400, room.push())
    #expect(try room.archive.outbox(limit: 9).isEmpty)
  }

  @Test("A restart forgets nothing that waits")
  func restart() async throws {
    let room = try PressRoom(Self.one) { _ in IncomingResponse(status: 500) }
    try await room.publish("a.txt", "Council buys a tram")
    await room.push().outbox.drain()
    room.world.answer { _ in IncomingResponse(status: 200) }
    room.world.forget()
    try await room.pass(60, room.push())
    #expect(pinged(room) == topics.sorted())
  }
}
