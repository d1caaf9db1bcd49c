import FeedModel
import Glibc

/// Asks a running daemon over its control socket: HTTP/1.1, one request a connection, blocking.
package struct ControlClient: Sendable {
  let socketPath: String

  package init(socket path: String) { socketPath = path }

  /// The daemon's state as JSON.
  package func status() throws(ControlError) -> JSON {
    var body: [UInt8] = []
    try send("GET", "/status") { body += $0 }
    do throws(JSON.SyntaxError) {
      return try JSON(parsing: body)
    } catch {
      throw failed("the daemon's answer is no JSON (\(error.message)); are both of one version?")
    }
  }

  /// Asks for a rebuild and hands over each step as it comes; returns when the daemon has ended the answer.
  package func rebuild(
    _ request: RebuildRequest, onEvent: (RebuildEvent) -> Void
  ) throws(ControlError) {
    var line: [UInt8] = []
    try send("POST", "/rebuild" + (request.query.isEmpty ? "" : "?" + request.query)) { bytes in
      for byte in bytes {
        guard byte == UInt8(ascii: "\n") else {
          line.append(byte)
          continue
        }
        if let event = RebuildEvent(line: line) { onEvent(event) }
        line = []
      }
    }
  }

  private func send(
    _ method: String, _ target: String, onBody: ([UInt8]) -> Void
  ) throws(ControlError) {
    let descriptor = try connect()
    defer { close(descriptor) }
    let request =
      "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    var rest = Array(request.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failed("the daemon closed the connection: \(lastError())") }
      rest = rest.dropFirst(count)
    }
    var response = ResponseReader()
    var refusal: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !response.isComplete {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      guard let body = response.take(buffer[..<count]) else {
        throw failed("the daemon's answer is no HTTP; is something else listening there?")
      }
      if response.status == 200 { onBody(body) } else { refusal += body }
    }
    guard response.isComplete else {
      throw failed("the daemon broke off; look at its log (journalctl -u wireroom)")
    }
    guard response.status == 200 else {
      let text = String(decoding: refusal, as: UTF8.self)
      throw ControlError(
        reason: response.status == 403 ? .denied : .failed,
        message: "the daemon answered \(response.status): \(text)")
    }
  }

  private func connect() throws(ControlError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(socketPath.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1
    guard path.count <= room else {
      throw failed(
        "the socket's path is longer than \(room) bytes; set control.socket to a shorter one")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw failed(lastError()) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result != 0 else { return descriptor }
    let code = errno
    close(descriptor)
    if code == EACCES || code == EPERM {
      throw ControlError(
        reason: .denied,
        message: "\(socketPath): permission denied; run as root, or as a member of \(group)")
    }
    throw ControlError(
      reason: .unreachable,
      message:
        "\(socketPath): no daemon answers (\(String(cString: strerror(code)))); start `wireroom serve`, or name its settings with --config or --state"
    )
  }

  /// Whose members may use the socket, as far as the system tells.
  private var group: String {
    var status = stat()
    guard stat(socketPath, &status) == 0, let entry = getgrgid(status.st_gid),
      let name = entry.pointee.gr_name
    else { return "its group" }
    return "group " + String(cString: name)
  }

  private func failed(_ message: String) -> ControlError {
    ControlError(reason: .failed, message: "\(socketPath): \(message)")
  }

  private func lastError() -> String { String(cString: strerror(errno)) }
}
