import Curl
import FeedModel
import Publish
import Settings
import Synchronization
import Testing

@testable import Archive
@testable import Pipeline

@Suite("Uploads")
struct UploadTests {
  private static func settings(_ more: String = "") -> String {
    "upload: {endpoint: \"https://store.example\", bucket: news, access_key: k, secret_key: s\(more)}"
  }

  /// A store in memory, which notes every link of a feed to an article that it does not have at that moment.
  private final class Shelf: Sendable {
    private struct State {
      var objects: [String: OutgoingRequest] = [:]
      var order: [String] = []
      var dangling: [String] = []
      var deleted: [String] = []
      var refusals: [IncomingResponse] = []
      var refusesAfter = Int.max
    }

    private let state = Mutex(State())

    var keys: Set<String> { state.withLock { Set($0.objects.keys) } }
    var order: [String] { state.withLock { $0.order } }
    var dangling: [String] { state.withLock { $0.dangling } }
    var deleted: [String] { state.withLock { $0.deleted } }

    func object(_ key: String) -> OutgoingRequest? { state.withLock { $0.objects[key] } }

    func forgetOrder() { state.withLock { $0.order = [] } }

    /// Answers the next requests so.
    func refuse(_ responses: [IncomingResponse]) { state.withLock { $0.refusals = responses } }

    /// Takes so many objects more, then is out of reach.
    func takeOnly(_ count: Int?) {
      state.withLock { $0.refusesAfter = count.map { $0 + 0 } ?? Int.max }
    }

    func script(_ request: OutgoingRequest) throws(CurlError) -> IncomingResponse {
      let key = String(request.url.dropFirst("https://store.example/news/".count))
      let result: Result<IncomingResponse, CurlError> = state.withLock { state in
        if !state.refusals.isEmpty { return .success(state.refusals.removeFirst()) }
        guard state.refusesAfter > 0 else { return .failure(World.error(.notConnected)) }
        if state.refusesAfter < Int.max { state.refusesAfter -= 1 }
        if request.method == "DELETE" {
          state.objects[key] = nil
          state.deleted.append(key)
        } else {
          state.objects[key] = request
          state.order.append(key)
        }
        for (name, object) in state.objects where name.hasSuffix("feed.json") {
          for page in Self.pages(in: object.body) where state.objects[page] == nil {
            state.dangling.append("\(name) -> \(page)")
          }
        }
        return .success(IncomingResponse(status: 200))
      }
      return try result.get()
    }

    /// The keys of the articles that a feed names.
    private static func pages(in feed: [UInt8]) -> [String] {
      String(decoding: feed, as: UTF8.self).split(separator: "\"").compactMap { text in
        let prefix = PressRoom.site + "stories/"
        guard text.hasPrefix(prefix), text.hasSuffix("/") else { return nil }
        return "stories/" + text.dropFirst(prefix.count) + "index.html"
      }
    }
  }

  private let shelf = Shelf()

  private func room(_ more: String = "") async throws -> PressRoom {
    let shelf = shelf
    let room = try PressRoom(Self.settings(more)) { request throws(CurlError) in
      try shelf.script(request)
    }
    for index in 0..<6 {
      room.write(
        "\(index).txt",
        "District \(index) opens a library\n\nThe library of district \(index) holds \(index * 17 + 40) thousand books, the clerk said at the opening.\n"
      )
    }
    try await room.build()
    return room
  }

  /// A desk that does not wait, as after a restart.
  private func desk(_ room: PressRoom) throws -> UploadDesk {
    let settings = try #require(room.settings.upload)
    let clock = room.clock
    return UploadDesk(
      archive: room.archive, output: room.newsroom.output, settings: settings,
      store: ObjectStore(settings, send: room.world.sender), board: room.board,
      log: PressRoom.silent, clock: { clock.now }, pause: { _ in })
  }

  @Test("Everything that stands is sent with its type, articles before the feeds that name them")
  func first() async throws {
    let room = try await room()
    let result = try await desk(room).upload()
    let documents = try room.archive.documents()
    #expect(result.objects == documents.count && result.isWhole)
    #expect(shelf.keys == Set(documents.map(\.path)))
    #expect(shelf.dangling.isEmpty)
    let feed = try #require(shelf.object("feed.atom"))
    #expect(feed.body == room.document("feed.atom"))
    #expect(feed.header("content-type") == "application/atom+xml; charset=utf-8")
    #expect(feed.header("cache-control") == "public, max-age=300")
    #expect(feed.header("content-encoding") == nil)
    let places = shelf.order.enumerated()
    let lastPage = places.last { $1.hasPrefix("stories/") }?.offset ?? .max
    let firstFeed = places.first { $1.contains("feed.") }?.offset ?? .min
    #expect(lastPage < firstFeed)
    #expect(room.board.upload.waiting == 0 && room.board.upload.error == nil)
  }

  @Test("A second run sends only what changed")
  func second() async throws {
    let room = try await room()
    _ = try await desk(room).upload()
    shelf.forgetOrder()
    #expect(try await desk(room).upload().objects == 0)
    #expect(shelf.order.isEmpty)
    try await room.publish("0.txt", "Council buys a tram")
    _ = try await desk(room).upload()
    #expect(shelf.order.contains("feed.atom") && !shelf.order.contains("assets/style.css"))
    #expect(shelf.order.count < shelf.keys.count)
    #expect(shelf.dangling.isEmpty)
  }

  @Test("Cut off anywhere, the next run sends the rest; no feed ever names what is not there")
  func resumes() async throws {
    let room = try await room(", parallel: 3")
    let all = try room.archive.documents().count
    var failures = 0
    while shelf.keys.count < all, failures < 100 {
      shelf.takeOnly(2)
      do { _ = try await desk(room).upload() } catch is StoreError { failures += 1 }
    }
    shelf.takeOnly(nil)
    _ = try await desk(room).upload()
    #expect(shelf.keys.count == all && failures > 5)
    #expect(shelf.order.count == all, "nothing that was noted is sent again")
    #expect(shelf.dangling.isEmpty)
  }

  @Test("A busy store gets less at a time and everything in the end")
  func slowDown() async throws {
    let room = try await room()
    let busy = IncomingResponse(
      status: 503, body: Array("<Error><Code>SlowDown</Code></Error>".utf8))
    shelf.refuse([busy, busy, busy, busy])
    _ = try await desk(room).upload()
    #expect(shelf.keys.count == (try room.archive.documents().count))
    #expect(shelf.dangling.isEmpty)
  }

  @Test(
    "What somebody must mend stops the upload at once and is told",
    arguments: [(403, "AccessDenied"), (404, "NoSuchBucket"), (403, "RequestTimeTooSkewed")])
  func stops(_ status: Int, _ code: String) async throws {
    let room = try await room(", parallel: 1")
    let refusal = IncomingResponse(
      status: status, body: Array("<Error><Code>\(code)</Code></Error>".utf8))
    shelf.refuse([refusal, refusal, refusal])
    do {
      _ = try await desk(room).upload()
      Issue.record("the store refuses")
    } catch let error as StoreError {
      #expect(error.code == code && error.message.contains("; "))
    }
    #expect(shelf.order.isEmpty)
  }

  @Test("Objects of withdrawn articles are deleted only if so set, after no feed names them")
  func deletes() async throws {
    for isOn in [false, true] {
      let shelf = shelf
      let room = try await room(isOn ? ", delete: true" : "")
      _ = try await desk(room).upload()
      let page = try #require(shelf.keys.first { $0.hasPrefix("stories/district-0") })
      try await room.withdraw("0.txt")
      _ = try await desk(room).upload()
      #expect(shelf.keys.contains(page) == !isOn)
      #expect(shelf.dangling.isEmpty)
      #expect(shelf.deleted.contains(page) == isOn)
    }
  }

  @Test("While articles wait to be published nothing is deleted")
  func unsettled() throws {
    let page = LedgerEntry(
      path: "a", mediaType: "text/html", etag: "1", modified: Instant(seconds: 0))
    let gone = UploadedObject(path: "b", etag: "1", form: "")
    for isSettled in [false, true] {
      let state = UploadState(documents: [page], uploaded: ["b": gone], isSettled: isSettled)
      let plan = UploadPlan(state, deletes: true) { _ in "" }
      #expect(plan.deletions == (isSettled ? ["b"] : []))
    }
  }

  @Test("Text is stored packed where so set, with its coding told", arguments: ["gzip", "br"])
  func coding(_ coding: String) async throws {
    let room = try await room(", content_encoding: \(coding), cache_control: \"max-age=9\"")
    _ = try await desk(room).upload()
    let feed = try #require(shelf.object("feed.atom"))
    #expect(feed.header("content-encoding") == coding)
    #expect(feed.header("cache-control") == "max-age=9")
    #expect(feed.body.count < room.document("feed.atom").count)
    if coding == "gzip" { #expect(feed.body.starts(with: [0x1F, 0x8B])) }
  }

  @Test("Another bucket, or other header fields, get everything anew")
  func otherTarget() async throws {
    let room = try await room()
    _ = try await desk(room).upload()
    let all = shelf.keys.count
    shelf.forgetOrder()
    var settings = try #require(room.settings.upload)
    settings.cacheControl = "no-cache"
    let clock = room.clock
    for bucket in ["news", "newer"] {
      settings.bucket = bucket
      let desk = UploadDesk(
        archive: room.archive, output: room.newsroom.output, settings: settings,
        store: ObjectStore(settings, send: room.world.sender), board: room.board,
        log: PressRoom.silent, clock: { clock.now }, pause: { _ in })
      #expect(try await desk.upload().objects == all)
    }
  }

  @Test("Hubs are told once the store has the new bytes")
  func thenHubs() async throws {
    let room = try await room()
    try room.archive.enqueue(
      PingCourier.news(["feed.atom"], hubs: ["https://hub.example/"], at: room.clock.now + 300))
    #expect(try room.archive.nextAttempt(after: room.clock.now, kinds: [PushKind.ping]) != nil)
    _ = try await desk(room).upload()
    #expect(try room.archive.nextAttempt(after: room.clock.now, kinds: [PushKind.ping]) == nil)
  }
}
