import Foundation
import Testing

/// What systemd and its tools rely on.
@Suite("The service")
struct ServiceTests {
  private static func article(_ headline: String) -> String {
    "\(headline)\n\nThe harbour board met on the matter in the customs house. A report is to follow in autumn, the clerk said.\n"
  }

  @Test(
    "Ready is told when the feed can be fetched, the status says what is watched, stopping is told")
  func notifies() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    try site.write("b.txt", "")
    let manager = try NotifySocket(path: site.root + "/notify")
    let daemon = try site.start(environment: ["NOTIFY_SOCKET": manager.path])
    try site.wait("ready is told") { manager.has("READY=1") }
    #expect(site.fetch("feed.atom")?.contains("Council buys a tram") == true)
    #expect(try site.statusCode("readyz") == "200")
    try site.wait("the status names the problem") {
      manager.status
        == "watching 1 folder: 1 article published, 1 problem (see wireroom problems)"
    }
    #expect(daemon.end() == 0)
    #expect(manager.has("STOPPING=1"))
  }

  @Test("Signs of life come while all is well, and stop while the pipeline is stalled")
  func watchdog() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    let manager = try NotifySocket(path: site.root + "/notify")
    _ = try site.start(environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "300000"])
    try site.wait("the first item is published") { site.titles().count == 1 }
    func pings() -> Int {
      manager.receive()
      return manager.messages.filter { $0 == "WATCHDOG=1" }.count
    }
    try site.wait("signs of life come") { pings() > 3 }
    // Somebody else holds the database: the pipeline waits for it and gets nowhere.
    let holder = try DatabaseHolder(site)
    try site.write("b.txt", Self.article("School gets a roof"))
    try site.wait("the pipeline has begun to read") {
      try site.run(["status", "--json", "--state", "state"]).output.contains(
        #""state":"reading""#)
    }
    _ = pings()
    // One look may still find it further on than the look before.
    var quietLooks = 0
    var last = pings()
    try site.wait("the signs of life stop") {
      usleep(300_000)
      let now = pings()
      quietLooks = now == last ? quietLooks + 1 : 0
      last = now
      return quietLooks == 3
    }
    holder.release()
    try site.wait("the second item is published") { site.titles().count == 2 }
    let before = pings()
    try site.wait("the signs of life are back") { pings() > before }
  }

  @Test("A reload takes good settings, keeps the old ones for bad ones, and tells when it is over")
  func reloads() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    let manager = try NotifySocket(path: site.root + "/notify")
    let daemon = try site.start(environment: ["NOTIFY_SOCKET": manager.path])
    try site.wait("ready is told") { manager.has("READY=1") }
    func reload() throws {
      let ready = manager.messages.filter { $0 == "READY=1" }.count
      daemon.signal(SIGHUP)
      try site.wait("the reload is over") {
        manager.receive()
        return manager.messages.filter { $0 == "READY=1" }.count > ready
      }
      let reloading = try #require(manager.messages.last { $0.hasPrefix("RELOADING=1") })
      #expect(reloading.contains("MONOTONIC_USEC="))
    }
    try site.settings(extra: "feeds: [{name: trams, title: Trams}]")
    try reload()
    try site.wait("the new feed is served") { site.fetch("feeds/trams/feed.atom") != nil }
    try site.settings(extra: "feeds: [{nam: trams}]")
    try reload()
    let log = try String(contentsOfFile: site.root + "/log", encoding: .utf8)
    #expect(log.contains("settings refused, the old ones stay"))
    #expect(log.contains("unknown key `feeds[0].nam`; did you mean `name`?"), "\(log)")
    #expect(site.fetch("feeds/trams/feed.atom") != nil)
    #expect(daemon.isRunning)
  }

  @Test(
    "Passed sockets are served: TCP to readers, the Unix socket for commands",
    .enabled(if: tool("systemd-socket-activate") != nil, "systemd-socket-activate is not installed")
  )
  func socketActivation() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    let activator = try site.start(
      program: "/usr/bin/systemd-socket-activate",
      arguments: [
        "-l", "127.0.0.1:\(site.port)", "-l", site.root + "/control.sock", "-E", "PATH", program,
        "serve", "--config", site.root + "/wireroom.yaml",
      ])
    defer { activator.end() }
    // The first request wakes the daemon, and is answered.
    try site.wait("the first request is answered") { site.fetch("healthz") == "ok\n" }
    try site.wait("the item is served") {
      site.fetch("feed.atom")?.contains("Council buys a tram") == true
    }
    try site.settings(extra: "control: {socket: control.sock}")
    let status = try site.run(["status", "--config", "wireroom.yaml"])
    #expect(status.status == 0, "\(status.errors)")
    #expect(activator.isRunning)
  }

  @Test("A request that is under way when the daemon is told to stop is answered to its end")
  func drains() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    let daemon = try site.serve()
    try site.wait("the feed is served") {
      site.fetch("feed.atom")?.contains("Council buys a tram") == true
    }
    let client = try HalfRequest(port: site.port, "GET /feed.atom HTTP/1.1\r\nHost: localhost\r\n")
    try site.wait("the connection is taken") {
      // Connections are taken in order: once a later one is answered, this one is in.
      site.fetch("healthz") == "ok\n"
    }
    daemon.signal(SIGTERM)
    try site.wait("it stops to listen") { site.fetch("healthz") == nil }
    let answer = try client.finish("Connection: close\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(answer.prefix(80))")
    #expect(answer.contains("Council buys a tram"))
    #expect(daemon.wait() == 0)
  }

  @Test("A second daemon on the same state folder exits 75, and the first goes on")
  func lock() throws {
    let site = try Site()
    let daemon = try site.serve()
    let second = try site.run(["serve", "--config", "wireroom.yaml"])
    #expect(second.status == 75)
    #expect(second.errors.contains("another wireroom works on this state folder"))
    #expect(daemon.isRunning)
    #expect(site.fetch("healthz") == "ok\n")
  }

  @Test(
    "The units are free of faults, and expose no more than they say",
    .enabled(if: tool("systemd-analyze") != nil, "systemd-analyze is not installed"))
  func units() throws {
    let site = try Site()
    let folder = repositoryFolder + "/systemd"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      [".service", ".socket", ".timer", ".path"].contains { name.hasSuffix($0) }
    }
    #expect(names.count >= 6)
    // Where it is verified the program isn't installed, and templates need an instance.
    for name in names {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        .replacing("/usr/bin/wireroom", with: "/bin/true")
      let instance = name.replacing("@.", with: "@site.")
      try Data(text.utf8).write(to: URL(fileURLWithPath: site.root + "/" + instance))
    }
    let verify = try Site.run(
      "/usr/bin/systemd-analyze",
      ["verify", "--man=no"]
        + names.map { site.root + "/" + $0.replacing("@.", with: "@site.") }, in: site.root)
    #expect(verify.status == 0)
    let complaints = verify.errors.split(separator: "\n").filter { $0.contains("wireroom") }
    #expect(complaints.isEmpty, "\(complaints)")
    for name in names where name.hasSuffix(".service") {
      let security = try Site.run(
        "/usr/bin/systemd-analyze",
        ["security", "--offline=true", "--no-pager", "--threshold=10", folder + "/" + name],
        in: site.root)
      #expect(security.status == 0, "\(name): \(security.output.suffix(200))")
    }
  }

  @Test("Every metric that the dashboard and the alert rules ask for is told")
  func metrics() throws {
    let site = try Site()
    try site.write("a.txt", Self.article("Council buys a tram"))
    try site.settings(extra: "push: {hubs: [\"http://127.0.0.1:1/\"]}")
    _ = try site.serve()
    try site.wait("the feed is there") { site.titles().count == 1 }
    let text = try #require(site.fetch("metrics"))
    let told = Set(
      text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
        String($0.split(separator: " ")[2])
      })
    #expect(text.contains("\nwireroom_articles 1\n"))
    for file in ["grafana-dashboard.json", "alerts.yaml"] {
      let rules = try String(contentsOfFile: repositoryFolder + "/Config/" + file, encoding: .utf8)
      let asked = Set(
        rules.matches(of: #/\b(?:wireroom|process)_[a-z_]+[a-z]/#).map { match in
          String(match.output).replacing(#/_(?:bucket|sum|count)$/#, with: "")
        })
      #expect(!asked.isEmpty)
      for name in asked { #expect(told.contains(name), "\(file) asks for \(name)") }
    }
  }
}

/// A connection with the first part of a request on it.
private final class HalfRequest {
  private let descriptor: Int32

  init(port: Int, _ beginning: String) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
    try send(beginning)
  }

  deinit { close(descriptor) }

  /// Sends the rest and reads the answer to its end.
  func finish(_ rest: String) throws -> String {
    try send(rest)
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }

  private func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw POSIXError(.EPIPE) }
  }
}
