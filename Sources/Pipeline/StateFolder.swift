import Glibc

/// The folder that holds what must survive: the archive, the lock, the index snapshot, the control socket.
package struct StateFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  package var archive: String { path + "/archive.sqlite" }
  package var snapshot: String { path + "/related.index" }
  package var lock: String { path + "/lock" }
  package var feedMemory: String { path + "/feeds.memory" }

  /// Creates the folder and those above it, for the daemon's user alone.
  package func create() throws(PipelineError) {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += "/" + part
      if mkdir(prefix, 0o750) != 0, errno != EEXIST {
        throw PipelineError(
          .cannotWrite,
          "\(prefix): can't create the state folder: \(lastSystemError()); choose another with --state"
        )
      }
    }
  }
}

extension StateFolder {
  /// Root goes on as the owner of the folder, if that is another: what root wrote there and into the output folder, the daemon could
  /// not write again.
  package func becomeOwner() throws(PipelineError) {
    var status = stat()
    guard geteuid() == 0, stat(path, &status) == 0, status.st_uid != 0 else { return }
    var group = status.st_gid
    var done: Int32
    if let owner = getpwuid(status.st_uid), let name = owner.pointee.pw_name {
      group = owner.pointee.pw_gid
      done = initgroups(name, group)
    } else {
      done = setgroups(0, nil)
    }
    if done == 0 { done = setgid(group) }
    if done == 0 { done = setuid(status.st_uid) }
    guard done == 0 else {
      throw PipelineError(
        .cannotWrite, "\(path): can't work as its owner: \(lastSystemError()); run as that user")
    }
  }
}

/// Holds the state folder for one process; let go when the process ends, however it ends.
package final class StateLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `PipelineError.locked` when another process holds the folder.
  package init(_ folder: StateFolder) throws(PipelineError) {
    descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      throw PipelineError(
        .cannotWrite,
        "\(folder.lock): can't open the lock: \(lastSystemError()); run as root or the folder's owner; a running daemon is asked with `wireroom rebuild`"
      )
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw PipelineError(
          .cannotWrite,
          "\(folder.lock): can't lock: \(String(cString: strerror(code))); check the file system")
      }
      throw PipelineError(
        .locked,
        "\(folder.path): another wireroom works on this state folder; use `wireroom rebuild` to ask it, or stop it first"
      )
    }
  }

  deinit { close(descriptor) }
}

/// Holds the output folder for one process, whatever its state folder; let go when the process ends, however it ends.
///
/// The lock is on the folder itself, so that nothing of it shows among the documents.
final class OutputLock: Sendable {
  private let descriptor: Int32

  /// Makes the folder where it is missing.
  /// - Throws: `PipelineError.locked` when another process publishes into it; `cannotWrite` when it can't be opened.
  init(_ directory: String) throws(PipelineError) {
    createFolders(directory, mode: 0o755)
    descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PipelineError(
        .cannotWrite,
        "\(directory): can't open the output folder: \(lastSystemError()); check its owner and the mount"
      )
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { return }
    close(descriptor)
    throw PipelineError(
      .locked,
      "\(directory): another wireroom publishes into this output folder; give one of them another, or stop it first"
    )
  }

  deinit { close(descriptor) }

  /// Whether the folder that is held still stands at `directory`.
  func holds(_ directory: String) -> Bool {
    var held = stat()
    var there = stat()
    return fstat(descriptor, &held) == 0 && stat(directory, &there) == 0
      && held.st_dev == there.st_dev && held.st_ino == there.st_ino
  }
}

/// Makes a folder and those above it; what fails shows when the folder is opened.
private func createFolders(_ path: String, mode: mode_t) {
  var prefix = path.hasPrefix("/") ? "" : "."
  for part in path.split(separator: "/") {
    prefix += "/" + part
    mkdir(prefix, mode)
  }
}

/// Why the pipeline can't go on.
package struct PipelineError: Error, Sendable {
  package enum Reason: Hashable, Sendable {
    case locked, cannotWrite, badArchive, badSettings
    /// Another newsroom took the place of the one that was asked.
    case ended
  }

  package var reason: Reason
  /// Place, what is wrong; what to do.
  package var message: String

  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}

/// The text of `errno`.
func lastSystemError() -> String { String(cString: strerror(errno)) }
