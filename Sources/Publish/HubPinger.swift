package import Curl
private import Digest
package import FeedModel

/// Tells WebSub hubs of changed topics, once these can be fetched.
///
/// Keeps nothing: what is to be told, and when again, stands in the outbox.
package struct HubPinger: Sendable {
  private let send: @Sendable (OutgoingRequest) async throws(CurlError) -> IncomingResponse

  package init(client: HTTPClient) {
    self.init { request async throws(CurlError) in try await client.send(request) }
  }

  package init(
    send: @escaping @Sendable (OutgoingRequest) async throws(CurlError) -> IncomingResponse
  ) {
    self.send = send
  }

  /// Pings once and says what the answer means.
  package func ping(_ ping: HubPing, now: Instant) async -> PingVerdict {
    do throws(CurlError) {
      let response = try await send(ping.request)
      return PingVerdict(
        status: response.status, retryAfter: response.header("retry-after"),
        location: response.header("location"), now: now)
    } catch {
      return PingVerdict(error)
    }
  }

  /// Why the hub would not get the new bytes at `topic`; nil when it would.
  ///
  /// A hub fetches as soon as it is pinged: a ping before the site serves the new bytes is lost, and no other
  /// may come for days. So the topic is fetched as the hub does and compared with what was published.
  /// `digest` is the SHA-256 of the published document's identity coding, `size` its bytes.
  package func delay(ofTopic topic: String, digest: [UInt8], size: Int) async -> String? {
    do throws(CurlError) {
      let response = try await send(
        OutgoingRequest(
          url: topic, headers: [.init("Cache-Control", "no-cache")], maxResponseSize: size + 4096))
      guard response.status == 200 else { return "the site answers \(response.status) at \(topic)" }
      return sha256(response.body) == digest ? nil : "the site still serves other bytes at \(topic)"
    } catch {
      return error.reason == .tooLarge
        ? "the site still serves other bytes at \(topic)"
        : "the site can't be reached at \(topic) (\(error.message))"
    }
  }
}
