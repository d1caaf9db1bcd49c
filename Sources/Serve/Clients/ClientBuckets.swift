import Synchronization

/// How much each client has asked for lately: a token bucket per address, kept as one instant (the generic cell rate algorithm).
///
/// A full answer costs a token; an answer to a matching condition a twentieth, and is given even by an empty bucket, so that
/// who polls well is never turned away. An address is forgotten once its bucket is full again, within minutes.
final class ClientBuckets: Sendable {
  enum Cost: Int64 {
    case full = 20
    case notModified = 1
  }

  private struct State {
    /// By client: when its bucket will be full again, in nanoseconds.
    var full: [UInt64: Int64] = [:]
    var swept: Int64 = 0
  }

  private let state = Mutex(State())
  /// Nanoseconds that a twentieth of a token takes to come back.
  private let interval: Int64
  private let burst: Int64
  /// Addresses kept at most; beyond that all are forgotten rather than memory grown.
  private let limit = 65_536

  /// Nil when there is no limit: a rate of 0.
  init?(perSecond: Int, burst: Int) {
    guard perSecond > 0 else { return nil }
    interval = 1_000_000_000 / (Int64(perSecond) * Cost.full.rawValue)
    self.burst = Int64(max(1, burst)) * Cost.full.rawValue * interval
  }

  /// Seconds until `client` may ask for more, rounded up; nil when it may now.
  func wait(_ client: UInt64, now: Int64) -> Int? {
    let full = state.withLock { $0.full[client] } ?? 0
    let excess = full - now - burst
    return excess > 0 ? Int((excess + 999_999_999) / 1_000_000_000) : nil
  }

  /// Takes what an answer to `client` costs.
  func charge(_ client: UInt64, _ cost: Cost, now: Int64) {
    state.withLock { state in
      if now - state.swept > 60_000_000_000 || state.full.count > limit {
        state.full = state.full.filter { $0.value > now }
        if state.full.count > limit { state.full = [:] }
        state.swept = now
      }
      state.full[client] = max(state.full[client] ?? 0, now) + cost.rawValue * interval
    }
  }
}
