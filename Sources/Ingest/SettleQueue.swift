/// Files that were closed, each until it has been quiet for the settle time.
///
/// All wait equally long, so deadlines come in order and a queue is enough: O(1) a file, however many wait.
struct SettleQueue<Key: Hashable> {
  private var deadlines: [Key: UInt64] = [:]
  private var queue: [(deadline: UInt64, key: Key)] = []
  private var head = 0

  /// The first deadline that may be due; nil when nothing waits.
  var nextDeadline: UInt64? {
    deadlines.isEmpty || head == queue.count ? nil : queue[head].deadline
  }

  /// Starts the wait anew; `deadline` is not before any given earlier.
  mutating func schedule(_ key: Key, deadline: UInt64) {
    deadlines[key] = deadline
    queue.append((deadline, key))
  }

  mutating func cancel(_ key: Key) { deadlines[key] = nil }

  /// Takes out the keys that are due at `now`, in order.
  mutating func due(at now: UInt64) -> [Key] {
    var keys: [Key] = []
    while head < queue.count, queue[head].deadline <= now {
      let (deadline, key) = queue[head]
      // Cancelled or scheduled anew since: this entry no longer counts.
      if deadlines[key] == deadline {
        deadlines[key] = nil
        keys.append(key)
      }
      head += 1
    }
    if head * 2 > queue.count {
      queue.removeFirst(head)
      head = 0
    }
    return keys
  }

  mutating func removeAll() { self = Self() }
}
