import FeedModel
import NIOCore

/// What depends on who asks: the client's share, what only this machine is told, and the access log.
extension ConnectionHandler {
  /// The answer to `head`, written to `output`; a client that has had its share gets nothing but what it has already.
  func answer(to head: RequestHead) -> Responder.Answer {
    let responder = settings.responder
    guard let peer, let buckets = settings.buckets, !peer.isLoopback || isForwarded(head) else {
      return responder.answer(head, isLoopback: isLocal(head), to: &output)
    }
    let client = peer.client(of: head, trusting: settings.trustedProxies)
    // A proxy that does not say for whom it asks is not held to what all its clients ask together.
    if client.isLoopback || settings.trustedProxies.contains(client.key) {
      return responder.answer(head, isLoopback: false, to: &output)
    }
    let now = Int64(NIODeadline.now().uptimeNanoseconds)
    let answer = responder.answer(head, isLoopback: false, to: &output)
    if answer.status == .notModified {
      buckets.charge(client.key, .notModified, now: now)
    } else if let seconds = buckets.wait(client.key, now: now) {
      output.clear()
      var refusal = responder.refusal(.tooManyRequests, head, retryAfter: seconds, to: &output)
      refusal.feed = answer.feed
      return refusal
    } else {
      buckets.charge(client.key, .full, now: now)
    }
    return answer
  }

  /// Whether a proxy stands between: then the other end says nothing of the client.
  private func isForwarded(_ head: RequestHead) -> Bool {
    head.count(of: .forwardedFor) + head.count(of: .forwarded) + head.count(of: .via) > 0
  }

  /// Whether the client is on this machine and no proxy stands between.
  private func isLocal(_ head: RequestHead) -> Bool {
    peer?.isLoopback == true && !isForwarded(head)
  }

  /// Writes the access log's line for an answer.
  func log(_ head: RequestHead?, _ answer: Responder.Answer) {
    guard settings.accessLog != .off else { return }
    let client = head.flatMap { peer?.client(of: $0, trusting: settings.trustedProxies) } ?? peer
    let line = AccessLine(
      client: client?.text ?? "-", time: settings.responder.now, head: head,
      status: answer.status.rawValue, bytes: answer.body?.readableBytes ?? 0)
    if let text = line.text(settings.accessLog) { settings.hooks.access(text) }
  }
}
