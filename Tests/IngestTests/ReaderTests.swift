import FeedModel
import Glibc
import Testing

@testable import Ingest

@Suite("Source reader")
struct ReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ name: String, _ rules: IntakeRules = IntakeRules()) -> ReadResult {
    SourceReader(rules: rules).read(folder.location(name))
  }

  private func problem(_ result: ReadResult) -> String? {
    if case .problem(let problem) = result { problem.reason } else { nil }
  }

  @Test("Gives all bytes with stamp and digest")
  func whole() throws {
    try folder.makeFolder("a b")
    try folder.write("a b/story\n.txt", "abc")
    guard case .file(let file) = read("a b/story\n.txt") else {
      Issue.record("the file is there")
      return
    }
    #expect(file.bytes == Array("abc".utf8))
    #expect(file.stamp.size == 3)
    #expect(file.digest.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
  }

  @Test("Gives an empty file as it is")
  func empty() throws {
    try folder.write("empty.txt", "")
    guard case .file(let file) = read("empty.txt") else {
      Issue.record("the file is there")
      return
    }
    #expect(file.bytes.isEmpty)
  }

  @Test("Reads names that are not UTF-8 and as long as names can be")
  func oddNames() throws {
    for name in [
      [UInt8(ascii: "a"), 0xFF, 0x0A], [UInt8](repeating: UInt8(ascii: "n"), count: 255),
    ] {
      let location = SourceLocation(directory: folder.path, path: name)
      let file = open(
        (location.absolute + [0]).map(CChar.init(bitPattern:)), O_WRONLY | O_CREAT, 0o644)
      #expect(file >= 0)
      close(file)
      guard case .file = SourceReader(rules: IntakeRules()).read(location) else {
        Issue.record("\(location.relative) is there")
        continue
      }
    }
  }

  @Test("Says that a file is gone, or that a folder took its place")
  func vanished() throws {
    try folder.makeFolder("sub")
    for name in ["none.txt", "none/none.txt", "sub", "a\0b"] {
      guard case .vanished = read(name) else {
        Issue.record("\(name) is not a file")
        continue
      }
    }
  }

  @Test("Does not trust a file that changes, is replaced or is removed while it is read")
  func unsettled() throws {
    let changes: [(String, () throws -> Void)] = [
      ("grown", { try folder.write("a.txt", "longer than before") }),
      (
        "replaced",
        {
          try folder.write("b.txt", "new")
          try folder.move("b.txt", "a.txt")
        }
      ),
      ("removed", { try folder.check("unlink", unlink(folder.full("a.txt"))) }),
    ]
    for (name, change) in changes {
      try folder.write("a.txt", "old")
      var failure: (any Error)?
      let result = SourceReader(rules: IntakeRules()).read(folder.location("a.txt")) {
        do { try change() } catch { failure = error }
      }
      #expect(failure == nil)
      guard case .unsettled = result else {
        Issue.record("a file \(name) while it is read is unsettled")
        continue
      }
    }
  }

  @Test("Names size, limit and setting of a file that is too large")
  func tooLarge() throws {
    try folder.write("big.txt", "123456")
    let reason = problem(read("big.txt", IntakeRules(maxFileSize: 5)))
    #expect(reason?.contains("6 bytes") == true)
    #expect(reason?.contains("limit is 5") == true)
    #expect(reason?.contains("input.max_file_size") == true)
    guard case .file = read("big.txt", IntakeRules(maxFileSize: 6)) else {
      Issue.record("a file as large as the limit is read")
      return
    }
  }

  @Test("Never waits for a named pipe, and refuses sockets and devices")
  func notRegular() throws {
    try folder.check("mkfifo", mkfifo(folder.full("pipe.txt"), 0o644))
    #expect(problem(read("pipe.txt"))?.contains("a named pipe") == true)
    let socketFile = try UnixSocket(folder.full("socket.txt"))
    withExtendedLifetime(socketFile) {
      #expect(problem(read("socket.txt"))?.contains("a socket") == true)
    }
  }

  @Test("Refuses symbolic links, as the file or as a folder above it")
  func links() throws {
    try folder.makeFolder("real")
    try folder.write("real/a.txt", "x")
    try folder.check("symlink", symlink("real/a.txt", folder.full("link.txt")))
    try folder.check("symlink", symlink("real", folder.full("dir")))
    for name in ["link.txt", "dir/a.txt"] {
      #expect(problem(read(name))?.contains("input.follow_symlinks") == true)
    }
  }

  @Test("Follows links when asked, but never out of the incoming folder")
  func followedLinks() throws {
    let outside = try TemporaryFolder()
    try outside.write("secret.txt", "s")
    try folder.write("a.txt", "x")
    try folder.check("symlink", symlink("a.txt", folder.full("in.txt")))
    try folder.check("symlink", symlink(outside.full("secret.txt"), folder.full("out.txt")))
    try folder.check("symlink", symlink(outside.path, folder.full("outdir")))
    try folder.check("symlink", symlink("nothing", folder.full("dangling.txt")))
    try folder.check("symlink", symlink("loop.txt", folder.full("loop.txt")))
    let rules = IntakeRules(followSymlinks: true)
    guard case .file(let file) = read("in.txt", rules) else {
      Issue.record("a link inside is followed")
      return
    }
    #expect(file.bytes == Array("x".utf8))
    #expect(problem(read("out.txt", rules))?.contains("leads out") == true)
    #expect(problem(read("outdir/secret.txt", rules))?.contains("leads out") == true)
    #expect(problem(read("dangling.txt", rules))?.contains("leads to no file") == true)
    #expect(problem(read("loop.txt", rules))?.contains("leads to no file") == true)
  }

  @Test(
    "Reports a file that may not be read", .disabled(if: geteuid() == 0, "root reads everything"))
  func denied() throws {
    try folder.write("a.txt", "x")
    try folder.check("chmod", chmod(folder.full("a.txt"), 0))
    #expect(problem(read("a.txt"))?.contains("permission") == true)
  }
}

/// A listening socket with a name in a folder.
final class UnixSocket {
  private let number: Int32

  init(_ path: String) throws {
    number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw TemporaryFolder.Failed(call: "bind", error: errno) }
  }

  deinit { close(number) }
}
