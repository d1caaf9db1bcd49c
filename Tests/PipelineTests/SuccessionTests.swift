import Archive
import FeedModel
import Ingest
import Settings
import Synchronization
import Testing

@testable import Pipeline

@Suite("When settings change under a newsroom") struct SuccessionTests {
  @Test("The newsroom before does nothing any more, and the one after goes on where it stopped")
  func ended() async throws {
    let room = try PressRoom()
    try await room.publish("tram.txt", "Council buys a tram")
    let taken = Mutex<Newsroom?>(nil)
    try await room.newsroom.goOn(with: room.settings) { next in taken.withLock { $0 = next } }
    let next = try #require(taken.withLock { $0 })
    room.write(
      "bus.txt", "Council buys a bus\n\nIt costs nine million, the clerk said in the hall.\n")
    let change = FolderChange(changed: [], vanished: [], needsScan: true, warning: nil)
    for work: @Sendable () async throws -> BuildSummary in [
      { try await room.newsroom.build() }, { try await room.newsroom.tick() },
      { try await room.newsroom.take(change) },
    ] {
      let error = await #expect(throws: PipelineError.self) { try await work() }
      #expect(error?.reason == .ended)
    }
    #expect(try await next.build().published == 1)
  }

  @Test("A problem with a folder that is no longer watched is listed no longer")
  func folders() async throws {
    let room = try PressRoom(adjust: { $0.input.directories.append("/nowhere/at/all") })
    _ = try await room.newsroom.build()
    #expect(try room.archive.problems().map(\.problem.location.directory) == ["/nowhere/at/all"])
    var settings = room.settings
    settings.input.directories.removeLast()
    let taken = Mutex<Newsroom?>(nil)
    try await room.newsroom.goOn(with: settings) { next in taken.withLock { $0 = next } }
    _ = try await taken.withLock { $0 }?.build()
    #expect(try room.archive.problems().isEmpty)
  }

  @Test("Where nobody can take over, the newsroom stays at work")
  func refused() async throws {
    struct Refused: Error {}
    let room = try PressRoom()
    await #expect(throws: Refused.self) {
      try await room.newsroom.goOn(with: room.settings) { _ in throw Refused() }
    }
    try await room.publish("tram.txt", "Council buys a tram")
    #expect(room.document("feed.atom").count > 0)
  }

  @Test("Who asked for a rebuild that a stop cut off is told so")
  func stopped() {
    #expect(describe(CancellationError()).hasPrefix("the daemon was stopped before it was done; "))
  }
}
