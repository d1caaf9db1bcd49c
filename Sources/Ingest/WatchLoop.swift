import Glibc

/// What the watching thread does: waits for events of all incoming folders and posts what they mean.
///
/// Owned by that one thread from `run` on; inotify's reads block, so they have no place on the shared pool.
final class WatchLoop {
  private let trees: [TreeWatch]
  private let outbox: Outbox
  /// The reading end of a pipe; its hang-up ends the loop.
  private let stop: Descriptor

  init(_ trees: [TreeWatch], outbox: Outbox, stop: consuming Descriptor) {
    self.trees = trees
    self.outbox = outbox
    self.stop = stop
  }

  /// Starts a thread of its own for the loop; the error number when the system gives none.
  static func start(_ loop: consuming WatchLoop) -> Int32 {
    let context = Unmanaged.passRetained(loop)
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<WatchLoop>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard error == 0 else {
      context.release()
      return error
    }
    pthread_detach(thread)
    return 0
  }

  private func run() {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 8)
    defer {
      buffer.deallocate()
      outbox.finish()
    }
    repeat {
      let now = monotonicNanoseconds()
      for tree in trees { outbox.post(tree.sweep(now, buffer: buffer)) }
    } while wait()
  }

  /// Waits for the next event or deadline; false when the watch is to stop.
  private func wait() -> Bool {
    var waited = trees.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    waited.append(pollfd(fd: stop.number, events: Int16(POLLIN), revents: 0))
    let wake = trees.map(\.nextWake).min() ?? .max
    let now = monotonicNanoseconds()
    let milliseconds = wake <= now ? 0 : (wake - now) / 1_000_000 + 1
    _ = retrying { poll(&waited, nfds_t(waited.count), Int32(min(milliseconds, 60_000))) }
    return waited[trees.count].revents == 0
  }
}
