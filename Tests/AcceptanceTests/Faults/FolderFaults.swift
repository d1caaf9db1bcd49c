import Foundation
import Testing

@Suite("Faults: folders vanish or are shared", .serialized)
struct FolderFaults {
  @Test("The output folder is deleted under the daemon: the next publication makes all of it anew")
  func outputDeleted() throws {
    let site = try Site()
    try site.copySamples()
    try site.drop(0..<20)
    let daemon = try site.serve()
    let samples = try FileManager.default.contentsOfDirectory(atPath: samplesFolder).count
    try site.waitForArticles(20 + samples)
    let before = try site.outputState()
    try FileManager.default.removeItem(atPath: site.output)
    try site.drop(20..<21)
    try site.waitForArticles(21 + samples)
    let after = try site.outputState()
    let lost = before.keys.filter { after[$0] == nil }
    #expect(lost.isEmpty, "\(lost.prefix(5))")
    // But for those that now link to the new one, pages are as they were, times included.
    let changed = before.filter { path, state in
      path.hasPrefix("stories/") && path.hasSuffix("index.html") && after[path] != state
    }
    #expect(changed.count <= 12, "\(changed.keys)")
    #expect(site.log.contains("output folder was deleted"), "\(site.log)")
    daemon.end()
  }

  @Test("Single documents that were deleted or overwritten come back at the next scan")
  func documentsDamaged() throws {
    let site = try Site()
    try site.copySamples()
    try site.build()
    let before = try site.outputState()
    let victims = before.keys.filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }.sorted()
    for (index, path) in victims.enumerated() where index % 3 == 0 {
      unlink(site.output + "/" + path)
    }
    for (index, path) in victims.enumerated() where index % 3 == 1 {
      try Data("damaged".utf8).write(to: URL(fileURLWithPath: site.output + "/" + path))
    }
    try site.build()
    #expect(try site.outputState() == before)
  }

  @Test(
    "Two with different state folders can't share an output folder: the second exits 75 and says so"
  )
  func sharedOutput() throws {
    let site = try Site()
    try site.drop(0..<2)
    let daemon = try site.serve()
    try site.waitForArticles(2)
    let outcome = try site.run([
      "build", "--config", "wireroom.yaml", "--state", "other-state",
    ])
    #expect(outcome.status == 75)
    #expect(outcome.errors.contains("publishes into this output folder"), "\(outcome.errors)")
    daemon.end()
    #expect(
      try site.run(["build", "--config", "wireroom.yaml", "--state", "other-state"]).status == 0)
  }
}
