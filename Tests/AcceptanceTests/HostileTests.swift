import Foundation
import FoundationXML
import Testing

/// Five hundred hostile files through the real program and all formats.
@Suite("Hostile files")
struct HostileTests {
  private func built() throws -> Site {
    let site = try Site()
    try site.settings(extra: "feeds: [{name: main, limit: 1000, max_bytes: 200MB}]")
    for input in HostileInputs.all() { try site.write(input.name, bytes: input.bytes) }
    let outcome = try site.build()
    let rejections = outcome.errors.split(separator: "\n").filter {
      $0.contains("rejected by the gate")
    }
    #expect(outcome.status == 0 && rejections.isEmpty, "\(rejections)\(outcome.errors.suffix(500))")
    return site
  }

  @Test(
    "Each is an item or a problem with its reason; the documents are valid and say the same in every format"
  )
  func formats() throws {
    let site = try built()
    let items = try site.items()
    let problems = try #require(
      try JSONSerialization.jsonObject(
        with: Data(
          site.run(["problems", "--json", "--config", "wireroom.yaml"]).output.utf8))
        as? [[String: Any]])
    #expect(items.count + problems.count == 500)
    #expect(items.count > 400, "\(problems.map { $0["reason"] ?? "" })")
    for problem in problems { #expect((problem["reason"] as? String)?.isEmpty == false) }
    let documents = try site.outputState().keys.filter { path in
      [".atom", ".rss", ".json", ".opml"].contains { path.hasSuffix($0) }
    }
    let verdict = try site.run(
      ["validate"] + documents.sorted().map { site.output + "/" + $0 })
    #expect(verdict.status == 0, "\(verdict.output.prefix(3000))\(verdict.errors)")
    try compare(site, items)
  }

  /// Ids, titles, contents and summaries of the three documents, read back by other parsers, are equal.
  private func compare(_ site: Site, _ items: [[String: Any]]) throws {
    let atom = try root(of: site, "feed.atom").elements(forName: "entry")
    let rss = try #require(root(of: site, "feed.rss").elements(forName: "channel").first)
      .elements(forName: "item")
    #expect(atom.count == items.count)
    #expect(rss.count == items.count)
    for (item, (entry, element)) in zip(items, zip(atom, rss)) {
      func text(_ holder: XMLElement, _ name: String) -> String? {
        holder.elements(forName: name).first?.stringValue
      }
      let id = item["id"] as? String
      #expect(text(entry, "id") == id)
      #expect(text(element, "guid") == id)
      for (name, other) in [("title", "title"), ("content", "content_html")] {
        let expected = (item[other] as? String).map { Array($0.utf8) }
        #expect(text(entry, name).map { Array($0.utf8) } == expected, "\(name) of \(id ?? "")")
        let rssName = name == "content" ? "content:encoded" : name
        #expect(
          text(element, rssName).map { Array($0.utf8) } == expected, "\(rssName) of \(id ?? "")")
      }
      #expect(text(entry, "summary") == item["summary"] as? String)
    }
  }

  private func root(of site: Site, _ path: String) throws -> XMLElement {
    let data = try Data(contentsOf: URL(fileURLWithPath: site.output + "/" + path))
    return try #require(try XMLDocument(data: data).rootElement())
  }

  @Test(
    "A browser that shows them all runs no script of theirs and asks nobody else for anything",
    .enabled(if: tool("chromium") != nil, "chromium is not installed (package chromium)"))
  func browser() throws {
    let site = try built()
    var shown = ""
    for item in try site.items() {
      shown += "<div>\(item["content_html"] as? String ?? "")</div>\n"
      let slug = try #require((item["url"] as? String)?.dropFirst(site.baseURL.count))
      let page = try site.read(slug + "index.html")
      let body = try #require(page.firstRange(of: "<body"))
      shown += "<div>\(page[body.lowerBound...])</div>\n"
    }
    let quiet = try show(shown, in: site)
    #expect(quiet.isReady)
    #expect(quiet.scripts == 0)
    #expect(quiet.requests == [])
    // The same eyes see a script and a request when there is one.
    let loud = try show(
      "<img src='https://evil.example/a.png' onerror='pwn()'><script>pwn()</script>", in: site)
    #expect(loud.scripts > 0)
    #expect(loud.requests.contains("evil.example"))
  }

  private struct Sight {
    var isReady: Bool
    var scripts: Int
    var requests: [String]
  }

  /// Shows markup as a careless reader would, and tells which scripts ran and which hosts were asked for.
  private func show(_ markup: String, in site: Site) throws -> Sight {
    let page = site.root + "/shown.html"
    let log = site.root + "/net.json"
    let profile = site.root + "/profile"
    try Data(
      """
      <!DOCTYPE html><meta charset="utf-8"><title>shown</title>
      <script>
      let ran = 0;
      function pwn() { ran += 1; document.documentElement.setAttribute('data-ran', ran); }
      window.alert = window.confirm = window.prompt = pwn;
      window.addEventListener('load', () => document.documentElement.setAttribute('data-ready', 'yes'));
      </script>
      \(markup)
      """.utf8
    ).write(to: URL(fileURLWithPath: page))
    let outcome = try Site.run(
      try #require(tool("chromium")),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update", "--disable-default-apps", "--disable-sync",
        "--disable-extensions",
        "--metrics-recording-only", "--user-data-dir=\(profile)", "--log-net-log=\(log)",
        "--net-log-capture-mode=Everything", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--virtual-time-budget=10000", "--dump-dom", "file://" + page,
      ], in: site.root)
    let head = outcome.output.prefix(2000)
    let ran = head.firstRange(of: "data-ran=\"").map {
      head[$0.upperBound...].prefix { $0 != "\"" }
    }
    return Sight(
      isReady: head.contains("data-ready=\"yes\""), scripts: ran.flatMap { Int($0) } ?? 0,
      requests: try hosts(inLog: log))
  }

  /// The hosts that the page's own requests went to, as the browser's log of the network names them.
  private func hosts(inLog path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var hosts: Set<String> = []
    for part in text.components(separatedBy: "\"url\":\"").dropFirst() {
      let url = part.prefix { $0 != "\"" }
      guard url.hasPrefix("http"), let host = URL(string: String(url))?.host else { continue }
      hosts.insert(host)
    }
    // The browser's own errands, which it does on an empty page too.
    return hosts.filter {
      !$0.hasSuffix("google.com") && !$0.hasSuffix("googleapis.com") && !$0.hasSuffix("gvt1.com")
    }
    .sorted()
  }
}
