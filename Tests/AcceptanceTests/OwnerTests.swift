import Foundation
import Testing

@Suite("Root beside the daemon's user")
struct OwnerTests {
  private static let article =
    "Council buys a tram\n\nThe municipal council met on the matter in the old town hall. A report is to follow in autumn, the clerk said.\n"

  @Test(
    "What root builds, recovers and withdraws belongs to the owner of the state folder",
    .enabled(if: getuid() == 0, "only root can work as somebody else"))
  func owner() throws {
    let site = try Site()
    let nobody: uid_t = 65_534
    for folder in [site.state, site.output] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      #expect(chown(folder, nobody, nobody) == 0)
    }
    try site.write("a.txt", Self.article)
    let build = try site.build()
    #expect(build.status == 0, "\(build.errors)")
    let id = try #require(site.titles()["Council buys a tram"])
    for arguments in [
      ["articles", "remove", id], ["articles", "restore", id], ["recover", "--from", "out"],
    ] {
      let outcome = try site.run(arguments + ["--config", "wireroom.yaml"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    for folder in [site.state, site.output] {
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        let owner =
          try FileManager.default.attributesOfItem(atPath: folder + "/" + path)[.ownerAccountID]
        #expect(owner as? Int == Int(nobody), "\(path)")
      }
    }
  }

  @Test(
    "Root that may not become the owner of the state folder says so and writes nothing",
    .enabled(if: getuid() == 0, "only root can work as somebody else"))
  func bound() throws {
    let site = try Site()
    try FileManager.default.createDirectory(atPath: site.state, withIntermediateDirectories: true)
    #expect(chown(site.state, 65_534, 65_534) == 0)
    try site.write("a.txt", Self.article)
    let outcome = try Site.run(
      "/usr/bin/setpriv",
      ["--bounding-set=-setuid", "--inh-caps=-setuid", program]
        + ["build", "--config", "wireroom.yaml"], in: site.root)
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(
      outcome.errors
        == "wireroom: \(site.state): can't work as its owner: Operation not permitted; run as that user\n"
    )
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.state).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: site.output))
  }
}
