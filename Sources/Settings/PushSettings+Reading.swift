import FeedModel

extension PushSettings {
  /// The settings under `push`; secrets come from files too, which `read` reads.
  init(_ fields: SettingsFields, read: (String) throws(SettingsError) -> String) {
    hubs = fields.strings("hubs") ?? []
    for fault in hubs.compactMap({ webURLFault($0) }) { fields.fail("hubs", because: fault) }
    webhooks = fields.entries("webhooks").compactMap { entry in
      switch entry {
      case .text(let url): webhook(url, in: fields, at: "webhooks")
      case .fields(let own): webhook(own, read: read)
      }
    }
    switch fields.entry("embedded_hub") {
    case .text(let text):
      switch boolean(text) {
      case true?: embeddedHub = HubSettings()
      case false?: break
      case nil:
        fields.fail("embedded_hub", because: "`push.embedded_hub` must be true, false or a mapping")
      }
    case .fields(let own): embeddedHub = HubSettings(own)
    case nil: break
    }
    checksSite = fields.value("check_site", "true or false", boolean) ?? checksSite
    usesProxy = fields.value("proxy", "true or false", boolean) ?? usesProxy
    timeout = fields.duration("timeout", .seconds(1) ... .seconds(300), "1s to 5m") ?? timeout
    parallel =
      fields.value("parallel", "a whole number from 1 to 1024", whole(1...1024)) ?? parallel
    perHost = fields.value("per_host", "a whole number from 1 to 256", whole(1...256)) ?? perHost
    if let own = fields.fields("retry") { retry = RetrySettings(own) }
    fields.finish()
  }
}

private func webhook(
  _ url: String, in fields: SettingsFields, at key: String
) -> WebhookSettings? {
  if let fault = webURLFault(url, allowingQuery: true) {
    fields.fail(key, because: fault)
    return nil
  }
  return WebhookSettings(url: url)
}

private func webhook(
  _ fields: SettingsFields, read: (String) throws(SettingsError) -> String
) -> WebhookSettings? {
  defer { fields.finish() }
  let (url, secret) = (fields.string("url"), fields.secret("secret", read: read))
  let names = fields.strings("events")
  guard let url else {
    fields.fail("url", because: "a webhook needs a `url`; add it")
    return nil
  }
  guard var webhook = webhook(url, in: fields, at: "url") else { return nil }
  webhook.secret = secret
  if let secret, let fault = secretFault(secret) { fields.fail("secret", because: fault) }
  if let names {
    webhook.events = Set(names.compactMap { WebhookSettings.Event(rawValue: $0) })
    if webhook.events.count != names.count || names.isEmpty {
      let all = WebhookSettings.Event.allCases.map(\.rawValue).joined(separator: ", ")
      fields.fail("events", because: "`events` must be a list of \(all)")
    }
  }
  return webhook
}

/// Why `text` is no key to sign with, and what to write instead; nil when it is one.
private func secretFault(_ text: String) -> String? {
  if text.isEmpty { return "the secret is empty; write one, or leave the key out" }
  guard text.hasPrefix("whsec_") else { return nil }
  let digits = text.dropFirst(6).prefix { $0 != "=" }.utf8
  let isCoded = digits.allSatisfy { byte in
    (97...122).contains(byte | 32) || (48...57).contains(byte) || "+/".utf8.contains(byte)
  }
  return isCoded && !digits.isEmpty && digits.count % 4 != 1
    ? nil : "the secret begins with `whsec_`, and what follows is no base 64; copy it whole"
}

extension RetrySettings {
  fileprivate init(_ fields: SettingsFields) {
    first = fields.duration("first", .seconds(1) ... .seconds(3600), "1s to 1h") ?? first
    longest = fields.duration("longest", .seconds(1) ... .seconds(86_400), "1s to 24h") ?? longest
    giveUp =
      fields.duration("give_up", .seconds(60) ... .seconds(30 * 86_400), "1m to 30d") ?? giveUp
    fields.finish()
  }
}

extension HubSettings {
  fileprivate init(_ fields: SettingsFields) {
    let range = Duration.seconds(60) ... .seconds(365 * 86_400)
    longestLease = fields.duration("longest_lease", range, "1m to 365d") ?? longestLease
    lease = fields.duration("lease", range, "1m to 365d") ?? min(lease, longestLease)
    if lease > longestLease {
      fields.fail("lease", because: "`lease` is longer than `longest_lease`; shorten it")
    }
    maxSubscriptions =
      fields.value(
        "max_subscriptions", "a whole number from 1 to 1000000", whole(1...1_000_000))
      ?? maxSubscriptions
    maxPerHost =
      fields.value("max_per_host", "a whole number from 1 to 1000000", whole(1...1_000_000))
      ?? maxPerHost
    signature = fields.choice("signature") ?? signature
    content = fields.choice("content") ?? content
    for text in fields.strings("allow_networks") ?? [] {
      guard let network = IPNetwork(text) else {
        fields.fail(
          "allow_networks",
          because:
            "`\(text)` is no network; write an address and a prefix length such as `10.0.0.0/8`"
        )
        continue
      }
      allowedNetworks.append(network)
    }
    fields.finish()
  }
}
