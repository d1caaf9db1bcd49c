import Foundation
import LoopbackHTTP
import Synchronization
import Testing

@Suite("Callbacks of the embedded hub")
struct HubAddressTests {
  private static let isAvailable = OwnNetwork.isAvailable

  /// Addresses of the public internet, which only the test's own network has here.
  private static let publicAddresses = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
  private static let privateAddresses = [
    "10.0.0.5", "172.16.0.5", "192.168.0.5", "169.254.169.254", "100.64.0.5", "198.18.0.5",
    "192.0.2.5", "fd00::5", "fe80::5", "64:ff9b::a00:5", "2002:a00:5::1", "2001:db8::5",
  ]

  /// How callbacks may spell what they must not reach.
  private static let refused = [
    "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "0.0.0.0",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.5]", "10.0.0.5",
    "167772165", "172.16.0.5", "192.168.0.5", "169.254.169.254", "2852039166", "100.64.0.5",
    "198.18.0.5", "192.0.2.5", "[fd00::5]", "[fe80::5]", "[64:ff9b::a00:5]", "[2002:a00:5::1]",
    "[2001:db8::5]", "private.example", "metadata.example",
  ]

  @Test(
    "Private, loopback, link-local and metadata addresses are refused however they are written, also when a name turns to one later",
    .enabled(if: isAvailable, "needs root and the program ip, for a network of its own"))
  func refusals() throws {
    let network = try OwnNetwork()
    let hasVersion6 = (try? network.add(Self.publicAddresses[1] + "/128")) != nil
    try network.add(Self.publicAddresses[0] + "/32")
    for address in Self.privateAddresses where hasVersion6 || !address.contains(":") {
      try network.add(address + (address.contains(":") ? "/128" : "/32"))
    }
    try network.setHosts([
      "93.184.215.14 public.example turning.example mixed.example",
      "10.0.0.5 private.example mixed.example", "169.254.169.254 metadata.example",
    ])
    try Self.check(network, hasVersion6)
  }

  private static func check(_ network: OwnNetwork, _ hasVersion6: Bool) throws {
    let site = try Site()
    site.network = network
    let inbox = PushTests.Inbox()
    let socket = try network.make { try LoopbackServer.bindAll() }
    let server = try LoopbackServer(on: socket) { request in
      inbox.add(request)
      return .text("200 OK", [], request.fields["hub.challenge"] ?? "")
    }
    try site.settings(extra: "push: {embedded_hub: true, retry: {first: 1s, longest: 1s}}")
    try site.write("a.txt", PushTests.article(1))
    var daemon = try site.serve()
    try site.wait("the feed is there") { site.titles().count == 1 }
    let good =
      ["93.184.215.14", "public.example", "turning.example", "1572394766"]
      + (hasVersion6 ? ["[\(publicAddresses[1])]"] : [])
    for host in good + refused + ["mixed.example"] {
      let status = try site.post(
        "hub",
        [
          ("hub.mode", "subscribe"), ("hub.topic", site.baseURL + "feed.atom"),
          ("hub.callback", "http://\(host):\(server.port)/\(host)"),
        ])
      #expect(status == "202", "\(host)")
    }
    func asked() -> Set<String> {
      Set(inbox.all.filter { $0.method == "GET" }.map { path(of: $0) })
    }
    try site.wait("the public ones are asked") { Set(good).isSubset(of: asked()) }
    try site.wait("nothing waits any more") { try waiting(site) == 0 }
    #expect(asked().subtracting(good + ["mixed.example"]).isEmpty)

    // The name turns to another address after it was verified; a restarted hub resolves it anew.
    daemon.end(SIGKILL)
    try network.setHosts([
      "127.0.0.1 turning.example", "93.184.215.14 public.example mixed.example",
      "10.0.0.5 mixed.example",
    ])
    daemon = try site.serve()
    try site.write("b.txt", PushTests.article(2))
    try site.wait("the others get the news") {
      let posted = Set(inbox.all.filter { $0.method == "POST" }.map { path(of: $0) })
      return Set(good).subtracting(["turning.example"]).isSubset(of: posted)
    }
    try site.wait("nothing waits any more") { try waiting(site) == 0 }
    #expect(!inbox.all.contains { $0.method == "POST" && path(of: $0) == "turning.example" })
    let reached = Set(inbox.all.map { $0.address.replacingOccurrences(of: "::ffff:", with: "") })
    #expect(reached.isSubset(of: Set(publicAddresses)), "\(reached)")
    let log = try String(contentsOfFile: site.root + "/log", encoding: .utf8)
    #expect(log.contains("is not one of the public internet") || log.contains("is not public"))
    #expect(daemon.isRunning)
  }

  /// The path that a callback had, which is the host as it was written.
  private static func path(of request: LoopbackServer.Request) -> String {
    String(request.target.dropFirst().prefix { $0 != "?" })
  }

  private static func waiting(_ site: Site) throws -> Int? {
    let outcome = try site.run(["status", "--json", "--config", "wireroom.yaml"])
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return json?["outbox_waiting"] as? Int
  }
}
