import Glibc

/// An open folder, closed when it goes.
///
/// Every path of the output folder is walked from here, one component at a time and
/// never through a symbolic link, so that nothing is written outside.
struct Folder: ~Copyable {
  let number: Int32
  /// For error messages.
  let path: String

  private init(owning number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  init(_ path: String) throws(PublishError) {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw PublishError(path, error: errno) }
    self.init(owning: number, path: path)
  }

  /// The folder that is open as `number`, opened once more.
  init(reopening number: Int32, path: String) throws(PublishError) {
    let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw PublishError(path, error: errno) }
    self.init(owning: copy, path: path)
  }

  /// The folder of this name in it; nil when there is none and none is to be made.
  ///
  /// `isNew` becomes true when it was made.
  func folder(
    _ name: String, creating: Bool, mode: mode_t = 0o755, isNew: inout Bool
  ) throws(PublishError) -> Folder? {
    let path = self.path + "/" + name
    var number = openat(self.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if number < 0, errno == ENOENT {
      guard creating else { return nil }
      guard mkdirat(self.number, name, mode) == 0 || errno == EEXIST else {
        throw PublishError(path, error: errno)
      }
      isNew = true
      number = openat(self.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard number >= 0 else { throw PublishError(path, error: errno) }
    return Folder(owning: number, path: path)
  }

  /// The private area for files on their way, made where it is missing.
  func temporaryArea() throws(PublishError) -> Folder {
    var isNew = false
    guard
      let area = try folder(temporaryFolder, creating: true, mode: 0o700, isNew: &isNew)
    else { preconditionFailure("a folder is made where it is missing") }
    return area
  }

  /// Runs `body` in the folder at the end of `folders`, which are made where they are missing.
  ///
  /// This folder stands at `depth` of them.
  func within(
    _ folders: [String], depth: Int = 0, touched: Touched,
    _ body: (borrowing Folder) throws(PublishError) -> Void
  ) throws(PublishError) {
    guard depth < folders.count else {
      touched.insert(folders[...])
      return try body(self)
    }
    var isNew = false
    guard let next = try folder(folders[depth], creating: true, isNew: &isNew) else {
      preconditionFailure("a folder is made where it is missing")
    }
    // A new folder's own name must be on disk too, which is its parent's matter.
    if isNew { touched.insert(folders[..<depth]) }
    try next.within(folders, depth: depth + 1, touched: touched, body)
  }

  /// Removes a file; whether it was there.
  @discardableResult
  func remove(_ name: String) throws(PublishError) -> Bool {
    if unlinkat(number, name, 0) == 0 { return true }
    guard errno == ENOENT else { throw PublishError(path + "/" + name, error: errno) }
    return false
  }

  /// Removes all files in it; folders stay.
  func clear() throws(PublishError) {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw PublishError(path, error: errno) }
    guard let stream = fdopendir(copy) else {
      let error = errno
      close(copy)
      throw PublishError(path, error: error)
    }
    defer { closedir(stream) }
    // A name removed while its folder is read may not hide another (POSIX readdir).
    while let entry = readdir(stream) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      guard unlinkat(number, name, 0) == 0 || errno == EISDIR || errno == ENOENT else {
        throw PublishError(path, error: errno)
      }
    }
  }
}
