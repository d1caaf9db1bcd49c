import Glibc

/// Posts a form to a server on this machine and returns the status of its answer.
///
/// - Throws: `LoopbackServer.Failed` when there is none.
package func postForm(
  port: Int, _ path: String, _ fields: [(name: String, value: String)]
) throws -> Int {
  let form = fields.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
  let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  defer { close(number) }
  var name = sockaddr_in()
  name.sin_family = sa_family_t(AF_INET)
  name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  name.sin_port = UInt16(port).bigEndian
  let connected = withUnsafePointer(to: &name) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
  guard connected else { throw LoopbackServer.Failed(call: "connect", error: errno) }
  let request =
    "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    + "Content-Length: \(form.utf8.count)\r\nConnection: close\r\n\r\n" + form
  guard send(number, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count
  else { throw LoopbackServer.Failed(call: "send", error: errno) }
  var answer: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = read(number, &buffer, buffer.count)
    guard count > 0 else { break }
    answer += buffer[..<count]
  }
  let words = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ")
  guard words.count > 1, let status = Int(words[1]) else {
    throw LoopbackServer.Failed(call: "read", error: errno)
  }
  return status
}

/// Text as a form has it, every byte but letters and digits escaped.
package func escaped(_ text: String) -> String {
  text.utf8.map { byte in
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }.joined()
}
