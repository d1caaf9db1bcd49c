import FeedModel
import Testing

@testable import Settings

@Suite("Settings")
struct SettingsTests {
  private func load(
    _ text: String, flags: SettingsFlags = SettingsFlags(), environment: [String: String] = [:],
    needs: Set<SettingsNeed> = []
  ) throws -> WireroomSettings {
    var flags = flags
    flags.config = "/etc/test/wireroom.yaml"
    return try SettingsLoader(flags: flags, environment: environment).load(text: text, needs: needs)
  }

  private func faults(_ text: String, needs: Set<SettingsNeed> = []) -> [String] {
    do {
      _ = try load(text, needs: needs)
      return []
    } catch let error as SettingsError {
      return error.faults.map { "\($0.place): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("An empty file gives the documented defaults")
  func defaults() throws {
    let settings = try load("")
    #expect(settings.input.settle == .milliseconds(100))
    #expect(settings.input.deleteGrace == .seconds(60))
    #expect(settings.input.maxFileSize == 8 << 20)
    #expect(settings.feeds == [FeedDefinition()])
    #expect(settings.site.authority == "localhost")
  }

  @Test(
    "Which changes are significant can be set; an unknown class is named with those there are"
  )
  func archive() throws {
    #expect(try load("").archive.significant == [.body, .headline, .sources])
    let settings = try load("archive: {significant: [typo, dates]}")
    #expect(settings.archive.significant == [.typo, .dates])
    let wrong = faults("archive: {significant: [bodie]}")
    #expect(wrong.count == 1)
    #expect(wrong[0].contains("`bodie`") && wrong[0].contains("headline, body"))
  }

  @Test("Every key of the file arrives where it belongs")
  func file() throws {
    let settings = try load(
      """
      site:
        title: The Harbour Post
        base_url: https://post.example/news
        timezone: UTC
        author: {name: Desk, email: desk@post.example}
      input:
        directories: [in, /srv/more/]
        settle: 250ms
        delete_grace: 0
        max_file_size: 1MiB
        deletion_guard: {share: 50%, count: 5}
      output: {directory: ../site}
      state: {directory: /var/lib/x}
      server: {listen: "127.0.0.1:8080", max_age: 10m}
      feeds:
        - name: ships
          title: Ships
          select: {categories: [Ships, Docks], languages: en}
          limit: 10
          max_bytes: 100KB
          content: summary
          order: updated
      push: {hubs: https://hub.example/}
      """)
    #expect(settings.site.baseURL == "https://post.example/news/")
    #expect(settings.site.authority == "post.example")
    #expect(settings.site.author?.email == "desk@post.example")
    #expect(settings.site.hubs == ["https://hub.example/"])
    #expect(settings.input.directories == ["/etc/test/in", "/srv/more"])
    #expect(settings.input.deleteGrace == .zero)
    #expect(settings.input.guardShare == 0.5)
    #expect(settings.outputDirectory == "/etc/site")
    #expect(settings.controlSocket == "/var/lib/x/control.sock")
    #expect(settings.server.maxAge == .seconds(600))
    #expect(settings.feeds.map(\.name) == ["", "ships"])
    #expect(settings.feeds[1].selection.categories == ["Ships", "Docks"])
    #expect(settings.feeds[1].selection.languages == ["en"])
    #expect(settings.feeds[1].maxBytes == 100_000)
  }

  @Test("Flags win over the environment, and the environment over the file")
  func precedence() throws {
    var flags = SettingsFlags()
    flags.output = "/flag"
    let settings = try load(
      "output: {directory: /file}\nstate: {directory: /file-state}\nsite: {title: File}",
      flags: flags,
      environment: ["WIREROOM_OUTPUT": "/environment", "WIREROOM_STATE": "/environment-state"])
    #expect(settings.outputDirectory == "/flag")
    #expect(settings.stateDirectory == "/environment-state")
    #expect(settings.site.title == "File")
  }

  @Test("The server's limits, proxies and old addresses are taken as they are written")
  func server() throws {
    let server = try load(
      """
      server:
        client_connections: 8
        client_rate: 0
        client_burst: 5
        header_timeout: 2s
        idle_timeout: 2m
        trusted_proxies: [192.0.2.0/24, "2001:db8::1"]
        redirects: {/rss.xml: /feed.rss, /blog/: "https://blog.example/"}
        gone: /old.xml
      feeds: [{name: ships, formerly: [boats, wrecks]}]
      """)
    #expect(server.server.clientConnections == 8)
    #expect(server.server.clientRate == 0)
    #expect(server.server.clientBurst == 5)
    #expect(server.server.headerTimeout == .seconds(2))
    #expect(server.server.idleTimeout == .seconds(120))
    #expect(server.server.trustedProxies.map(\.text) == ["192.0.2.0/24", "2001:db8::1"])
    #expect(server.server.redirects.map(\.path) == ["/rss.xml", "/blog/"])
    #expect(server.server.redirects.map(\.target) == ["/feed.rss", "https://blog.example/"])
    #expect(server.server.gone == ["/old.xml"])
    #expect(server.feeds.last?.formerly == ["boats", "wrecks"])
    #expect(try load("").server.trustedProxies.map(\.text) == ["127.0.0.0/8", "::1"])
  }

  @Test("The listening address serves as base URL when no other is set")
  func derivedBase() throws {
    var flags = SettingsFlags()
    flags.listen = ["0.0.0.0:8080"]
    #expect(try load("", flags: flags).site.baseURL == "http://localhost:8080/")
  }

  @Test(
    "A fault names its line, column and remedy",
    arguments: [
      ("site:\n  titel: x", "wireroom.yaml:2:3: unknown key `site.titel`; did you mean `title`?"),
      ("inputs: {}", "wireroom.yaml:1:1: unknown key `inputs`; did you mean `input`?"),
      (
        "input:\n  settle: fast",
        "wireroom.yaml:2:11: `input.settle` must be a duration such as `200ms`, `5s`, `2m` or `1h`, not `fast`"
      ),
      (
        "feeds:\n  - title: x",
        "wireroom.yaml:2:5: a feed needs a `name` of lower-case letters, digits and hyphens"
      ),
      (
        "site: {base_url: \"ftp://x\"}",
        "wireroom.yaml:1:18: `ftp://x` is not an absolute http(s) URL; write `https://HOST/`"
      ),
      ("site:\n  timezone: Mars/Olympus", "wireroom.yaml:2:13: "),
      ("site: [", "wireroom.yaml:"),
      ("a: 1\na: 2", "key given twice"),
      ("server: {listen: here}", "wireroom.yaml:1:18: `here` is not HOST:PORT"),
      (
        "input: {directories: /a}\noutput: {directory: /a/b}",
        "wireroom.yaml:2:21: `/a/b` and the incoming folder `/a` overlap"
      ),
      ("feeds: [{name: a}, {name: a}]", "wireroom.yaml:1:27: two feeds are named `a`"),
      (
        "feeds: [{name: a}, {name: b, formerly: a}]",
        "yaml:1:40: `a` is a feed's name and a former one"
      ),
      ("feeds: [{name: b, formerly: A}]", "`A` is no feed's name"),
      ("server: {trusted_proxies: [10.0.0.0/99]}", "`10.0.0.0/99` is not an address or a network"),
      ("server: {redirects: {old.xml: /feed.rss}}", "`old.xml: /feed.rss` is not a path"),
      ("server: {redirects: {/old.xml: feed.rss}}", "`/old.xml: feed.rss` is not a path"),
      ("server: {redirects: [/a, /b]}", "`server.redirects` must be a mapping of texts"),
      ("server: {gone: feed.xml}", "`feed.xml` is not a path"),
      ("server: {header_timeout: 0}", "`server.header_timeout` must be a duration"),
      ("server: {client_rate: -1}", "`server.client_rate` must be a whole number"),
    ])
  func fault(_ text: String, _ expected: String) {
    let found = faults(text)
    #expect(found.contains { $0.contains(expected) }, "found: \(found)")
  }

  @Test(
    "What the gate would refuse in every feed is refused as a setting, with what to write instead",
    arguments: [
      (
        "site: {language: en_US}",
        ":1:18: `site.language` must be a BCP 47 tag, not `en_US`; did you mean `en-US`?"
      ),
      ("site: {language: e}", ":1:18: `site.language` must be a BCP 47 tag, not `e`; write `en`"),
      ("site: {language: \"\"}", ":1:18: `site.language` must be a BCP 47 tag"),
      ("site: {language: no way}", ":1:18: `site.language` must be a BCP 47 tag"),
      ("site: {language: \"4n\"}", ":1:18: `site.language` must be a BCP 47 tag"),
      ("site: {title: \"\"}", ":1:15: the title is empty; write one"),
      ("site: {title: \"\\u200B \"}", ":1:15: the title is empty"),
      (
        "site: {subtitle: \"a\\u0007\"}",
        ":1:18: `site.subtitle` holds U+0007, which XML can't hold"
      ),
      ("site: {rights: \"\"}", ":1:16: `site.rights` is empty"),
      ("site: {author: {name: \"\", email: x@y.example}}", ":1:23: `site.author.name` is empty"),
      (
        "site: {author: {name: A, email: x}}",
        ":1:33: `site.author.email` must be an e-mail address"
      ),
      ("site: {author: {name: A, url: b}}", ":1:31: `b` is not an absolute http(s) URL"),
      (
        "site: {base_url: \"http://münchen.example\"}",
        ":1:18: `http://münchen.example` is not ASCII; write its host in Punycode"
      ),
      ("site: {logo: a b.png}", ":1:14: `site.logo` must be an absolute URL or a path"),
      ("feeds: [{name: a, title: \"\"}]", ":1:26: `feeds[0].title` is empty"),
      ("feeds: [{name: a, language: en_US}]", "did you mean `en-US`?"),
      ("site: {base_url: \"http://h.example/%zz/\"}", "is not an absolute http(s) URL"),
      ("push: {hubs: \"http://ö.example/\"}", "Punycode"),
    ])
  func gated(_ text: String, _ expected: String) {
    let found = faults(text)
    #expect(found.count == 1 && found[0].contains(expected), "found: \(found)")
  }

  @Test("A fault in the environment or a flag is placed there")
  func places() {
    var flags = SettingsFlags()
    flags.title = ""
    flags.listen = ["here"]
    let error = #expect(throws: SettingsError.self) {
      _ = try load("site: {title: x}", flags: flags, environment: ["WIREROOM_BASE_URL": "ftp://x"])
    }
    #expect(error?.faults.map(\.place) == ["--listen", "WIREROOM_BASE_URL", "--title"])
  }

  @Test("All faults are reported at once")
  func all() {
    #expect(faults("site: {titel: x}\nlog: {level: loud}\ninput: {settle: 5}").count == 3)
  }

  @Test("A command that lacks a folder says which flag gives it")
  func needs() {
    let found = faults("", needs: [.input, .output, .state, .site])
    #expect(found.count == 4)
    #expect(found.contains { $0.contains("--input") })
  }

  @Test(
    "Durations and sizes read their units",
    arguments: [
      ("200ms", Duration.milliseconds(200)), ("5s", .seconds(5)), ("2m", .seconds(120)),
      ("1h", .seconds(3600)), ("2d", .seconds(172_800)), ("0", .zero),
    ])
  func durations(_ text: String, _ expected: Duration) {
    #expect(Units.duration(text) == expected)
  }

  @Test(
    "A duration or size without a unit, or with a wrong one, is refused",
    arguments: ["5", "s", "-1s", "5 fortnights", "99999999999999999999s", ""])
  func refused(_ text: String) {
    #expect(Units.duration(text) == nil)
  }

  @Test(
    "Sizes read powers of 1000 and of 1024",
    arguments: [("250KB", 250_000), ("8MiB", 8 << 20), ("12", 12), ("1 GB", 1_000_000_000)])
  func sizes(_ text: String, _ expected: Int) {
    #expect(Units.bytes(text) == expected)
  }

  @Test(
    "Listening addresses are read",
    arguments: [
      ("127.0.0.1:80", Listen.tcp(host: "127.0.0.1", port: 80)),
      ("[::1]:8080", .tcp(host: "::1", port: 8080)), (":80", .tcp(host: "::", port: 80)),
      ("unix:/run/x.sock", .unix(path: "/run/x.sock")),
    ])
  func listen(_ text: String, _ expected: Listen) {
    #expect(Listen(text) == expected)
  }

  @Test("Every key of a feed arrives where it belongs")
  func feedKeys() throws {
    let settings = try load(
      """
      feeds:
        - name: ships
          title: Ships
          subtitle: Afloat
          icon: ships.png
          language: en-GB
          withdrawn: notice
          archive: false
          select:
            story: 0a0b0c0d-0000-5000-8000-000000000007
            query: 'category:Ships NOT author:"Desk"'
        - name: week
          select: {max_age: 7d}
      automatic_feeds: {categories: true, stories: true}
      """)
    let ships = settings.feeds[1]
    #expect(ships.subtitle == "Afloat")
    #expect(ships.icon == "ships.png")
    #expect(ships.language == "en-GB")
    #expect(ships.withdrawal == .notice)
    #expect(!ships.hasArchive)
    #expect(ships.selection.story?.item.uuid == "0a0b0c0d-0000-5000-8000-000000000007")
    #expect(ships.selection.query?.description == #"category:"Ships" AND NOT author:"Desk""#)
    #expect(settings.feeds[2].selection.maxAgeSeconds == Int64(604_800))
    #expect(!settings.feeds[2].hasArchive)
    #expect(settings.feeds[0].hasArchive)
    #expect(settings.automaticFeeds.categories && settings.automaticFeeds.stories)
    #expect(!settings.automaticFeeds.authors)
  }

  @Test(
    "A fault in a query is placed at its character in the file",
    arguments: [
      ("query: a AND", "4:19: "), ("query: 'a AND'", "4:20: "), ("query: \"colour:x\"", "4:15: "),
      ("query: |\n        a\n        b colour:x", "6:3: "),
    ])
  func queryFaults(_ line: String, _ place: String) {
    let found = faults("feeds:\n  - name: a\n    select:\n      \(line)")
    #expect(found.count == 1)
    #expect(found.first?.contains("wireroom.yaml:\(place)") == true, "\(found)")
  }

  @Test("An age and an archive exclude each other, and so say the settings")
  func ageAndArchive() {
    let found = faults("feeds:\n  - {name: a, archive: true, select: {max_age: 1d}}")
    #expect(found.count == 1)
    #expect(found.first?.contains("has no archive") == true)
  }

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
