import Gauges

/// What the pipeline counts and times, for `/metrics`; since the start of the process.
package final class Meter: Sendable {
  /// Seconds a stage took, by stage.
  package let stages = Histogram(bounds: Histogram.latencies)
  /// Files taken in at once.
  package let batches = Histogram(bounds: Histogram.sizes)
  /// What became of files: published, changed, moved, unchanged, withdrawn, held, problem.
  package let outcomes = Tally()
  /// Builds by result: done, failed.
  package let builds = Tally()
  /// Documents written into the output folder.
  package let documents = Tally()
  /// Attempts to tell hubs, webhooks and subscribers, by kind and result: accepted, refused, retry, given_up.
  package let deliveries = Tally()

  package init() {}

  /// A part of the way that is timed.
  enum Stage: String { case scan, read, archive, relate, pages, stories, feeds }

  /// Runs `body` and notes how long it took.
  func time<Result>(_ stage: Stage, _ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { stages.observe(start.duration(to: .now) / .seconds(1), "stage=\"\(stage.rawValue)\"") }
    return try body()
  }
}
