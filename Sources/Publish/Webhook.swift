internal import Curl
internal import Digest
package import FeedModel

/// A URL that is told of each item's changes, signed as the Standard Webhooks specification has it (version 1).
package struct Webhook: Hashable, Sendable {
  package var url: String
  /// The key of the signature; nil sends unsigned.
  package var secret: [UInt8]?

  /// `secret` as settings write it: `whsec_` and base 64, or any other text, which is the key itself.
  package init(url: String, secret: String?) {
    self.url = url
    let prefix = "whsec_"
    self.secret = secret.map { text in
      let coded = text.hasPrefix(prefix) ? base64Decoded(String(text.dropFirst(prefix.count))) : nil
      return coded ?? Array(text.utf8)
    }
  }

  /// The request that tells of one event.
  ///
  /// `id` is the event's own, the same at each try: by it a receiver knows a repeated one. `now`, when it is sent, is signed
  /// too, so that a receiver can refuse old requests that are played again.
  func request(id: String, body: [UInt8], now: Instant) -> OutgoingRequest {
    var headers: [OutgoingRequest.Header] = [
      .init("Content-Type", "application/json"), .init("webhook-id", id),
      .init("webhook-timestamp", "\(now.seconds)"),
    ]
    if let secret {
      let signed = Array("\(id).\(now.seconds).".utf8) + body
      headers.append(
        .init("webhook-signature", "v1," + base64(hmacSHA256(key: secret, message: signed))))
    }
    return OutgoingRequest(
      "POST", url: url, headers: headers, body: body, maxResponseSize: 64 * 1024)
  }
}

/// Tells webhooks of events.
package struct WebhookCaller: Sendable {
  private let send: Sender

  package init(send: @escaping Sender) { self.send = send }

  /// Tells of one event once, and says what the answer means.
  package func tell(
    _ webhook: Webhook, id: String, body: [UInt8], now: Instant
  ) async -> DeliveryVerdict {
    do throws(CurlError) {
      let response = try await send(webhook.request(id: id, body: body, now: now))
      return DeliveryVerdict(response, from: .webhook, now: now)
    } catch {
      return DeliveryVerdict(error, from: .webhook)
    }
  }
}
