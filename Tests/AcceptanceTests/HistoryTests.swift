import Foundation
import Testing

@Suite("History, withdrawal and return")
struct HistoryTests {
  private func json(_ site: Site, _ arguments: String...) throws -> Any {
    let outcome = try site.run(arguments + ["--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  }

  private func only(_ site: Site) throws -> [String: Any] {
    let articles = try site.articles()
    #expect(articles.count == 1)
    return try #require(articles.first)
  }

  @Test("The history shows every revision with its class and the words that changed")
  func history() throws {
    let site = try Site()
    try site.write("a.txt", sampleNote("tram", 3))
    try site.build()
    try site.write(
      "a.txt",
      sampleNote("tram", 3).replacingOccurrences(of: "before the frost", with: "after the thaw"))
    try site.build()
    let id = try #require(try only(site)["id"] as? String)
    let steps = try #require(
      try json(site, "articles", "history", id, "--json") as? [[String: Any]])
    #expect(steps.map { $0["change"] as? String } == ["first", "body"])
    let diff = try #require(steps.last?["diff"] as? [String])
    #expect(
      diff.contains { $0.contains("[-before-] {+after+} the [-frost.-] {+thaw.+}") }, "\(diff)")
    let text = try site.run(["articles", "history", id, "--config", "wireroom.yaml"]).output
    #expect(text.contains("revision 2") && text.contains("{+after+}"))
  }

  @Test(
    "An article that was removed by hand stays away while its file stands, and restore brings it back",
    arguments: [true, false])
  func removed(_ hasDaemon: Bool) throws {
    let site = try Site()
    try site.write("a.txt", sampleNote("tram", 3))
    try site.write("b.txt", sampleNote("mill", 4))
    if hasDaemon { _ = try site.serve() } else { try site.build() }
    try site.wait("both are published") { site.titles().count == 2 }
    let (title, id) = try #require(site.titles().first { $0.key.contains("tram") })
    let before = try #require(try site.articles().first { $0["id"] as? String == id })
    let outcome = try site.run(["articles", "remove", id, "--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("articles restore"))
    #expect(site.titles().count == 1)
    #expect(try site.read("feed.atom").contains("deleted-entry ref=\"\(id)\""))
    if hasDaemon {
      #expect(try site.run(["rebuild", "--full", "--config", "wireroom.yaml"]).status == 0)
    } else {
      try site.build("--full")
    }
    #expect(site.titles().count == 1)
    let again = try site.run(["articles", "remove", id, "--config", "wireroom.yaml"])
    #expect(again.status == 65)
    #expect(again.errors.contains("is withdrawn already; `wireroom articles restore"))

    #expect(try site.run(["articles", "restore", id, "--config", "wireroom.yaml"]).status == 0)
    #expect(site.titles()[title] == id)
    let after = try #require(try site.articles().first { $0["id"] as? String == id })
    #expect(after["published"] as? String == before["published"] as? String)
    #expect((after["updated"] as? String ?? "") > (before["updated"] as? String ?? ""))
    let live = try site.run(["articles", "restore", id, "--config", "wireroom.yaml"])
    #expect(live.status == 65)
    #expect(live.errors.contains("is not withdrawn; `wireroom articles list` shows"))
  }

  @Test("Which classes of change move updated is a setting")
  func significant() throws {
    let site = try Site()
    try site.settings(extra: "archive: {significant: [typo]}")
    try site.write("a.txt", sampleNote("tram", 3))
    try site.touch(site.input + "/a.txt", at: Date(timeIntervalSince1970: 1_770_000_000))
    try site.build()
    let first = try #require(try only(site)["updated"] as? String)
    try site.write(
      "a.txt",
      sampleNote("tram", 3)
        + "\n\nA third paragraph says that the council will pay for all of it.\n")
    try site.build()
    #expect(try only(site)["updated"] as? String == first)
    #expect(try only(site)["revision"] as? Int == 2)
    try site.write(
      "a.txt",
      sampleNote("tram", 3).replacingOccurrences(of: "Neighbours", with: "Neighbors")
        + "\n\nA third paragraph says that the council will pay for all of it.\n")
    try site.build()
    #expect((try only(site)["updated"] as? String ?? "") > first)
  }

  @Test(
    "The same text in two files is two items, whatever the order, the restarts and the full rebuilds"
  )
  func copies() throws {
    let site = try Site()
    try site.write("desk-a/same.txt", sampleNote("tram", 3))
    try site.write("desk-b/same.txt", sampleNote("tram", 3))
    try site.build()
    func byPath() throws -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: try site.articles().map {
          ($0["path"] as? String ?? "", $0["id"] as? String ?? "")
        })
    }
    let before = try byPath()
    #expect(Set(before.values).count == 2)
    try site.build("--full")
    #expect(try byPath() == before)
    try FileManager.default.removeItem(atPath: site.state)
    try site.build()
    #expect(try byPath() == before)
    try FileManager.default.removeItem(atPath: site.state)
    try FileManager.default.removeItem(atPath: site.output)
    try site.build()
    #expect(try byPath() == before)
  }
}
