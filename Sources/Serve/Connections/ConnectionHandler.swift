import NIOCore

/// One public connection: finds requests in its bytes, has them answered, and bounds what its client may cost.
///
/// Documents go through this handler instead of Hummingbird's router: a response needs no task, no header table and no
/// copy, which is measured at half the processor time. It is the only handler of its channel, so a request is read, answered
/// and handed to the kernel within one turn of the event loop.
///
/// Here is what the channel tells it; `+Requests` reads, `+Answers` writes, `+Clients` has what depends on who asks.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  enum State {
    /// Before and within the head of a request.
    case head
    /// Within the content of the pending request.
    case content
    /// An endpoint works on the pending request; what comes meanwhile waits.
    case answering
    /// The last answer is on its way; what comes is not looked at.
    case finishing
    case closed
  }

  /// A request whose answer has to wait.
  struct Pending {
    var head: RequestHead
    var content: ContentReader?
    /// Nil for a document, which is answered when the content is over.
    var endpoint: Endpoint?
  }

  let settings: ConnectionSettings
  /// The other end of the connection, nil when it is gone already.
  let peer: ClientAddress?
  private let admission: ConnectionRegistry.Admission

  var state = State.head
  var scanner = HeadScanner()
  var pending: Pending?
  /// What has come and is not understood yet.
  var input = ByteBuffer()
  /// The head of the answer in hand.
  var output = ByteBuffer()
  /// The client does not take its answers: no further request is read.
  var isPaused = false
  private var isReadHeld = false
  var isDraining: Bool
  var hasInputEnded = false
  /// Bytes that came after the last answer.
  private var lingered = 0
  var watch: Watch

  init(
    _ settings: ConnectionSettings, peer: ClientAddress?, admission: ConnectionRegistry.Admission
  ) {
    self.settings = settings
    self.peer = peer
    self.admission = admission
    isDraining = admission == .late
    watch = Watch(settings)
  }

  func channelActive(context: ChannelHandlerContext) {
    switch admission {
    case .welcome: watch.note(.idle)
    case .late: watch.note(.lastCall)
    case .surplus: refuse(.unavailable, retryAfter: 10, context)
    case .crowded: refuse(.tooManyRequests, retryAfter: 10, context)
    }
    context.flush()
    armTimer(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    state = .closed
    watch.stop()
    pending = nil
    input.clear()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    switch state {
    case .finishing:
      lingered += bytes.readableBytes
      if lingered > settings.lingerBytes { context.close(promise: nil) }
      return
    case .closed: return
    case .head, .content, .answering: break
    }
    if input.readableBytes == 0 {
      input = bytes
    } else {
      input.discardReadBytes()
      input.writeBuffer(&bytes)
    }
    process(context)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
    armTimer(context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard context.channel.isWritable, isPaused else { return }
    isPaused = false
    resume(context)
  }

  /// While a client does not take its answers, or waits for one, its further requests wait in the kernel, not here.
  func read(context: ChannelHandlerContext) {
    if isHeld { isReadHeld = true } else { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent:
      drain(context)
    case is ConnectionRegistry.RoomWanted:
      if isIdle, watch.isOverdueForRoom { end(context) }
    case ChannelEvent.inputClosed:
      hasInputEnded = true
      endOfInput(context)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

extension ConnectionHandler {
  private var isHeld: Bool {
    if case .answering = state { true } else { isPaused }
  }

  /// Whether it waits for a request of which nothing has come.
  private var isIdle: Bool {
    if case .head = state { !scanner.hasBegun && !isPaused } else { false }
  }

  /// The server stops: a request in hand is answered, another is waited for briefly, and then this ends.
  private func drain(_ context: ChannelHandlerContext) {
    isDraining = true
    // Also while an answer is still being taken: the wait begins, and lasts until it is taken.
    guard case .head = state, !scanner.hasBegun else { return }
    watch.note(.lastCall)
    // One request more is read though its client has not taken the answers before: who asked for many at once is told with the last.
    if isPaused {
      isPaused = false
      resume(context)
    }
    armTimer(context)
  }

  /// Goes on with what came while the connection was held.
  func resume(_ context: ChannelHandlerContext) {
    process(context)
    context.flush()
    if hasInputEnded { endOfInput(context) }
    armTimer(context)
    if isReadHeld, !isHeld {
      isReadHeld = false
      context.read()
    }
  }

  /// The client sends no more: what it asked for is still sent.
  private func endOfInput(_ context: ChannelHandlerContext) {
    switch state {
    case .finishing: if watch.isLingering { context.close(promise: nil) }
    case .answering, .closed: break
    case .head, .content: if !isPaused { end(context) }
    }
  }

  func armTimer(_ context: ChannelHandlerContext) {
    if case .closed = state { return }
    guard watch.needsTimer else { return }
    let loopBound = context.loopBound
    watch.arm(context.eventLoop) { [self] in timerFired(loopBound.value) }
  }

  private func timerFired(_ context: ChannelHandlerContext) {
    if case .closed = state { return }
    let buffered: Int
    do {
      buffered = try context.channel.syncOptions?.getOption(.bufferedWritableBytes) ?? 0
    } catch {
      return context.close(promise: nil)  // a channel that can't be asked is closed already
    }
    switch watch.expiry(bufferedBytes: buffered) {
    case .none: break
    case .end: return end(context)
    case .cut: return context.close(promise: nil)
    case .refusal(let status):
      refuse(status, retryAfter: status == .unavailable ? 10 : nil, context)
    }
    context.flush()
    armTimer(context)
  }
}
