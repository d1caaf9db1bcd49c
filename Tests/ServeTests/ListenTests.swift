import FeedModel
import Glibc
import NIOCore
import Testing

@testable import Serve

@Suite struct ListenTests {
  private static func server(_ addresses: [ListenAddress]) -> FeedServer {
    FeedServer(
      table: DocumentTable(outputDirectory: "/"),
      options: ServeOptions(listen: addresses, threads: 1),
      hooks: ServeHooks())
  }

  private static func reason(_ addresses: [ListenAddress]) async -> ServeError? {
    do throws(ServeError) {
      let server = server(addresses)
      _ = try await server.start()
      await server.shutdown(grace: .zero)
      return nil
    } catch {
      return error
    }
  }

  @Test("An address that can't be had says which, why and what to do, and leaves nothing bound")
  func errors() async throws {
    try await TestServer.with(control: true) { server in
      let path = try #require(server.controlPath)
      let used = await Self.reason([.tcp(host: "127.0.0.1", port: server.port)])
      #expect(used?.reason == .addressInUse)
      #expect(used?.description.contains("127.0.0.1:\(server.port): ") == true)
      #expect(used?.message.contains(";") == true)
      #expect(await Self.reason([.unix(path: path)])?.reason == .addressInUse)
      #expect(try await server.get("/").status == 200, "the first server goes on")
      let fresh = server.folder + "/fresh.sock"
      #expect(
        await Self.reason([.unix(path: fresh), .unix(path: path)])?.reason == .addressInUse)
      #expect(access(fresh, F_OK) != 0)
      try server.write("plain", [])
      #expect(await Self.reason([.unix(path: server.folder + "/plain")])?.reason == .addressInUse)
      #expect(access(server.folder + "/plain", F_OK) == 0, "a file that is no socket is kept")
      #expect(
        await Self.reason([.unix(path: server.folder + "/none/x.sock")])?.reason == .badAddress)
    }
    #expect(await Self.reason([.tcp(host: "192.0.2.1", port: 0)])?.reason == .addressNotAvailable)
    #expect(await Self.reason([.tcp(host: "127.0.0.1", port: 70_000)])?.reason == .badAddress)
    #expect(await Self.reason([.tcp(host: "no host", port: 0)])?.reason == .badAddress)
    #expect(await Self.reason([.unix(path: "")])?.reason == .badAddress)
    let long = "/" + String(repeating: "x", count: 200)
    #expect(await Self.reason([.unix(path: long)])?.reason == .badAddress)
    #expect(await Self.reason([.inherited(987_654)])?.reason == .notASocket)
    #expect(await Self.reason([.inherited(0)])?.reason == .notASocket)
  }

  @Test("A socket file that nobody listens on any more is replaced")
  func staleSocket() async throws {
    try await TestServer.with { server in
      let path = server.folder + "/stale.sock"
      try server.leaveStaleSocket("stale.sock")
      let second = Self.server([.unix(path: path)])
      let bound = try await second.start()
      #expect(bound == [BoundAddress(.unix(path: path), isControl: true)])
      let status = try await blocking {
        try TestServer.exchange(RawClient(path: path), TestServer.request("/healthz")).status
      }
      #expect(status == 200)
      await second.shutdown(grace: .seconds(5))
    }
  }

  @Test("An inherited socket is served as its family says, and outlives the server")
  func inherited() async throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #expect(listen(descriptor, 16) == 0)
    defer { close(descriptor) }
    let port = try #require(await Self.roundTrip(dup(descriptor)))
    #expect(await Self.roundTrip(dup(descriptor)) == port, "the next process takes the same port")
  }

  /// Serves one request on an inherited socket and stops; the port it had.
  private static func roundTrip(_ descriptor: Int32) async -> Int? {
    do {
      let server = server([.inherited(descriptor)])
      let bound = try await server.start()
      guard let port = bound.first?.port, bound.first?.isControl == false else { return nil }
      let status = try await blocking {
        try TestServer.exchange(RawClient(port: port), TestServer.request("/healthz")).status
      }
      await server.shutdown(grace: .seconds(5))
      return status == 200 ? port : nil
    } catch {
      Issue.record(error)
      return nil
    }
  }

  @Test(
    "A Unix-domain socket for a reverse proxy has documents, and nothing of the control socket's")
  func proxySocket() async throws {
    try await TestServer.with { server in
      let path = server.folder + "/proxy.sock"
      let second = FeedServer(
        table: server.table,
        options: ServeOptions(
          listen: [.unix(path: path, mode: 0o666, isControl: false)], threads: 1),
        hooks: ServeHooks(metrics: { "tides 1\n" }))
      #expect(try await second.start() == [BoundAddress(.unix(path: path), isControl: false)])
      for (target, status) in [("/feed.atom", 200), ("/status", 404), ("/metrics", 404)] {
        let answer = try await blocking {
          try TestServer.exchange(RawClient(path: path), TestServer.request(target)).status
        }
        #expect(answer == status)
      }
      await second.shutdown(grace: .seconds(5))
    }
  }

  private static let hasIPv6 = access("/proc/net/if_inet6", R_OK) == 0

  @Test(
    "IPv6 is served as IPv4 is, and each client by its own family where every address is served",
    .enabled(if: hasIPv6, "this machine has no IPv6"), arguments: ["::1", "*"])
  func ipv6(_ host: String) async throws {
    let server = Self.server([.tcp(host: host, port: 0)])
    let port = try #require(try await server.start().first?.port)
    let status = try await blocking {
      try TestServer.exchange(RawClient(ipv6Port: port), TestServer.request("/healthz")).status
    }
    #expect(status == 200)
    await server.shutdown(grace: .seconds(5))
  }

  @Test("A host name is listened on by every address that it has here")
  func names() async throws {
    let server = Self.server([.tcp(host: "localhost", port: 0)])
    let bound = try await server.start()
    #expect(Set(bound.compactMap(\.port)).count == 1, "one port for all")
    let port = try #require(bound.first?.port)
    let status = try await blocking {
      try TestServer.exchange(RawClient(port: port), TestServer.request("/healthz")).status
    }
    #expect(status == 200)
    await server.shutdown(grace: .seconds(5))
  }

  @Test("Localhost is both loopback addresses, whatever a resolver knows of it")
  func localhost() throws {
    let addresses = try ListeningSocket.addresses(of: "localhost", port: 80)
    #expect(addresses.compactMap(\.ipAddress) == ["127.0.0.1", "::1"])
  }

  @Test("An inherited Unix-domain socket is the control socket, unless its name says http")
  func inheritedUnixSocket() async throws {
    try await TestServer.with { server in
      for (name, isControl) in [("", true), ("control", true), ("http", false)] {
        let path = server.folder + "/passed-\(name).sock"
        let descriptor = try ListeningSocket.unix(path: path, mode: 0o600)
        #expect(listen(descriptor, 16) == 0)
        let second = Self.server([.inherited(descriptor, name: name)])
        let bound = try await second.start()
        #expect(bound == [BoundAddress(.unix(path: path), isControl: isControl)])
        await second.shutdown(grace: .seconds(5))
      }
    }
  }

  @Test("Every address of the machine is one address to ask for")
  func everywhere() async throws {
    let server = Self.server([.tcp(host: "*", port: 0)])
    let port = try #require(try await server.start().first?.port)
    let status = try await blocking {
      try TestServer.exchange(RawClient(port: port), TestServer.request("/healthz")).status
    }
    #expect(status == 200)
    await server.shutdown(grace: .seconds(5))
  }
}
