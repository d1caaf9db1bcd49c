package import Curl

/// The news, for one hub, that one topic has changed (WebSub §6).
///
/// Two pings that are equal are one: a hub fetches the topic itself, so the later news holds the earlier.
package struct HubPing: Hashable, Sendable {
  /// Absolute URL of the hub.
  package var hub: String
  /// The `self` URL of the document: each format is a topic of its own (WebSub §4.1).
  package var topic: String

  package init(hub: String, topic: String) {
    self.hub = hub
    self.topic = topic
  }

  /// The request that tells the hub.
  ///
  /// Both `hub.url` and `hub.topic` are sent: hubs disagree on which one they read.
  package var request: OutgoingRequest {
    let form = formEncoded([("hub.mode", "publish"), ("hub.url", topic), ("hub.topic", topic)])
    return OutgoingRequest(
      "POST", url: hub,
      headers: [.init("Content-Type", "application/x-www-form-urlencoded")], body: form,
      maxResponseSize: 64 * 1024)
  }
}
