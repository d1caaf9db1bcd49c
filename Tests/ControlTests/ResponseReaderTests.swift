import FeedModel
import Testing

@testable import Control

@Suite("Answers of the control socket")
struct ResponseReaderTests {
  private func read(_ text: String, pieces: Int) -> (body: String, status: Int, complete: Bool)? {
    var reader = ResponseReader()
    var body: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      guard let part = reader.take(bytes[start..<min(start + pieces, bytes.count)]) else {
        return nil
      }
      body += part
    }
    return (String(decoding: body, as: UTF8.self), reader.status, reader.isComplete)
  }

  @Test("A body arrives whole however its bytes are cut", arguments: [1, 2, 3, 7, 1000])
  func cut(_ pieces: Int) throws {
    let chunked =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    let plain = "HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nabcde"
    let first = try #require(read(chunked, pieces: pieces))
    #expect(first == ("abcde", 200, true))
    let second = try #require(read(plain, pieces: pieces))
    #expect(second == ("abcde", 403, true))
  }

  @Test("A broken answer is refused or stays incomplete, never taken for whole")
  func broken() {
    #expect(read("SSH-2.0 hello\r\n\r\n", pieces: 100) == nil)
    #expect(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", pieces: 100) == nil)
    #expect(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", pieces: 100)?.complete == false)
  }

  @Test("An event survives the way over the socket")
  func event() {
    let event = RebuildEvent(.publishing, finished: 3, total: 9, message: "a \"b\"\n")
    #expect(RebuildEvent(line: event.json.bytes) == event)
    #expect(RebuildEvent(line: Array("{}".utf8)) == nil)
  }

  @Test("A missing socket says that no daemon answers and what to do")
  func unreachable() {
    let error = #expect(throws: ControlError.self) {
      try ControlClient(socket: "/nonexistent/control.sock").status()
    }
    #expect(error?.reason == .unreachable)
    #expect(error?.message.contains("wireroom serve") == true)
  }
}
