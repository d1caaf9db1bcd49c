import Testing

@testable import Pipeline

@Suite("What the service manager is told")
struct ServiceTextTests {
  @Test("A pipeline that is at work without getting on is not alive")
  func stalls() {
    var heartbeat = Heartbeat()
    var state = NewsroomState()
    state.activity = .reading
    var looks = [heartbeat.isAlive(state), heartbeat.isAlive(state)]
    state.progress += 1
    looks.append(heartbeat.isAlive(state))
    state.activity = .idle
    looks += [heartbeat.isAlive(state), heartbeat.isAlive(state)]
    #expect(looks == [true, false, true, true, true])
  }

  @Test("The status line says what is watched, what is wrong, and how far the work is")
  func statusLine() {
    #expect(
      StatusLine(folders: 1, articles: 16, problems: 0, held: 0).text
        == "watching 1 folder: 16 articles published")
    #expect(
      StatusLine(folders: 2, articles: 1, problems: 2, held: 40).text
        == "watching 2 folders: 1 article published, 2 problems (see wireroom problems), "
        + "40 deletions held back")
    #expect(StatusLine(.reading(finished: 512, total: 2000)).text == "reading: 512 of 2000 files")
    #expect(StatusLine(degraded: "disk full").text == "degraded, trying again: disk full")
  }
}
