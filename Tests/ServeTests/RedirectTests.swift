import FeedModel
import Testing

@testable import Serve

@Suite struct RedirectTests {
  private static let redirected: @Sendable (inout ServeOptions) -> Void = { options in
    options.baseURL = "https://harbour.example/news/"
    options.redirects.add("rss.xml", .path("feed.atom"))
    options.redirects.add("feeds/boats/", .path("feeds/ships/"))
    options.redirects.add("blog/", .url("https://blog.example/"))
    options.redirects.add("blog/kept/", .path("feeds/kept/"))
    options.redirects.add("all/", .path("feed.atom"))
    options.redirects.add("old.xml", .gone)
    options.redirects.add("feeds/wrecks/", .gone)
    options.redirects.add("feed.atom", .path("nowhere"))
  }

  @Test(
    "What moved is told where it is by 308, whole folders too, and what is gone by 410",
    arguments: [
      ("/rss.xml", 308, "/news/feed.atom"), ("/rss.xml?x=y", 308, "/news/feed.atom"),
      ("/feeds/boats/feed.json", 308, "/news/feeds/ships/feed.json"),
      ("/feeds/boats/archive/3.atom", 308, "/news/feeds/ships/archive/3.atom"),
      ("/feeds/boats/", 308, "/news/feeds/ships/"), ("/feeds/boats", 308, "/news/feeds/ships/"),
      ("/blog/any", 308, "https://blog.example/"), ("/blog/kept/x", 308, "/news/feeds/kept/x"),
      ("/all/of/it", 308, "/news/feed.atom"), ("/old.xml", 410, nil),
      ("/feeds/wrecks/feed.rss", 410, nil), ("/feeds/boat", 404, nil), ("/feed.atom", 200, nil),
      ("/stories/tide", 308, "/news/stories/tide/"),
      ("/feeds/boats/%0d%0aX-Evil:%20yes", 308, "/news/feeds/ships/%0D%0AX-Evil%3A%20yes"),
      ("/feeds/boats/%c3%a9", 308, "/news/feeds/ships/%C3%A9"),
    ] as [(String, Int, String?)])
  func redirects(_ target: String, _ status: Int, _ location: String?) async throws {
    try await TestServer.with(hooks: ServeHooks(), Self.redirected) { server in
      for method in ["GET", "HEAD"] {
        let answer = try await server.get(target, method: method)
        #expect(answer.status == status)
        #expect(answer["location"] == location)
        #expect(answer["x-evil"] == nil)
        guard status == 308 else { continue }
        #expect(answer["cache-control"]?.hasPrefix("public, max-age=") == true)
        #expect(answer["access-control-allow-origin"] == "*")
      }
    }
  }

  @Test(
    "Below the path of the base URL all is found as at the root, but for probes",
    arguments: [
      ("/news/feed.atom", 200, nil), ("/news/feed.atom?x=/news/", 200, nil),
      ("/feed.atom", 200, nil),
      ("/news/rss.xml", 308, "/news/feed.atom"), ("/news/stories/tide", 308, "/news/stories/tide/"),
      ("/news/stories/tide/", 200, nil), ("/news/old.xml", 410, nil),
      ("/news", 308, "/news/"), ("/news/", 200, nil), ("/news/nothing", 404, nil),
      ("/newsfeed.atom", 404, nil),
      ("/news/news/feed.atom", 404, nil), ("/healthz", 200, nil), ("/news/healthz", 404, nil),
      ("/news/metrics", 404, nil), ("/news/hub", 405, nil), ("/hub", 405, nil),
    ] as [(String, Int, String?)])
  func prefixed(_ target: String, _ status: Int, _ location: String?) async throws {
    let hub = Endpoint(path: "hub", methods: ["POST"]) { _ in EndpointResponse(.ok, text: "hub") }
    try await TestServer.with(hooks: ServeHooks(endpoints: [hub]), Self.redirected) { server in
      let answer = try await server.get(target)
      #expect(answer.status == status)
      #expect(answer["location"] == location)
    }
  }

  @Test("A story that was merged sends its readers to the one that it is part of now")
  func movedDocuments() async throws {
    try await TestServer.with { server in
      server.table.apply(
        Publication(
          removed: ["threads/a/feed.atom"],
          moved: [
            "threads/a/feed.atom": "feed.atom", "threads/a/index.html": "stories/tide/index.html",
            "threads/b/feed.atom": "nothing",
          ]))
      for (target, location) in [
        ("/threads/a/feed.atom", "/feed.atom"), ("/threads/a/", "/stories/tide/"),
        ("/threads/a", "/threads/a/"), ("/threads/b/feed.atom", nil),
      ] {
        let answer = try await server.get(target)
        #expect(answer.status == (location == nil ? 404 : 308))
        #expect(answer["location"] == location)
      }
    }
  }
}
