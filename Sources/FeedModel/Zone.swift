/// A time zone: its offset from UTC at every instant, as a table of changes.
///
/// Built by `Settings` from the system's zone files (RFC 8536), so that the pure stages need no file and no Foundation.
package struct Zone: Hashable, Sendable {
  /// The instant from which on an offset holds.
  package struct Transition: Hashable, Sendable {
    package var from: Instant
    package var offsetMinutes: Int

    package init(from: Instant, offsetMinutes: Int) {
      self.from = from
      self.offsetMinutes = offsetMinutes
    }
  }

  /// The IANA name, such as `Europe/Berlin`.
  package let name: String
  /// Minutes east of UTC before the first transition.
  package let initialOffsetMinutes: Int
  /// Ascending by `from`.
  package let transitions: [Transition]

  package init(name: String, initialOffsetMinutes: Int, transitions: [Transition] = []) {
    self.name = name
    self.initialOffsetMinutes = initialOffsetMinutes
    self.transitions = transitions
  }

  package static let utc = Zone(name: "UTC", initialOffsetMinutes: 0)

  /// Minutes east of UTC at `instant`.
  ///
  /// Cost: O(log transitions).
  package func offsetMinutes(at instant: Instant) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].from <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initialOffsetMinutes : transitions[low - 1].offsetMinutes
  }

  /// The offset that holds at a clock reading of this zone.
  ///
  /// A reading that occurs twice (clocks set back) takes the first; one that never occurs takes the offset before the gap.
  package func offsetMinutes(at civil: CivilTime) -> Int {
    let guess = civil.instant()
    let before = offsetMinutes(at: guess - 86_400)
    let after = offsetMinutes(at: guess + 86_400)
    if offsetMinutes(at: civil.instant(offsetMinutes: before)) == before { return before }
    return offsetMinutes(at: civil.instant(offsetMinutes: after)) == after ? after : before
  }
}
