import Foundation
import Testing

@Suite("Deletions that are held back")
struct HeldDeletionTests {
  @Test("A folder that is moved out is held back when the grace is over, and its return is told")
  func movedFolder() throws {
    let site = try Site()
    try site.settings(grace: "5s")
    for number in 1...30 {
      try site.write(
        "batch/\(number).md", "---\ntitle: Item \(number)\n---\n\nThe tide came in at noon.")
    }
    let daemon = try site.serve()
    try site.wait("all are published") { site.titles().count == 30 }
    let (inside, outside) = (site.input + "/batch", site.root + "/away")
    try FileManager.default.moveItem(atPath: inside, toPath: outside)
    try site.wait("they are missed") {
      try status(site).contains("missing 30, withdrawn unless")
    }
    #expect(try !status(site).contains("deletions"))
    try FileManager.default.moveItem(atPath: outside, toPath: inside)
    try site.wait("they are back") { try status(site).contains("\nmissing 0\n") }
    #expect(try !log(site).contains("held back"))
    try FileManager.default.moveItem(atPath: inside, toPath: outside)
    try site.wait("they are held back") { try log(site).contains("error: deletions held back") }
    let held = try status(site)
    #expect(held.contains("missing 30, kept: see deletions"), "\(held)")
    #expect(held.contains("deletions 30 held back; obey them with"), "\(held)")
    try FileManager.default.moveItem(atPath: outside, toPath: inside)
    try site.wait("their return is told") {
      try log(site).contains(
        "notice: deletions are held back no longer, the files are back articles=30")
    }
    #expect(site.titles().count == 30)
    daemon.end()
  }

  private func log(_ site: Site) throws -> String {
    try String(contentsOfFile: site.root + "/log", encoding: .utf8)
  }

  /// What `status` tells, its columns parted by one space.
  private func status(_ site: Site) throws -> String {
    try site.run(["status", "--config", "wireroom.yaml"]).output
      .replacing(#/ +/#, with: " ")
  }
}
