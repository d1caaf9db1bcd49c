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

/// Fields as `application/x-www-form-urlencoded` has them (URL Standard §5.2).
func formEncoded(_ fields: [(name: String, value: String)]) -> [UInt8] {
  var out: [UInt8] = []
  for (name, value) in fields {
    if !out.isEmpty { out.append(UInt8(ascii: "&")) }
    appendEncoded(name, to: &out)
    out.append(UInt8(ascii: "="))
    appendEncoded(value, to: &out)
  }
  return out
}

private func appendEncoded(_ text: String, to out: inout [UInt8]) {
  let digits = Array("0123456789ABCDEF".utf8)
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      out.append(byte)
    case UInt8(ascii: " "): out.append(UInt8(ascii: "+"))
    default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
