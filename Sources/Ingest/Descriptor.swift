internal import FeedModel
import Glibc

/// An open file descriptor, closed when it goes.
struct Descriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens for reading, never blocking and never passed on to child processes.
  ///
  /// Nil with `errno` set when it can't.
  static func open(_ path: [UInt8], flags: Int32 = 0, at folder: Int32 = AT_FDCWD) -> Descriptor? {
    let number = withCPath(path) { path in
      retrying { openat(folder, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | flags) }
    }
    return number < 0 ? nil : Descriptor(owning: number)
  }

  /// Opens a file below `root` without following a symbolic link in any component.
  ///
  /// `O_NOFOLLOW` guards the last component only, so every folder on the way is opened by itself.
  static func open(_ path: [UInt8], below root: String, flags: Int32 = 0) -> Descriptor? {
    guard var folder = open(Array(root.utf8), flags: O_DIRECTORY) else { return nil }
    var rest = path[...]
    while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
      let name = Array(rest[..<slash])
      guard let next = open(name, flags: O_DIRECTORY | O_NOFOLLOW, at: folder.number) else {
        return nil
      }
      folder = next
      rest = rest[rest.index(after: slash)...]
    }
    return open(Array(rest), flags: O_NOFOLLOW | flags, at: folder.number)
  }

  /// What the kernel says of the open file; nil with `errno` set when it can't.
  func status() -> stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }
}

/// Runs `body` with the path as a C string; a path with a NUL would be cut short and is refused by the callers.
func withCPath<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  let terminated = path + [0]
  return terminated.withUnsafeBufferPointer { bytes in
    bytes.withMemoryRebound(to: CChar.self) { chars in
      guard let base = chars.baseAddress else { preconditionFailure("a C string has its NUL") }
      return body(base)
    }
  }
}

/// Repeats a call that a signal interrupted.
func retrying<Number: SignedInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

/// `fstatat` of `name` in an open folder; nil with `errno` set when it can't.
func status(of name: [UInt8], in folder: Int32, followsLinks: Bool = false) -> stat? {
  var result = stat()
  let flags = followsLinks ? 0 : AT_SYMLINK_NOFOLLOW
  return withCPath(name) { fstatat(folder, $0, &result, flags) } == 0 ? result : nil
}

extension stat {
  var kind: mode_t { st_mode & S_IFMT }

  var stamp: FileStamp {
    FileStamp(
      device: UInt64(st_dev), inode: UInt64(st_ino), size: Int64(st_size),
      modified: st_mtim.nanoseconds, changed: st_ctim.nanoseconds)
  }
}

extension timespec {
  /// Nanoseconds since the epoch; the kernel's years beyond 2262 are cut to the last that fit.
  var nanoseconds: Int64 {
    let (whole, overflow) = Int64(tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return tv_sec < 0 ? .min : .max }
    let (sum, overflows) = whole.addingReportingOverflow(Int64(tv_nsec))
    return overflows ? .max : sum
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
