import FeedModel
import Glibc
import HummingbirdCore
import NIOCore
import NIOPosix
import Synchronization

/// The HTTP server: documents on TCP, control requests on a Unix-domain socket.
///
/// Public connections have `ConnectionHandler` as their only channel handler; control connections go through Hummingbird's
/// HTTP/1.1 channel and router. A server starts once and, after `shutdown`, is done.
package final class FeedServer: Sendable {
  private struct State {
    var group: MultiThreadedEventLoopGroup?
    var listeners: [any Channel] = []
    /// Socket files that this server made, with their inode: removed at the end if still ours.
    var socketFiles: [(path: String, inode: UInt64)] = []
    var isStopping = false
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let options: ServeOptions
  private let hooks: ServeHooks
  private let settings: ConnectionSettings
  private let registry: ConnectionRegistry
  private let controlRegistry = ConnectionRegistry(limit: 64)
  private let readerReport = ReaderReport()
  private let controlTasks = ConnectionTasks()

  /// A server of the documents in `table`; it does nothing before `start`.
  package init(table: DocumentTable, options: ServeOptions, hooks: ServeHooks) {
    self.options = options
    self.hooks = hooks
    settings = ConnectionSettings(
      responder: Responder(table: table, options: options, hooks: hooks), options: options,
      hooks: hooks, readers: readerReport)
    registry = ConnectionRegistry(limit: options.limits.connections)
  }

  /// Binds every address and starts to answer; in the order of the options, with real port numbers.
  ///
  /// - Throws: `ServeError` for the first address that can't be had; then none is bound.
  package func start() async throws(ServeError) -> [BoundAddress] {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, options.threads))
    state.withLock { $0.group = group }
    var bound: [BoundAddress] = []
    for address in options.listen {
      do throws(ServeError) {
        bound.append(try await listen(on: address, group))
      } catch {
        await shutdown(grace: .zero)
        throw error
      }
    }
    return bound
  }

  /// Who reads the feeds, by program: most subscribers first, then most requests; counted since the start.
  package var readers: [ReaderEntry] { readerReport.entries }

  /// Public connections that are open now.
  package var connectionCount: Int { registry.count }

  /// Returns when the server has been shut down.
  package func waitUntilClosed() async throws {
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        if !state.isClosed { state.waiters.append(continuation) }
        return state.isClosed
      }
      if isClosed { continuation.resume() }
    }
  }

  /// Stops accepting, finishes requests in flight and closes idle connections; what is open after `grace` is cut off.
  package func shutdown(grace: Duration) async {
    let (isFirst, listeners, group, files) = state.withLock { state in
      defer { state.isStopping = true }
      return (!state.isStopping, state.listeners, state.group, state.socketFiles)
    }
    guard isFirst else {
      do { try await waitUntilClosed() } catch {}
      return
    }
    for file in files { Self.remove(file.path, inode: file.inode) }
    for listener in listeners { await Self.settled(listener.close()) }
    if let group { await drain(on: group.next(), grace: TimeAmount(grace)) }
    do { try await group?.shutdownGracefully() } catch {
      hooks.log(.warning, "event loops did not stop cleanly", ["reason": String(describing: error)])
    }
    let waiters = state.withLock { state in
      state.isClosed = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}

extension FeedServer {
  private func drain(on loop: any EventLoop, grace: TimeAmount) async {
    let registries = [registry, controlRegistry]
    let deadline = loop.scheduleTask(in: grace) { for each in registries { each.closeAll() } }
    for each in registries { await Self.settled(each.drain(on: loop)) }
    deadline.cancel()
    // A task must not outlive the event loop that it answers on.
    await controlTasks.finished()
  }

  /// Waits for `future`, whose failure changes nothing: what is closed already is closed.
  private static func settled(_ future: EventLoopFuture<Void>) async {
    do { try await future.get() } catch {}
  }

  private static func remove(_ path: String, inode: UInt64) {
    if FileStatus(path: path)?.inode == inode { unlink(path) }
  }

  private func listen(
    on address: ListenAddress, _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> BoundAddress {
    switch address {
    case .tcp(let host, let port):
      let everywhere = host.isEmpty || host == "*"
      let channel: any Channel
      do throws(ServeError) {
        channel = try await bind(everywhere ? "::" : host, port, group)
      } catch {
        // A machine without IPv6 has no “::”.
        guard everywhere, error.reason != .addressInUse, error.reason != .permissionDenied else {
          throw error
        }
        channel = try await bind("0.0.0.0", port, group)
      }
      return try adopt(channel, isControl: false, place: "\(host):\(port)")
    case .unix(let path, let mode, let isControl):
      let descriptor = try ListeningSocket.unix(path: path, mode: mode)
      if let inode = FileStatus(path: path)?.inode {
        state.withLock { $0.socketFiles.append((path, inode)) }
      }
      return try await take(descriptor, isControl: isControl, place: path, group)
    case .inherited(let descriptor):
      let isUnix = try ListeningSocket.isUnix(inherited: descriptor)
      let place = "file descriptor \(descriptor)"
      return try await take(descriptor, isControl: isUnix, place: place, group)
    }
  }

  private func bind(
    _ host: String, _ port: Int, _ group: MultiThreadedEventLoopGroup
  ) async throws(ServeError) -> any Channel {
    let place = "\(host):\(port)"
    guard (0...65535).contains(port) else {
      throw ServeError(
        reason: .badAddress, place: place, message: "a port is a number from 0 to 65535")
    }
    do {
      return try await bootstrap(isControl: false, group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(host: host, port: port).get()
    } catch let error as IOError {
      throw ServeError(errno: error.errnoCode, place: place)
    } catch {
      throw ServeError(
        reason: .badAddress, place: place,
        message: "can't listen: \(error); use an address of this machine, such as 127.0.0.1:8080")
    }
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

  private func bootstrap(isControl: Bool, _ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
    guard isControl else {
      let (settings, registry) = (settings, registry)
      return bootstrap.childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let admission = registry.admit(channel)
          try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(
              settings, peer: Self.peer(of: channel),
              isSurplus: admission == .surplus,
              isLate: admission == .late))
        }
      }
    }
    let control = controlRoutes().channel(idleTimeout: settings.idleTimeout)
    let (registry, tasks, hooks) = (controlRegistry, controlTasks, hooks)
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

  private func controlRoutes() -> ControlRoutes {
    ControlRoutes(hooks: hooks) { [weak self] in self?.state.withLock { $0.isStopping } ?? true }
  }
}
