import NIOCore
import NIOEmbedded
import Testing

@testable import Serve

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

  private static let seeds =
    [
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
      TestServer.request("/old/feed.atom?x=1#y"), TestServer.request("/metrics"),
    ] + smuggling

  /// Requests that two parsers on the way could part in two ways; a second one hides in most.
  private static let smuggling = [
    "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: xchunked\r\n\r\n",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    " Transfer-Encoding: chunked\r\n\r\n",
    "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n",
    "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding:\u{b}chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
    "X: y\r\n\tTransfer-Encoding: chunked\r\n\r\n",
    "Content-Length: 0\r\nContent-Length: 40\r\n\r\n", "Content-Length: 0,40\r\n\r\n",
    "Content-Length: +0\r\n\r\n", "Content-Length: 0x0\r\n\r\n", "Content-Length: 0 0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n0;\n\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n0\n\n", "Transfer-Encoding: chunked\r\n\r\n0\r\nX\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n-0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n00000000000000000\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n1\r\nab0\r\n\r\n",
  ].map { "POST / HTTP/1.1\r\nHost: a\r\n" + $0 }

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

  /// What is wrong with the answers to one input; nil when nothing is.
  private static func fault(of bytes: [UInt8], folder: String) -> String? {
    let answers = String(decoding: bytes, as: UTF8.self)
    if !bytes.isEmpty, !answers.hasPrefix("HTTP/1.1 ") { return "no HTTP" }
    if answers.contains(folder) { return "a path of this machine" }
    // Of the documents none holds these words.
    let statuses = answers.split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) }
    return statuses.allSatisfy { $0 < 500 } ? nil : "a fault of the server: \(statuses)"
  }

  @Test(
    "A hundred thousand mutated requests never get a fault of the server, nor a path of the machine"
  )
  func mutations() async throws {
    try await TestServer.with { server in
      var options = ServeOptions(listen: [], baseURL: "https://harbour.example/", accessLog: .json)
      options.redirects.add("old/", .path("new/"))
      let settings = ConnectionSettings(
        responder: Responder(table: server.table, options: options, hooks: ServeHooks()),
        options: options, access: { line in #expect(!line.utf8.contains(10)) },
        traffic: TrafficReport(), tasks: ConnectionTasks())
      let folder = server.folder
      try await blocking {
        var dice = Dice(state: 20_260_102)
        for _ in 0..<100_000 {
          let request = Self.mutated(&dice)
          // In two pieces, cut anywhere.
          let cut = Int.random(in: 0...request.count, using: &dice)
          let bytes = try Self.answers(to: [request[..<cut], request[cut...]], settings)
          if let fault = Self.fault(of: bytes, folder: folder) {
            Issue.record(
              "\(fault): \(String(decoding: request, as: UTF8.self).debugDescription)")
          }
        }
      }
    }
  }

  /// What one connection answers to bytes that come in `pieces`, without a network.
  private static func answers(
    to pieces: [ArraySlice<UInt8>], _ settings: ConnectionSettings
  ) throws -> [UInt8] {
    let channel = EmbeddedChannel(
      handler: ConnectionHandler(settings, peer: ClientAddress("127.0.0.1"), admission: .welcome))
    try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    for piece in pieces where channel.isActive {
      _ = try channel.writeInbound(ByteBuffer(bytes: piece))
    }
    var bytes: [UInt8] = []
    while let part = try channel.readOutbound(as: ByteBuffer.self) {
      bytes += part.readableBytesView
    }
    _ = try channel.finish(acceptAlreadyClosed: true)
    return bytes
  }

  @Test("Two thousand of them by the network leave the server as it was")
  func network() async throws {
    try await TestServer.with { server in
      let (port, folder) = (server.port, server.folder)
      try await blocking {
        var dice = Dice(state: 20_261_231)
        for _ in 0..<2000 {
          let request = Self.mutated(&dice)
          let client = try RawClient(port: port)
          try client.send(request)
          client.finish()
          let fault = Self.fault(of: try client.receiveAll(), folder: folder)
          #expect(fault == nil, "\(String(decoding: request, as: UTF8.self).debugDescription)")
        }
        let response = try TestServer.exchange(
          RawClient(port: port), TestServer.request("/feed.atom"))
        #expect(response.body == TestServer.feed)
      }
    }
  }

  @Test("No second request hides in what another server might read as content")
  func hiddenRequests() async throws {
    try await TestServer.with { server in
      let port = server.port
      let hidden = TestServer.request("/stories/sunk/")
      for shape in Self.smuggling {
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
