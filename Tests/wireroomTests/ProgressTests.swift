import FeedModel
import Logging
import Testing

@testable import wireroom

@Suite("Progress, status and log lines for people")
struct ProgressTests {
  @Test("A bar shows count, rate and time left, and keeps to the width")
  func bar() {
    let progress = Progress(phase: "reading", finished: 500, total: 2000, seconds: 2)
    #expect(
      progress.bar(width: 100)
        == "reading    [######..................] 500/2000  250/s  6 s left")
    #expect(progress.bar(width: 20).count == 20)
  }

  @Test("A plain line says the same without a bar, and nothing of a rate it can't know yet")
  func plain() {
    #expect(
      Progress(phase: "publishing", finished: 10, total: 40, seconds: 5).plain
        == "publishing 10 of 40, 2.0/s, 15 s left")
    #expect(
      Progress(phase: "reading", finished: 1, total: 3, seconds: 0.1).plain == "reading 1 of 3")
    #expect(Progress(phase: "scanning", finished: 0, total: 0, seconds: 9).plain == "scanning")
    #expect(
      Progress(phase: "reading", finished: 3, total: 3, seconds: 1).plain == "reading 3 of 3, 3.0/s"
    )
  }

  @Test("Long times are told in minutes and hours")
  func times() {
    #expect(Progress.time(59) == "59 s")
    #expect(Progress.time(185) == "3 min 5 s")
    #expect(Progress.time(7800) == "2 h 10 min")
  }

  @Test(
    "An event is one line with its priority, whatever it holds; the file comes first, the reason last"
  )
  func logLine() {
    #expect(
      LineLogHandler.line(
        .error, "item rejected", ["reason": "two\nlines", "source.path": "/in/a b.txt"],
        usesPriorities: true)
        == "<3>item rejected source.path=\"/in/a b.txt\" reason=\"two lines\"")
    #expect(
      LineLogHandler.line(
        .info, "article moved", ["from": "/a", "source.path": "/b", "item.id": "0"],
        usesPriorities: true) == "<6>article moved source.path=/b from=/a item.id=0")
    #expect(
      LineLogHandler.line(.warning, "slow", [:], usesPriorities: false) == "wireroom: warning: slow"
    )
    let long = LineLogHandler.line(
      .info, "x", ["reason": String(repeating: "y", count: 9000)], usesPriorities: true)
    #expect(long.utf8.count < 4000)
  }

  @Test("The status names what is wrong, five of a kind and how many more")
  func status() throws {
    let problems = (1...7).map { number in
      #"{"path":"/in/\#(number).txt","reason":"the file is empty","line":null,"since":"x"}"#
    }.joined(separator: ",")
    let json = try JSON(
      parsing: Array(
        #"{"state":"idle","counts":{"articles":3,"problems":7},"problems":[\#(problems)],"queue":1,"hubs":[{"url":"https://hub.example/","state":"failing","waiting":2}]}"#
          .utf8))
    let text = StatusText(json).text
    #expect(text.contains("articles  3\n"))
    #expect(text.contains("/in/5.txt: the file is empty"))
    #expect(!text.contains("/in/6.txt"))
    #expect(text.contains("1 article to publish\n"))
    #expect(text.contains("https://hub.example/, failing, 2 waiting\n"))
    #expect(text.contains("and 2 more"))
    #expect(!text.contains("\u{1B}"))
    #expect(
      StatusText(json, colors: true).text.contains("\u{1B}[33m7, see `wireroom problems`\u{1B}[0m"))
  }
}
