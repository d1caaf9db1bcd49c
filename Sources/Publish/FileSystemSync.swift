import Glibc

/// Waits until everything written to the file system of `number` is on disk; false with `errno` set when it failed.
///
/// `syncfs(2)` is GNU's and not in the Glibc module, so it is looked up by name; where it is missing (never on Linux with
/// glibc 2.14 or musl 0.9.12), `sync(2)` does the same for all file systems.
func synchroniseFileSystem(_ number: Int32) -> Bool {
  guard let call = syncfsCall else {
    sync()
    return true
  }
  return call(number) == 0
}

private let syncfsCall: (@convention(c) (Int32) -> Int32)? = dlsym(nil, "syncfs").map {
  unsafeBitCast($0, to: (@convention(c) (Int32) -> Int32).self)
}
