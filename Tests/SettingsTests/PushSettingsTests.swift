import FeedModel
import Testing

@testable import Settings

@Suite("Settings for push and upload")
struct PushSettingsTests {
  @Test("Push settings: hubs, webhooks as text or mapping, the hub as a word or a mapping")
  func push() throws {
    let settings = try load(
      """
      site: {base_url: https://post.example/}
      push:
        hubs: [https://hub.example/]
        webhooks:
          - https://all.example/in?x=1
          - {url: https://gone.example/, secret: s, events: [withdrawn]}
        embedded_hub:
          lease: 2d
          allow_networks: [10.0.0.0/8, "fd00::/8", 192.0.2.1]
        retry: {first: 5s, longest: 2h, give_up: 3d}
        parallel: 64
      """)
    #expect(settings.site.hubs == ["https://hub.example/", "https://post.example/hub"])
    #expect(
      settings.push.webhooks.map(\.url) == ["https://all.example/in?x=1", "https://gone.example/"])
    #expect(
      settings.push.webhooks.map(\.events) == [Set(WebhookSettings.Event.allCases), [.withdrawn]])
    #expect(settings.push.webhooks.map(\.secret) == [nil, "s"])
    #expect(settings.push.embeddedHub?.lease == .seconds(2 * 86_400))
    #expect(
      settings.push.embeddedHub?.allowedNetworks.map(\.text) == [
        "10.0.0.0/8", "fd00::/8", "192.0.2.1",
      ])
    #expect(settings.push.retry.longest == .seconds(7200) && settings.push.parallel == 64)
    #expect(try load("push: {embedded_hub: true}").push.embeddedHub == HubSettings())
    #expect(try load("push: {embedded_hub: false}").push.embeddedHub == nil)
    #expect(try load("push: {webhooks: https://one.example/}").push.webhooks.count == 1)
  }

  @Test(
    "Upload settings take their keys from the file, from files it names, or from the environment")
  func upload() throws {
    let text = "upload: {region: eu-west-1, bucket: news, prefix: /site, content_encoding: gzip}"
    let environment = ["AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s"]
    let upload = try #require(try load(text, environment: environment).upload)
    #expect(upload.endpoint == "https://s3.eu-west-1.amazonaws.com" && upload.prefix == "site/")
    #expect(upload.accessKey == "k" && upload.secretKey == "s" && upload.coding == .gzip)
    #expect(upload.cacheControl == "public, max-age=300" && !upload.deletes)
    // Commands that only ask the daemon work without keys.
    #expect(try load(text).upload?.accessKey == "")
    #expect(try load("").upload == nil)
  }

  @Test(
    "A fault under push or upload is named with its line",
    arguments: [
      ("push: {hubs: [hub.example]}", "absolute http(s) URL"),
      ("push: {webhooks: [{secret: s}]}", "needs a `url`"),
      ("push: {webhooks: [ftp://a.example/]}", "absolute http(s) URL"),
      (
        "push: {webhooks: [{url: https://a.example/, events: [born]}]}",
        "published, updated, withdrawn"
      ),
      ("push: {embedded_hub: perhaps}", "true, false or a mapping"),
      ("push: {embedded_hub: {lease: 40d}}", "longer than `longest_lease`"),
      ("push: {embedded_hub: {allow_networks: [10.0.0.0/33]}}", "is no network"),
      ("push: {embedded_hub: {signature: md5}}", "sha256, sha1"),
      ("push: {retry: {longest: 2d}}", "1s to 24h"),
      ("push: {hub: x}", "did you mean"),
      ("upload: {bucket: news}", "`upload.endpoint` is not"),
      ("upload: {endpoint: \"https://s.example\", bucket: N}", "`upload.bucket` is not"),
      (
        "upload: {endpoint: \"https://s.example\", bucket: news, content_encoding: zip}",
        "identity, gzip, br"
      ),
      ("upload: {endpoint: \"https://s.example\", bucket: news, parallel: 0}", "from 1 to 256"),
    ])
  func pushFaults(_ text: String, _ message: String) {
    let faults = faults(text)
    #expect(faults.count == 1 && faults[0].contains(message), "\(faults)")
    #expect(faults.allSatisfy { $0.hasPrefix("/etc/test/wireroom.yaml:1:") })
  }

  @Test("The daemon needs the store's keys, and files of secrets that can be read")
  func secrets() {
    let upload = "upload: {endpoint: \"https://s.example\", bucket: news}"
    let keys = faults(upload, needs: [.input]).filter { $0.hasPrefix("upload.") }
    #expect(keys.count == 2 && keys.allSatisfy { $0.contains("AWS_") })
    let hook = "push: {webhooks: [{url: https://a.example/, secret_file: /nowhere/at/all}]}"
    #expect(faults(hook, needs: [.input]).contains { $0.contains("can't read the secret") })
    #expect(faults(hook).isEmpty)
  }
}
