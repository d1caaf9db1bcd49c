import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import Serve

/// Many connections at once: a small likeness of `make test-load`, which has thousands for a minute.
@Suite struct CrowdTests {
  /// Descriptors that this process has open.
  private static func descriptors() -> Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count
  }

  @Test("Idle and slow clients cost the busy ones nothing, and every descriptor comes back")
  func crowd() async throws {
    let before = Self.descriptors()
    try await TestServer.with { server in
      let port = server.port
      let (idle, slow) = try await blocking {
        (
          try (0..<200).map { _ in try RawClient(port: port) },
          try (0..<50).map { _ in try RawClient(port: port) }
        )
      }
      let request = TestServer.request("/feed.atom")
      try await blocking { for client in slow { try client.send(String(request.prefix(9))) } }
      let answers = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<16 { group.addTask { try await Self.fetch(100, from: port) } }
        return try await group.reduce(0, +)
      }
      #expect(answers == 1600)
      try await blocking {
        for client in slow {
          let answer = try TestServer.exchange(client, String(request.dropFirst(9)))
          #expect(answer.body == TestServer.feed)
        }
        let answer = try TestServer.exchange(idle[0], request)
        #expect(answer.body == TestServer.feed)
        for client in idle + slow { client.finish() }
        for client in idle + slow {
          let rest = try client.receiveAll()
          #expect(rest.isEmpty)
        }
      }
    }
    // Other tests open some too, and a descriptor may be closed a moment after its connection is told gone.
    let deadline = ContinuousClock.now + .seconds(30)
    while Self.descriptors() > before, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(Self.descriptors() <= before)
  }

  /// Fetches the feed again and again on one connection; how often it was whole.
  private static func fetch(_ count: Int, from port: Int) async throws -> Int {
    try await blocking {
      let client = try RawClient(port: port)
      let request = TestServer.request("/feed.atom")
      return try (0..<count).reduce(0) { whole, _ in
        try TestServer.exchange(client, request).body == TestServer.feed ? whole + 1 : whole
      }
    }
  }

  @Test("One client's connections are counted apart, and given back when they close")
  func perClient() throws {
    let registry = ConnectionRegistry(limit: 4, clientLimit: 2)
    let channels = (0..<8).map { _ in EmbeddedChannel() }
    #expect(registry.admit(channels[0], client: 1) == .welcome)
    #expect(registry.admit(channels[1], client: 1) == .welcome)
    #expect(registry.admit(channels[2], client: 1) == .crowded)
    #expect(registry.admit(channels[3], client: 2) == .welcome)
    #expect(registry.admit(channels[4], client: 3) == .surplus)
    for index in [0, 2] { _ = try channels[index].finish(acceptAlreadyClosed: true) }
    #expect(registry.admit(channels[5], client: 1) == .welcome)
    #expect(registry.admit(channels[6], client: 1) == .crowded, "which counts until it closes")
    _ = try channels[6].finish(acceptAlreadyClosed: true)
    _ = try channels[4].finish(acceptAlreadyClosed: true)
    #expect(registry.admit(channels[7]) == .welcome, "a proxy has no limit of its own")
    #expect(registry.count == 4)
  }

  @Test(
    "A client that has not taken its answers when the server stops is told with the next that it is the last"
  )
  func lastAnswer() throws {
    let channel = EmbeddedChannel()
    let registry = ConnectionRegistry(limit: 1)
    let handler = ConnectionHandler(
      Self.settings(), peer: nil, admission: registry.admit(channel))
    try channel.pipeline.syncOperations.addHandler(handler)
    try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    channel.isWritable = false
    let request = TestServer.request("/none")
    _ = try channel.writeInbound(ByteBuffer(string: request + request + request))
    #expect(try Self.answers(channel).count == 1, "the others wait")
    channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    let last = try Self.answers(channel)
    #expect(last.count == 1)
    #expect(last.first?["connection"] == "close")
    _ = try channel.finish(acceptAlreadyClosed: true)
  }

  /// The answers that were written to `channel` since they were last asked for.
  private static func answers(_ channel: EmbeddedChannel) throws -> [RawResponse] {
    var bytes: [UInt8] = []
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
      bytes += Array(buffer.readableBytesView)
    }
    var answers: [RawResponse] = []
    while let answer = try RawResponse.take(from: &bytes) { answers.append(answer) }
    return answers
  }

  private static func settings() -> ConnectionSettings {
    let options = ServeOptions(listen: [])
    let table = DocumentTable(outputDirectory: "/")
    return ConnectionSettings(
      responder: Responder(table: table, options: options, hooks: ServeHooks()), options: options,
      access: { _ in }, traffic: TrafficReport(), tasks: ConnectionTasks())
  }

  @Test("When there are too many, connections that wait for a request make room, busy ones don't")
  func room() throws {
    var settings = Self.settings()
    settings.roomAfter = .zero
    let (idle, busy, registry) = (
      EmbeddedChannel(), EmbeddedChannel(), ConnectionRegistry(limit: 2)
    )
    for channel in [idle, busy] {
      let handler = ConnectionHandler(settings, peer: nil, admission: registry.admit(channel))
      try channel.pipeline.syncOperations.addHandler(handler)
      try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }
    _ = try busy.writeInbound(ByteBuffer(string: "GET / HT"))
    #expect(registry.admit(EmbeddedChannel()) == .surplus)
    #expect(!idle.isActive)
    #expect(busy.isActive)
    _ = try busy.finish(acceptAlreadyClosed: true)
  }
}
