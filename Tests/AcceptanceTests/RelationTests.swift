import Foundation
import Testing

@Suite("Links of the whole program", .serialized)
struct RelationTests {
  private let events = [
    (
      "The harbour bridge of Velmouth",
      "cracked pylons ferries commuters engineers Korran mayor repair"
    ),
    ("The golden wheel of Ostrel", "dairy cheese slate mine prize valley jury blue rind"),
    (
      "The night train to Quellin",
      "sleeper carriage timetable conductor platform berth snow tunnel"
    ),
  ]

  /// Four reports of each event, a day apart, each with other words of its own.
  private func fill(_ site: Site, _ numbers: Range<Int>) throws {
    for number in numbers {
      let (subject, words) = events[number % events.count]
      let own = (0..<6).map { "q\(number)x\($0)" }.joined(separator: " ")
      try site.write(
        "report-\(number).md",
        """
        ---
        title: \(subject), report \(number)
        date: 2026-03-0\(1 + number / 3)T08:00:00Z
        ---

        \(subject) was spoken of again: \(words), \(own). \(words.capitalized) were named by all.
        """)
    }
  }

  /// The lines of `links --jsonl`, by path, without the stories' names.
  private func links(_ site: Site) throws -> [String: [String]] {
    let outcome = try site.run(["links", "--jsonl"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    var found: [String: [String]] = [:]
    for line in outcome.output.split(separator: "\n") {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let path = try #require(object["path"] as? String)
      found[URL(fileURLWithPath: path).lastPathComponent] = ["more_on_this_story", "related"].map {
        let links = object[$0] as? [[String: Any]] ?? []
        return links.map { "\($0["id"] ?? "") \($0["score"] ?? "")" }.joined(separator: ",")
      }
    }
    return found
  }

  @Test("One build and one build for each file find the same links")
  func increments() throws {
    let whole = try Site()
    try fill(whole, 0..<12)
    #expect(try whole.run(["build"]).status == 0)
    let step = try Site()
    for number in [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4] {
      try fill(step, number..<number + 1)
      #expect(try step.run(["build"]).status == 0)
    }
    let found = try links(whole)
    #expect(found.count == 12)
    #expect(found.values.allSatisfy { !$0[0].isEmpty })
    #expect(try links(step) == found)
  }

  @Test("A damaged or missing snapshot of the index is passed over and made anew")
  func damagedSnapshot() throws {
    let site = try Site()
    try fill(site, 0..<12)
    #expect(try site.run(["build"]).status == 0)
    let found = try links(site)
    let path = site.state + "/related.index"
    let good = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in [0, 9, 20, good.count / 2, good.count - 1] {
      var bad = good
      bad[place] ^= 0x41
      try bad.write(to: URL(fileURLWithPath: path))
      #expect(try links(site) == found)
    }
    try good.prefix(good.count / 2).write(to: URL(fileURLWithPath: path))
    #expect(try links(site) == found)
    try fill(site, 12..<13)
    #expect(try site.run(["build"]).status == 0)
    try FileManager.default.removeItem(atPath: path)
    #expect(try links(site).count == 13)
  }
}
