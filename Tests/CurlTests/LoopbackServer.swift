import Glibc
import Synchronization

/// An HTTP server on a loopback port of its own, with a thread a connection; stops when it goes.
final class LoopbackServer: Sendable {
  struct Request: Sendable {
    var line: String
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]
  }

  enum Answer: Sendable {
    case bytes([UInt8])
    /// Keeps the connection open without a word until the client leaves.
    case silence

    static func text(_ status: String, _ headers: [String] = [], _ body: String = "") -> Answer {
      .bytes(status, headers, Array(body.utf8))
    }

    static func bytes(_ status: String, _ headers: [String], _ body: [UInt8]) -> Answer {
      let head =
        ["HTTP/1.1 " + status, "Content-Length: \(body.count)", "Connection: close"] + headers
      return .bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }
  }

  struct Failed: Error {
    var call: String
    var error: Int32
  }

  let port: UInt16
  private let listener: Int32
  private let handler: @Sendable (Request) -> Answer
  private let accepted = Atomic<Int>(0)

  var url: String { "http://127.0.0.1:\(port)" }
  var connections: Int { accepted.load(ordering: .acquiring) }

  init(_ handler: @escaping @Sendable (Request) -> Answer) throws {
    self.handler = handler
    (listener, port) = try Self.bindLoopback()
    guard listen(listener, 256) == 0 else { throw Failed(call: "listen", error: errno) }
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
  static func bindLoopback() throws -> (socket: Int32, port: UInt16) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, size) == 0 && getsockname(number, $0, &size) == 0
      }
    }
    guard result else { throw Failed(call: "bind", error: errno) }
    return (number, UInt16(bigEndian: address.sin_port))
  }

  private func serve(_ connection: Int32) {
    accepted.add(1, ordering: .releasing)
    defer { close(connection) }
    guard let request = Self.read(connection) else { return }
    switch handler(request) {
    case .bytes(let bytes):
      _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      shutdown(connection, Int32(SHUT_WR))
    case .silence: break
    }
    var byte: UInt8 = 0
    while Glibc.read(connection, &byte, 1) > 0 {}
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let lines = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
      }
      let body = Array(bytes.dropFirst(text[..<end.upperBound].utf8.count))
      if body.count >= Int(headers["content-length"] ?? "0") ?? 0 {
        return Request(line: lines.first ?? "", headers: headers, body: body)
      }
    }
  }
}

/// Runs `body` on a thread of its own.
func start(_ body: @escaping @Sendable () -> Void) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let error = pthread_create(
    &thread, nil,
    { context in
      if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  precondition(error == 0, "the system gives a thread")
  pthread_detach(thread)
}

extension String {
  fileprivate func range(of wanted: String) -> Range<String.Index>? {
    let (text, part) = (Array(utf8), Array(wanted.utf8))
    guard text.count >= part.count else { return nil }
    for start in 0...(text.count - part.count)
    where text[start..<start + part.count].elementsEqual(part) {
      let from = utf8.index(utf8.startIndex, offsetBy: start)
      return from..<utf8.index(from, offsetBy: part.count)
    }
    return nil
  }
}

/// 5,000 times the letter a, by gzip.
let gzippedLetters: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x31, 0x01, 0x00, 0x00,
  0x00, 0xC2, 0xA0, 0xAC, 0xEB, 0x5F, 0xC2, 0x14, 0x7E, 0x40, 0x01, 0x00, 0x00, 0x00, 0x00, 0x6F,
  0x03, 0x76, 0x59, 0xF4, 0x4C, 0x88, 0x13, 0x00, 0x00,
]
