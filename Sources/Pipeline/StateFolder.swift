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

/// Holds the state folder for one process; let go when the process ends, however it ends.
package final class StateLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `PipelineError.locked` when another process holds the folder.
  package init(_ folder: StateFolder) throws(PipelineError) {
    descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      throw PipelineError(
        .cannotWrite,
        "\(folder.lock): can't open the lock: \(lastSystemError()); check the folder's owner")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw PipelineError(
          .cannotWrite, "\(folder.lock): can't lock: \(String(cString: strerror(code)))")
      }
      throw PipelineError(
        .locked,
        "\(folder.path): another wireroom works on this state folder; use `wireroom rebuild` to ask it, or stop it first"
      )
    }
  }

  deinit { close(descriptor) }
}

/// Why the pipeline can't go on.
package struct PipelineError: Error, Sendable {
  package enum Reason: Hashable, Sendable {
    case locked, cannotWrite, badArchive, badSettings, inputMissing, publishFailed
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
