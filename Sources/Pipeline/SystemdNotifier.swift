import Glibc

/// Tells the service manager how the daemon fares: the datagrams of sd_notify(3), spoken directly.
package struct SystemdNotifier: Sendable {
  /// The socket's address: a path, or an abstract name that starts with `@`.
  private let address: [UInt8]?
  /// How often the service manager wants a sign of life; nil when it wants none.
  package let watchdog: Duration?

  /// The manager that `environment` names (`NOTIFY_SOCKET`, `WATCHDOG_USEC`); none outside a service.
  package init(environment: [String: String]) {
    address = environment["NOTIFY_SOCKET"].map { Array($0.utf8) }
    let isOurs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
    watchdog =
      isOurs ? environment["WATCHDOG_USEC"].flatMap(Int64.init).map { .microseconds($0) } : nil
  }

  /// Whether there is a manager to send to.
  package var isListening: Bool { address != nil }

  /// Sends one state, such as `READY=1`; a manager that does not answer is not an error of ours.
  package func send(_ state: String) {
    guard let address, (1...107).contains(address.count) else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { path in
      path.copyBytes(from: address)
      // An abstract name starts with NUL (unix(7)).
      if address[0] == UInt8(ascii: "@") { path[0] = 0 }
    }
    let length = MemoryLayout<sa_family_t>.size + address.count
    var message = state
    message.withUTF8 { bytes in
      withUnsafePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = sendto(
            descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), $0, socklen_t(length))
        }
      }
    }
  }

  /// The monotonic clock in microseconds, as `RELOADING=1` needs it beside it.
  package static var monotonicMicroseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
