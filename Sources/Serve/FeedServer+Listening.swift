import Glibc
import HummingbirdCore
import NIOCore
import NIOPosix

/// How addresses become listening channels, and what a connection that comes in gets for handlers.
extension FeedServer {
  /// Listens on `address`; a host name can have several.
  func bind(
    _ address: ListenAddress, _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> [BoundAddress] {
    switch address {
    case .tcp(let host, let port):
      return try await bind(host, port, group)
    case .unix(let path, let mode, let isControl):
      let descriptor = try ListeningSocket.unix(path: path, mode: mode)
      if let inode = FileStatus(path: path)?.inode {
        state.withLock { $0.socketFiles.append((path, inode)) }
      }
      return [try await take(descriptor, isControl: isControl, place: path, group)]
    case .inherited(let descriptor, let name):
      let isUnix = try ListeningSocket.isUnix(inherited: descriptor)
      let place = "file descriptor \(descriptor)"
      return [try await take(descriptor, isControl: isUnix && name != "http", place: place, group)]
    }
  }

  private func bind(
    _ host: String, _ port: Int, _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> [BoundAddress] {
    let place = "\(host):\(port)"
    guard (0...65535).contains(port) else {
      throw ServeError(
        reason: .badAddress, place: place, message: "a port is a number from 0 to 65535")
    }
    guard host.isEmpty || host == "*" else {
      return try await bind(
        ListeningSocket.addresses(of: host, port: port), port, place, group)
    }
    do throws(ServeError) {
      return [try await bind(.anyIPv6(port: port), place, group)]
    } catch {
      // A machine without IPv6 has no “::”.
      guard error.reason != .addressInUse, error.reason != .permissionDenied else { throw error }
      return [try await bind(.anyIPv4(port: port), place, group)]
    }
  }

  /// Listens on every one of a host's addresses that this machine has.
  private func bind(
    _ addresses: [SocketAddress], _ port: Int, _ place: String,
    _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> [BoundAddress] {
    var bound: [BoundAddress] = []
    var missing: ServeError?
    for address in addresses {
      do throws(ServeError) {
        // Of port 0 the first address takes a free one, and the others the same.
        bound.append(try await bind(address.withPort(bound.first?.port ?? port), place, group))
      } catch {
        guard [.addressNotAvailable, .system(EAFNOSUPPORT)].contains(error.reason) else {
          throw error
        }
        missing = error
      }
    }
    if bound.isEmpty, let missing { throw missing }
    return bound
  }

  private func bind(
    _ address: SocketAddress, _ place: String, _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> BoundAddress {
    let channel: any Channel
    do {
      channel = try await bootstrap(isControl: false, group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(to: address).get()
    } catch let error as IOError {
      throw ServeError(errno: error.errnoCode, place: place)
    } catch {
      throw ServeError(
        reason: .badAddress, place: place,
        message: "can't listen: \(error); use an address of this machine, such as 127.0.0.1:8080")
    }
    return try adopt(channel, isControl: false, place: place)
  }

  private func take(
    _ descriptor: Int32, isControl: Bool, place: String, _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> BoundAddress {
    let channel: any Channel
    do {
      channel = try await bootstrap(isControl: isControl, group).withBoundSocket(descriptor).get()
    } catch let error as IOError {
      throw ServeError(errno: error.errnoCode, place: place)
    } catch {
      throw ServeError(
        reason: .notASocket, place: place, message: "can't listen: \(error); check it")
    }
    return try adopt(channel, isControl: isControl, place: place)
  }

  private func adopt(
    _ channel: any Channel, isControl: Bool, place: String
  ) throws(ServeError) -> BoundAddress {
    state.withLock { $0.listeners.append(channel) }
    switch channel.localAddress {
    case .unixDomainSocket?:
      return BoundAddress(
        .unix(path: channel.localAddress?.pathname ?? place), isControl: isControl)
    case let address?:
      return BoundAddress(
        .tcp(host: address.ipAddress ?? "", port: address.port ?? 0), isControl: isControl)
    case nil:
      throw ServeError(reason: .badAddress, place: place, message: "it has no address; check it")
    }
  }
}

extension FeedServer {
  private func bootstrap(isControl: Bool, _ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
    return isControl ? control(bootstrap) : documents(bootstrap)
  }

  private func documents(_ bootstrap: ServerBootstrap) -> ServerBootstrap {
    bootstrap.childChannelInitializer { [weak self] channel in
      guard let self else { return channel.close() }
      let settings = state.withLock { $0.settings }
      let peer = Self.peer(of: channel)
      let admission = registry.admit(channel, client: settings.limitedClient(peer))
      traffic.note(
        connections: registry.count, isRefused: admission == .surplus || admission == .crowded)
      channel.closeFuture.whenComplete { [registry, traffic] _ in
        traffic.note(connections: registry.count)
      }
      return channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(
          ConnectionHandler(settings, peer: peer, admission: admission))
      }
    }
  }

  private func control(_ bootstrap: ServerBootstrap) -> ServerBootstrap {
    let routes = ControlRoutes(hooks: hooks) { [weak self] in
      self?.state.withLock { $0.isStopping } ?? true
    }
    let control = routes.channel(idleTimeout: state.withLock { $0.settings.idleTimeout })
    let (registry, tasks, hooks) = (controlRegistry, tasks, hooks)
    return bootstrap.childChannelInitializer { channel in
      guard registry.admit(channel) == .welcome, PeerCredentials.allows(channel) else {
        hooks.log(.warning, "control connection refused", [:])
        return channel.close()
      }
      return control.setup(channel: channel, logger: ControlRoutes.logger).map { value in
        tasks.run(until: channel.closeFuture) {
          await control.handle(value: value, logger: ControlRoutes.logger)
        }
      }
    }
  }

  /// The other end of a public connection.
  private static func peer(of channel: any Channel) -> ClientAddress? {
    if case .unixDomainSocket? = channel.localAddress { return .unixSocket }
    return channel.remoteAddress?.ipAddress.flatMap(ClientAddress.init)
  }
}

extension SocketAddress {
  fileprivate static func anyIPv6(port: Int) -> SocketAddress {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = in_port_t(UInt16(port)).bigEndian
    return SocketAddress(address)
  }

  fileprivate static func anyIPv4(port: Int) -> SocketAddress {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    return SocketAddress(address)
  }

  fileprivate func withPort(_ port: Int) -> SocketAddress {
    var copy = self
    copy.port = port
    return copy
  }
}
