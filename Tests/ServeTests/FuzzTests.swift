import Serve
import Testing

@Suite struct FuzzTests {
  /// A small generator of the SplitMix64 family: the same requests in every run.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  private static let seeds = [
    TestServer.request("/feed.atom", ["Accept-Encoding: gzip;q=0.5, br, *;q=0"]),
    TestServer.request("/", ["If-None-Match: W/\(TestServer.etag), \"x\"", "Connection: close"]),
    TestServer.request("/feed.atom", ["Range: bytes=1-5", "If-Range: \(TestServer.etag)"]),
    TestServer.request(
      "/feed.atom", ["If-Modified-Since: \(TestServer.lastModified)"], method: "HEAD"),
    TestServer.request("http://harbour.example/%66eed.atom?x=%41", ["A-IM: feed"]),
    TestServer.request("/feed.atom", ["Content-Length: 4"]) + "abcd" + TestServer.request("/"),
    TestServer.request("/x", ["Transfer-Encoding: chunked"], method: "POST")
      + "3;a=b\r\nabc\r\n0\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nX-Long: " + String(repeating: "y", count: 300) + "\r\n\r\n",
    "GET /stories/tide HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n",
  ]

  private static let snippets: [[UInt8]] =
    [
      "\r\n", "\n", "\r", "\u{0}", " ", "\t", ":", "%00", "%2e%2e/", "../", "\"", ",", ";q=", "=",
      "*",
      "Host: b\r\n", "Content-Length: 1\r\n", "Content-Length: 18446744073709551616\r\n",
      "Transfer-Encoding: chunked\r\n", "Transfer-Encoding:\u{b}chunked\r\n", "0\r\n\r\n",
      "HTTP/1.1",
      "GET / HTTP/1.1\r\n\r\n", "bytes=-", "W/", "ffffffffffffffff\r\n", "-1",
      "9999999999999999999",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

  private static func mutated(_ dice: inout Dice) -> [UInt8] {
    var bytes = Array(seeds.randomElement(using: &dice, or: "").utf8)
    for _ in 0..<Int.random(in: 0...4, using: &dice) {
      let at = Int.random(in: 0...bytes.count, using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: bytes.insert(contentsOf: snippets.randomElement(using: &dice, or: []), at: at)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: at)
      case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &dice) }
      case 3: if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice) }
      case 4:
        let end = min(bytes.count, at + Int.random(in: 0...20, using: &dice))
        bytes.removeSubrange(at..<end)
      default:
        let end = min(bytes.count, at + Int.random(in: 0...60, using: &dice))
        bytes.insert(contentsOf: bytes[at..<end], at: at)
      }
    }
    return bytes
  }

  @Test(
    "Four thousand mutated requests get answers below 500, whole and well-formed, or none; then all is well"
  )
  func mutations() async throws {
    try await TestServer.with { server in
      let (port, folder) = (server.port, server.folder)
      try await blocking {
        var dice = Dice(state: 20_260_102)
        for _ in 0..<4000 {
          let request = Self.mutated(&dice)
          let client = try RawClient(port: port)
          try client.send(request)
          client.finish()
          let bytes = try client.receiveAll()
          let answers = String(decoding: bytes, as: UTF8.self)
          // 501 and 505 say that the request, not the server, is at fault.
          let statuses = answers.split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) }
          #expect(
            statuses.allSatisfy { $0 < 500 || $0 == 501 || $0 == 505 },
            "\(String(decoding: request, as: UTF8.self).debugDescription)")
          #expect(bytes.isEmpty || answers.hasPrefix("HTTP/1.1 "))
          #expect(!answers.contains(folder))
        }
        let response = try TestServer.exchange(
          RawClient(port: port), TestServer.request("/feed.atom"))
        #expect(response.body == TestServer.feed)
      }
    }
  }

  @Test("No second request hides in what another server might read as content")
  func smuggling() async throws {
    try await TestServer.with { server in
      let port = server.port
      let hidden = TestServer.request("/stories/sunk/")
      let shapes = [
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n Transfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nX: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0;\n\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\n\n",
      ]
      for shape in shapes {
        let answers = try await blocking {
          let client = try RawClient(port: port)
          try client.send(shape + hidden)
          client.finish()
          return String(decoding: try client.receiveAll(), as: UTF8.self)
        }
        #expect(answers.hasPrefix("HTTP/1.1 400 "), "\(shape.debugDescription)")
        #expect(!answers.contains("410 Gone"), "\(shape.debugDescription)")
      }
    }
  }
}

extension Array {
  fileprivate func randomElement(using dice: inout FuzzTests.Dice, or fallback: Element) -> Element
  {
    randomElement(using: &dice) ?? fallback
  }
}
