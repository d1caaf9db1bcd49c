import NIOCore

/// From bytes to requests.
extension ConnectionHandler {
  /// Answers every request that `input` holds, as long as answers are taken.
  func process(_ context: ChannelHandlerContext) {
    while !isPaused, input.readableBytes > 0 {
      switch state {
      case .head: guard readHead(context) else { return }
      case .content: guard readContent(context) else { return }
      case .answering: return
      case .finishing, .closed:
        input.clear()
        return
      }
    }
  }

  /// Reads one head and answers it or turns to its content; false when there is none yet or no more.
  private func readHead(_ context: ChannelHandlerContext) -> Bool {
    if let kept = settings.responder.recent(input) {
      input.moveReaderIndex(forwardBy: kept.request.bytes.count)
      scanner = HeadScanner()
      respond(like: kept, context)
      return true
    }
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
    let endpoint = settings.responder.endpoint(for: head).flatMap { endpoint in
      endpoint.methods.contains { head.bytes[head.methodName].equals($0) } ? endpoint : nil
    }
    let limit = min(endpoint?.bodyLimit ?? .max, settings.limits.bodyBytes)
    if case .length(let count) = head.framing, count > limit {
      return refuse(.contentTooLarge, context)
    }
    guard let content = ContentReader(head.framing, limit: limit, keeps: endpoint != nil) else {
      if let endpoint { ask(endpoint, head, [], context) } else { respond(to: head, context) }
      return
    }
    if head.expectsContinue {
      guard endpoint != nil else {
        // The client asks before it sends: the answer doesn't depend on the content, so it need not come.
        var head = head
        head.keepsAlive = false
        return respond(to: head, context)
      }
      sendContinue(context)
    }
    pending = Pending(head: head, content: content, endpoint: endpoint)
    watch.note(.content)
    state = .content
  }

  /// Reads on in the pending request's content and answers when it is over; false when more has to come.
  private func readContent(_ context: ChannelHandlerContext) -> Bool {
    let (result, count) = input.withUnsafeReadableBytes {
      pending?.content?.read($0) ?? (.malformed, 0)
    }
    input.moveReaderIndex(forwardBy: count)
    switch result {
    case .incomplete: return false
    case .malformed:
      refuse(.badRequest, context)
      return false
    case .tooLarge:
      refuse(.contentTooLarge, context)
      return false
    case .done:
      guard let request = pending else { return false }
      pending = nil
      state = .head
      if let endpoint = request.endpoint {
        ask(endpoint, request.head, request.content?.content ?? [], context)
      } else {
        respond(to: request.head, context)
      }
      return true
    }
  }
}
