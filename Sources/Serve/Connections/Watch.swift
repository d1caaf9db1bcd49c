import NIOCore

/// The deadline of a connection: what it is waited for, since when, and one timer for it all.
///
/// The timer is lazy: activity only moves the deadline, and a timer that fires too early is set anew. A busy connection so
/// costs a look at the clock, not a timer, per request.
struct Watch {
  enum Phase {
    case idle, head, content, answering, finishing, lingering
    /// Idle while the server stops: a request that is on its way is still answered.
    case lastCall
  }

  enum Expiry {
    case none
    /// Say so, then close.
    case refusal(Status)
    /// Close when what is buffered is sent.
    case end
    /// Close at once.
    case cut
  }

  private let settings: ConnectionSettings
  private var phase = Phase.idle
  private var deadline = NIODeadline.distantFuture
  private var timer: Scheduled<Void>?
  private var timerDeadline = NIODeadline.distantFuture
  /// Bytes that the client had not taken when the timer last fired.
  private var backlog = 0
  private var backlogDeadline = NIODeadline.distantFuture

  init(_ settings: ConnectionSettings) { self.settings = settings }

  var isLingering: Bool { phase == .lingering }

  /// Whether an idle connection has been idle for so long that it should make room for another.
  var isOverdueForRoom: Bool {
    phase == .idle && .now() + settings.idleTimeout - settings.roomAfter >= deadline
  }

  /// Notes what the connection waits for now; a phase that goes on keeps its deadline, but for an idle one.
  mutating func note(_ phase: Phase) {
    guard phase != self.phase || phase == .idle else { return }
    self.phase = phase
    let time: TimeAmount
    switch phase {
    case .idle: time = settings.idleTimeout
    case .head: time = settings.headerTimeout
    case .content: time = settings.bodyTimeout
    case .answering: time = settings.answerTimeout
    case .finishing: time = settings.writeTimeout
    case .lingering: time = settings.lingerTimeout
    case .lastCall: time = settings.lastCall
    }
    deadline = .now() + time
  }

  /// Whether no timer is set that fires in time.
  var needsTimer: Bool { timer == nil || next < timerDeadline }

  private var next: NIODeadline { backlogDeadline == .distantFuture ? deadline : backlogDeadline }

  /// Sets the timer that `fire`s in time.
  mutating func arm(_ loop: any EventLoop, _ fire: @escaping () -> Void) {
    timer?.cancel()
    // However far the deadline, a backlog that stands still is to be noticed.
    let wanted = min(next, .now() + settings.writeTimeout)
    timerDeadline = wanted
    timer = loop.assumeIsolated().scheduleTask(deadline: wanted, fire)
  }

  mutating func stop() {
    timer?.cancel()
    timer = nil
  }

  /// What to do now that the timer has fired.
  ///
  /// A client that takes bytes is never cut off, however slowly it does: only one that took nothing for `writeTimeout`.
  mutating func expiry(bufferedBytes: Int) -> Expiry {
    timer = nil
    let now = NIODeadline.now()
    if bufferedBytes > 0 {
      if bufferedBytes != backlog || backlogDeadline == .distantFuture {
        backlog = bufferedBytes
        backlogDeadline = now + settings.writeTimeout
      }
      if now >= backlogDeadline { return .cut }
      return phase == .lastCall && now >= deadline ? .end : .none
    }
    backlog = 0
    backlogDeadline = .distantFuture
    guard now >= deadline else { return .none }
    switch phase {
    case .idle, .lastCall: return .end
    case .finishing, .lingering: return .cut
    case .head, .content: return .refusal(.requestTimeout)
    case .answering: return .refusal(.unavailable)
    }
  }
}
