import Foundation
import Testing

@Suite("Files that are no articles")
struct HazardTests {
  private static let article =
    "Harbour ferry returns to service\n\nThe ferry between the two quays sails again from Monday, the port authority said. It had been out of service since a collision in March.\n"

  @Test("Each is published or is a problem with its reason, and none stops another")
  func hazards() throws {
    let site = try Site()
    try site.write("good.txt", Self.article)
    try site.write("empty.txt", "")
    try site.write("blank.txt", " \n\t\n\n")
    try site.write(
      "binary.txt",
      bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + (0..<4000).map { UInt8(truncatingIfNeeded: $0 * 7) })
    try site.write(
      "nul.txt",
      bytes: Array(
        "Quay wall repaired\u{0}\u{1}\n\nThe wall of the north quay was repaired in a\u{B} week, engineers said on site.\n"
          .utf8))
    try site.write(
      "space and\nbreak.txt",
      "Lighthouse opens its doors\n\nVisitors may climb the lighthouse of Westhaven on every second Sunday, the keeper said.\n"
    )
    try site.write(
      String(repeating: "n", count: 246) + ".txt",
      "Longest name in the folder\n\nA file whose name is as long as the system allows is an article like any other one.\n"
    )
    try site.write(
      "same-1.txt",
      "Two files, one headline\n\nThe first of the two texts tells of the market hall and what it will cost to mend it.\n"
    )
    try site.write(
      "same-2.txt",
      "Two files, one headline\n\nThe second of them is about the school bus and its new timetable from September on.\n"
    )
    try site.write("headline.txt", "Only a headline and nothing else\n")
    try site.write(
      "body.txt",
      "there is no headline here, only a sentence that runs on and on about the weather at sea and what the crews of the small boats made of it when they came home late in the evening of that long day.\n"
    )
    let folder = site.input + "/"
    try FileManager.default.createDirectory(
      atPath: folder + "folder.txt", withIntermediateDirectories: true)
    #expect(mkfifo(folder + "fifo.txt", 0o644) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "link.txt", withDestinationPath: "/etc/hostname")
    let invalid: [UInt8] = Array((folder + "caf").utf8) + [0xE9] + Array(".txt".utf8) + [0]
    let descriptor = invalid.withUnsafeBytes { openNew($0.bindMemory(to: CChar.self)) }
    try #require(descriptor >= 0)
    let text = Array(
      "Café menu stays the same\n\nThe name of this file is not valid UTF-8, which must not matter to anybody who reads it.\n"
        .utf8)
    #expect(Foundation.write(descriptor, text, text.count) == text.count)
    close(descriptor)
    let huge = open(folder + "huge.txt", O_WRONLY | O_CREAT, 0o644)
    #expect(ftruncate(huge, 1 << 30) == 0)
    close(huge)

    let outcome = try site.build()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let articles = try lines(site, "articles", "list", "--jsonl")
    let problems = try problems(site)
    let published = Set(
      articles.compactMap { ($0["path"] as? String).map { ($0 as NSString).lastPathComponent } })
    for name in [
      "good.txt", "nul.txt", "space and\\x0Abreak.txt", "same-1.txt", "same-2.txt", "headline.txt",
      "body.txt", "caf\\xE9.txt",
    ] {
      #expect(published.contains(name), "\(name) is neither: \(published) \(problems)")
    }
    #expect(published.count == 9)
    for (name, reason) in [
      ("empty.txt", "empty"), ("blank.txt", "no text"), ("binary.txt", "PNG image"),
      ("fifo.txt", "regular file"),
      ("link.txt", "link"), ("huge.txt", "max_file_size"),
    ] {
      #expect(
        problems[name]?.contains(reason) == true, "\(name): \(problems[name] ?? "no problem")")
    }
    let ids = Set(try site.items().compactMap { $0["id"] as? String })
    #expect(ids.count == 9)
    #expect(try site.read("feed.atom").utf8.allSatisfy { $0 >= 32 || $0 == 10 || $0 == 9 })
  }

  @Test("A problem goes when its file is mended")
  func mended() throws {
    let site = try Site()
    try site.write("a.txt", "")
    try site.build()
    #expect(try problems(site).keys.sorted() == ["a.txt"])
    try site.write("a.txt", Self.article)
    try site.build()
    #expect(try problems(site).isEmpty)
    #expect(try site.items().count == 1)
  }

  @Test("A folder that vanishes withdraws nothing, and all is as before when it comes back")
  func vanishedFolder() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    try site.build()
    let before = try site.items().compactMap { $0["id"] as? String }
    #expect(rename(site.input, site.input + "-away") == 0)
    #expect(try site.build().status == 66)
    #expect(try site.items().compactMap { $0["id"] as? String } == before)
    #expect(try !problems(site).isEmpty)
    #expect(rename(site.input + "-away", site.input) == 0)
    try site.build()
    #expect(try site.items().compactMap { $0["id"] as? String } == before)
    #expect(try problems(site).isEmpty)
  }

  private func lines(_ site: Site, _ arguments: String...) throws -> [[String: Any]] {
    let outcome = try site.run(arguments + ["--config", "wireroom.yaml"])
    return try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// File name to reason.
  private func problems(_ site: Site) throws -> [String: String] {
    let outcome = try site.run(["problems", "--json", "--config", "wireroom.yaml"])
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    return Dictionary(
      list.map {
        (
          (($0["path"] as? String ?? "") as NSString).lastPathComponent,
          $0["reason"] as? String ?? ""
        )
      },
      uniquingKeysWith: { a, _ in a })
  }
}

/// Creates the file at a path of bytes that end in NUL.
private func openNew(_ path: UnsafeBufferPointer<CChar>) -> Int32 {
  guard let start = path.baseAddress else { return -1 }
  return open(start, O_WRONLY | O_CREAT, 0o644)
}
