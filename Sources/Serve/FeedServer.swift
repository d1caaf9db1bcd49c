import FeedModel
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// The HTTP server: documents on TCP, control requests on a Unix-domain socket.
///
/// Public connections have `ConnectionHandler` as their only channel handler; control connections go through Hummingbird's
/// HTTP/1.1 channel and router. A server starts once and, after `shutdown`, is done.
package final class FeedServer: Sendable {
  struct State {
    var group: MultiThreadedEventLoopGroup?
    var listeners: [any Channel] = []
    /// Socket files that this server made, with their inode: removed at the end if still ours.
    var socketFiles: [(path: String, inode: UInt64)] = []
    /// What connections to come are held to.
    var settings: ConnectionSettings
    var isStopping = false
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  let state: Mutex<State>
  let hooks: ServeHooks
  let traffic: TrafficReport
  let registry: ConnectionRegistry
  let controlRegistry = ConnectionRegistry(limit: 64)
  /// Answers in the making, of endpoints and of the control socket.
  let tasks = ConnectionTasks()
  private let table: DocumentTable
  private let listen: [ListenAddress]
  private let threads: Int
  private let accessLog = LineWriter(descriptor: STDOUT_FILENO)

  /// A server of the documents in `table`, which counts in `traffic`; it does nothing before `start`.
  package init(
    table: DocumentTable, options: ServeOptions, hooks: ServeHooks,
    traffic: TrafficReport = TrafficReport()
  ) {
    self.table = table
    self.hooks = hooks
    self.traffic = traffic
    listen = options.listen
    threads = max(1, options.threads)
    registry = ConnectionRegistry(
      limit: options.limits.connections, clientLimit: options.limits.clientConnections)
    state = Mutex(
      State(settings: Self.settings(table, options, hooks, traffic, tasks, accessLog)))
  }

  /// Binds every address and starts to answer; in the order of the options, with real port numbers.
  ///
  /// - Throws: `ServeError` for the first address that can't be had; then none is bound.
  package func start() async throws(ServeError) -> [BoundAddress] {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    state.withLock { $0.group = group }
    var bound: [BoundAddress] = []
    for address in listen {
      do throws(ServeError) {
        bound += try await bind(address, group)
      } catch {
        await shutdown(grace: .zero)
        throw error
      }
    }
    return bound
  }

  /// Takes other options for the connections to come; those that are open keep theirs.
  ///
  /// Addresses, threads and the limits of connections stay as they were at the start.
  package func update(_ options: ServeOptions) {
    let settings = Self.settings(table, options, hooks, traffic, tasks, accessLog)
    state.withLock { $0.settings = settings }
  }

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
    if let group {
      await stopAccepting(listeners, group)
      await drain(on: group.next(), grace: TimeAmount(grace))
    }
    do { try await group?.shutdownGracefully() } catch {
      hooks.log(.warning, "event loops did not stop cleanly", ["reason": String(describing: error)])
    }
    accessLog.finish()
    let waiters = state.withLock { state in
      state.isClosed = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}

extension FeedServer {
  private static func settings(
    _ table: DocumentTable, _ options: ServeOptions, _ hooks: ServeHooks, _ traffic: TrafficReport,
    _ tasks: ConnectionTasks, _ accessLog: LineWriter
  ) -> ConnectionSettings {
    ConnectionSettings(
      responder: Responder(table: table, options: options, hooks: hooks), options: options,
      access: hooks.access ?? { accessLog.write($0) }, traffic: traffic, tasks: tasks)
  }

  /// Closes the listeners so that no connection is lost that one of them has accepted already.
  ///
  /// A connection is set up on an event loop of its own, which then tells the listener's loop; when the listener is closed in
  /// between, NIO drops the connection unanswered. So: accept no more, let every loop do what it has to do, then close. What
  /// the kernel holds for an inherited socket waits for the next process.
  private func stopAccepting(
    _ listeners: [any Channel], _ group: MultiThreadedEventLoopGroup
  ) async {
    for listener in listeners {
      await Self.settled(listener.setOption(.autoRead, value: false))
    }
    for loop in group.makeIterator() { await Self.settled(loop.submit {}) }
    for listener in listeners { await Self.settled(listener.eventLoop.submit {}) }
    for listener in listeners { await Self.settled(listener.close()) }
  }

  private func drain(on loop: any EventLoop, grace: TimeAmount) async {
    let registries = [registry, controlRegistry]
    let deadline = loop.scheduleTask(in: grace) { for each in registries { each.closeAll() } }
    for each in registries { await Self.settled(each.drain(on: loop)) }
    deadline.cancel()
    // A task must not outlive the event loop that it answers on.
    await tasks.finished()
  }

  /// Waits for `future`, whose failure changes nothing: what is closed already is closed.
  private static func settled(_ future: EventLoopFuture<Void>) async {
    do { try await future.get() } catch {}
  }

  private static func remove(_ path: String, inode: UInt64) {
    if FileStatus(path: path)?.inode == inode { unlink(path) }
  }
}
