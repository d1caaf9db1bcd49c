import Synchronization

/// How observed values spread over buckets with fixed upper bounds, by the values of labels; safe from any thread.
package final class Histogram: Sendable {
  /// One label set's observations.
  package struct Spread: Hashable, Sendable {
    /// Observations a bucket, not yet summed up; one more than there are bounds, for what exceeds the last.
    package var buckets: [Int]
    package var sum = 0.0

    package var count: Int { buckets.reduce(0, +) }
  }

  /// Upper bounds, ascending; a value that equals a bound belongs to it.
  package let bounds: [Double]
  private let spreads = Mutex<[String: Spread]>([:])

  package init(bounds: [Double]) {
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bounds must ascend")
    self.bounds = bounds
  }

  /// Bounds for the time a step takes, in seconds: from a millisecond to five minutes.
  package static let latencies = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300,
  ]

  /// Bounds for how many things are done at once.
  package static let sizes = [1.0, 2, 5, 10, 20, 50, 100, 200, 512]

  /// Counts `value` for the label set `labels`, such as `stage="scan"`.
  package func observe(_ value: Double, _ labels: String = "") {
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    let empty = Spread(buckets: [Int](repeating: 0, count: bounds.count + 1))
    spreads.withLock { spreads in
      spreads[labels, default: empty].buckets[bucket] += 1
      spreads[labels, default: empty].sum += value
    }
  }

  /// Every label set with its spread, in the order of the label sets.
  package var values: [(labels: String, spread: Spread)] {
    spreads.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
