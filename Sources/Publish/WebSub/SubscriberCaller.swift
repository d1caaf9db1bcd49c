internal import Curl
internal import Digest
package import FeedModel

/// Calls the subscribers of a hub, and says what their answers mean.
package struct SubscriberCaller: Sendable {
  /// What a subscriber is asked to confirm (WebSub §5.3).
  package enum Intent: String, Hashable, Sendable { case subscribe, unsubscribe }

  /// How distributions are signed (WebSub §7.1).
  package enum SignatureMethod: String, Hashable, Sendable, CaseIterable { case sha256, sha1 }

  package enum Confirmation: Hashable, Sendable {
    case confirmed
    /// An answer that does not confirm: that is the subscriber's word (WebSub §5.3.1).
    case rejected(reason: String)
    /// No answer, or the subscriber's passing trouble.
    case unanswered(reason: String)
  }

  private let send: Sender

  /// `send` must refuse addresses that subscribers may not have.
  package init(send: @escaping Sender) { self.send = send }

  /// Asks whether the subscriber really wants this.
  ///
  /// `leaseSeconds` belongs to a subscription only. What confirms is any 2xx with `challenge` as its whole body.
  package func confirm(
    _ intent: Intent, topic: String, at callback: CallbackURL, challenge: String,
    leaseSeconds: Int?
  ) async -> Confirmation {
    var fields: [(name: String, value: String)] = [
      ("hub.mode", intent.rawValue), ("hub.topic", topic), ("hub.challenge", challenge),
    ]
    if let leaseSeconds { fields.append(("hub.lease_seconds", "\(leaseSeconds)")) }
    do throws(CurlError) {
      let response = try await send(
        OutgoingRequest(url: callback.adding(fields), maxResponseSize: 4096))
      guard response.status < 500 else {
        return .unanswered(reason: "the subscriber answered \(response.status)")
      }
      guard response.isSuccess else {
        return .rejected(reason: "the subscriber answered \(response.status)")
      }
      return response.body == Array(challenge.utf8)
        ? .confirmed : .rejected(reason: "the subscriber did not answer with the challenge")
    } catch {
      switch error.reason {
      case .refusedAddress, .invalidRequest, .tooLarge: return .rejected(reason: error.message)
      default: return .unanswered(reason: "the subscriber gave no answer (\(error.message))")
      }
    }
  }

  /// Tells once that there is no subscription, or no longer (WebSub §5.2); whether it arrived.
  package func deny(
    _ topic: String, at callback: CallbackURL, because reason: String, now: Instant
  ) async -> DeliveryVerdict {
    let url = callback.adding([
      ("hub.mode", "denied"), ("hub.topic", topic), ("hub.reason", reason),
    ])
    do throws(CurlError) {
      let response = try await send(OutgoingRequest(url: url, maxResponseSize: 4096))
      return DeliveryVerdict(response, from: .subscriber, now: now)
    } catch {
      return DeliveryVerdict(error, from: .subscriber)
    }
  }

  /// Sends the topic's content (WebSub §7), signed over exactly the bytes sent when there is a secret.
  package func distribute(
    _ content: [UInt8], mediaType: String, topic: String, hub: String, to callback: String,
    secret: [UInt8]?, method: SignatureMethod, now: Instant
  ) async -> DeliveryVerdict {
    var headers: [OutgoingRequest.Header] = [
      .init("Content-Type", mediaType),
      .init("Link", "<\(hub)>; rel=\"hub\", <\(topic)>; rel=\"self\""),
    ]
    if let secret {
      let digest =
        switch method {
        case .sha256: hmacSHA256(key: secret, message: content)
        case .sha1: hmacSHA1(key: secret, message: content)
        }
      headers.append(.init("X-Hub-Signature", "\(method.rawValue)=\(hex(digest))"))
    }
    do throws(CurlError) {
      let response = try await send(
        OutgoingRequest(
          "POST", url: callback, headers: headers, body: content, maxResponseSize: 64 * 1024))
      return DeliveryVerdict(response, from: .subscriber, now: now)
    } catch {
      return DeliveryVerdict(error, from: .subscriber)
    }
  }
}
