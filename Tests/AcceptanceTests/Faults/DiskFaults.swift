import Foundation
import Testing

@Suite(
  "Faults: the disk is full or can't be written", .serialized,
  .enabled(if: MemoryDisk.isPossible, mountComment))
struct DiskFaults {
  /// What happens to a disk, and how it ends.
  struct Fault: CustomTestStringConvertible, Sendable {
    var folder: String
    var isFull: Bool
    var testDescription: String { "\(folder), \(isFull ? "full" : "read-only")" }
  }

  // A file system with files open for writing, as the database is, can't be made read-only.
  static let faults = [
    Fault(folder: "out", isFull: true), Fault(folder: "out", isFull: false),
    Fault(folder: "state", isFull: true),
  ]

  @Test(
    "The last good documents stay, the state is told once, and all is made up for",
    arguments: DiskFaults.faults)
  func disk(_ fault: Fault) throws {
    let site = try Site()
    let disk = try MemoryDisk(site.root + "/" + fault.folder, size: "64m")
    defer { disk.unmount() }
    try site.drop(0..<30)
    let daemon = try site.serve()
    try site.waitForArticles(30)
    let ids = try site.ids()
    let poller = FeedPoller(site.output)
    let filler = disk.path + "/.filler"
    if fault.isFull { try Self.fill(filler) } else { try disk.remount("ro") }
    try site.drop(30..<90)
    try site.wait("it says that it is degraded") {
      site.status()?["state"] as? String == "degraded"
    }
    try site.wait("it is not ready") { try site.statusCode("readyz") == "503" }
    #expect(site.status()?["degraded"] as? String != nil)
    let feed = try #require(site.fetch("feed.json"))
    #expect(FeedPoller.fault(of: Data(feed.utf8), "feed.json") == nil)
    #expect(try site.statusCode("healthz") == "200")
    if fault.isFull { unlink(filler) } else { try disk.remount("rw") }
    try site.waitForArticles(90)
    try site.wait("it is ready again") { try site.statusCode("readyz") == "200" }
    poller.stop()
    #expect(site.occurrences(of: "degraded: the last good documents stay") <= 3, "\(site.log)")
    #expect(site.log.contains("recovered"), "\(site.log)")
    daemon.end()
    try site.expectNotes(90)
    for (title, id) in try site.ids() where ids[title] != nil { #expect(ids[title] == id) }
  }

  private static func fill(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    let block = [UInt8](repeating: 7, count: 65_536)
    while write(descriptor, block, block.count) > 0 {}
    // To the last byte.
    while write(descriptor, block, 1) > 0 {}
    #expect(errno == ENOSPC)
  }

  @Test(
    "An input folder whose file system is unmounted withdraws nothing, whatever is below the mount")
  func unmounted() throws {
    let site = try Site()
    let disk = try MemoryDisk(site.input, size: "16m")
    try site.drop(0..<8)
    let daemon = try site.serve()
    try site.waitForArticles(8)
    let before = try site.ids()
    disk.unmount()
    try site.wait("it says that the folder is gone") { site.log.contains("incoming folder") }
    #expect(try site.run(["rebuild", "--config", "wireroom.yaml"]).status == 0)
    #expect(try site.ids() == before)
    #expect(try site.run(["problems", "--config", "wireroom.yaml"]).output.contains("mount"))
    let again = try MemoryDisk(site.input, size: "16m")
    defer { again.unmount() }
    try site.drop(0..<9)
    try site.waitForArticles(9)
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id) }
    daemon.end()
    try site.expectNotes(9)
  }
}
