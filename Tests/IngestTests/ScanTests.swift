import FeedModel
import Glibc
import Testing

@testable import Ingest

@Suite("Folder scan")
struct ScanTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func scan(_ rules: IntakeRules = IntakeRules()) throws -> (names: [String], ScanSummary) {
    var names: [String] = []
    let summary = try FolderScan.walk(folder.path, rules: rules) { location, stamp in
      #expect(stamp.size >= 0)
      names.append(location.relative)
    }
    return (names, summary)
  }

  @Test("Visits files by name, then folders by name")
  func order() throws {
    for name in ["b", "a", "b/c"] { try folder.makeFolder(name) }
    for name in [
      "z.txt", "B.txt", "b/2.txt", "b/1.txt", "b/c/x.txt", "a/y.txt", ".hidden", "a/t.tmp",
    ] {
      try folder.write(name, "x")
    }
    let (names, summary) = try scan()
    #expect(names == ["B.txt", "z.txt", "a/y.txt", "b/1.txt", "b/2.txt", "b/c/x.txt"])
    #expect(summary == ScanSummary(files: 6, folders: 4))
  }

  @Test("Gives the stamp that the reader gives")
  func stamps() throws {
    try folder.write("a.txt", "x")
    var stamps: [FileStamp] = []
    _ = try FolderScan.walk(folder.path, rules: IntakeRules()) { _, stamp in stamps.append(stamp) }
    guard case .file(let file) = SourceReader(rules: IntakeRules()).read(folder.location("a.txt"))
    else {
      Issue.record("the file is there")
      return
    }
    #expect(stamps == [file.stamp])
  }

  @Test("Reports what only looks like an article, and goes on")
  func problems() throws {
    try folder.check("mkfifo", mkfifo(folder.full("pipe.txt"), 0o644))
    try folder.check("symlink", symlink("/", folder.full("link.txt")))
    try folder.makeFolder("folder.txt")
    try folder.write("folder.txt/inside.txt", "x")
    try folder.write("large.txt", "123456")
    try folder.write("ok.txt", "x")
    let (names, summary) = try scan(IntakeRules(maxFileSize: 5))
    #expect(names == ["ok.txt", "folder.txt/inside.txt"])
    #expect(
      summary.problems.map(\.location.relative) == [
        "large.txt", "link.txt", "pipe.txt",
      ])
    #expect(summary.problems.allSatisfy { $0.reason.contains(";") })
  }

  @Test("Does not enter excluded folders, nor links to folders")
  func excluded() throws {
    for name in ["drafts", "kept"] {
      try folder.makeFolder(name)
      try folder.write(name + "/a.txt", "x")
    }
    try folder.check("symlink", symlink("kept", folder.full("again")))
    let (names, _) = try scan(IntakeRules(exclude: ["drafts"], followSymlinks: true))
    #expect(names == ["kept/a.txt"])
  }

  @Test("Ends in a tree that is deeper than any archive")
  func deep() throws {
    var name = "d"
    for _ in 0..<140 {
      try folder.makeFolder(name)
      name += "/d"
    }
    let (names, summary) = try scan()
    #expect(names.isEmpty)
    #expect(summary.folders == deepestFolder + 1)
    #expect(summary.problems.count == 1)
    let unseen = summary.problems.map(\.location.path)
    #expect(summary.unseenFolders == Set(unseen))
    #expect(!summary.covers((unseen.first ?? []) + Array("/x.txt".utf8)))
    #expect(summary.covers(Array("d/x.txt".utf8)))
  }

  @Test("Throws when the incoming folder is missing or no folder")
  func missing() throws {
    try folder.write("file", "x")
    for name in ["none", "file"] {
      let error = #expect(throws: IngestError.self) {
        try FolderScan.walk(folder.full(name), rules: IntakeRules()) { _, _ in }
      }
      #expect(error?.reason == .folderMissing)
    }
  }

  @Test("Stops where the visitor throws")
  func stops() throws {
    struct Enough: Error {}
    for name in ["a.txt", "b.txt"] { try folder.write(name, "x") }
    var visits = 0
    let error = #expect(throws: IngestError.self) {
      try FolderScan.walk(folder.path, rules: IntakeRules()) { _, _ in
        visits += 1
        throw Enough()
      }
    }
    #expect(error?.reason == .stopped)
    #expect(visits == 1)
  }
}
