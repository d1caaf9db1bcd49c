import Glibc

/// From this many files or folders on, one sweep of the file system is cheaper than a call for each.
///
/// Measured on ext4: 1,000 pages of three files cost 0.25 s of processor time with `syncfs`, 0.55 s with `fsync`
/// for each. But `syncfs` waits for all that others have written to that file system too, seconds beside a compiler; a few
/// articles must not wait for that.
let bulkCount = 300

/// Waits until everything written to the file system of an open file is on disk; false with `errno` set when it failed.
///
/// Since Linux 5.8 it reports write errors as `fsync` does. `syncfs(2)` is GNU's and not in the Glibc module, so it is
/// looked up by name; where it is missing, `sync(2)` does the same for all file systems.
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
