import NIOCore

/// From answers to bytes.
extension ConnectionHandler {
  func respond(to head: RequestHead, _ context: ChannelHandlerContext) {
    output.clear(minimumCapacity: 1024)
    deliver(answer(to: head), to: head, context)
  }

  /// Answers a request as the same one was answered within this second.
  func respond(like kept: RecentAnswers.Kept, _ context: ChannelHandlerContext) {
    output.clear(minimumCapacity: 1024)
    output.writeImmutableBuffer(kept.head)
    deliver(limited(kept.answer, to: kept.request), to: kept.request, context)
  }

  /// Has an endpoint answer `head`; until it has, no further request of this connection is looked at.
  func ask(
    _ endpoint: Endpoint, _ head: RequestHead, _ content: [UInt8], _ context: ChannelHandlerContext
  ) {
    output.clear(minimumCapacity: 1024)
    if let refusal = chargeForEndpoint(head) { return deliver(refusal, to: head, context) }
    state = .answering
    pending = Pending(head: head, content: nil, endpoint: endpoint)
    watch.note(.answering)
    let request = EndpointRequest(
      method: head.text(head.methodName), query: Array(head.bytes[head.query]),
      mediaType: head.text(.contentType), authorization: head.text(.authorization),
      content: content, client: client(of: head)?.text)
    let waiting = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    settings.tasks.run(until: context.channel.closeFuture) {
      let response = await endpoint.answer(request)
      loop.execute { waiting.value.handler.take(response, waiting.value.context) }
    }
  }

  /// The endpoint has answered, if it is not too late.
  private func take(_ response: EndpointResponse, _ context: ChannelHandlerContext) {
    guard case .answering = state, let head = pending?.head else { return }
    pending = nil
    state = .head
    output.clear(minimumCapacity: 1024)
    deliver(settings.responder.answer(response, to: head, &output), to: head, context)
    resume(context)
  }

  func sendContinue(_ context: ChannelHandlerContext) {
    context.writeAndFlush(
      wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
  }

  /// Answers what can't be read, or can't be read in time, and closes: where the next request begins is unknown.
  func refuse(_ status: Status, retryAfter seconds: Int? = nil, _ context: ChannelHandlerContext) {
    output.clear(minimumCapacity: 512)
    pending = nil
    let answer = settings.responder.refusal(status, retryAfter: seconds, to: &output)
    output.writeStaticString("Connection: close\r\n\r\n")
    note(answer, to: nil)
    send(answer, isLast: true, context)
  }

  /// Sends `answer`, whose head is in `output` but for its end.
  private func deliver(
    _ answer: Responder.Answer, to head: RequestHead, _ context: ChannelHandlerContext
  ) {
    note(answer, to: head)
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

  private func send(_ answer: Responder.Answer, isLast: Bool, _ context: ChannelHandlerContext) {
    guard isLast else {
      watch.note(.idle)
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
    sent.futureResult.assumeIsolated().whenSuccess { self.finish(loopBound.value) }
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

  /// Closes when what is buffered is sent.
  func end(_ context: ChannelHandlerContext) {
    state = .finishing
    watch.note(.finishing)
    let sent = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
    let loopBound = context.loopBound
    sent.futureResult.assumeIsolated().whenComplete { _ in loopBound.value.close(promise: nil) }
    armTimer(context)
  }
}
