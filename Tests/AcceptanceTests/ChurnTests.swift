import Foundation
import FoundationXML
import Testing

/// Nothing changed, nothing moves: on the output of the real program.
@Suite("Churn")
struct ChurnTests {
  private static func text(_ number: Int, about topic: String) -> String {
    """
    Quay report \(number) on the \(topic)

    By Ines Okafor

    Published 2026-05-\(10 + number) at 08:00 UTC

    The \(topic) was looked at again on the \(number) day, and the clerk wrote down what the \(topic) had cost. \
    Nobody at the harbour office would say who pays for the \(topic) in the end.

    The register of the port names \(number) owners and the \(topic) among their goods.
    """
  }

  @Test(
    "An added article changes only documents that hold it, and there no other item but for its links"
  )
  func added() throws {
    let site = try Site()
    for number in 1...6 {
      try site.write(
        "\(number).txt", Self.text(number, about: number.isMultiple(of: 2) ? "crane" : "winch"))
    }
    #expect(try site.build().status == 0)
    let before = try site.outputState()
    let old = try items(of: site)
    try site.write("7.txt", Self.text(7, about: "crane"))
    #expect(try site.build().status == 0)
    let title = try #require(try site.items().first?["title"] as? String)
    for (path, state) in try site.outputState() where before[path] != state {
      guard !path.hasSuffix(".gz"), !path.hasSuffix(".br") else { continue }
      #expect(try site.read(path).contains(title), "\(path) changed without the new article")
    }
    let new = try items(of: site)
    #expect(new.count == old.count + 3)
    for (id, item) in old { #expect(new[id] == item) }
  }

  /// Each item of the three documents of the main feed, less what may change: links to related articles, the extension.
  private func items(of site: Site) throws -> [String: String] {
    var found: [String: String] = [:]
    for (path, name, id) in [("feed.atom", "entry", "id"), ("feed.rss", "item", "guid")] {
      let document = try XMLDocument(data: Data(try site.read(path).utf8))
      for item in try document.nodes(forXPath: "//*[local-name()='\(name)']") {
        guard let item = item as? XMLElement else { continue }
        let key = path + (item.elements(forName: id).first?.stringValue ?? "")
        found[key] = item.xmlString.split(separator: "\n")
          .filter { !$0.contains("rel=\"related\"") }.joined(separator: "\n")
      }
    }
    for item in try site.items() {
      var rest = item
      rest["_wireroom"] = nil
      let data = try JSONSerialization.data(withJSONObject: rest, options: [.sortedKeys])
      found["feed.json" + (item["id"] as? String ?? "")] = String(decoding: data, as: UTF8.self)
    }
    return found
  }

  @Test("A daemon that restarts, and a full build after it, leave every byte and time as it was")
  func restarted() throws {
    let site = try Site()
    try site.copySamples()
    let daemon = try site.serve()
    let count = try FileManager.default.contentsOfDirectory(atPath: samplesFolder).count
    try site.wait("the samples are published") { site.titles().count == count }
    daemon.end()
    let before = try site.outputState()
    let again = try site.serve()
    #expect(try site.run(["rebuild", "--full", "--config", "wireroom.yaml"]).status == 0)
    again.end()
    #expect(try site.outputState() == before)
    #expect(try site.build("--full").status == 0)
    #expect(try site.outputState() == before)
  }
}
