import Glibc
import NIOCore

/// Sockets that are made or taken over without the help of NIO: Unix-domain ones with their mode, and inherited ones.
enum ListeningSocket {
  /// A bound Unix-domain socket at `path` with permission bits `mode`; a dead one in its place is removed.
  ///
  /// The mode is set on the socket before it has a name, so that at no moment anybody else can connect.
  static func unix(path: String, mode: UInt32) throws(ServeError) -> Int32 {
    guard var address = sockaddr_un(path: path) else {
      throw ServeError(
        reason: .badAddress, place: path,
        message: "the path of a socket has 1 to 107 bytes; choose a shorter one")
    }
    try clear(path, address)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw ServeError(errno: errno, place: path) }
    let previous = umask(0)
    defer { umask(previous) }
    fchmod(descriptor, mode)
    let result = address.withSocketAddress { bind(descriptor, $0, $1) }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw ServeError(errno: code, place: path)
    }
    guard chmod(path, mode) == 0 else {
      let code = errno
      close(descriptor)
      unlink(path)
      throw ServeError(errno: code, place: path)
    }
    return descriptor
  }

  /// Every address that `host` has, in the order of the resolver; an address spelt out is just itself.
  ///
  /// A name such as `localhost` can have an IPv4 and an IPv6 address: who asks for it may come by either. Blocks while the
  /// name is resolved.
  static func addresses(of host: String, port: Int) throws(ServeError) -> [SocketAddress] {
    // Loopback by definition, whatever a resolver knows (RFC 6761 §6.3): a small machine has none for it.
    if host == "localhost" {
      return try addresses(of: "127.0.0.1", port: port) + addresses(of: "::1", port: port)
    }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, nil, &hints, &list)
    defer { if let list { freeaddrinfo(list) } }
    guard result == 0 else {
      throw ServeError(
        reason: .badAddress, place: "\(host):\(port)",
        message: "can't listen: \(String(cString: gai_strerror(result))); "
          + "use an address of this machine, such as 127.0.0.1:8080")
    }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next {
      if let address = SocketAddress(entry.pointee), !addresses.contains(address) {
        addresses.append(address)
      }
      next = entry.pointee.ai_next
    }
    return addresses
  }

  /// Checks that `descriptor` is a listening stream socket; true when its family is Unix-domain.
  static func isUnix(inherited descriptor: Int32) throws(ServeError) -> Bool {
    let place = "file descriptor \(descriptor)"
    var isListening: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0,
      isListening == 1
    else {
      throw ServeError(
        reason: .notASocket, place: place,
        message: "it is not a listening socket; check the socket unit that passes it")
    }
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &size)
      }
    }
    guard result == 0 else { throw ServeError(errno: errno, place: place) }
    return storage.ss_family == sa_family_t(AF_UNIX)
  }

  /// Removes the socket file of a server that is gone; refuses what a server still answers on, and what is no socket.
  private static func clear(_ path: String, _ address: sockaddr_un) throws(ServeError) {
    guard let status = FileStatus(path: path) else { return }
    guard status.kind == .socket else {
      throw ServeError(
        reason: .addressInUse, place: path,
        message: "something that is not a socket has this name; move it or choose another path")
    }
    let probe = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard probe >= 0 else { throw ServeError(errno: errno, place: path) }
    defer { close(probe) }
    var address = address
    let result = address.withSocketAddress { connect(probe, $0, $1) }
    guard result != 0, errno == ECONNREFUSED else {
      throw ServeError(errno: EADDRINUSE, place: path)
    }
    guard unlink(path) == 0 else { throw ServeError(errno: errno, place: path) }
  }
}

extension ServeError {
  /// What a failed system call on `place` means to an operator.
  init(errno code: Int32, place: String) {
    switch code {
    case EADDRINUSE:
      self.init(
        reason: .addressInUse, place: place,
        message: "another process listens here; stop it or choose another address")
    case EACCES, EPERM:
      self.init(
        reason: .permissionDenied, place: place,
        message: "permission denied; use a port from 1024 on, grant CAP_NET_BIND_SERVICE, "
          + "or make the folder writable")
    case EADDRNOTAVAIL:
      self.init(
        reason: .addressNotAvailable, place: place,
        message: "this machine has no such address; listen on one that it has, or on *")
    case ENOENT, ENOTDIR:
      self.init(
        reason: .badAddress, place: place, message: "its folder does not exist; create it")
    default:
      self.init(
        reason: .system(code), place: place,
        message: "can't listen: \(String(cString: strerror(code))); check the address")
    }
  }
}

extension sockaddr_un {
  /// The address of `path`, nil when it is empty or too long.
  fileprivate init?(path: String) {
    self.init()
    sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let capacity = MemoryLayout.size(ofValue: sun_path)
    guard !bytes.isEmpty, bytes.count < capacity, !bytes.contains(0) else { return nil }
    withUnsafeMutableBytes(of: &sun_path) { $0.copyBytes(from: bytes) }
  }

  fileprivate mutating func withSocketAddress(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &self) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

extension SocketAddress {
  /// The IP address of a resolver's entry; nil for one of another family.
  fileprivate init?(_ entry: addrinfo) {
    guard let address = entry.ai_addr else { return nil }
    switch entry.ai_family {
    case AF_INET:
      self.init(address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee })
    case AF_INET6:
      self.init(address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { $0.pointee })
    default: return nil
    }
  }
}
