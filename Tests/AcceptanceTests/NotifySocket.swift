import Foundation

/// The service manager's end of the notify protocol (sd_notify(3)).
final class NotifySocket {
  let path: String
  private let descriptor: Int32
  /// Everything that was told, in order.
  private(set) var messages: [String] = []

  init(path: String) throws {
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.EIO) }
  }

  deinit { close(descriptor) }

  /// Takes what has arrived; how many messages that was.
  @discardableResult
  func receive() -> Int {
    var count = 0
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let size = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard size >= 0 else { return count }
      messages.append(String(decoding: buffer[..<size], as: UTF8.self))
      count += 1
    }
  }

  /// Whether a message with the line `line` has arrived.
  func has(_ line: String) -> Bool {
    receive()
    return messages.contains { $0.split(separator: "\n").contains(Substring(line)) }
  }

  /// The last status text.
  var status: String? {
    receive()
    return messages.flatMap { $0.split(separator: "\n") }.last { $0.hasPrefix("STATUS=") }.map {
      String($0.dropFirst(7))
    }
  }
}
