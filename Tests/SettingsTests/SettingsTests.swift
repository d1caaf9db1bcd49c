import FeedModel
import Testing

@testable import Settings

@Suite("Settings")
struct SettingsTests {
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
}
