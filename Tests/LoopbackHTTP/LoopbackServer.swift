import Glibc
import Synchronization

/// An HTTP server on a port of its own, with a thread a connection; stops when it goes.
package final class LoopbackServer: Sendable {
  package struct Request: Sendable {
    package var line: String
    /// Names in lower case.
    package var headers: [String: String]
    package var body: [UInt8]
    /// The address that the client has connected to.
    package var address = ""

    package var method: String { String(line.prefix { $0 != " " }) }

    /// The path with its query.
    package var target: String {
      let parts = line.split(separator: " ")
      return parts.count > 1 ? String(parts[1]) : ""
    }

    /// The body as a form, or the query of a request without one: names and values, decoded.
    package var fields: [String: String] {
      let query = target.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init)
      return formFields(body.isEmpty ? query ?? "" : String(decoding: body, as: UTF8.self))
    }
  }

  package indirect enum Answer: Sendable {
    case bytes([UInt8])
    /// Keeps the connection open without a word until the client leaves.
    case silence
    /// Breaks the connection off with a reset.
    case reset
    /// Answers when `gate` is open.
    case held(Gate, Answer)

    package static func text(
      _ status: String, _ headers: [String] = [], _ body: String = ""
    ) -> Answer {
      .bytes(status, headers, Array(body.utf8))
    }

    package static func bytes(_ status: String, _ headers: [String], _ body: [UInt8]) -> Answer {
      let head =
        ["HTTP/1.1 " + status, "Content-Length: \(body.count)", "Connection: close"] + headers
      return .bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }
  }

  package struct Failed: Error {
    package var call: String
    package var error: Int32
  }

  package let port: UInt16
  private let listener: Int32
  private let handler: @Sendable (Request) -> Answer
  private let accepted = Atomic<Int>(0)

  package var url: String { "http://127.0.0.1:\(port)" }
  package var connections: Int { accepted.load(ordering: .acquiring) }

  package enum Reach: Sendable {
    case loopback
    /// Also as 127.1.2.3 and the like.
    case allVersion4
  }

  /// `port` 0 takes a free one.
  package convenience init(
    port: UInt16 = 0, reach: Reach = .loopback, _ handler: @escaping @Sendable (Request) -> Answer
  ) throws {
    let bound = try Self.bind(address: reach == .loopback ? 0x7F00_0001 : 0, port: port)
    try self.init(on: bound, handler)
  }

  /// Answers on a bound socket.
  package init(
    on bound: (socket: Int32, port: UInt16), _ handler: @escaping @Sendable (Request) -> Answer
  ) throws {
    self.handler = handler
    (listener, port) = bound
    guard listen(listener, 4096) == 0 else { throw Failed(call: "listen", error: errno) }
    let copy = dup(listener)
    start { [weak self] in
      while true {
        let connection = accept(copy, nil, nil)
        guard connection >= 0, let server = self else { break }
        start { server.serve(connection) }
      }
      close(copy)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// A bound loopback socket; nobody answers there unless it listens.
  package static func bindLoopback() throws -> (socket: Int32, port: UInt16) {
    try bind(address: 0x7F00_0001, port: 0)
  }

  private static func bind(address: UInt32, port: UInt16) throws -> (socket: Int32, port: UInt16) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var one: Int32 = 1
    setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = address.bigEndian
    name.sin_port = port.bigEndian
    try bind(number, &name)
    return (number, UInt16(bigEndian: name.sin_port))
  }

  /// Binds `number` to the address that `name` is, and sets `name` to what it got; closes it when that fails.
  private static func bind<Name>(_ number: Int32, _ name: inout Name) throws {
    var size = socklen_t(MemoryLayout<Name>.size)
    let result = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(number, $0, size) == 0 && getsockname(number, $0, &size) == 0
      }
    }
    guard result else {
      let error = errno
      close(number)
      throw Failed(call: "bind", error: error)
    }
  }

  /// A socket that is reached by every address of the machine or the network namespace, IPv6 and IPv4.
  package static func bindAll(port: UInt16 = 0) throws -> (socket: Int32, port: UInt16) {
    let number = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var off: Int32 = 0
    setsockopt(
      number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
    var name = sockaddr_in6()
    name.sin6_family = sa_family_t(AF_INET6)
    name.sin6_port = port.bigEndian
    try bind(number, &name)
    return (number, UInt16(bigEndian: name.sin6_port))
  }

  /// The numeric address of the connection's end here.
  private static func localAddress(of connection: Int32) -> String {
    var name = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var text = [CChar](repeating: 0, count: 64)
    let result = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(connection, $0, &size) == 0
          ? getnameinfo($0, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) : -1
      }
    }
    guard result == 0 else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func serve(_ connection: Int32) {
    accepted.add(1, ordering: .releasing)
    defer { close(connection) }
    guard var request = Self.read(connection) else { return }
    request.address = Self.localAddress(of: connection)
    guard respond(handler(request), on: connection) else { return }
    var byte: UInt8 = 0
    while Glibc.read(connection, &byte, 1) > 0 {}
  }

  /// Whether the client's leave is still to be waited for.
  private func respond(_ answer: Answer, on connection: Int32) -> Bool {
    switch answer {
    case .bytes(let bytes):
      _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      shutdown(connection, Int32(SHUT_WR))
      return true
    case .silence: return true
    case .reset:
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
      return false
    case .held(let gate, let answer):
      gate.wait()
      return respond(answer, on: connection)
    }
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var head: (end: Int, request: Request, length: Int)?
    while true {
      let count = Glibc.read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      if head == nil, let end = endOfHead(bytes) {
        let request = Request(head: bytes[..<end])
        head = (end + 4, request, Int(request.headers["content-length"] ?? "0") ?? 0)
      }
      guard var (end, request, length) = head, bytes.count >= end + length else { continue }
      request.body = Array(bytes[end...])
      (end, length) = (0, 0)
      return request
    }
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.dropLast(3).first {
        bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
      }
    }
  }
}

extension LoopbackServer.Request {
  fileprivate init(head: ArraySlice<UInt8>) {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    line = lines.first ?? ""
    headers = [:]
    body = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
  }
}

/// What holds answers back until it is opened.
package final class Gate: Sendable {
  private let isOpen = Atomic<Bool>(false)

  package init() {}

  package func open() { isOpen.store(true, ordering: .releasing) }

  fileprivate func wait() { while !isOpen.load(ordering: .acquiring) { usleep(2000) } }
}

/// Runs `body` on a thread of its own.
package func start(_ body: @escaping @Sendable () -> Void) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  // A thousand of them may wait at a time.
  pthread_attr_setstacksize(&attributes, 512 << 10)
  let error = pthread_create(
    &thread, &attributes,
    { context in
      if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  pthread_attr_destroy(&attributes)
  precondition(error == 0, "the system gives a thread")
  pthread_detach(thread)
}

/// The fields of `application/x-www-form-urlencoded` text.
package func formFields(_ text: String) -> [String: String] {
  var fields: [String: String] = [:]
  for pair in text.split(separator: "&") {
    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    fields[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
  }
  return fields
}

private func decoded(_ text: Substring) -> String {
  var out: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      out.append(value)
      rest = rest.dropFirst(2)
    } else {
      out.append(byte == UInt8(ascii: "+") ? 32 : byte)
    }
  }
  return String(decoding: out, as: UTF8.self)
}
