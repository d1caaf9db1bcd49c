import Foundation
import LoopbackHTTP
import Synchronization
import Testing

@Suite("Push")
struct PushTests {
  /// What a receiver got, by thread-safe list.
  final class Inbox: Sendable {
    private let list = Mutex<[LoopbackServer.Request]>([])
    var all: [LoopbackServer.Request] { list.withLock { $0 } }

    func add(_ request: LoopbackServer.Request) { list.withLock { $0.append(request) } }
  }

  static func article(_ number: Int) -> String {
    """
    District \(number) opens a library

    The library of district \(number) holds \(number * 17 + 40) thousand books, the clerk said. Neighbours had waited \
    \(number % 40 + 2) years for it.
    """
  }

  private func status(_ site: Site) throws -> [String: Any] {
    let outcome = try site.run(["status", "--json", "--config", "wireroom.yaml"])
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test("A hub in trouble is told when it is back, and status says so meanwhile")
  func hub() throws {
    let site = try Site()
    let isBack = Atomic<Bool>(false)
    let inbox = Inbox()
    let hub = try LoopbackServer { request in
      guard isBack.load(ordering: .acquiring) else { return .text("503 Service Unavailable") }
      inbox.add(request)
      return .text("204 No Content")
    }
    try site.settings(extra: "push: {hubs: [\"\(hub.url)/\"], retry: {first: 1s, longest: 1s}}")
    _ = try site.serve()
    try site.write("a.txt", Self.article(1))
    try site.wait("status tells of the hub's trouble") {
      let hub = (try status(site)["hubs"] as? [[String: Any]])?.first
      return hub?["state"] as? String == "failing"
        && (hub?["error"] as? String)?.contains("503") == true && hub?["waiting"] as? Int == 3
    }
    try site.write("b.txt", Self.article(2))
    try site.wait("both are published") { site.titles().count == 2 }
    // The two tell of the same, so their story has feeds beside the main one's.
    try site.wait("status tells of six topics that wait") {
      (try status(site)["hubs"] as? [[String: Any]])?.first?["waiting"] as? Int == 6
    }
    isBack.store(true, ordering: .releasing)
    try site.wait("the hub is told") { inbox.all.count >= 6 }
    try site.wait("nothing waits any more") {
      let hub = (try status(site)["hubs"] as? [[String: Any]])?.first
      return hub?["state"] as? String == "idle" && hub?["waiting"] as? Int == 0
    }
    let story = try #require(
      try FileManager.default.contentsOfDirectory(atPath: site.output + "/threads").first)
    let topics = ["", "threads/\(story)/"].flatMap { folder in
      ["feed.atom", "feed.json", "feed.rss"].map { site.baseURL + folder + $0 }
    }
    #expect(inbox.all.compactMap { $0.fields["hub.url"] }.sorted() == topics)
  }

  @Test(
    "kill -9 at random moments of a drop loses no webhook event, and repeats at most what was under way"
  )
  func webhooks() throws {
    let site = try Site()
    let inbox = Inbox()
    let receiver = try LoopbackServer { request in
      inbox.add(request)
      return .text("200 OK")
    }
    try site.settings(extra: "push: {webhooks: [\"\(receiver.url)/\"], per_host: 4}")
    var dropped = 0
    for round in 0..<12 {
      let daemon = try site.start()
      for _ in 0..<20 {
        try site.write("note-\(dropped).txt", Self.article(dropped))
        dropped += 1
      }
      usleep(UInt32(round * 40_000))
      daemon.end(SIGKILL)
    }
    _ = try site.serve()
    func events() throws -> [(id: String, item: String)] {
      try inbox.all.map { request in
        let json = try #require(
          try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
        let item = try #require(json["item"] as? [String: Any])
        #expect(json["type"] as? String == "item.published")
        return (request.headers["webhook-id"] ?? "", item["id"] as? String ?? "")
      }
    }
    try site.wait("every item was told of") { Set(try events().map(\.item)).count == dropped }
    try site.wait("nothing waits any more") { try status(site)["outbox_waiting"] as? Int == 0 }
    let all = try events()
    #expect(Set(all.map(\.id)).count == dropped, "an event keeps its id")
    #expect(all.count <= dropped + 12 * 4)
  }

  @Test(
    "A thousand subscribers: each live one gets a change once, though some are dead and some slow")
  func crowd() throws {
    let site = try Site()
    let crowd = try Crowd(site: site)
    _ = try site.serve()
    try crowd.subscribe()
    try crowd.publish(1, "each live subscriber that is not slow has it") {
      crowd.isReached(crowd.quick)
    }
    #expect(crowd.slow.allSatisfy { crowd.count($0) <= 1 })
    crowd.gate.open()
    try site.wait("the slow ones are done") {
      let hub = try status(site)["embedded_hub"] as? [String: Any]
      return hub?["deliveries_waiting"] as? Int == crowd.dead.count && crowd.isReached(crowd.live)
    }
    #expect(crowd.live.allSatisfy { crowd.count($0) == 1 })
  }

  @Test(
    "kill -9 in the middle of a distribution loses nobody, and repeats at most what was under way")
  func crowdKilled() throws {
    let site = try Site()
    let crowd = try Crowd(site: site)
    crowd.gate.open()
    var daemon = try site.serve()
    try crowd.subscribe()
    try crowd.publish(1, "some have it") { crowd.reached > 150 }
    daemon.end(SIGKILL)
    let before = crowd.reached
    daemon = try site.serve()
    try site.wait("everybody has it") { crowd.isReached(crowd.live) }
    try site.wait("only the dead ones wait") {
      let hub = try status(site)["embedded_hub"] as? [String: Any]
      return hub?["deliveries_waiting"] as? Int == crowd.dead.count
    }
    #expect(before < crowd.live.count, "it was killed in the middle")
    let repeated = crowd.live.filter { crowd.count($0) > 1 }.count
    #expect(repeated <= Crowd.parallel)
    #expect(crowd.live.allSatisfy { crowd.count($0) <= 2 })
    #expect(daemon.isRunning)
  }
}

/// A thousand subscribers of a site's main feed, of which fifty die after they have subscribed and fifty answer late.
final class Crowd {
  static let size = 1000
  static let parallel = 128
  let gate = Gate()
  private let site: Site
  private let server: LoopbackServer
  private var mortal: LoopbackServer?
  private let mortalPort: UInt16
  private let counts: Counts

  /// How often each subscriber got the state of the feed that is expected now.
  private final class Counts: Sendable {
    private let counts = Mutex<[Int: Int]>([:])
    var all: [Int: Int] { counts.withLock { $0 } }

    func add(_ number: Int) { counts.withLock { $0[number, default: 0] += 1 } }
  }

  var dead: [Int] { (0..<Self.size).filter { $0 % 20 == 7 } }
  var slow: [Int] { (0..<Self.size).filter { $0 % 20 == 13 } }
  var live: [Int] { (0..<Self.size).filter { $0 % 20 != 7 } }
  var quick: [Int] { live.filter { $0 % 20 != 13 } }

  init(site: Site) throws {
    try site.settings(
      extra: """
        push:
          embedded_hub: {allow_networks: [127.0.0.0/8]}
          parallel: \(Self.parallel)
          retry: {first: 1s, longest: 2s}
        """)
    self.site = site
    let (counts, gate) = (Counts(), gate)
    self.counts = counts
    let handler: @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer = { request in
      if request.method == "GET" {
        return .text("200 OK", [], request.fields["hub.challenge"] ?? "")
      }
      let number = Int(request.target.dropFirst()) ?? -1
      counts.add(number)
      let answer = LoopbackServer.Answer.text("200 OK")
      return number % 20 == 13 ? .held(gate, answer) : answer
    }
    server = try LoopbackServer(reach: .allVersion4, handler)
    let mortal = try LoopbackServer(reach: .allVersion4, handler)
    mortalPort = mortal.port
    self.mortal = mortal
  }

  var reached: Int { counts.all.count }

  func count(_ number: Int) -> Int { counts.all[number] ?? 0 }

  func isReached(_ numbers: [Int]) -> Bool {
    let counts = counts.all
    return numbers.allSatisfy { counts[$0] != nil }
  }

  /// Subscribes all, each on an address of its own, and lets the mortal ones die.
  func subscribe() throws {
    try site.write("first.txt", PushTests.article(0))
    // Who subscribes to the feed as it was before is rightly sent this article too.
    try site.wait("the feed has the article") {
      site.fetch("feed.atom")?.contains("District 0 opens a library") == true
    }
    for number in 0..<Self.size {
      let port = number % 20 == 7 ? mortalPort : server.port
      let callback = "http://127.1.\(number / 250).\(number % 250 + 1):\(port)/\(number)"
      try site.wait("subscription \(number) is taken") {
        try postForm(
          port: site.port, "/hub",
          [("hub.mode", "subscribe"), ("hub.topic", topic), ("hub.callback", callback)]) == 202
      }
    }
    try site.wait("all are subscribed") { try subscriptions() == Self.size }
    mortal = nil
  }

  func publish(_ number: Int, _ what: String, until condition: () throws -> Bool) throws {
    try site.write("\(number).txt", PushTests.article(number))
    try site.wait(what, until: condition)
  }

  private var topic: String { site.baseURL + "feed.atom" }

  private func subscriptions() throws -> Int {
    let outcome = try site.run(["status", "--json", "--config", "wireroom.yaml"])
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return (json?["embedded_hub"] as? [String: Any])?["subscriptions"] as? Int ?? 0
  }
}
