/// When what failed is tried again: waits that double from `first` to `longest`, each shortened by chance.
package struct RetrySchedule: Hashable, Sendable {
  /// After the first failure.
  package var firstSeconds: Int
  package var longestSeconds: Int
  /// Age at which an entry is given up; news of that age is no news.
  package var lifetimeSeconds: Int

  /// By default 10 s, 20 s, 40 s … up to an hour between tries, for seven days.
  ///
  /// So a receiver that was gone for a day hears within the hour after its return.
  package init(
    firstSeconds: Int = 10, longestSeconds: Int = 3_600, lifetimeSeconds: Int = 7 * 86_400
  ) {
    self.firstSeconds = max(1, firstSeconds)
    self.longestSeconds = max(self.firstSeconds, longestSeconds)
    self.lifetimeSeconds = max(0, lifetimeSeconds)
  }

  /// When to try next.
  ///
  /// - Parameters:
  ///   - failures: Tries so far, all failed, at least 1.
  ///   - ageSeconds: Since the entry was made.
  ///   - notBeforeSeconds: What the receiver asked for; the wait is not shorter.
  ///   - chance: A random number in 0 ..< 1: spreads the tries of many senders over the second half of the wait.
  /// - Returns: Seconds from now; nil when the entry is to be given up.
  package func delay(
    failures: Int, ageSeconds: Int, notBeforeSeconds: Int? = nil, chance: Double
  ) -> Int? {
    let doublings = min(max(0, failures - 1), 40)
    let (grown, overflow) = firstSeconds.multipliedReportingOverflow(by: 1 << doublings)
    let whole = overflow ? longestSeconds : min(grown, longestSeconds)
    let spread = Int(Double(whole - whole / 2) * min(max(0, chance), 1))
    let wait = max(whole / 2 + spread, notBeforeSeconds ?? 0, 1)
    return ageSeconds + wait > lifetimeSeconds ? nil : wait
  }
}
