import Foundation
import Testing

@Suite("Faults: the database is damaged", .serialized)
struct DatabaseFaults {
  /// What is done to the database file between two runs.
  enum Damage: String, CaseIterable, Sendable {
    case truncatedToHalf, truncatedToAPage, emptied, zeroed, headerZeroed, pagesZeroed,
      replacedByText
    case replacedByAnother, removed

    func apply(to path: String, beside site: Site) throws {
      let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      switch self {
      case .truncatedToHalf: truncate(path, off_t(size / 2 - 100))
      case .truncatedToAPage: truncate(path, 4096)
      case .emptied: truncate(path, 0)
      case .zeroed: try overwrite(path, 0..<size, with: 0)
      case .headerZeroed: try overwrite(path, 0..<100, with: 0)
      case .pagesZeroed: try overwrite(path, 4096..<min(size, 40 * 4096), with: 0)
      case .replacedByText:
        try Data("This is no database.\n".utf8).write(to: URL(fileURLWithPath: path))
      case .replacedByAnother:
        let other = try Site()
        try other.drop(900..<903)
        try other.build()
        unlink(path)
        try FileManager.default.copyItem(atPath: other.state + "/archive.sqlite", toPath: path)
      case .removed: unlink(path)
      }
    }

    private func overwrite(_ path: String, _ range: Range<Int>, with byte: UInt8) throws {
      let descriptor = open(path, O_WRONLY)
      defer { close(descriptor) }
      let bytes = [UInt8](repeating: byte, count: range.count)
      #expect(pwrite(descriptor, bytes, bytes.count, off_t(range.lowerBound)) == bytes.count)
    }
  }

  @Test(
    "At rest: it is set aside or taken for lost, and every item is as before",
    arguments: DatabaseFaults.Damage.allCases)
  func atRest(_ damage: Damage) throws {
    let site = try Site()
    try site.drop(0..<60)
    try site.build()
    let before = try site.ids()
    let path = site.state + "/archive.sqlite"
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    try damage.apply(to: path, beside: site)
    let copy = site.root + "/published"
    try FileManager.default.copyItem(atPath: site.output, toPath: copy)
    // Names changed too, so that only what was published can tell.
    for number in 0..<60 {
      #expect(rename(site.input + "/note-\(number).txt", site.input + "/moved-\(number).txt") == 0)
    }
    let outcome = try site.build()
    #expect(outcome.status == 0, "\(outcome.errors)")
    if damage == .replacedByAnother {
      // A whole archive of the same authority is believed; what was published before tells it better.
      let recovery = try site.run(["recover", "--from", "published", "--config", "wireroom.yaml"])
      #expect(recovery.status == 0, "\(recovery.errors)")
    }
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id, "\(title)") }
    let kept = try FileManager.default.contentsOfDirectory(atPath: site.state)
    switch damage {
    case .removed, .emptied, .replacedByAnother: break
    default: #expect(kept.contains { $0.contains("damaged") }, "\(kept)")
    }
  }

  @Test("Under a running daemon: it goes on with a new one, and every item is as before")
  func underDaemon() throws {
    let site = try Site()
    try site.drop(0..<60)
    let daemon = try site.serve()
    try site.waitForArticles(60)
    let before = try site.ids()
    let poller = FeedPoller(site.output)
    // All but the first page of the database and the header of its log: what is read from now on is noise.
    for (suffix, start) in [("", 4096), ("-wal", 32)] {
      let path = site.state + "/archive.sqlite" + suffix
      let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      let descriptor = open(path, O_WRONLY)
      let noise = [UInt8](repeating: 0x5A, count: max(size - start, 0))
      #expect(pwrite(descriptor, noise, noise.count, off_t(start)) == noise.count)
      close(descriptor)
    }
    try site.drop(60..<70)
    _ = try site.run(["rebuild", "--full", "--config", "wireroom.yaml"])
    try site.wait("all is published again") {
      (try? site.ids().count) == 70 && site.status()?["state"] as? String == "idle"
    }
    poller.stop()
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id) }
    #expect(site.log.contains("set aside"), "\(site.log)")
    daemon.end()
    try site.expectNotes(70)
  }
}
