import Glibc
import Testing

@testable import Publish

/// A folder of a test's own, removed with all it holds when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/wireroom-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(call: "mkdtemp", error: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    do { try removeAll("") } catch { Issue.record(error) }
  }

  struct Failed: Error {
    var call: String
    var error: Int32
  }

  func make(_ name: String) throws {
    guard mkdir(path + "/" + name, 0o755) == 0 else { throw Failed(call: "mkdir", error: errno) }
  }

  func write(_ name: String, _ text: String) throws {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Failed(call: "open", error: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw Failed(call: "write", error: errno)
    }
  }

  func openFile(_ name: String) throws -> OpenFile { try OpenFile(path + "/" + name) }

  func text(_ name: String) throws -> String { try openFile(name).text() }

  /// The names in a folder, sorted.
  func names(_ name: String) -> [String] {
    guard let stream = opendir(path + "/" + name) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func removeAll(_ name: String) throws {
    let full = path + "/" + name
    var status = stat()
    guard lstat(full, &status) == 0 else { throw Failed(call: "lstat", error: errno) }
    if status.st_mode & S_IFMT == S_IFDIR {
      for inner in names(name) { try removeAll(name.isEmpty ? inner : name + "/" + inner) }
    }
    guard remove(full) == 0 else { throw Failed(call: "remove", error: errno) }
  }
}

/// A file held open for reading.
final class OpenFile {
  private let number: Int32

  init(_ path: String) throws {
    number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw TemporaryFolder.Failed(call: "open", error: errno) }
  }

  func text() -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = max(0, read(number, &bytes, bytes.count))
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  deinit { close(number) }
}

/// A file system in memory with room for about 512 KiB, unmounted when it goes.
final class SmallDisk {
  let path: String

  /// Nil where mounting is not allowed.
  init?(at path: String) {
    self.path = path
    guard mkdir(path, 0o755) == 0, mount("none", path, "tmpfs", 0, "size=512k") == 0 else {
      return nil
    }
  }

  func makeReadOnly() -> Bool {
    mount("none", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "size=512k") == 0
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }
}
