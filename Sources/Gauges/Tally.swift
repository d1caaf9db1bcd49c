import Synchronization

/// Counts of one kind of event, by the values of its labels; safe from any thread.
package final class Tally: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  package init() {}

  /// Counts `amount` events of the label set `labels`, such as `result="accepted"`; empty for a tally without labels.
  ///
  /// Label sets must be few: each is kept for good.
  package func add(_ labels: String = "", _ amount: Int = 1) {
    counts.withLock { $0[labels, default: 0] += amount }
  }

  /// Every label set with its count, in the order of the label sets.
  package var values: [(labels: String, count: Int)] {
    counts.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
