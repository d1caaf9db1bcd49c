import Foundation
import Testing

@Suite("Serving")
struct ServingTests {
  private static let article =
    "Council buys a tram\n\nThe municipal council of Sarnholt met in the old town hall. It costs nine million.\n"

  /// The site's settings with other keys for the server, and one named feed.
  private static func settings(_ site: Site, server: String, feed: String) throws {
    try Data(
      """
      site: {title: Test site, base_url: "\(site.baseURL)", authority: test.example}
      input: {directories: [in], delete_grace: 0}
      output: {directory: out}
      state: {directory: state}
      server: {listen: "127.0.0.1:\(site.port)", \(server)}
      feeds: [\(feed)]
      """.utf8
    ).write(to: URL(fileURLWithPath: site.root + "/wireroom.yaml"))
  }

  private static func curl(_ site: Site, _ arguments: String...) throws -> String {
    try Site.run("/usr/bin/curl", ["-s", "--max-time", "10"] + arguments, in: site.root).output
  }

  @Test("Old addresses are answered as the settings say, also as they say after a reload")
  func oldAddresses() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    try Self.settings(
      site, server: "redirects: {/rss.xml: /feed.rss}, gone: /old.xml",
      feed: "{name: ships, formerly: boats}")
    let daemon = try site.serve()
    try site.wait("the feed is there") { site.fetch("feeds/ships/feed.atom") != nil }
    let location = ["-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"]
    func answer(_ path: String) throws -> String {
      try Site.run("/usr/bin/curl", ["-s"] + location + [site.baseURL + path], in: site.root).output
    }
    #expect(try answer("rss.xml") == "308 \(site.baseURL)feed.rss")
    #expect(try answer("feeds/boats/feed.json") == "308 \(site.baseURL)feeds/ships/feed.json")
    #expect(try answer("old.xml") == "410 ")
    try Self.settings(site, server: "gone: /rss.xml", feed: "{name: ships}")
    daemon.signal(SIGHUP)
    try site.wait("the new settings hold") { try answer("rss.xml") == "410 " }
    #expect(try answer("old.xml") == "404 ")
  }

  @Test("There is one event loop for each processor that the process may run on")
  func eventLoops() throws {
    let site = try Site()
    let daemon = try site.start(
      program: "/usr/bin/taskset",
      arguments: [
        "-c", try Self.firstProcessor(), program, "serve", "--config", site.root + "/wireroom.yaml",
      ])
    try site.wait("the daemon answers") { site.fetch("healthz") == "ok\n" }
    let tasks = "/proc/\(daemon.pid)/task"
    let names = try FileManager.default.contentsOfDirectory(atPath: tasks).map {
      try String(contentsOfFile: "\(tasks)/\($0)/comm", encoding: .utf8)
    }
    #expect(names.count { $0.hasPrefix("NIO-ELT-") } == 1)
  }

  /// The first of the processors that this process may run on.
  private static func firstProcessor() throws -> String {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let list = try #require(
      status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }?
        .split(separator: "\t").last)
    return String(list.prefix { $0.isNumber })
  }

  @Test("Status and metrics tell who reads, and name who polls badly")
  func readers() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    _ = try site.serve()
    try site.wait("the feed is there") { site.fetch("feed.atom") != nil }
    let urls = Array(repeating: site.baseURL + "feed.atom", count: 12)
    _ = try Site.run(
      "/usr/bin/curl", ["-s", "-A", "Gannet/2.1 (41 subscribers)"] + urls, in: site.root)
    let status = try site.run(["status", "--json", "--config", "wireroom.yaml"]).output
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any])
    let readers = try #require(json["readers"] as? [[String: Any]])
    let gannet = try #require(readers.first { $0["program"] as? String == "Gannet/2.1" })
    #expect(gannet["subscribers"] as? Int == 41)
    #expect(gannet["requests"] as? Int == 12)
    #expect(gannet["polls_badly"] as? Bool == true)
    let pollers = try #require(json["bad_pollers"] as? [[String: Any]])
    #expect(pollers.contains { $0["program"] as? String == "Gannet/2.1" })
    let metrics = try Self.curl(site, site.baseURL + "metrics")
    #expect(metrics.contains("wireroom_reader_subscribers{program=\"Gannet/2.1\"} 41\n"))
    #expect(metrics.contains("wireroom_http_responses_total{code=\"200\"} "))
  }

  @Test(
    "nginx serves the output folder by the configuration that comes with it, 304s with gzip too",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx"), "nginx is not installed")
  )
  func nginx() throws {
    let site = try Site()
    try site.copySamples()
    #expect(try site.build().status == 0)
    let nginx = try Nginx(site)
    defer { nginx.stop() }
    try site.wait("nginx answers") { site.fetch("feed.atom") != nil }
    for (path, type) in [
      ("feed.atom", "application/atom+xml; charset=utf-8"),
      ("feed.rss", "application/rss+xml; charset=utf-8"),
      ("feed.json", "application/feed+json; charset=utf-8"),
      ("feeds.opml", "text/x-opml; charset=utf-8"), ("", "text/html; charset=utf-8"),
    ] {
      for coding in ["identity", "gzip"] {
        let accept = "Accept-Encoding: \(coding)"
        let head = try Self.curl(site, "-I", "-H", accept, site.baseURL + path)
        #expect(head.contains("Content-Type: \(type)\r\n"), "\(path)")
        #expect(head.contains("Vary: Accept-Encoding\r\n"), "\(path)")
        #expect(head.contains("Content-Encoding: gzip\r\n") == (coding == "gzip"), "\(path)")
        for (field, condition) in [
          ("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"),
        ] {
          let line = try #require(
            head.split(separator: "\r\n").first { $0.hasPrefix(field + ": ") })
          let value = line.dropFirst(field.count + 2)
          let again = try Self.curl(
            site, "-o", "/dev/null", "-w", "%{http_code}", "-H", accept, "-H",
            "\(condition): \(value)", site.baseURL + path)
          #expect(again == "304", "\(path) \(coding) \(condition)")
        }
      }
    }
    #expect(try site.statusCode("feed.atom.gz") == "404")
  }
}

/// nginx on the site's port, with the configuration that users are given.
private struct Nginx {
  private let process: Child

  init(_ site: Site) throws {
    let given = ((#filePath as NSString).deletingLastPathComponent as NSString)
      .appendingPathComponent("../../Config/web/nginx.conf")
    let server = try String(contentsOfFile: given, encoding: .utf8)
      .replacingOccurrences(of: "listen 80;", with: "listen 127.0.0.1:\(site.port);")
      .replacingOccurrences(of: "listen [::]:80;", with: "")
      .replacingOccurrences(of: "/var/cache/wireroom/site", with: site.output)
    let user = getuid() == 0 ? "user root;" : ""
    let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(site.root)/\($0);" }.joined(separator: " ")
    let whole = """
      daemon off; worker_processes 1; pid \(site.root)/nginx.pid; error_log \(site.root)/log; \(user)
      events {}
      http { access_log off; \(folders)
      \(server)
      }
      """
    try Data(whole.utf8).write(to: URL(fileURLWithPath: site.root + "/nginx.conf"))
    process = try Child(
      "/usr/sbin/nginx", ["-e", site.root + "/log", "-c", site.root + "/nginx.conf"],
      environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
  }

  func stop() { process.end() }
}
