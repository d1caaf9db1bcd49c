import FeedModel
import Glibc

@testable import Ingest

/// A folder of a test's own, removed with all it holds when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/wireroom-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(call: "mkdtemp", error: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(Array(path.utf8)) }

  private static func remove(_ path: [UInt8]) {
    if let folder = Descriptor.open(path, flags: O_DIRECTORY | O_NOFOLLOW) {
      for entry in FolderEntry.list(folder) ?? [] {
        remove(path + [UInt8(ascii: "/")] + entry.name)
      }
    }
    _ = withCPath(path) { Glibc.remove($0) }
  }

  struct Failed: Error {
    var call: String
    var error: Int32
  }

  func location(_ name: String) -> SourceLocation { SourceLocation(directory: path, path: name) }

  func full(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws {
    let file = try Writer(full(name))
    try file.write(text)
  }

  func makeFolder(_ name: String) throws {
    try check("mkdir", mkdir(full(name), 0o755))
  }

  func move(_ from: String, _ to: String) throws {
    try check("rename", rename(full(from), full(to)))
  }

  func check(_ call: String, _ result: Int32) throws {
    if result != 0 { throw Failed(call: call, error: errno) }
  }
}

/// A file held open for writing, closed when it goes.
final class Writer {
  private let number: Int32

  init(_ path: String) throws {
    number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw TemporaryFolder.Failed(call: "open " + path, error: errno) }
  }

  func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard Glibc.write(number, bytes, bytes.count) == bytes.count else {
      throw TemporaryFolder.Failed(call: "write", error: errno)
    }
  }

  deinit { close(number) }
}
