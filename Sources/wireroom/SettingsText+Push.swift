import FeedModel
import Settings

/// The settings that tell the world; secrets are named, never shown.
extension YAMLLines {
  mutating func push(_ push: PushSettings) {
    mapping(
      "push",
      [
        ("hubs", .list(push.hubs)), ("check_site", .word("\(push.checksSite)")),
        ("proxy", .word("\(push.usesProxy)")), ("timeout", .duration(push.timeout)),
        ("parallel", .word("\(push.parallel)")), ("per_host", .word("\(push.perHost)")),
      ])
    add("  retry:")
    pairs(
      "    ",
      [
        ("first", .duration(push.retry.first)), ("longest", .duration(push.retry.longest)),
        ("give_up", .duration(push.retry.giveUp)),
      ])
    add(push.webhooks.isEmpty ? "  webhooks: []" : "  webhooks:")
    for webhook in push.webhooks {
      let events = WebhookSettings.Event.allCases.filter(webhook.events.contains)
      pairs("  - ", [("url", .text(webhook.url))])
      pairs("    ", [("events", .list(events.map(\.rawValue)))])
      if webhook.secret != nil { add("    # secret: set, not shown") }
    }
    guard let hub = push.embeddedHub else { return add("  embedded_hub: false") }
    add("  embedded_hub:")
    pairs(
      "    ",
      [
        ("lease", .duration(hub.lease)), ("longest_lease", .duration(hub.longestLease)),
        ("max_subscriptions", .word("\(hub.maxSubscriptions)")),
        ("max_per_host", .word("\(hub.maxPerHost)")),
        ("signature", .word(hub.signature.rawValue)), ("content", .word(hub.content.rawValue)),
        ("allow_networks", .list(hub.allowedNetworks.map(\.text))),
      ])
  }

  mutating func upload(_ upload: UploadSettings) {
    mapping(
      "upload",
      [
        ("endpoint", .text(upload.endpoint)), ("bucket", .text(upload.bucket)),
        ("region", .text(upload.region)), ("prefix", .text(upload.prefix)),
        ("addressing", .word(upload.addressing.rawValue)),
        ("access_key", .text(upload.accessKey)), ("cache_control", .text(upload.cacheControl)),
        ("content_encoding", .word(upload.coding.rawValue)),
        ("delete", .word("\(upload.deletes)")), ("parallel", .word("\(upload.parallel)")),
        ("timeout", .duration(upload.timeout)), ("proxy", .word("\(upload.usesProxy)")),
      ])
    if !upload.secretKey.isEmpty { add("  # secret_key: set, not shown") }
    if upload.sessionToken != nil { add("  # session_token: set, not shown") }
  }
}
