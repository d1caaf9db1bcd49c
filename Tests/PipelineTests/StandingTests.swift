import Synchronization
import Testing

@testable import Pipeline

@Suite("Whether feeds stand")
struct StandingTests {
  @Test("Feeds stand once the first publication has been told, not before: who waits asks at once")
  func told() async throws {
    let board = Mutex<Board?>(nil)
    let stood = Mutex<[Bool]>([])
    let room = try PressRoom(onPublication: { _ in
      let stands = board.withLock { $0?.state.stands }
      stood.withLock { $0 += [stands ?? true] }
    })
    board.withLock { $0 = room.newsroom.board }
    try await room.publish("quay.txt", "A quay is mended")
    #expect(stood.withLock { $0 } == [false])
    #expect(room.newsroom.board.state.stands)
    try await room.publish("crane.txt", "A crane is sold")
    #expect(stood.withLock { $0 } == [false, true])
  }
}
