import FeedModel
import Glibc
import Testing

@testable import Archive

@Suite("Opening and closing")
struct OpeningTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    try body(folder + "/archive.sqlite")
  }

  private func reason(_ body: () throws -> Void) -> ArchiveError.Reason? {
    do { try body() } catch { return (error as? ArchiveError)?.reason }
    return nil
  }

  private func overwrite(_ path: String, _ bytes: [UInt8], at offset: Int = 0) {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    pwrite(descriptor, bytes, bytes.count, off_t(offset))
    close(descriptor)
  }

  @Test("What was accepted is there after closing and opening again")
  func reopen() throws {
    try inFolder { path in
      let desk = try Desk()
      let first = try Archive(path: path, authority: "desk.example")
      let outcome = try first.accept([desk.intake("a.txt", story("A"))], at: desk.now)[0]
      try first.close()
      let second = try Archive(path: path, authority: "desk.example")
      #expect(try second.revision(#require(outcome.id)) == outcome.revision)
      try second.close()
    }
  }

  @Test("Commits are forced to the disk: a log in WAL mode, synchronous FULL, keys enforced")
  func durability() throws {
    let desk = try Desk()
    let pragmas = try desk.archive.write { db in
      try ["journal_mode", "synchronous", "foreign_keys"].map { name in
        try db.first("PRAGMA " + name) { $0.text(0) }
      }
    }
    #expect(pragmas == ["wal", "2", "1"])
  }

  @Test("An archive of another authority is refused, with both names")
  func authority() throws {
    try inFolder { path in
      try Archive(path: path, authority: "one.example").close()
      do {
        _ = try Archive(path: path, authority: "two.example")
        Issue.record("opened")
      } catch let error as ArchiveError {
        #expect(error.reason == .otherAuthority)
        #expect(error.message.contains("one.example") && error.message.contains("two.example"))
      }
      try Archive(path: path, authority: "one.example").close()
    }
  }

  @Test("A missing folder and a file that is no database are told apart")
  func refusals() throws {
    try inFolder { path in
      #expect(reason { _ = try Archive(path: path + "/none/a", authority: "a") } == .cannotOpen)
      #expect(reason { _ = try Archive(reading: path) } == .cannotOpen)
      overwrite(path, Array(repeating: 0x41, count: 8192))
      #expect(reason { _ = try Archive(path: path, authority: "a") } == .corrupt)
    }
  }

  @Test("An archive of a later version is left alone")
  func newer() throws {
    try inFolder { path in
      let archive = try Archive(path: path, authority: "a")
      try archive.write { try $0.run("INSERT INTO grdb_migrations VALUES ('2999-01-01 later')") }
      try archive.close()
      #expect(reason { _ = try Archive(path: path, authority: "a") } == .tooNew)
      #expect(reason { _ = try Archive(reading: path) } == .tooNew)
    }
  }

  @Test("Damage is found after an unclean stop, and set aside with a name of its own")
  func corrupt() throws {
    try inFolder { path in
      let desk = try Desk()
      let archive = try Archive(path: path, authority: "a")
      _ = try archive.accept(
        (0..<60).map { desk.intake("\($0).txt", story(words($0))) }, at: desk.now)
      try archive.close(marking: false)
      overwrite(path, Array(repeating: 0xEE, count: 60_000), at: 20_000)
      #expect(reason { _ = try Archive(path: path, authority: "a") } == .corrupt)
      #expect(
        try Archive.setAside(path: path, suffix: "20260601T120000Z") == path + ".20260601T120000Z")
      #expect(access(path, F_OK) != 0 && access(path + "-wal", F_OK) != 0)
      #expect(access(path + ".20260601T120000Z", F_OK) == 0)
      try Archive(path: path, authority: "a").close()
    }
  }

  @Test("Setting aside what is not there is no error")
  func setAsideNothing() throws {
    try inFolder { path in _ = try Archive.setAside(path: path, suffix: "x") }
  }

  @Test("An archive opened for reading sees what is committed beside it, and can't write")
  func reading() throws {
    let desk = try Desk()
    let reader = try Archive(reading: desk.folder + "/archive.sqlite")
    let id = try desk.drop("a.txt", story("A")).id
    #expect(try reader.summaries().map(\.id) == [id].compactMap { $0 })
    #expect(reason { try reader.setSetting("a", "b") } == .readOnly)
    try reader.close()
    try desk.drop("b.txt", story("B"))
  }

  @Test("A failed intake leaves nothing behind")
  func atomic() throws {
    let desk = try Desk()
    try desk.archive.write { db in
      try db.run(
        """
        CREATE TRIGGER stop BEFORE INSERT ON article WHEN new.headline = 'Bad'
        BEGIN SELECT raise(ABORT, 'stopped'); END
        """)
    }
    #expect(
      reason {
        try desk.accept(desk.intake("a.txt", story("Good")), desk.intake("b.txt", story("Bad")))
      } == .failed)
    #expect(try desk.archive.counts() == Counts())
    #expect(try desk.archive.knownFiles().isEmpty)
    #expect(try desk.drop("a.txt", story("Good")).name == "published")
  }

  @Test("A disk that is full says so, and the archive goes on when there is room")
  func full() throws {
    let desk = try Desk()
    try desk.drop("a.txt", story("A"))
    let pages = try desk.archive.write { db in
      try db.first("PRAGMA page_count") { $0.int(0) } ?? 0
    }
    try desk.archive.write {
      _ = try $0.first("PRAGMA max_page_count = \(pages + 2)") { $0.int(0) }
    }
    let many = (0..<200).map { desk.intake("\($0).txt", story(words($0))) }
    #expect(reason { try desk.acceptAll(many) } == .full)
    #expect(try desk.archive.counts().articles == 1)
    try desk.archive.write { _ = try $0.first("PRAGMA max_page_count = 100000000") { $0.int(0) } }
    try desk.acceptAll(many)
    #expect(try desk.archive.counts().articles == 201)
  }
}
