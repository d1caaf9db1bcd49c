import FeedModel
import NIOCore

/// What depends on who asks: the client's share, what only this machine is told, the reports and the access log.
extension ConnectionHandler {
  /// The answer to `head`, written to `output`.
  func answer(to head: RequestHead) -> Responder.Answer {
    let moment = settings.responder.moment
    let answer = settings.responder.answer(head, isLoopback: isLocal(head), to: &output)
    settings.responder.answers.keep(answer, output, to: head, at: moment)
    return limited(answer, to: head)
  }

  /// `answer`, written to `output`; a client that has had its share gets nothing but what it has already.
  func limited(_ answer: Responder.Answer, to head: RequestHead) -> Responder.Answer {
    guard let buckets = settings.buckets, let client = settings.limitedClient(client(of: head))
    else { return answer }
    let now = Int64(NIODeadline.now().uptimeNanoseconds)
    if answer.status == .notModified {
      buckets.charge(client, .notModified, now: now)
      return answer
    }
    guard let seconds = buckets.wait(client, now: now) else {
      buckets.charge(client, .full, now: now)
      return answer
    }
    output.clear()
    var refusal = settings.responder.refusal(
      .tooManyRequests, head, retryAfter: seconds, to: &output)
    refusal.feed = answer.feed
    return refusal
  }

  /// Takes an endpoint's cost from the client's share; the refusal, written to `output`, when nothing is left of it.
  func chargeForEndpoint(_ head: RequestHead) -> Responder.Answer? {
    guard let buckets = settings.buckets, let client = settings.limitedClient(client(of: head))
    else { return nil }
    let now = Int64(NIODeadline.now().uptimeNanoseconds)
    guard let seconds = buckets.wait(client, now: now) else {
      buckets.charge(client, .full, now: now)
      return nil
    }
    return settings.responder.refusal(.tooManyRequests, head, retryAfter: seconds, to: &output)
  }

  /// Who asks, through the proxies that are trusted.
  func client(of head: RequestHead) -> ClientAddress? {
    peer?.client(of: head, trusting: settings.trustedProxies)
  }

  /// Whether the client is on this machine and no proxy stands between: then the other end says nothing of the client.
  private func isLocal(_ head: RequestHead) -> Bool {
    guard peer?.isLoopback == true else { return false }
    return head.count(of: .forwardedFor) + head.count(of: .forwarded) + head.count(of: .via) == 0
  }

  /// Counts an answer and writes the access log's line for it; `head` is nil for a request that could not be read.
  func note(_ answer: Responder.Answer, to head: RequestHead?) {
    let bytes = answer.body?.readableBytes ?? 0
    var poll: Poll?
    if let feed = answer.feed, let head {
      poll = Poll(
        head, feed: feed, status: answer.status, client: client(of: head),
        time: settings.responder.now)
    }
    settings.traffic.note(answer.status, bytes: bytes, poll)
    guard settings.accessLog != .off else { return }
    let line = AccessLine(
      client: (head.flatMap(client) ?? peer)?.text ?? "-", time: settings.responder.now,
      head: head, status: answer.status.rawValue, bytes: bytes)
    if let text = line.text(settings.accessLog) { settings.access(text) }
  }
}
