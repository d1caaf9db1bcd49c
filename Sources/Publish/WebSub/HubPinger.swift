internal import Curl
private import Digest
package import FeedModel

/// Tells WebSub hubs of changed topics, once these can be fetched.
///
/// Keeps nothing: what is to be told, and when again, stands in the outbox.
package struct HubPinger: Sendable {
  private let send: Sender

  package init(send: @escaping Sender) { self.send = send }

  /// Pings once and says what the answer means.
  package func ping(_ ping: HubPing, now: Instant) async -> DeliveryVerdict {
    do throws(CurlError) {
      return DeliveryVerdict(try await send(ping.request), from: .hub, now: now)
    } catch {
      return DeliveryVerdict(error, from: .hub)
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
      guard response.status == 200 else {
        return "the site answers \(response.status) at \(topic); publish the output folder there"
      }
      return sha256(response.body) == digest ? nil : "the site still serves other bytes at \(topic)"
    } catch {
      return error.reason == .tooLarge
        ? "the site still serves other bytes at \(topic)"
        : "the site can't be reached at \(topic) (\(error.message)); "
          + "make it reachable from here, or set push.check_site to false"
    }
  }
}
