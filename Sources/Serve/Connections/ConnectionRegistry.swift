import NIOCore
import Synchronization

/// The open connections of a server: counted against the limits, told to end, and waited for.
final class ConnectionRegistry: Sendable {
  enum Admission {
    case welcome
    /// Over the limit of all connections.
    case surplus
    /// Over the limit of one client's connections.
    case crowded
    /// The server is stopping.
    case late
  }

  /// Told to all connections when there are too many: who waits for a request makes room.
  struct RoomWanted {}

  fileprivate struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    /// Open connections by client, of those that are limited.
    var perClient: [UInt64: Int] = [:]
    var askedForRoom = NIODeadline.uptimeNanoseconds(0)
    var isDraining = false
    var whenEmpty: [EventLoopPromise<Void>] = []
  }

  private let state = Mutex(State())
  private let limit: Int
  private let clientLimit: Int

  /// At most `limit` connections, and `clientLimit` of one client, are welcome.
  init(limit: Int, clientLimit: Int = .max) {
    self.limit = limit
    self.clientLimit = clientLimit
  }

  var count: Int { state.withLock { $0.channels.count } }

  /// Takes in a new connection until it closes; `client` is nil for one that has no limit of its own.
  func admit(_ channel: any Channel, client: UInt64? = nil) -> Admission {
    let key = ObjectIdentifier(channel)
    let (admission, toAsk) = state.withLock { state -> (Admission, [any Channel]) in
      state.channels[key] = channel
      var own = 0
      if let client {
        own = state.perClient[client, default: 0] + 1
        state.perClient[client] = own
      }
      if state.isDraining { return (.late, []) }
      if own > clientLimit { return (.crowded, []) }
      guard state.channels.count > limit else { return (.welcome, []) }
      return (.surplus, state.channelsToAsk(at: .now()))
    }
    channel.closeFuture.whenComplete { [weak self] _ in self?.remove(key, client) }
    for other in toAsk { other.pipeline.fireUserInboundEventTriggered(RoomWanted()) }
    return admission
  }

  /// Asks every connection to end after the request in flight, and completes when none is left.
  func drain(on loop: any EventLoop) -> EventLoopFuture<Void> {
    let promise = loop.makePromise(of: Void.self)
    let channels = state.withLock { state in
      state.isDraining = true
      state.whenEmpty.append(promise)
      return Array(state.channels.values)
    }
    for channel in channels {
      channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
    settle()
    return promise.futureResult
  }

  /// Closes what is still open, whatever it is doing.
  func closeAll() {
    for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
  }

  private func remove(_ key: ObjectIdentifier, _ client: UInt64?) {
    state.withLock { state in
      state.channels.removeValue(forKey: key)
      if let client, let own = state.perClient[client] {
        state.perClient[client] = own > 1 ? own - 1 : nil
      }
    }
    settle()
  }

  private func settle() {
    let done = state.withLock { state in
      guard state.isDraining, state.channels.isEmpty else { return [EventLoopPromise<Void>]() }
      defer { state.whenEmpty = [] }
      return state.whenEmpty
    }
    for promise in done { promise.succeed() }
  }
}

extension ConnectionRegistry.State {
  /// All connections, but at most once a second: to ask each costs time that an attacker must not be able to multiply.
  fileprivate mutating func channelsToAsk(at now: NIODeadline) -> [any Channel] {
    guard now >= askedForRoom + .seconds(1) else { return [] }
    askedForRoom = now
    return Array(channels.values)
  }
}
