import FeedModel
import Testing

@testable import Ingest

@Suite("Parts of the watch")
struct WatchPartsTests {
  @Test("A settle queue gives each key once, after its last deadline")
  func settles() {
    var queue = SettleQueue<String>()
    queue.schedule("a", deadline: 10)
    queue.schedule("b", deadline: 20)
    queue.schedule("a", deadline: 30)
    queue.schedule("c", deadline: 30)
    queue.cancel("c")
    #expect(queue.due(at: 9).isEmpty)
    #expect(queue.nextDeadline == 10)
    #expect(queue.due(at: 25) == ["b"])
    #expect(queue.due(at: 30) == ["a"])
    #expect(queue.nextDeadline == nil)
  }

  @Test("Finds the type of a file system by its device")
  func mounts() {
    let table = """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      31 27 0:52 / /in\\040coming rw,relatime shared:7 master:2 - nfs4 host:/export rw,vers=4.2
      32 27 259:3 / / rw - ext4 /dev/disk rw
      """
    let bytes = Array(table.utf8)
    #expect(fileSystemType(ofDevice: 52, mounts: bytes) == "nfs4")
    #expect(fileSystemType(ofDevice: 0x10303, mounts: bytes) == "ext4")
    #expect(fileSystemType(ofDevice: 99, mounts: bytes) == nil)
  }

  @Test(
    "Knows file systems that others may change unseen",
    arguments: [
      ("nfs4", true), ("fuse.sshfs", true), ("cifs", true), ("fuseblk", false), ("ext4", false),
    ])
  func networks(_ type: String, _ expected: Bool) {
    #expect(isNetworkFileSystem(type) == expected)
  }

  @Test("An outbox keeps the last word, and asks for a scan rather than grow without end")
  func outbox() async {
    let outbox = Outbox(capacity: 2)
    let places = ["a", "b", "c"].map { SourceLocation(directory: "/in", path: $0) }
    outbox.post(WatchNews(files: [(places[1], true), (places[0], true), (places[1], false)]))
    #expect(await outbox.next() == FolderChange(changed: [places[0]], vanished: [places[1]]))
    outbox.post(WatchNews(files: places.map { ($0, true) }, warnings: ["Full."]))
    #expect(await outbox.next() == FolderChange(needsScan: true, warning: "Full."))
    outbox.post(WatchNews(needsScan: true))
    outbox.finish()
    #expect(await outbox.next() == FolderChange(needsScan: true))
    #expect(await outbox.next() == nil)
  }

  @Test("A folder's new name holds for all below it")
  func nodes() {
    let root = WatchNode(watch: 1, isRoot: true)
    let old = WatchNode(watch: 2, isRoot: false)
    let sub = WatchNode(watch: 3, isRoot: false)
    old.attach(to: root, as: Array("old".utf8))
    sub.attach(to: old, as: Array("sub".utf8))
    old.attach(to: root, as: Array("new".utf8))
    #expect(sub.path(of: Array("x".utf8)) == Array("new/sub/x".utf8))
    #expect(root.children.count == 1)
    old.detach()
    #expect(root.children.isEmpty)
    #expect(sub.path == nil)
  }

  @Test("Durations become nanoseconds, without a negative or endless wait")
  func options() {
    #expect(WatchOptions(settle: .milliseconds(100)).settle == 100_000_000)
    #expect(WatchOptions(settle: .seconds(-1)).settle == 0)
    #expect(WatchOptions(settle: .seconds(1_000_000)).settle == 86_400_000_000_000)
  }
}
