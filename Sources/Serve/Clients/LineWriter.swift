import Dispatch
import Glibc
import Synchronization

/// Lines for a file descriptor, written by a queue of their own: a reader of the log that stalls never stalls an answer.
///
/// Lines that wait are written together. What waits is bounded: when the reader can't follow, further lines are dropped and
/// counted.
final class LineWriter: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var isWriting = false
    var dropped = 0
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "wireroom.access-log")
  private let descriptor: Int32
  private let capacity: Int

  /// At most `capacity` bytes wait.
  init(descriptor: Int32, capacity: Int = 4 << 20) {
    self.descriptor = descriptor
    self.capacity = capacity
  }

  /// Lines that were dropped.
  var dropped: Int { state.withLock { $0.dropped } }

  /// Puts `line`, which has no line feed, at the end of what waits.
  func write(_ line: String) {
    let begins = state.withLock { state in
      guard state.waiting.count + line.utf8.count < capacity else {
        state.dropped += 1
        return false
      }
      state.waiting += line.utf8
      state.waiting.append(UInt8(ascii: "\n"))
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if begins { queue.async { self.drain() } }
  }

  /// Returns when everything that waited is written.
  func finish() { queue.sync {} }

  private func drain() {
    while true {
      let lines = state.withLock { state in
        defer { state.waiting = [] }
        state.isWriting = !state.waiting.isEmpty
        return state.waiting
      }
      if lines.isEmpty { return }
      var rest = lines[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        // Nobody reads the log any more: what it misses is lost, the server goes on.
        guard count > 0 else { break }
        rest = rest.dropFirst(count)
      }
    }
  }
}
