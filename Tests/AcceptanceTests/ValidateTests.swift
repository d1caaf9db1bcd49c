import Foundation
import Testing

@Suite("wireroom validate")
struct ValidateTests {
  private static let feed = """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Quay</title>
    <link>https://quay.example/</link><description>Tides</description>
    <atom:link rel="self" type="application/rss+xml" href="https://quay.example/feed.rss"/>
    <item><title>One</title><guid isPermaLink="false">urn:x:1</guid>
    <pubDate>Mon, 01 Jun 2026 08:00:00 +0000</pubDate></item></channel></rss>
    """

  private func report(_ site: Site, _ arguments: [String]) throws -> (Int32, [[String: Any]]) {
    let outcome = try site.run(["validate", "--json"] + arguments)
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return (outcome.status, try #require(json as? [[String: Any]]))
  }

  private func put(_ text: String, _ name: String, in site: Site) throws -> String {
    let path = site.root + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("A valid file exits 0 with a line that says so")
  func valid() throws {
    let site = try Site()
    let outcome = try site.run(["validate", try put(Self.feed, "a.rss", in: site)])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasSuffix("a.rss: RSS, 1 item: nothing wrong\n"))
  }

  @Test("A fault exits 65 and is told with line, rule, section and severity, as text and as JSON")
  func fault() throws {
    let site = try Site()
    let path = try put(
      Self.feed.replacingOccurrences(of: "Mon, 01 Jun 2026 08:00:00 +0000", with: "1 June"),
      "a.rss",
      in: site)
    let outcome = try site.run(["validate", path])
    #expect(outcome.status == 65)
    #expect(
      outcome.output.contains(
        "a.rss:6: error: the pubDate \"1 June\" is no RFC 822 date, in item urn:x:1 [date-rfc822; RSS 2.0, RFC 822 §5]"
      ), "\(outcome.output)")
    let (status, documents) = try report(site, [path])
    #expect(status == 65)
    let document = try #require(documents.first)
    #expect(document["kind"] as? String == "rss")
    #expect(document["errors"] as? Int == 1)
    let finding = try #require((document["findings"] as? [[String: Any]])?.first)
    #expect(finding["line"] as? Int == 6)
    #expect(finding["rule"] as? String == "date-rfc822")
    #expect(finding["severity"] as? String == "error")
    #expect((finding["section"] as? String)?.contains("RFC 822") == true)
  }

  @Test("Warnings alone exit 0")
  func warning() throws {
    let site = try Site()
    let path = try put(
      Self.feed.replacingOccurrences(of: "Mon, 01", with: "Tue, 01"), "a.rss", in: site)
    let (status, documents) = try report(site, [path])
    #expect(status == 0)
    #expect(documents.first?["warnings"] as? Int == 1)
  }

  @Test(
    "A file that is not there exits 66, an address that can't be had 69, and the others are still checked"
  )
  func unreadable() throws {
    let site = try Site()
    let path = try put(Self.feed, "a.rss", in: site)
    let missing = try site.run(["validate", "nowhere.atom", path])
    #expect(missing.status == 66)
    #expect(
      missing.errors.contains(
        "wireroom: nowhere.atom: can't be read: No such file or directory; check"))
    #expect(missing.output.contains("nothing wrong"))
    let closed = try site.run(["validate", "--allow-private", site.baseURL + "feed.atom"])
    #expect(closed.status == 69)
    let folder = try site.run(["validate", site.root])
    #expect(folder.status == 66)
    #expect(try site.run(["validate"]).status == 64)
  }

  @Test(
    "The daemon's own documents are valid when fetched; a private address is refused unless allowed"
  )
  func addresses() throws {
    let site = try Site()
    try site.copySamples()
    _ = try site.serve()
    let count = try FileManager.default.contentsOfDirectory(atPath: samplesFolder).count
    try site.wait("the samples are published") { site.titles().count == count }
    try site.wait("the last document is served") { site.fetch("feeds.opml") != nil }
    let refused = try site.run(["validate", site.baseURL + "feed.atom"])
    #expect(refused.status == 69)
    #expect(refused.errors.contains("--allow-private"))
    let documents = ["feed.atom", "feed.rss", "feed.json", "feeds.opml"].map { site.baseURL + $0 }
    let (status, reports) = try report(site, ["--allow-private"] + documents)
    #expect(status == 0)
    #expect(reports.compactMap { $0["kind"] as? String } == ["atom", "rss", "json", "opml"])
    for report in reports { #expect((report["findings"] as? [Any])?.isEmpty == true, "\(report)") }
    let missing = try site.run(["validate", "--allow-private", site.baseURL + "nothing.atom"])
    #expect(missing.status == 69)
    #expect(missing.errors.contains("404"))
  }

  @Test("Standard input is read where - is named, and a document over the limit is refused")
  func input() throws {
    let site = try Site()
    let path = try put(Self.feed, "a.rss", in: site)
    let piped = try Site.run(
      "/bin/sh", ["-c", "'\(program)' validate - < '\(path)'"], in: site.root)
    #expect(piped.status == 0)
    #expect(piped.output == "-: RSS, 1 item: nothing wrong\n")
    let large = try put(String(repeating: " ", count: 1 << 20) + Self.feed, "b.rss", in: site)
    #expect(try site.run(["validate", "--max-size", "1", large]).status == 66)
  }
}
