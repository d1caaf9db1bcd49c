import FeedModel
import Glibc
import Testing

@testable import Publish

@Suite("Output folder")
struct OutputFolderTests {
  let folder: TemporaryFolder
  let output: OutputFolder
  let monday = Instant(seconds: 1_750_000_000)

  init() throws {
    folder = try TemporaryFolder()
    output = try OutputFolder(directory: folder.path + "/out")
  }

  private func document(
    _ path: String, _ text: String, gzip: String? = nil, brotli: String? = nil
  ) -> FeedDocument {
    FeedDocument(
      path: path, mediaType: "text/plain; charset=utf-8", identity: Array(text.utf8),
      gzip: gzip.map { Array($0.utf8) }, brotli: brotli.map { Array($0.utf8) }, etag: "\"0\"")
  }

  private func names(_ path: String = "") -> [String] { folder.names("out/" + path) }

  @Test("Writes a document with its codings, folders and time")
  func writes() throws {
    let page = document("stories/a-b/index.html", "page", gzip: "gz", brotli: "br")
    try output.write([(page, monday), (document("feed.atom", "feed"), monday + 1)])
    #expect(names() == [".tmp-wireroom", "feed.atom", "stories"])
    #expect(names("stories/a-b") == ["index.html", "index.html.br", "index.html.gz"])
    #expect(try folder.text("out/stories/a-b/index.html.br") == "br")
    #expect(try folder.text("out/feed.atom") == "feed")
    #expect(names(".tmp-wireroom").isEmpty)
    #expect(output.isIntact("stories/a-b/index.html", modified: monday))
    #expect(output.isIntact("stories/a-b/index.html.gz", modified: monday))
    #expect(output.isIntact("feed.atom", modified: monday + 1))
    #expect(!output.isIntact("feed.atom", modified: monday))
    #expect(!output.isIntact("feed.rss", modified: monday))
    #expect(!output.isIntact("stories", modified: monday))
  }

  @Test("Replaces bytes and removes a coding that is no longer there")
  func replaces() throws {
    try output.write([(document("feed.json", "old", gzip: "gz", brotli: "br"), monday)])
    try output.write([(document("feed.json", "new", brotli: "br2"), monday)])
    #expect(names() == [".tmp-wireroom", "feed.json", "feed.json.br"])
    #expect(try folder.text("out/feed.json") == "new")
  }

  @Test("Never changes an open file: its reader goes on with the old bytes")
  func openReader() throws {
    try output.write([(document("feed.atom", "old"), monday)])
    let reader = try folder.openFile("out/feed.atom")
    try output.write([(document("feed.atom", "new bytes"), monday)])
    #expect(reader.text() == "old")
  }

  @Test("Writes a batch that is synchronised as a whole", arguments: [1, 4, 13, 300])
  func batches(_ count: Int) throws {
    let documents = (0..<count).map {
      (document("stories/s\($0)/index.html", "page \($0)", gzip: "g", brotli: "b"), monday)
    }
    try output.write(documents)
    #expect(names("stories").count == count)
    #expect(documents.allSatisfy { output.isIntact($0.0.path, modified: monday) })
    #expect(try folder.text("out/stories/s\(count - 1)/index.html") == "page \(count - 1)")
  }

  @Test("Lets the later of two entries with one path win")
  func samePath() throws {
    try output.write([(document("a", "1", gzip: "1"), monday), (document("a", "2"), monday)])
    #expect(try folder.text("out/a") == "2")
    #expect(names() == [".tmp-wireroom", "a"])
  }

  @Test("Removes a document with its codings and the folders left empty")
  func removes() throws {
    try output.write([
      (document("stories/a/index.html", "a", gzip: "g", brotli: "b"), monday),
      (document("stories/b/index.html", "b"), monday),
    ])
    try output.remove(["stories/a/index.html", "stories/none/index.html", "none"])
    #expect(names("stories") == ["b"])
    try output.remove(["stories/b/index.html"])
    #expect(names() == [".tmp-wireroom"])
  }

  @Test(
    "Refuses paths that leave the folder",
    arguments: [
      "../a", "a/../../b", "/etc/x", "", ".", "a//b", "a/./b", "a/", "a\0b", ".tmp-wireroom/x",
    ])
  func unsafe(_ path: String) throws {
    let written = #expect(throws: PublishError.self) {
      try output.write([(document("fine", "x"), monday), (document(path, "x"), monday)])
    }
    #expect(written?.reason == .unsafePath)
    let removed = #expect(throws: PublishError.self) { try output.remove([path]) }
    #expect(removed?.reason == .unsafePath)
    #expect(names() == [".tmp-wireroom"], "one bad path stops the batch before a byte is written")
  }

  @Test("Does not write through a symbolic link to elsewhere")
  func links() throws {
    try folder.make("elsewhere")
    #expect(symlink(folder.path + "/elsewhere", folder.path + "/out/stories") == 0)
    #expect(throws: PublishError.self) {
      try output.write([(document("stories/a", "x"), monday)])
    }
    #expect(folder.names("elsewhere").isEmpty)
    #expect(symlink(folder.path + "/elsewhere/target", folder.path + "/out/feed.atom") == 0)
    try output.write([(document("feed.atom", "x"), monday)])
    #expect(folder.names("elsewhere").isEmpty)
    #expect(output.isIntact("feed.atom", modified: monday))
  }

  @Test("Cleans up after an error, and what stood before still stands")
  func failure() throws {
    try output.write([(document("a", "old"), monday)])
    try folder.make("out/b")
    let error = #expect(throws: PublishError.self) {
      try output.write([(document("b", "x", gzip: "g"), monday)])
    }
    #expect(error?.reason == .failed)
    #expect(error?.path == "b")
    #expect(error?.message.contains("remove it") == true)
    #expect(names(".tmp-wireroom").isEmpty)
    #expect(try folder.text("out/a") == "old")
  }

  @Test("Does not put a feed in place before the pages that it names")
  func pagesFirst() throws {
    var page = document("stories/a/index.html", "page")
    page.mediaType = "text/html; charset=utf-8"
    try output.write([(document("feed.atom", "old"), monday)])
    try folder.make("out/stories")
    try folder.make("out/stories/a")
    try folder.make("out/stories/a/index.html")
    #expect(throws: PublishError.self) {
      try output.write([(document("feed.atom", "new"), monday), (page, monday)])
    }
    #expect(try folder.text("out/feed.atom") == "old")
    try folder.removeAll("out/stories")
    try output.write([(document("feed.atom", "new"), monday), (page, monday)])
    #expect(try folder.text("out/feed.atom") == "new")
    #expect(try folder.text("out/stories/a/index.html") == "page")
  }

  @Test("Removes what an interrupted run left in its temporary area, at start")
  func leftovers() throws {
    try folder.write("out/.tmp-wireroom/1-0", "half")
    try folder.write("out/.tmp-wireroom/1-0.gz", "half")
    _ = try OutputFolder(directory: folder.path + "/out")
    #expect(names(".tmp-wireroom").isEmpty)
  }

  @Test("Makes the folder anew when it was deleted under it")
  func deleted() throws {
    try output.remove([])
    try folder.removeAll("out")
    try output.write([(document("x/feed.atom", "x"), monday)])
    #expect(output.isIntact("x/feed.atom", modified: monday))
  }

  @Test("Says so when a file stands where the folder should be")
  func fileInTheWay() throws {
    try folder.write("file", "x")
    let error = #expect(throws: PublishError.self) {
      try OutputFolder(directory: folder.path + "/file/out")
    }
    #expect(error?.message.contains(";") == true)
  }

  @Test(
    "Says so when the folder may not be written",
    .disabled(if: geteuid() == 0, "root writes everywhere"))
  func denied() throws {
    #expect(chmod(folder.path + "/out/.tmp-wireroom", 0o500) == 0)
    let error = #expect(throws: PublishError.self) {
      try output.write([(document("feed.atom", "x"), monday)])
    }
    #expect(error?.reason == .denied)
    #expect(chmod(folder.path + "/out/.tmp-wireroom", 0o700) == 0)
  }

  @Test("Keeps the old document when the disk is full, and writes again when there is room")
  func full() throws {
    guard let disk = SmallDisk(at: folder.path + "/disk") else {
      try Test.cancel("a small disk can't be mounted here (needs root)")
    }
    let output = try OutputFolder(directory: disk.path)
    try output.write([(document("feed.atom", "old", gzip: "g"), monday)])
    let large = String(repeating: "x", count: 400_000)
    let error = #expect(throws: PublishError.self) {
      try output.write([
        (document("feed.atom", large, gzip: large), monday), (document("b", large), monday),
      ])
    }
    #expect(error?.reason == .full)
    #expect(output.isIntact("feed.atom", modified: monday))
    #expect(try folder.text("disk/feed.atom") == "old")
    #expect(folder.names("disk/.tmp-wireroom").isEmpty)
    try output.write([(document("feed.atom", "new"), monday + 1)])
    #expect(output.isIntact("feed.atom", modified: monday + 1))

    #expect(disk.makeReadOnly())
    let readOnly = #expect(throws: PublishError.self) {
      try output.write([(document("feed.atom", "x"), monday)])
    }
    #expect(readOnly?.reason == .readOnly)
  }

  @Test(
    "Sorts system errors by what an operator does about them",
    arguments: [
      (ENOSPC, PublishError.Reason.full), (EDQUOT, .full), (EROFS, .readOnly), (EACCES, .denied),
      (EPERM, .denied), (EIO, .failed), (EISDIR, .failed), (EXDEV, .failed),
    ])
  func errors(_ number: Int32, _ reason: PublishError.Reason) {
    let error = PublishError("feed.atom", error: number)
    #expect(error.reason == reason)
    #expect(error.message.contains("feed.atom"))
    #expect(error.message.contains(";"))
  }
}
