import NIOCore

/// One public connection: finds requests in its bytes, has them answered, and bounds what its client may cost.
///
/// Documents go through this handler instead of Hummingbird's router: a response needs no task, no header table and no
/// copy, which is measured at half the processor time. It is the only handler of its channel, so a request is read, answered
/// and handed to the kernel within one turn of the event loop.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum State {
    /// Before and within the head of a request.
    case head
    /// Within the content of a request that is answered when it is over.
    case content(ContentSkipper, RequestHead)
    /// The last answer is on its way; what comes is not looked at.
    case finishing
    case closed
  }

  let settings: ConnectionSettings
  /// The other end of the connection, nil when it is gone already.
  let peer: ClientAddress?
  /// Over the connection limit: one 503 and out.
  private let isSurplus: Bool
  private var state = State.head
  private var scanner = HeadScanner()
  private var input = ByteBuffer()
  /// The head of the answer in hand.
  var output = ByteBuffer()
  private var isPaused = false
  private var isReadHeld = false
  private var isDraining: Bool
  private var hasInputEnded = false
  private var lingered = 0
  private var watch: Watch

  /// `isLate` when the server is stopping already.
  init(_ settings: ConnectionSettings, peer: ClientAddress?, isSurplus: Bool, isLate: Bool) {
    isDraining = isLate
    self.settings = settings
    self.peer = peer
    self.isSurplus = isSurplus
    watch = Watch(settings)
  }

  func channelActive(context: ChannelHandlerContext) {
    if isSurplus {
      refuse(.unavailable, fields: "Retry-After: 10\r\n", context)
      context.flush()
    } else {
      watch.note(isDraining ? .lastCall : .idle)
    }
    armTimer(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    state = .closed
    watch.stop()
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
    case .head, .content: break
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
    process(context)
    context.flush()
    if hasInputEnded { endOfInput(context) }
    armTimer(context)
    if isReadHeld, !isPaused {
      isReadHeld = false
      context.read()
    }
  }

  /// While a client does not take its answers, its further requests wait in the kernel, not here.
  func read(context: ChannelHandlerContext) {
    if isPaused { isReadHeld = true } else { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent:
      drain(context)
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
  /// The server stops: a request in hand is answered, another is waited for briefly, and then this ends.
  private func drain(_ context: ChannelHandlerContext) {
    isDraining = true
    guard case .head = state, !scanner.hasBegun else { return }
    watch.note(.lastCall)
    armTimer(context)
  }

  private func process(_ context: ChannelHandlerContext) {
    while !isPaused, input.readableBytes > 0 {
      switch state {
      case .head:
        guard readHead(context) else { return }
      case .content(var skipper, let head):
        let (result, count) = input.withUnsafeReadableBytes { skipper.skip($0) }
        input.moveReaderIndex(forwardBy: count)
        switch result {
        case .incomplete:
          state = .content(skipper, head)
          return
        case .done:
          state = .head
          respond(head, context)
        case .malformed: return refuse(.badRequest, context)
        case .tooLarge: return refuse(.contentTooLarge, context)
        }
      case .finishing, .closed:
        input.clear()
        return
      }
    }
  }

  /// Reads one head and answers it or turns to its content; false when there is none yet or no more.
  private func readHead(_ context: ChannelHandlerContext) -> Bool {
    switch input.withUnsafeReadableBytes({ scanner.scan($0, limits: settings.limits) }) {
    case .incomplete:
      watch.note(scanner.hasBegun ? .head : .idle)
      return false
    case .fault(let fault):
      refuse(fault.status, context)
      return false
    case .head(let skipped, let count):
      input.moveReaderIndex(forwardBy: skipped)
      guard let bytes = input.readBytes(length: count) else { return false }
      scanner = HeadScanner()
      do throws(RequestFault) {
        let head = try RequestParser.head(of: bytes, limits: settings.limits)
        begin(head, context)
      } catch {
        refuse(error.status, context)
        return false
      }
      return true
    }
  }

  private func begin(_ head: RequestHead, _ context: ChannelHandlerContext) {
    guard let skipper = ContentSkipper(head.framing, limit: settings.limits.bodyBytes) else {
      return respond(head, context)
    }
    if head.expectsContinue {
      // The client asks before it sends: the answer doesn't depend on the content, so it need not come.
      var head = head
      head.keepsAlive = false
      return respond(head, context)
    }
    watch.note(.content)
    state = .content(skipper, head)
  }

  private func respond(_ head: RequestHead, _ context: ChannelHandlerContext) {
    output.clear(minimumCapacity: 1024)
    let answer = answer(to: head)
    if let feed = answer.feed { settings.readers.note(head, path: feed, status: answer.status) }
    log(head, answer)
    let isLast = !head.keepsAlive || isDraining
    if isLast {
      output.writeStaticString("Connection: close\r\n\r\n")
    } else if head.minorVersion == 0 {
      output.writeStaticString("Connection: keep-alive\r\n\r\n")
    } else {
      output.writeStaticString("\r\n")
    }
    send(answer, isLast: isLast, context)
  }

  /// Answers what can't be read, and closes: where the next request begins is unknown.
  private func refuse(
    _ status: Status, fields: StaticString = "", _ context: ChannelHandlerContext
  ) {
    output.clear(minimumCapacity: 512)
    let answer = settings.responder.refusal(status, fields: fields, to: &output)
    output.writeStaticString("Connection: close\r\n\r\n")
    log(nil, answer)
    settings.hooks.log(.debug, "request refused", ["status": String(status.rawValue)])
    send(answer, isLast: true, context)
  }

  private func send(_ answer: Responder.Answer, isLast: Bool, _ context: ChannelHandlerContext) {
    watch.note(.idle)
    guard isLast else {
      context.write(wrapOutboundOut(output), promise: nil)
      if let body = answer.body { context.write(wrapOutboundOut(body), promise: nil) }
      if !context.channel.isWritable { isPaused = true }
      return
    }
    state = .finishing
    watch.note(.finishing)
    input.clear()
    let sent = context.eventLoop.makePromise(of: Void.self)
    if let body = answer.body {
      context.write(wrapOutboundOut(output), promise: nil)
      context.write(wrapOutboundOut(body), promise: sent)
    } else {
      context.write(wrapOutboundOut(output), promise: sent)
    }
    let loopBound = context.loopBound
    sent.futureResult.assumeIsolated().whenSuccess {
      self.finish(loopBound.value)
    }
  }

  /// Everything is sent: says so to the client, and goes on reading until it has closed too.
  ///
  /// A plain close with unread bytes in the kernel sends a reset, which can overtake the answer.
  private func finish(_ context: ChannelHandlerContext) {
    if hasInputEnded { return context.close(promise: nil) }
    context.close(mode: .output, promise: nil)
    watch.note(.lingering)
    armTimer(context)
  }

  /// The client sends no more: what it asked for is still sent.
  private func endOfInput(_ context: ChannelHandlerContext) {
    switch state {
    case .finishing:
      if watch.isLingering { context.close(promise: nil) }
    case .closed: break
    case .head, .content: if !isPaused { end(context) }
    }
  }

  /// Closes when what is buffered is sent.
  private func end(_ context: ChannelHandlerContext) {
    state = .finishing
    watch.note(.finishing)
    let sent = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
    let loopBound = context.loopBound
    sent.futureResult.assumeIsolated().whenComplete { _ in loopBound.value.close(promise: nil) }
    armTimer(context)
  }
}

extension ConnectionHandler {
  private func armTimer(_ context: ChannelHandlerContext) {
    if case .closed = state { return }
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
    case .requestTimeout:
      refuse(.requestTimeout, context)
      context.flush()
    }
    armTimer(context)
  }
}
