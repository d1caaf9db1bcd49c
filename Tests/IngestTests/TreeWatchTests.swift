import FeedModel
import Glibc
import Testing

@testable import Ingest

/// The watch of one folder, driven by hand with a clock of the test's own.
@Suite("Tree watch")
struct TreeWatchTests {
  let folder: TemporaryFolder
  let watch: TreeWatch

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("sub")
    watch = TreeWatch(
      folder.path, rules: IntakeRules(), options: WatchOptions(settle: .milliseconds(100)), now: 0)
  }

  private func sweep(
    at milliseconds: UInt64, warns: Bool = false
  ) -> (told: [String: Bool], needsScan: Bool) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
    defer { buffer.deallocate() }
    let news = watch.sweep(milliseconds * 1_000_000, buffer: buffer)
    #expect(news.warnings.isEmpty != warns)
    return (
      Dictionary(news.files.map { ($0.0.relative, $0.1) }) { _, last in last }, news.needsScan
    )
  }

  @Test("A closed file is told when the settle time is over, and not before")
  func settles() throws {
    try folder.write("sub/a.txt", "x")
    #expect(sweep(at: 10).told.isEmpty)
    #expect(watch.nextWake == 110_000_000)
    #expect(sweep(at: 109).told.isEmpty)
    #expect(sweep(at: 110).told == ["sub/a.txt": true])
    #expect(sweep(at: 500).told.isEmpty)
  }

  @Test("Every further close, and a writer that goes on, put it off")
  func putOff() throws {
    try folder.write("a.txt", "x")
    _ = sweep(at: 10)
    try folder.write("a.txt", "y")
    #expect(sweep(at: 100).told.isEmpty)
    let writer = try Writer(folder.full("a.txt"))
    try writer.write("z")
    #expect(sweep(at: 150).told.isEmpty)
    #expect(sweep(at: 4_000).told.isEmpty)
    withExtendedLifetime(writer) {}
  }

  @Test("What moved or went while it settled is told by its last name only")
  func movedWhileSettling() throws {
    try folder.write("a.txt", "x")
    try folder.write("b.txt", "x")
    _ = sweep(at: 10)
    try folder.move("a.txt", "c.txt")
    unlink(folder.full("b.txt"))
    #expect(sweep(at: 20).told == ["a.txt": false, "b.txt": false, "c.txt": true])
    #expect(sweep(at: 500).told.isEmpty)
  }

  @Test("A file that settles in a folder renamed meanwhile is told by the new name")
  func folderRenamedWhileSettling() throws {
    try folder.write("sub/a.txt", "x")
    _ = sweep(at: 10)
    try folder.move("sub", "new")
    #expect(sweep(at: 20).told == ["sub/a.txt": false, "new/a.txt": true])
    #expect(sweep(at: 110).told == ["new/a.txt": true])
  }

  @Test("A folder that leaves is waited for a moment, then a scan is asked for")
  func departure() throws {
    let outside = try TemporaryFolder()
    try folder.check("rename", rename(folder.full("sub"), outside.full("sub")))
    #expect(!sweep(at: 10).needsScan)
    #expect(watch.nextWake == 110_000_000)
    #expect(sweep(at: 110).needsScan)
    #expect(watch.nodes.count == 1)
  }

  @Test("A folder that takes the name of one that just left is watched, and the other has no place")
  func replaced() throws {
    let outside = try TemporaryFolder()
    try folder.makeFolder("sub/deep")
    _ = sweep(at: 10)
    try folder.check("rename", rename(folder.full("sub"), outside.full("sub")))
    try folder.makeFolder("sub")
    _ = sweep(at: 20)
    try folder.write("sub/new.txt", "x")
    try outside.write("sub/old.txt", "x")
    try outside.write("sub/deep/old.txt", "x")
    _ = sweep(at: 30)
    let later = sweep(at: 500)
    #expect(later.told == ["sub/new.txt": true])
    #expect(later.needsScan)
    #expect(watch.nodes.count == 2)
  }

  @Test("After lost events all folders are watched anew, and a scan is asked for")
  func overflow() throws {
    let outside = try TemporaryFolder()
    try folder.makeFolder("sub/deep")
    try folder.makeFolder("gone")
    _ = sweep(at: 10)
    #expect(watch.nodes.count == 4)
    // The events of what follows are taken away, as an overflow does.
    try folder.makeFolder("unseen")
    try folder.move("sub/deep", "moved")
    try folder.check("rename", rename(folder.full("gone"), outside.full("gone")))
    discardEvents()
    watch.handle(
      WatchEvent(watch: -1, mask: UInt32(bitPattern: IN_Q_OVERFLOW), cookie: 0, name: []),
      20_000_000)
    #expect(sweep(at: 20, warns: true).needsScan)
    for name in ["unseen/a.txt", "moved/b.txt", "sub/c.txt"] { try folder.write(name, "x") }
    try outside.write("gone/d.txt", "x")
    _ = sweep(at: 30)
    #expect(sweep(at: 500).told == ["unseen/a.txt": true, "moved/b.txt": true, "sub/c.txt": true])
  }

  @Test("A deep folder moved and then deleted leaves no watch behind")
  func deleted() throws {
    try folder.makeFolder("sub/deep")
    _ = sweep(at: 10)
    #expect(watch.nodes.count == 3)
    try folder.move("sub", "other")
    _ = sweep(at: 20)
    try folder.check("rmdir", rmdir(folder.full("other/deep")))
    try folder.check("rmdir", rmdir(folder.full("other")))
    _ = sweep(at: 30)
    #expect(watch.nodes.count == 1)
    #expect(watch.root?.children.isEmpty == true)
  }

  private func discardEvents() {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
    defer { buffer.deallocate() }
    while WatchEvent.read(watch.descriptor, buffer) != nil {}
  }
}
