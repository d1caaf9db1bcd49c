import Foundation
import Synchronization
import Testing

@Suite("A restart with passed sockets")
struct RestartTests {
  @Test("Restarted three times under load, its socket passed on, the daemon fails no request")
  func rolling() throws {
    let site = try Site()
    try site.copySamples()
    #expect(try site.build().status == 0)
    let feed = Array(try site.read("feed.atom").utf8)
    let socket = try PassedSocket()
    let load = ReaderLoad(port: socket.port, feed: feed)
    var daemon = try socket.serve(site)
    defer { kill(daemon, SIGKILL) }
    load.begin(kept: 4, fresh: 4)
    defer { load.end() }
    for _ in 0..<3 {
      let before = load.answers
      try site.wait("readers are answered") { load.answers > before + 200 }
      kill(daemon, SIGTERM)
      var status: Int32 = -1
      #expect(waitpid(daemon, &status, 0) == daemon)
      #expect(status == 0, "it ended by itself, with success")
      daemon = try socket.serve(site)
    }
    let before = load.answers
    try site.wait("readers are answered to the end") { load.answers > before + 200 }
    load.end()
    #expect(load.failures == [])
  }
}

/// A listening socket that each daemon in turn gets as descriptor 3 (sd_listen_fds(3)), as from a service manager.
private final class PassedSocket {
  private let descriptor: Int32
  let port: Int

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, 4096) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard result else { throw POSIXError(.EADDRINUSE) }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }

  /// Starts a daemon on the socket; its process.
  func serve(_ site: Site) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, 3)
    posix_spawn_file_actions_addopen(
      &actions, 2, site.root + "/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let command = "LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" serve --config \"$1\""
    let arguments = ["/bin/sh", "-c", command, program, site.root + "/wireroom.yaml"]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, nil, &words, environ)
    guard code == 0 else { throw POSIXError(.init(rawValue: code) ?? .EIO) }
    return process
  }
}

/// Readers that fetch a feed without pause, each on a thread of its own, and note every answer that is not the feed.
private final class ReaderLoad: Sendable {
  private struct State {
    var answers = 0
    var failures: [String] = []
    var isEnding = false
    var running = 0
  }

  private let state = Mutex(State())
  private let port: Int
  private let feed: [UInt8]

  init(port: Int, feed: [UInt8]) {
    self.port = port
    self.feed = feed
  }

  var answers: Int { state.withLock { $0.answers } }
  var failures: [String] { state.withLock { $0.failures } }

  /// Starts readers that keep their connection while the server does, and ones that take a fresh one each time.
  func begin(kept: Int, fresh: Int) {
    for number in 0..<kept + fresh {
      state.withLock { $0.running += 1 }
      Thread.detachNewThread { self.read(keeps: number < kept) }
    }
  }

  /// Returns when every reader has stopped.
  func end() {
    state.withLock { $0.isEnding = true }
    while state.withLock({ $0.running > 0 }) { usleep(1000) }
  }

  private func read(keeps: Bool) {
    var connection: Connection?
    while !state.withLock({ $0.isEnding }) {
      do {
        let open = try connection ?? Connection(port: port)
        let (head, body) = try open.get("/feed.atom", keeps: keeps)
        let isWhole = head.hasPrefix("HTTP/1.1 200 ") && body == feed
        connection = keeps && !head.contains("Connection: close") ? open : nil
        state.withLock { state in
          state.answers += 1
          if !isWhole { state.failures.append(String(head.prefix(200))) }
        }
      } catch {
        connection = nil
        state.withLock { $0.failures.append("\(error)") }
      }
    }
    state.withLock { $0.running -= 1 }
  }
}

/// A blocking connection that knows as much HTTP as a reader needs.
private final class Connection {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let descriptor = descriptor
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  deinit { close(descriptor) }

  /// The head and the content of the answer.
  func get(_ path: String, keeps: Bool) throws -> (head: String, body: [UInt8]) {
    let request = Array(
      "GET \(path) HTTP/1.1\r\nHost: a\r\n\(keeps ? "" : "Connection: close\r\n")\r\n".utf8)
    guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
    var bytes: [UInt8] = []
    var head: String?
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else {
        throw POSIXError(count == 0 ? .ECONNRESET : .init(rawValue: errno) ?? .EIO)
      }
      bytes += buffer[..<count]
      if head == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        bytes.removeSubrange(..<end.upperBound)
      }
      guard let head else { continue }
      let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        .flatMap { Int($0.dropFirst(16)) }
      if bytes.count == length { return (head, bytes) }
    }
  }
}
