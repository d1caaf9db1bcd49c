import FeedModel
import Glibc
import Testing

@testable import Ingest

@Suite("Folder watcher", .timeLimit(.minutes(1)))
struct WatcherTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A watcher with everything that it has told so far.
  private final class Watch {
    let watcher: FolderWatcher
    var told: [String: Bool] = [:]
    var needsScan = false
    var warnings: [String] = []
    private var changes: AsyncStream<FolderChange>.Iterator

    init(
      _ folder: TemporaryFolder, rules: IntakeRules = IntakeRules(),
      settle: Duration = .milliseconds(20),
      capacity: Int = 50_000, _ adjust: (inout WatchOptions) -> Void = { _ in }
    ) throws {
      var options = WatchOptions(settle: settle)
      options.rootReturn = 5_000_000
      options.poll = 5_000_000
      adjust(&options)
      watcher = try FolderWatcher(
        directories: [folder.path], rules: rules, options: options, capacity: capacity)
      changes = watcher.changes.makeAsyncIterator()
    }

    /// Takes changes until `isEnough`; the time limit of the suite is the deadline.
    func until(_ isEnough: (Watch) -> Bool) async throws {
      while !isEnough(self) {
        let change = try #require(await changes.next(), "the watch goes on")
        for location in change.changed { told[location.relative] = true }
        for location in change.vanished { told[location.relative] = false }
        needsScan = needsScan || change.needsScan
        if let warning = change.warning { warnings.append(warning) }
      }
    }

    func until(_ expected: [String: Bool]) async throws {
      try await until { watch in expected.allSatisfy { watch.told[$0.key] == $0.value } }
    }
  }

  @Test("Tells of a file that was written and closed")
  func closed() async throws {
    let watch = try Watch(folder)
    try folder.write("a.txt", "x")
    try await watch.until(["a.txt": true])
    #expect(!watch.needsScan)
    #expect(watch.warnings.isEmpty)
  }

  @Test("Tells of a rename at once, and waits for what is still being written")
  func renamedIn() async throws {
    let watch = try Watch(folder, settle: .zero)
    let open = try Writer(folder.full("open.txt"))
    try open.write("half")
    try folder.write(".new", "x")
    try folder.move(".new", "new.txt")
    try await watch.until(["new.txt": true])
    #expect(watch.told == ["new.txt": true])
    withExtendedLifetime(open) {}
  }

  @Test("Tells of a slow writer when it closes")
  func slowWriter() async throws {
    let watch = try Watch(folder)
    var open: Writer? = try Writer(folder.full("slow.txt"))
    try open?.write("half")
    try folder.write("marker-1.txt", "x")
    try await watch.until(["marker-1.txt": true])
    try open?.write("other half")
    #expect(watch.told["slow.txt"] == nil)
    open = nil
    try await watch.until(["slow.txt": true])
  }

  @Test("Tells of deletions, and of both names of a rename")
  func moves() async throws {
    for name in ["a.txt", "b.txt"] { try folder.write(name, "x") }
    let watch = try Watch(folder)
    try folder.move("a.txt", "c.txt")
    unlink(folder.full("b.txt"))
    try await watch.until(["a.txt": false, "b.txt": false, "c.txt": true])
  }

  @Test("Passes over hidden and temporary names and excluded folders")
  func passedOver() async throws {
    try folder.makeFolder("drafts")
    let watch = try Watch(folder, rules: IntakeRules(exclude: ["drafts/"]))
    for name in [".a.txt", "b.txt~", "c.part", "drafts/d.txt"] { try folder.write(name, "x") }
    try folder.write("z.txt", "x")
    try await watch.until(["z.txt": true])
    #expect(watch.told == ["z.txt": true])
  }

  @Test("Follows the growth of new folders without missing a file")
  func growth() async throws {
    let watch = try Watch(folder)
    var expected: [String: Bool] = [:]
    for index in 0..<40 {
      try folder.makeFolder("d\(index)")
      try folder.makeFolder("d\(index)/e")
      try folder.write("d\(index)/e/x.txt", "x")
      expected["d\(index)/e/x.txt"] = true
    }
    try await watch.until(expected)
    try folder.write("d7/e/later.txt", "x")
    try await watch.until(["d7/e/later.txt": true])
  }

  @Test("Tells all names of a folder that is renamed, and goes on watching it")
  func folderMove() async throws {
    try folder.makeFolder("old")
    try folder.makeFolder("old/sub")
    for name in ["old/a.txt", "old/sub/b.txt"] { try folder.write(name, "x") }
    let watch = try Watch(folder)
    try folder.move("old", "new")
    try await watch.until([
      "old/a.txt": false, "old/sub/b.txt": false, "new/a.txt": true, "new/sub/b.txt": true,
    ])
    try folder.write("new/sub/c.txt", "x")
    try await watch.until(["new/sub/c.txt": true])
    #expect(!watch.needsScan)
  }

  @Test("Takes a folder that is moved in as a whole")
  func folderMovedIn() async throws {
    let outside = try TemporaryFolder()
    try outside.makeFolder("pack")
    try outside.write("pack/a.txt", "x")
    let watch = try Watch(folder)
    try folder.check("rename", rename(outside.full("pack"), folder.full("pack")))
    try await watch.until(["pack/a.txt": true])
  }

  @Test("Asks for a scan when a folder leaves as a whole")
  func folderMovedOut() async throws {
    let outside = try TemporaryFolder()
    try folder.makeFolder("pack")
    try folder.write("pack/a.txt", "x")
    let watch = try Watch(folder)
    try folder.check("rename", rename(folder.full("pack"), outside.full("pack")))
    try await watch.until { $0.needsScan }
    try outside.write("pack/b.txt", "x")
    try folder.write("z.txt", "x")
    try await watch.until(["z.txt": true])
    #expect(watch.told["pack/b.txt"] == nil)
  }

  @Test("Tells of hard links, pipes and symbolic links, which nobody closes")
  func neverClosed() async throws {
    try folder.write(".spool", "x")
    let watch = try Watch(folder)
    try folder.check("link", link(folder.full(".spool"), folder.full("linked.txt")))
    try folder.check("mkfifo", mkfifo(folder.full("pipe.txt"), 0o644))
    try folder.check("symlink", symlink("linked.txt", folder.full("link.txt")))
    try await watch.until(["linked.txt": true, "pipe.txt": true, "link.txt": true])
  }

  @Test("Tells of a file whose mode changed")
  func modeChanged() async throws {
    try folder.write("a.txt", "x")
    let watch = try Watch(folder)
    try folder.check("chmod", chmod(folder.full("a.txt"), 0o600))
    try await watch.until(["a.txt": true])
  }

  @Test("Survives the incoming folder's going and coming back")
  func rootReturns() async throws {
    let inner = folder.full("in")
    try folder.makeFolder("in")
    var options = WatchOptions(settle: .milliseconds(5))
    options.rootReturn = 5_000_000
    let watcher = try FolderWatcher(directories: [inner], rules: IntakeRules(), options: options)
    var changes = watcher.changes.makeAsyncIterator()
    try folder.move("in", "away")
    let gone = try #require(await changes.next())
    #expect(gone.needsScan)
    #expect(gone.warning?.contains("is gone") == true)
    try folder.makeFolder("in")
    let back = try #require(await changes.next())
    #expect(back.needsScan)
    #expect(back.warning?.contains("there again") == true)
    try folder.write("in/a.txt", "x")
    let change = try #require(await changes.next())
    #expect(change.changed.map(\.relative) == ["a.txt"])
  }

  @Test("Waits for an incoming folder that is not there yet")
  func rootMissing() async throws {
    let inner = folder.full("later")
    let watcher = try FolderWatcher(
      directories: [inner], rules: IntakeRules(), settle: .milliseconds(5))
    var changes = watcher.changes.makeAsyncIterator()
    try folder.makeFolder("later")
    let change = try #require(await changes.next())
    #expect(change.needsScan)
    #expect(change.warning?.contains("there again") == true)
  }

  @Test("Looks around instead when folders can't be watched, and names the sysctl")
  func polling() async throws {
    for name in ["a", "b"] { try folder.makeFolder(name) }
    try folder.write("a/known.txt", "x")
    let watch = try Watch(folder) { $0.watchLimit = 2 }
    try await watch.until { !$0.warnings.isEmpty }
    #expect(watch.warnings.first?.contains("fs.inotify.max_user_watches") == true)
    try folder.write("b/new.txt", "x")
    try await watch.until(["b/new.txt": true])
    unlink(folder.full("a/known.txt"))
    try await watch.until(["a/known.txt": false])
    #expect(watch.told["b/new.txt"] == true)
  }

  @Test("Asks for a scan when more files change than are kept")
  func overflow() async throws {
    let watch = try Watch(folder, settle: .zero, capacity: 10)
    for index in 0..<100 { try folder.write("\(index).txt", "x") }
    try folder.write("last.txt", "x")
    try await watch.until { $0.needsScan || $0.told.count == 101 }
  }

  @Test("Keeps the last word on a file, however many there were")
  func coalesces() async throws {
    let watch = try Watch(folder, settle: .zero)
    for _ in 0..<50 {
      try folder.write(".x", "x")
      try folder.move(".x", "a.txt")
      unlink(folder.full("a.txt"))
    }
    try folder.write(".x", "x")
    try folder.move(".x", "z.txt")
    try await watch.until(["z.txt": true])
    #expect(watch.told["a.txt"] == false)
  }

  @Test("Ends its changes when it is stopped or the reader is cancelled")
  func ends() async throws {
    let watch = try Watch(folder)
    watch.watcher.stop()
    watch.watcher.stop()
    var stopped = watch.watcher.changes.makeAsyncIterator()
    while await stopped.next() != nil {}

    let other = try Watch(folder)
    let reader = Task { [watcher = other.watcher] in
      for await _ in watcher.changes {}
      return true
    }
    reader.cancel()
    #expect(await reader.value)
  }
}
