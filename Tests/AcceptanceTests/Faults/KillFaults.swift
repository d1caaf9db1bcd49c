import Foundation
import Testing

@Suite("Faults: the process is killed", .serialized)
struct KillFaults {
  @Test(
    "kill -9 at 200 random moments of a drop of 10,000 files loses nothing, repeats nothing, breaks nothing"
  )
  func killed() throws {
    let site = try Site()
    try site.settings(
      grace: "60s",
      extra: "feeds: [{name: main, limit: 100, max_bytes: 10MB}, {name: latest, limit: 10}]")
    let poller = FeedPoller(
      site.output, feeds: ["feed.json", "feed.atom", "feed.rss", "feeds/latest/feed.json"])
    var numbers = Numbers(seed: 0x5EED_0F_C0FFEE)
    for round in 0..<200 {
      let daemon = try site.start()
      try site.drop(50 * round..<50 * (round + 1), into: "part-\(round % 7)/")
      // The moment is random: it falls into start, scan, transaction, rendering, renames or idleness.
      usleep(UInt32(numbers.next(below: 500_000)))
      daemon.end(SIGKILL)
    }
    poller.stop()
    try site.expectNotes(10_000)
  }

  @Test("SIGTERM at random moments ends it with status 0 each time, and nothing is lost")
  func terminated() throws {
    let site = try Site()
    let poller = FeedPoller(site.output)
    var numbers = Numbers(seed: 0x7E12)
    for round in 0..<15 {
      let daemon = try site.start()
      try site.drop(40 * round..<40 * (round + 1))
      usleep(UInt32(200_000 + numbers.next(below: 1_200_000)))
      let status = daemon.end()
      // Before its handler stands the signal ends it at once.
      #expect(status == 0 || status == 128 + SIGTERM)
    }
    poller.stop()
    try site.expectNotes(600)
  }
}
