import Foundation
import Testing

/// Fails the n-th call of one kind from outside, for many n: whatever happens then, a run without faults brings all right.
@Suite(
  "Faults: system calls fail", .serialized,
  .enabled(if: canTrace, "strace is missing or may not trace"))
struct SyscallFaults {
  static let calls = [
    "write,pwrite64,writev", "fsync,fdatasync,syncfs", "rename,renameat,renameat2", "openat",
  ]

  private func traced(_ site: Site, _ options: [String], _ command: [String]) throws -> Site.Outcome
  {
    let strace = try #require(tool("strace"))
    return try Site.run(strace, ["-f", "-qq"] + options + [program] + command, in: site.root)
  }

  private static let build = ["build", "--config", "wireroom.yaml"]

  /// How many calls of these kinds the busiest thread of a build makes: strace counts by thread.
  private func count(_ calls: String, _ site: Site) throws -> Int {
    _ = try traced(site, ["-e", "trace=\(calls)", "-o", "trace"], Self.build)
    let lines = try String(contentsOfFile: site.root + "/trace", encoding: .utf8)
      .split(separator: "\n")
    return Dictionary(grouping: lines) { $0.prefix { $0 != " " } }.values.map(\.count).max() ?? 0
  }

  private func filled() throws -> Site {
    let site = try Site()
    try site.drop(0..<12)
    return site
  }

  @Test("An error of one call loses nothing and repeats nothing", arguments: SyscallFaults.calls)
  func once(_ calls: String) throws {
    let total = try count(calls, filled())
    #expect(total > 0)
    var numbers = Numbers(seed: UInt64(total))
    for error in ["EIO", "ENOSPC", "EINTR"] {
      for _ in 0..<2 {
        let site = try filled()
        let place = 1 + numbers.next(below: total)
        let outcome = try injected(site, calls, "error=\(error):when=\(place)")
        // It may fail, but it says why; it never crashes.
        if outcome.status != 0 { #expect(!outcome.errors.isEmpty, "\(calls) \(place) \(error)") }
        try site.expectNotes(12)
      }
    }
  }

  @Test(
    "An error of every call from some moment on leaves documents whole",
    arguments: SyscallFaults.calls)
  func fromThenOn(_ calls: String) throws {
    let total = try count(calls, filled())
    var numbers = Numbers(seed: UInt64(total))
    for _ in 0..<2 {
      let site = try filled()
      try site.build()
      try site.drop(12..<20)
      _ = try injected(site, calls, "error=EIO:when=\(1 + numbers.next(below: total))+")
      for feed in ["feed.json", "feed.atom", "feed.rss"] {
        let data = try Data(contentsOf: URL(fileURLWithPath: site.output + "/" + feed))
        #expect(FeedPoller.fault(of: data, feed) == nil)
      }
      try site.expectNotes(20)
    }
  }

  private func injected(_ site: Site, _ calls: String, _ fault: String) throws -> Site.Outcome {
    let outcome = try traced(
      site, ["-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(calls):\(fault)"],
      Self.build)
    #expect(outcome.status < 128, "\(calls) \(fault): \(outcome.status) \(outcome.errors)")
    return outcome
  }
}
