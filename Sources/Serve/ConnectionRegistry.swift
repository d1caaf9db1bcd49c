import NIOCore
import Synchronization

/// The open connections of a server: counted against the limit, told to end, and waited for.
final class ConnectionRegistry: Sendable {
  enum Admission {
    case welcome
    /// Over the limit.
    case surplus
    /// The server is stopping.
    case late
  }

  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isDraining = false
    var whenEmpty: [EventLoopPromise<Void>] = []
  }

  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var count: Int { state.withLock { $0.channels.count } }

  /// Takes in a new connection until it closes.
  func admit(_ channel: any Channel) -> Admission {
    let key = ObjectIdentifier(channel)
    let admission = state.withLock { state -> Admission in
      state.channels[key] = channel
      if state.isDraining { return .late }
      return state.channels.count > limit ? .surplus : .welcome
    }
    channel.closeFuture.whenComplete { [weak self] _ in self?.remove(key) }
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

  private func remove(_ key: ObjectIdentifier) {
    state.withLock { state in _ = state.channels.removeValue(forKey: key) }
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
