import Foundation
import Testing

/// Real readers and validators over the sample articles; where a tool is missing, the test says so and is skipped.
@Suite("Readers")
struct ReaderTests {
  private func sampleSite() throws -> Site {
    let site = try Site()
    try site.copySamples()
    let outcome = try site.build()
    #expect(outcome.status == 0, "\(outcome.errors)")
    return site
  }

  @Test(
    "xmllint finds every XML document well-formed",
    .enabled(if: tool("xmllint") != nil, "xmllint is not installed (package libxml2-utils)"))
  func xmllint() throws {
    let site = try sampleSite()
    let documents = try site.outputState().keys.filter {
      $0.hasSuffix(".atom") || $0.hasSuffix(".rss") || $0.hasSuffix(".opml")
    }
    #expect(documents.count >= 3)
    let outcome = try Site.run(
      try #require(tool("xmllint")),
      ["--noout", "--nonet"] + documents.map { site.output + "/" + $0 }, in: site.root)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
  }

  @Test(
    "feedparser reads every feed without a complaint, and each item once",
    .enabled(if: hasFeedparser, "feedparser is not installed (package python3-feedparser)"))
  func feedparser() throws {
    let site = try sampleSite()
    let script = """
      import feedparser, sys, glob
      for path in glob.glob(sys.argv[1] + '/**/feed.atom', recursive=True) + glob.glob(sys.argv[1] + '/**/feed.rss', recursive=True):
        feed = feedparser.parse(path)
        assert feed.bozo == 0, (path, feed.bozo_exception)
        ids = [entry.id for entry in feed.entries]
        assert ids and len(ids) == len(set(ids)), path
        for entry in feed.entries:
          assert entry.title and entry.link.startswith('http'), (path, entry.id)
          assert entry.get('published_parsed') or entry.get('updated_parsed'), (path, entry.id)
      print('read')
      """
    let outcome = try Site.run("/usr/bin/python3", ["-c", script, site.output], in: site.root)
    #expect(outcome.output == "read\n", "\(outcome.errors)")
  }

  @Test(
    "newsboat subscribes over HTTP and finds every item once, also after an edit",
    .enabled(if: tool("newsboat") != nil, "newsboat is not installed"),
    arguments: ["feed.atom", "feed.rss"])
  func newsboat(_ feed: String) throws {
    let (site, count) = try servedSamples()
    try Data((site.baseURL + feed + "\n").utf8).write(to: URL(fileURLWithPath: site.root + "/urls"))
    let newsboat = try #require(tool("newsboat"))
    func poll() throws -> Int? {
      let outcome = try Site.run(newsboat, Self.newsboatArguments + ["reload"], in: site.root)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      return try unread(site, newsboat)
    }
    // It keeps the entity tag of a feed that it knows already: from the second time on.
    for _ in 0..<3 { #expect(try poll() == count) }
    #expect(try site.answers(for: feed) == ["200", "200", "304"])
    try edit(site)
    #expect(try poll() == count)
  }

  private static let newsboatArguments = ["-u", "urls", "-c", "cache.db", "-C", "/dev/null", "-x"]

  private func unread(_ site: Site, _ newsboat: String) throws -> Int? {
    let outcome = try Site.run(newsboat, Self.newsboatArguments + ["print-unread"], in: site.root)
    return outcome.output.split(separator: " ").first.flatMap { Int($0) }
  }

  @Test(
    "listparser finds every feed in the list of feeds",
    .enabled(
      if: hasModule("listparser"), "listparser is not installed (package python3-listparser)"))
  func listparser() throws {
    let site = try Site()
    try site.settings(extra: "automatic_feeds: {categories: true, stories: true}")
    try site.copySamples()
    #expect(try site.build().status == 0)
    let script = """
      import listparser, sys
      result = listparser.parse(open(sys.argv[1], encoding='utf-8').read())
      assert not result.bozo, result.bozo_exception
      assert all(feed.url.startswith('http') and feed.title for feed in result.feeds)
      print(len(result.feeds))
      """
    let outcome = try Site.run(
      "/usr/bin/python3", ["-c", script, site.output + "/feeds.opml"], in: site.root)
    let feeds = try site.outputState().keys.filter { $0.hasSuffix("feed.atom") }
    #expect(outcome.output == "\(feeds.count)\n", "\(outcome.errors)")
    #expect(feeds.contains { $0.hasPrefix("threads/") })
  }

  @Test(
    "Every JSON feed meets the schema",
    .enabled(
      if: hasModule("jsonschema"), "jsonschema is not installed (package python3-jsonschema)"))
  func schema() throws {
    let site = try sampleSite()
    let script = """
      import json, jsonschema, sys
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft7Validator.check_schema(schema)
      validator = jsonschema.Draft7Validator(schema)
      for path in sys.argv[2:]:
        for error in validator.iter_errors(json.load(open(path, encoding='utf-8'))):
          print(path, list(error.path), error.message[:200])
      """
    let feeds = try site.outputState().keys.filter { $0.hasSuffix(".json") }
      .map { site.output + "/" + $0 }
    let goldens = goldenFiles(".json")
    #expect(feeds.count >= 1 && goldens.count >= 5)
    let outcome = try Site.run(
      "/usr/bin/python3",
      ["-c", script, renderTests + "Schemas/jsonfeed-own.json"] + feeds + goldens,
      in: site.root)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.isEmpty, "\(outcome.output)")
  }

  @Test(
    "The recorded documents are well-formed, and Atom's meet its grammar",
    .enabled(if: tool("xmllint") != nil, "xmllint is not installed (package libxml2-utils)"))
  func goldens() throws {
    let xmllint = try #require(tool("xmllint"))
    let folder = NSTemporaryDirectory()
    let documents = [".atom", ".rss", ".opml"].flatMap(goldenFiles)
    #expect(documents.count >= 11)
    let read = try Site.run(xmllint, ["--noout", "--nonet"] + documents, in: folder)
    #expect(read.status == 0 && read.errors.isEmpty, "\(read.errors)")
    let valid = try Site.run(
      xmllint,
      ["--noout", "--nonet", "--relaxng", renderTests + "Schemas/atom-own.rng"]
        + goldenFiles(".atom"), in: folder)
    #expect(valid.status == 0, "\(valid.errors)")
  }

  @Test(
    "feedparser reads the recorded documents without a complaint",
    .enabled(if: hasFeedparser, "feedparser is not installed (package python3-feedparser)"))
  func parsedGoldens() throws {
    let script = """
      import feedparser, sys
      for path in sys.argv[1:]:
        feed = feedparser.parse(path)
        assert feed.bozo == 0, (path, feed.bozo_exception)
        assert feed.version in ('atom10', 'rss20'), path
      print('read')
      """
    let outcome = try Site.run(
      "/usr/bin/python3", ["-c", script] + goldenFiles(".atom") + goldenFiles(".rss"),
      in: NSTemporaryDirectory())
    #expect(outcome.output == "read\n", "\(outcome.errors)")
  }

  @Test(
    "sfeed subscribes, is answered 304 when nothing is new, and keeps one line an item after an edit",
    .enabled(if: tool("sfeed_update") != nil, "sfeed is not installed"),
    arguments: ["feed.atom", "feed.rss"])
  func sfeed(_ feed: String) throws {
    let (site, count) = try servedSamples()
    for folder in ["lines", "etags"] {
      try FileManager.default.createDirectory(
        atPath: site.root + "/" + folder, withIntermediateDirectories: true)
    }
    // The fetch function is the one that the manual of sfeed gives for entity tags.
    try Data(
      """
      sfeedpath="\(site.root)/lines"
      fetch() {
        etag="\(site.root)/etags/$1"
        curl -L --max-redirs 0 -f -s -m 15 --compressed --etag-save "$etag" --etag-compare "$etag" "$2"
      }
      feeds() { feed "quay" "\(site.baseURL)\(feed)"; }
      """.utf8
    ).write(to: URL(fileURLWithPath: site.root + "/sfeedrc"))
    func poll() throws -> [Substring] {
      let outcome = try Site.run(
        try #require(tool("sfeed_update")), [site.root + "/sfeedrc"], in: site.root)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      return try String(contentsOfFile: site.root + "/lines/quay", encoding: .utf8)
        .split(separator: "\n")
    }
    let first = try poll()
    #expect(first.count == count)
    #expect(try poll() == first)
    #expect(try site.answers(for: feed) == ["200", "304"])
    try edit(site)
    let ids = try poll().map { $0.split(separator: "\t", omittingEmptySubsequences: false)[5] }
    #expect(ids.count == count)
    #expect(Set(ids).count == count)
    #expect(try site.answers(for: feed).last == "200")
  }

  @Test(
    "rss2email mails each item once, is answered 304 when nothing is new, and mails one change for one edit",
    .enabled(if: tool("r2e") != nil, "rss2email is not installed"),
    arguments: ["feed.atom", "feed.rss"])
  func rss2email(_ feed: String) throws {
    let (site, count) = try servedSamples()
    try FileManager.default.createDirectory(
      atPath: site.root + "/mail", withIntermediateDirectories: true)
    // Unless it mails HTML, it prefers the plain summary of an Atom entry to the content, and sees an edit of that alone.
    try Data(
      """
      [DEFAULT]
      from = quay@test.example
      to = reader@test.example
      email-protocol = maildir
      maildir-path = \(site.root)/mail
      maildir-mailbox = quay
      reply-changes = True
      html-mail = True
      verbose = warning
      [feed.quay]
      url = \(site.baseURL)\(feed)
      """.utf8
    ).write(to: URL(fileURLWithPath: site.root + "/r2e.cfg"))
    func poll() throws -> Int {
      let outcome = try Site.run(
        try #require(tool("r2e")), ["-c", "r2e.cfg", "-d", "r2e.json", "run"], in: site.root)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      return try FileManager.default.subpathsOfDirectory(atPath: site.root + "/mail")
        .filter { $0.contains("/new/") }.count
    }
    #expect(try poll() == count)
    #expect(try poll() == count)
    #expect(try site.answers(for: feed) == ["200", "304"])
    try edit(site)
    #expect(try poll() == count + 1)
    #expect(try poll() == count + 1)
  }

  /// The samples behind a running daemon, and how many they are.
  private func servedSamples() throws -> (site: Site, count: Int) {
    let site = try Site()
    try site.copySamples()
    _ = try site.serve()
    let count = try FileManager.default.contentsOfDirectory(atPath: samplesFolder).count
    // The server is told after the files stand: what it serves is what counts.
    try site.wait("the samples are served") {
      site.titles().count == count && site.fetch("feed.json") == (try? site.read("feed.json"))
    }
    return (site, count)
  }

  /// Changes one article, and waits until the change is served.
  private func edit(_ site: Site) throws {
    let name = "tide-mill-utf16.txt"
    let text = try String(contentsOfFile: site.input + "/" + name, encoding: .utf16)
    try site.write(
      name, text + "\n\nA second mill stone was found in the silt on the day after.\n")
    try site.wait("the edit is published") {
      ["feed.json", "feed.rss", "feed.atom"].allSatisfy {
        site.fetch($0)?.contains("A second mill stone was found") == true
      }
    }
  }

  @Test("Two builds of the same input give the same bytes and times")
  func unchanged() throws {
    let site = try sampleSite()
    let before = try site.outputState()
    #expect(try site.build().output.contains("nothing changed"))
    #expect(try site.outputState() == before)
    #expect(try site.build("--full").status == 0)
    #expect(try site.outputState() == before)
  }

  @Test("Every sample article is published, none is a problem")
  func samples() throws {
    let site = try sampleSite()
    let problems = try site.run(["problems", "--config", "wireroom.yaml"])
    #expect(problems.output.isEmpty)
    let files = try FileManager.default.contentsOfDirectory(atPath: samplesFolder)
    #expect(try site.items().count == files.count)
  }
}

private let hasFeedparser = hasModule("feedparser")

/// Whether Python on this machine has a module.
private func hasModule(_ name: String) -> Bool {
  guard
    let outcome = try? Site.run(
      "/usr/bin/python3", ["-c", "import \(name)"], in: NSTemporaryDirectory())
  else { return false }
  return outcome.status == 0
}

private let renderTests =
  ((#filePath as NSString).deletingLastPathComponent as NSString)
  .appendingPathComponent("../RenderTests") + "/"

/// The recorded documents with that ending.
private func goldenFiles(_ ending: String) -> [String] {
  let folder = renderTests + "Goldens/"
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.filter { $0.hasSuffix(ending) }.sorted().map { folder + $0 }
}
