import Glibc
import Serve

/// The sockets that the service manager passes (sd_listen_fds(3)): descriptors from 3 on, each with the name its unit gives it.
struct PassedSockets {
  /// Public ones: TCP sockets, and Unix-domain ones named `http`.
  private(set) var listen: [ListenAddress] = []
  /// Unix-domain sockets, unless they are named `http`.
  private(set) var control: [ListenAddress] = []

  /// What `environment` (`LISTEN_PID`, `LISTEN_FDS`, `LISTEN_FDNAMES`) passes to this process; nothing when it is meant for another.
  init(environment: [String: String]) {
    guard environment["LISTEN_PID"] == String(getpid()),
      let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0
    else { return }
    let names = environment["LISTEN_FDNAMES"]?.split(
      separator: ":", omittingEmptySubsequences: false)
    for index in 0..<count {
      let descriptor = 3 + index
      // Children have no business with it.
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      let name = names.flatMap { Int(index) < $0.count ? String($0[Int(index)]) : nil } ?? ""
      let isControl = name != "http" && Self.isUnix(descriptor)
      let address = ListenAddress.inherited(descriptor, name: name)
      if isControl { control.append(address) } else { listen.append(address) }
    }
  }

  private static func isUnix(_ descriptor: Int32) -> Bool {
    var family: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    // What is no socket at all is told so by the server.
    return getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &length) == 0 && family == AF_UNIX
  }
}
