import Foundation
import Testing

private let faketimeLibrary = ["x86_64", "aarch64"]
  .map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketimeMT.so.1" }
  .first { FileManager.default.fileExists(atPath: $0) }

@Suite(
  "Faults: the wall clock jumps", .serialized,
  .enabled(if: faketimeLibrary != nil, "libfaketime is not installed"))
struct ClockFaults {
  /// Starts the daemon on a clock that the file `clock` sets, as libfaketime writes offsets.
  private func serve(_ site: Site, clock: String) throws -> Child {
    try Data(clock.utf8).write(to: URL(fileURLWithPath: site.root + "/clock"))
    return try site.serve(environment: [
      "LD_PRELOAD": faketimeLibrary ?? "", "FAKETIME_TIMESTAMP_FILE": site.root + "/clock",
      "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
    ])
  }

  @Test("By days, forth and back: ids and order stay, nothing published is dated in the future")
  func jumps() throws {
    let site = try Site()
    let daemon = try serve(site, clock: "+0")
    var expected = 0
    var known: [String: String] = [:]
    for (step, offset) in ["+0", "+10d", "-10d", "+400d", "+0", "-3650d", "+0"].enumerated() {
      try Data(offset.utf8).write(to: URL(fileURLWithPath: site.root + "/clock"))
      try site.drop(10 * step..<10 * (step + 1))
      expected += 10
      try site.waitForArticles(expected)
      let ids = try site.ids()
      for (title, id) in known { #expect(ids[title] == id, "\(title) after \(offset)") }
      known = ids
    }
    daemon.end()
    try site.expectNotes(expected)
    let now = Date()
    for article in try site.articles() {
      for name in ["published", "updated"] {
        let date = try #require(
          ISO8601DateFormatter().date(from: article[name] as? String ?? ""))
        #expect(date <= now.addingTimeInterval(2), "\(article)")
      }
    }
  }

  @Test(
    "A file dated in the future, or before 1990, is dated by the clock; a scan at another hour changes nothing"
  )
  func strangeFiles() throws {
    let site = try Site()
    try site.drop(0..<3)
    try site.touch(site.input + "/note-0.txt", at: Date(timeIntervalSinceNow: 86_400 * 900))
    try site.touch(site.input + "/note-1.txt", at: Date(timeIntervalSince1970: 86_400))
    try site.touch(site.input + "/note-2.txt", at: Date(timeIntervalSince1970: 1_709_208_000))
    let start = Date()
    try site.build()
    let articles = try site.articles()
    func published(_ name: String) throws -> Date {
      let article = try #require(articles.first { ($0["path"] as? String ?? "").hasSuffix(name) })
      return try #require(ISO8601DateFormatter().date(from: article["published"] as? String ?? ""))
    }
    for name in ["note-0.txt", "note-1.txt"] {
      #expect(abs(try published(name).timeIntervalSince(start)) < 60)
    }
    // 29 February 2024, a leap day.
    #expect(try published("note-2.txt") == Date(timeIntervalSince1970: 1_709_208_000))
    let before = try site.outputState()
    let later = try Site.run(
      "/usr/bin/faketime", ["-f", "+25h", program, "build", "--config", "wireroom.yaml"],
      in: site.root)
    #expect(later.status == 0, "\(later.errors)")
    #expect(try site.outputState() == before)
  }
}
