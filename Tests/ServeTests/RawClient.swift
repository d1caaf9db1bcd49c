import Glibc
import NIOPosix

/// A blocking client that sends bytes as they are, so that tests can say what no proper client would.
final class RawClient: Sendable {
  struct Failure: Error {
    var call: String
    var code: Int32
  }

  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    try Self.connect(descriptor, &address)
  }

  /// To ::1.
  init(ipv6Port port: Int) throws {
    descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = in_port_t(UInt16(port)).bigEndian
    address.sin6_addr = in6addr_loopback
    try Self.connect(descriptor, &address)
  }

  init(path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    try Self.connect(descriptor, &address)
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(call: "send", code: errno) }
      sent += count
    }
  }

  /// Says that no more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// The next bytes, empty at the end of the stream; fails after ten seconds of silence.
  func receive() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count >= 0 else { throw Failure(call: "recv", code: errno) }
    return Array(buffer[..<count])
  }

  /// Everything until the other side closes.
  func receiveAll() throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let bytes = try receive()
      if bytes.isEmpty { return all }
      all += bytes
    }
  }

  private static func connect<Address>(_ descriptor: Int32, _ address: inout Address) throws {
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let size = socklen_t(MemoryLayout<Address>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, size)
      }
    }
    guard result == 0 else { throw Failure(call: "connect", code: errno) }
  }
}

/// A response as it came.
struct RawResponse: Equatable {
  struct Malformed: Error {
    var bytes: [UInt8]
  }

  var status: Int
  /// In order, names in small letters.
  var fields: [(name: String, value: String)]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  static func == (a: Self, b: Self) -> Bool {
    a.status == b.status && a.body == b.body && a.fields.map(\.name) == b.fields.map(\.name)
      && a.fields.map(\.value) == b.fields.map(\.value)
  }

  /// Takes one response from the front of `bytes`; nil while it is not complete.
  static func take(from bytes: inout [UInt8], isHead: Bool = false) throws -> RawResponse? {
    var rest = bytes[...]
    guard let response = try next(in: &rest, isHead: isHead) else { return nil }
    bytes = Array(rest)
    return response
  }

  /// Every response in `bytes`, which must end with the last of them.
  static func all(in bytes: [UInt8], isHead: Bool) throws -> [RawResponse] {
    var rest = bytes[...]
    var responses: [RawResponse] = []
    while !rest.isEmpty {
      guard let response = try next(in: &rest, isHead: isHead) else {
        throw Malformed(bytes: Array(rest))
      }
      responses.append(response)
    }
    return responses
  }

  private static func next(in bytes: inout ArraySlice<UInt8>, isHead: Bool) throws -> RawResponse? {
    var fields: [(name: String, value: String)] = []
    var rest = bytes
    guard let first = line(of: &rest) else { return nil }
    guard first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3)) else {
      throw Malformed(bytes: Array(bytes))
    }
    while true {
      guard let line = line(of: &rest) else { return nil }
      if line.isEmpty { break }
      guard let colon = line.firstIndex(of: ":") else { throw Malformed(bytes: Array(bytes)) }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields.append((line[..<colon].lowercased(), String(value)))
    }
    var response = RawResponse(status: status, fields: fields, body: [])
    if isHead || status == 304 || status == 204 {
      bytes = rest
      return response
    }
    if response["transfer-encoding"] == "chunked" {
      while true {
        guard let digits = line(of: &rest) else { return nil }
        guard let size = Int(digits, radix: 16) else { throw Malformed(bytes: Array(bytes)) }
        guard rest.count >= size + 2 else { return nil }
        response.body += rest.prefix(size)
        rest = rest.dropFirst(size + 2)
        if size == 0 { break }
      }
    } else {
      let length = response["content-length"].flatMap { Int($0) } ?? 0
      guard rest.count >= length else { return nil }
      response.body = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    bytes = rest
    return response
  }

  /// Takes a line without its end; nil while there is none.
  private static func line(of bytes: inout ArraySlice<UInt8>) -> String? {
    guard let end = bytes.firstIndex(of: 10), end > bytes.startIndex, bytes[end - 1] == 13 else {
      return nil
    }
    defer { bytes = bytes[(end + 1)...] }
    return String(decoding: bytes[bytes.startIndex..<end - 1], as: UTF8.self)
  }
}

/// Runs `body` on a thread of its own, so that blocking calls don't hold up the tests' shared ones.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws
  -> Result
{
  try await NIOThreadPool.singleton.runIfActive(body)
}
