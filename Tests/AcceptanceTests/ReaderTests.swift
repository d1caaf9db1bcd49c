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
    let site = try Site()
    try site.copySamples()
    _ = try site.serve()
    let count = try FileManager.default.contentsOfDirectory(atPath: samplesFolder).count
    try site.wait("the samples are published") { site.titles().count == count }
    try Data((site.baseURL + feed + "\n").utf8).write(to: URL(fileURLWithPath: site.root + "/urls"))
    let newsboat = try #require(tool("newsboat"))
    func poll() throws -> Int? {
      let outcome = try Site.run(newsboat, Self.newsboatArguments + ["reload"], in: site.root)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      return try unread(site, newsboat)
    }
    #expect(try poll() == count)
    #expect(try poll() == count)
    let path = site.input + "/tide-mill-utf16.txt"
    let text = try String(contentsOfFile: path, encoding: .utf16)
    try site.write(
      "tide-mill-utf16.txt",
      text + "\n\nA second mill stone was found in the silt on the day after.\n")
    try site.wait("the edit is published") {
      site.fetch("feed.json")?.contains("A second mill stone was found") == true
    }
    #expect(try poll() == count)
  }

  private static let newsboatArguments = ["-u", "urls", "-c", "cache.db", "-C", "/dev/null", "-x"]

  private func unread(_ site: Site, _ newsboat: String) throws -> Int? {
    let outcome = try Site.run(newsboat, Self.newsboatArguments + ["print-unread"], in: site.root)
    return outcome.output.split(separator: " ").first.flatMap { Int($0) }
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

private let hasFeedparser: Bool = {
  guard
    let outcome = try? Site.run(
      "/usr/bin/python3", ["-c", "import feedparser"], in: NSTemporaryDirectory())
  else { return false }
  return outcome.status == 0
}()
