import Glibc
import Synchronization

/// Watches incoming folders, with all below them, and tells what changed.
///
/// A file renamed in is told at once; one that was written and closed, after `settle` without another event of it; one being
/// written not before it is closed. Moves and deletions are told at once. When the kernel's queue overflows, or a
/// folder moves out as a whole, or an incoming folder vanishes or comes back, a scan is asked for. Where the kernel can't
/// tell (a network file system, the limit of watches), the folder is looked at every few seconds.
package final class FolderWatcher: Sendable {
  private let outbox: Outbox
  /// The writing end of the pipe whose hang-up stops the thread; nil once stopped.
  private let stopPipe: Mutex<Int32?>

  /// Starts watching; every change from the return of this call on will be told.
  ///
  /// So watch first and scan then. A folder that is not there is no error: the scan says so, and another is asked
  /// for when it comes. The folders must not lie one inside the other.
  /// - Throws: `IngestError` when the system gives no pipe or thread.
  package convenience init(
    directories: [String], rules: IntakeRules, settle: Duration
  ) throws(IngestError) {
    try self.init(directories: directories, rules: rules, options: WatchOptions(settle: settle))
  }

  init(
    directories: [String], rules: IntakeRules, options: WatchOptions, capacity: Int = 50_000
  ) throws(IngestError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw IngestError(watching: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    outbox = Outbox(capacity: capacity)
    stopPipe = Mutex(ends[1])
    let now = monotonicNanoseconds()
    let trees = directories.map { TreeWatch($0, rules: rules, options: options, now: now) }
    let stop = Descriptor(owning: ends[0])
    let error = WatchLoop.start(WatchLoop(trees, outbox: outbox, stop: stop))
    guard error == 0 else {
      self.stop()
      throw IngestError(watching: error)
    }
  }

  deinit { stop() }

  /// The changes, each with all that was seen since the one before; ends after `stop`.
  ///
  /// Nothing is dropped: what is not taken coalesces by file, and too many files become `needsScan`. For one reader at a
  /// time; a second one gets an empty sequence.
  package var changes: AsyncStream<FolderChange> {
    let outbox = outbox
    return AsyncStream { await outbox.next() }
  }

  /// Ends the watch and `changes`; may be called more than once.
  package func stop() {
    let end = stopPipe.withLock { pipe in
      defer { pipe = nil }
      return pipe
    }
    if let end { close(end) }
  }
}

extension IngestError {
  /// The watch as a whole can't start.
  fileprivate init(watching error: Int32) {
    self.init(
      reason: .system,
      message: "the incoming folders can't be watched (\(systemMessage(error))); "
        + "raise the limits of the daemon (LimitNOFILE=, TasksMax=)")
  }
}
